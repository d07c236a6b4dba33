import { Outlet } from "@tanstack/react-router";
import { useState } from "react";
import { text } from "../text/text.ts";
import { UserDrawer } from "../user/user-drawer.tsx";
import { PaletteProvider } from "../palette/palette-provider.tsx";
import { DraftsProvider } from "../workbench/drafts-provider.tsx";
import classes from "./app-frame.module.css";
import { AppContext, useSession } from "./use-app.ts";
import { AwayNote } from "./away-note.tsx";
import { Header } from "./header.tsx";

/** The frame of every signed-in page: header, content, and the drawer of the user that the address names. */
export function AppFrame() {
  const session = useSession();
  const [chosen, setChosen] = useState<string | null>(null);
  // A session always has at least one app.
  const app = chosen ?? session.apps[0]?.name ?? "";
  return (
    <AppContext value={app}>
      <DraftsProvider key={`${session.operator.email} ${app}`} app={app} operator={session.operator.email}>
        <PaletteProvider>
          <a className={classes["skip"]} href="#content">
            {text.shell.skip}
          </a>
          <div className={classes["frame"]}>
            <Header app={app} onApp={setChosen} />
            <AwayNote />
            <main id="content" tabIndex={-1} className={classes["content"]}>
              <Outlet />
            </main>
            {/* The licence of the countries asks for it on every page that may show one. */}
            <footer className={classes["credit"]}>
              <a href="https://db-ip.com" rel="noreferrer" target="_blank">
                {text.shell.credit}
              </a>
            </footer>
          </div>
          <UserDrawer />
        </PaletteProvider>
      </DraftsProvider>
    </AppContext>
  );
}
