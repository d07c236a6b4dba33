import { useContext, type ReactNode } from "react";
import { AppContext } from "../shell/use-app.ts";
import classes from "./page.module.css";

/** The middle of the window, or of the frame where that is already there: a document has one `main`. */
export function FeedbackPage({ children }: { readonly children: ReactNode }) {
  const Place = useContext(AppContext) === null ? "main" : "div";
  return <Place className={classes["page"]}>{children}</Place>;
}
