import { expect, it } from "vitest";
import { ApiError } from "../client/api-error.ts";
import { sentenceOf } from "./sentence-of.ts";

it("says what a person can do about an error", () =>
  expect(sentenceOf(new ApiError("unreachable", "status 502"))).toContain("cannot be reached"));

it("says why the server refused something", () =>
  expect(sentenceOf(new ApiError("invalid_request", "`url` cannot be used: it is no URL"))).toBe(
    "The server refused it: `url` cannot be used: it is no URL.",
  ));

it("says of the studio's own faults that they are its own", () =>
  expect(sentenceOf(new TypeError("x is undefined"))).toContain("fault of its own"));
