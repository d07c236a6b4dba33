import { createTwoFilesPatch } from "diff";

/** The change of one file as `git` shows it. */
export function patchOf(path: string, before: string, after: string): string {
  return createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: 3 }).trimEnd();
}
