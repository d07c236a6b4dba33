import { listApps, type App, type Store } from "../runtime/index.ts";
import { CliError } from "./cli-error.ts";

/** The app of `--app`; the oldest one when it is not given. */
export async function findApp(store: Store, name: string | undefined): Promise<App> {
  const apps = await listApps(store);
  const app = name === undefined ? apps[0] : apps.find((each) => each.name === name);
  if (app !== undefined) return app;
  if (apps.length === 0) throw new CliError("there is no app yet: start the server once");
  throw new CliError(`there is no app ${name}; there are: ${apps.map((each) => each.name).join(", ")}`);
}
