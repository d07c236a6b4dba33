import { expect, it, onTestFinished } from "vitest";
import type { Draft } from "../../api/index.ts";
import { ApiError } from "../client/api-error.ts";
import { createDraftSync, type DraftServer, type LocalDrafts } from "./draft-sync.ts";

const PATH = "user/X01_a.tocsin";

/** Drafts as the server keeps them: a version for each change, and none is overwritten unseen. */
function memory() {
  const held = new Map<string, Draft>();
  let version = 0;
  let away = false;
  let sent = 0;
  const online = () => {
    if (away) throw new ApiError("unreachable", "away");
  };
  const server: DraftServer = {
    get: async (path) => {
      online();
      return held.get(path) ?? null;
    },
    put: async (path, { text, basedOn, expected }) => {
      online();
      sent += 1;
      if ((held.get(path)?.version ?? null) !== expected) throw new ApiError("conflict", "another");
      const draft = { path, text, basedOn, version: (version += 1), updatedAt: "" };
      held.set(path, draft);
      return draft;
    },
    remove: async (path, expected) => {
      online();
      if (held.has(path) && held.get(path)?.version !== expected) throw new ApiError("conflict", "another");
      held.delete(path);
    },
  };
  return {
    server,
    list: () => [...held.values()],
    text: () => held.get(PATH)?.text,
    sent: () => sent,
    goAway: (is: boolean) => (away = is),
  };
}

function tab({ server, list }: ReturnType<typeof memory>, first: LocalDrafts = new Map()) {
  // Nothing is sent by time: the tests say when.
  const sync = createDraftSync({ server, first, onChange: () => undefined, pause: 1e9, retry: 1e9 });
  onTestFinished(() => sync.stop());
  return { ...sync, merge: (listed = list()) => sync.merge(listed), draft: () => sync.drafts().get(PATH) };
}

it("sends a text once, and what was typed meanwhile with the next request", async () => {
  const there = memory();
  const here = tab(there);
  here.set(PATH, "a", "base");
  const sending = here.flush();
  here.set(PATH, "ab", "base");
  await sending;
  expect(here.draft()).toMatchObject({ text: "ab", basedOn: "base", status: "waiting" });
  await here.flush();
  await here.flush();
  expect([there.text(), there.sent(), here.draft()?.status]).toEqual(["ab", 2, "saved"]);
});

it("keeps the text while the server is away, and sends it afterwards", async () => {
  const there = memory();
  const here = tab(there);
  there.goAway(true);
  here.set(PATH, "a", null);
  await here.flush();
  expect(here.draft()).toMatchObject({ text: "a", status: "away" });
  there.goAway(false);
  await here.flush();
  expect([there.text(), here.draft()?.status]).toEqual(["a", "saved"]);
});

it("gives a draft up here and there", async () => {
  const there = memory();
  const here = tab(there);
  here.set(PATH, "a", null);
  await here.flush();
  here.set(PATH, null, null);
  await here.flush();
  expect([there.text(), here.draft()]).toEqual([undefined, undefined]);
});

it("takes over what another tab wrote, unless this one has a text of its own", async () => {
  const there = memory();
  const [one, two] = [tab(there), tab(there)];
  one.set(PATH, "a", null);
  await one.flush();
  await two.merge();
  expect(two.draft()).toMatchObject({ text: "a", status: "saved" });
  two.set(PATH, "ab", null);
  await two.flush();
  await one.merge();
  expect(one.draft()).toMatchObject({ text: "ab", status: "saved" });
  one.set(PATH, null, null);
  await one.flush();
  await two.merge();
  expect(two.draft()).toBeUndefined();
});

it.each(["mine", "other"] as const)("asks which of two texts to keep, and keeps %s", async (keep) => {
  const there = memory();
  const [one, two] = [tab(there), tab(there)];
  one.set(PATH, "of one", null);
  await one.flush();
  two.set(PATH, "of two", null);
  await two.flush();
  expect(two.draft()).toMatchObject({ text: "of two", status: "conflict", other: { text: "of one" } });
  expect(there.text()).toBe("of one");
  two.set(PATH, "of two, longer", null);
  await two.flush();
  expect(two.draft()?.status).toBe("conflict");
  two.resolve(PATH, keep);
  await two.flush();
  const kept = keep === "mine" ? "of two, longer" : "of one";
  expect([there.text(), two.draft()?.text, two.draft()?.status]).toEqual([kept, kept, "saved"]);
});

it("does not ask when both have come to the same text", async () => {
  const there = memory();
  const [one, two] = [tab(there), tab(there)];
  one.set(PATH, "same", null);
  await one.flush();
  two.set(PATH, "same", null);
  await two.flush();
  expect(two.draft()).toMatchObject({ text: "same", status: "saved" });
});

it("keeps a text that was given up elsewhere while it was changed here", async () => {
  const there = memory();
  const [one, two] = [tab(there), tab(there)];
  one.set(PATH, "a", null);
  await one.flush();
  await two.merge();
  two.set(PATH, "ab", null);
  one.set(PATH, null, null);
  await one.flush();
  await two.flush();
  await two.flush();
  expect([there.text(), two.draft()?.status]).toEqual(["ab", "saved"]);
});

it("goes on after a reload in which the last request was not heard of", async () => {
  const there = memory();
  const first = tab(there);
  first.set(PATH, "a", null);
  const before = first.drafts();
  await first.flush();
  const again = tab(there, before);
  await again.merge();
  expect(again.draft()).toMatchObject({ text: "a", status: "saved" });
});

it("is not misled by a list that is older than what it sent since", async () => {
  const there = memory();
  const here = tab(there);
  const before = there.list();
  here.set(PATH, "a", null);
  await here.flush();
  await here.merge(before);
  expect(here.draft()).toMatchObject({ text: "a", status: "saved" });
});

it("says so when the server takes no more", async () => {
  const there = memory();
  const refusing = { ...there, server: { ...there.server, put: () => Promise.reject(new ApiError("too_large", "")) } };
  const here = tab(refusing);
  here.set(PATH, "a", null);
  await here.flush();
  expect(here.draft()).toMatchObject({ text: "a", status: "refused" });
});
