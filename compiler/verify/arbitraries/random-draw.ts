import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { type Draw, drawFrom } from "./draw.ts";

/** Decisions without end; the same seed always makes the same ones. */
export function randomDraw(seed: number): Draw {
  const generator = xoroshiro128plus(seed);
  return drawFrom((low, high) => uniformInt(generator, low, high));
}
