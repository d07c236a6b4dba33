import { expect, it } from "vitest";
import { splitUrl } from "./sensor-url.ts";

it.each([
  ["/app/home", "/app/home", "/app/home", null],
  ["/page?x=1#frag", "/page#frag", "/page", "?x=1"],
  ["?x=1", "", "", "?x=1"],
  ["https://a.example/p/q?x=1", "https://a.example/p/q", "/p/q", "?x=1"],
  ["https://a.example", "https://a.example", "", null],
  ["http:///x?y=1", "http:///x?y=1", "http:///x?y=1", null],
  ["/a?", "/a?", "/a", null],
])("splits `%s`", (text, url, path, query) => expect(splitUrl(text)).toEqual({ url, path, query }));
