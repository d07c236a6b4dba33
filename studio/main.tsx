import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./theme/tokens.css";
import "./theme/global.css";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";

const root = document.getElementById("root");
// invariant: index.html has it
if (root === null) throw new Error("the page has no #root");
createRoot(root).render(<App />);
