import { readFileSync } from "node:fs";

/*
 * Preloaded into a server (`node --import`): its clock is as many milliseconds from the machine's as the file says, from one moment to the next.
 * What counts on, as `performance.now()`, goes on.
 */
const file = process.env.TOCSIN_TEST_CLOCK ?? "";
const LOOK_EVERY_MS = 20;

let ahead = 0;
const look = () => {
  const text = readFileSync(file, "utf8");
  // Empty while it is being written.
  if (text !== "") ahead = Number(text);
};
look();
setInterval(look, LOOK_EVERY_MS).unref();

const RealDate = Date;
const now = () => ahead + RealDate.now();
globalThis.Date = new Proxy(RealDate, {
  construct: (date, given, made) => Reflect.construct(date, given.length === 0 ? [now()] : given, made),
  get: (date, name) => (name === "now" ? now : Reflect.get(date, name)),
});
