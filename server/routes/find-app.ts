import { listApps, type App, type Store } from "../../runtime/index.ts";
import { AppError } from "../app-error.ts";

/** The app that a console request names; the oldest one when it names none. */
export async function findApp(store: Store, name: string | undefined): Promise<App> {
  const apps = await listApps(store);
  const app = name === undefined ? apps[0] : apps.find((each) => each.name === name);
  if (app === undefined) throw new AppError("not_found", "There is no such app");
  return app;
}
