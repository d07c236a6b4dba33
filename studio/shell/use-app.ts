import { useRouteContext } from "@tanstack/react-router";
import { createContext, useContext } from "react";
import type { getSession } from "../../api/index.ts";
import type { CallOutput } from "../client/call-api.ts";

/** The app that all panels are about, by name. */
export const AppContext = createContext<string | null>(null);

export function useApp(): string {
  const app = useContext(AppContext);
  // invariant: every panel lives inside the frame that provides it
  if (app === null) throw new Error("no app around this component");
  return app;
}

/** Who is signed in; the router's guard has fetched it. */
export function useSession(): CallOutput<typeof getSession> {
  return useRouteContext({ from: "/signed-in" }).session;
}
