import { expect, it } from "vitest";
import { createClient } from "./client.ts";
import { readOptions } from "./options.ts";

it.each([
  ["http://127.0.0.1:8585", "http://127.0.0.1:8585"],
  ["http://127.0.0.1:8585/", "http://127.0.0.1:8585"],
  ["https://example.com/sensor/", "https://example.com"],
  ["https://example.com/tocsin/sensor", "https://example.com/tocsin"],
  ["https://example.com/tocsin//", "https://example.com/tocsin"],
])("asks under %s at %s", (url, baseUrl) => expect(readOptions({ url, apiKey: "k" }).baseUrl).toBe(baseUrl));

it.each(["", "example.com", "ftp://example.com", "javascript:1"])("refuses the address %j at the start", (url) => {
  expect(() => createClient({ url, apiKey: "k" })).toThrow("url is no address");
});

it.each(["", "two words", "a\nb"])("refuses the key %j at the start, and does not repeat it", (apiKey) => {
  expect(() => createClient({ url: "http://127.0.0.1", apiKey })).toThrow(/^tocsin: apiKey is no API key$/);
});

it("sends no more events at once than the server takes", () => {
  const { queue } = readOptions({ url: "http://127.0.0.1", apiKey: "k", queue: { batchEvents: 5000, attempts: 3 } });
  expect(queue).toMatchObject({ batchEvents: 1000, attempts: 3, mostEvents: 10_000 });
});
