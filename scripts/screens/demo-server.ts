import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../root.js";

export interface DemoServer {
  readonly url: string;
  readonly email: string;
  readonly password: string;
  readonly stop: () => Promise<void>;
}

/** `npm start -- --demo` in a data folder of its own, once all of its people have been sent. */
export async function startDemoServer({ demo }: { readonly demo: boolean }): Promise<DemoServer> {
  const dataDir = mkdtempSync(join(tmpdir(), "tocsin-screens-"));
  const child = spawn(process.execPath, [join(ROOT, "scripts", "start.js"), ...(demo ? ["--demo"] : [])], {
    cwd: ROOT,
    env: { PATH: process.env["PATH"], PORT: "0", TOCSIN_DATA: join(dataDir, "data"), NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
  const output = await new Promise<string>((resolve, reject) => {
    let heard = "";
    const hear = (text: string) => {
      heard += text;
      if (heard.includes(demo ? "events sent" : "Send an event:")) resolve(heard);
    };
    child.stdout.setEncoding("utf8").on("data", hear);
    child.stderr.setEncoding("utf8").on("data", hear);
    void ended.then(() => reject(new Error(`the server ended: ${heard}`)));
  });
  const told = (pattern: RegExp) => pattern.exec(output)?.[1] ?? "";
  return {
    url: told(/Tocsin is ready: (\S+)/),
    email: told(/operator +(\S+)/),
    password: told(/password +(\S+)/),
    stop,
  };
}
