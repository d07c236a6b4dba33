import { z } from "zod";

/** A moment on the command line, ISO 8601 with its zone; milliseconds since the epoch. */
export const MOMENT = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
