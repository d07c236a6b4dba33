import { expect, it } from "vitest";
import { createOneAtATime } from "./one-at-a-time.ts";

function task() {
  const gone = new AbortController();
  let end: (value: string) => void = () => undefined;
  const ended = new Promise<string>((resolve) => {
    end = resolve;
  });
  return { gone, end, work: () => ended };
}

it("has no room beside work that somebody waits for, and room after it", async () => {
  const place = createOneAtATime();
  const first = task();
  const answer = place.run(first.gone.signal, "busy", first.work);
  const second = () => place.run(new AbortController().signal, "busy", async () => "second");
  await expect(second()).rejects.toMatchObject({ code: "too_many_requests", message: "busy" });
  first.end("first");
  expect(await answer).toBe("first");
  expect(await second()).toBe("second");
});

it("waits for the end of work that nobody waits for, one after the other", async () => {
  const place = createOneAtATime();
  const order: string[] = [];
  const first = task();
  const left = place.run(first.gone.signal, "busy", first.work);
  first.gone.abort();
  const next = (name: string, signal = new AbortController().signal) =>
    place.run(signal, "busy", async () => void order.push(name));
  const second = next("second");
  await Promise.resolve();
  expect(order).toEqual([]);
  first.end("first");
  await Promise.all([left, second]);
  expect(order).toEqual(["second"]);
});

it("has room again after a failure", async () => {
  const place = createOneAtATime();
  const { signal } = new AbortController();
  await expect(place.run(signal, "busy", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(await place.run(signal, "busy", async () => "fine")).toBe("fine");
});
