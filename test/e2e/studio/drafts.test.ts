import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { seriousViolations } from "../accessibility.ts";
import { caretAfter, editorText, openRule, signIn } from "./on-the-page.ts";
import { describeStudio } from "./studio-fixture.ts";

const ADDED = " and event_email_changed";

describeStudio("drafts that have not reached the server", (fixture) => {
  /** With a session of its own: these tests end it. */
  const signedInAlone = async () => {
    const watched = await fixture.open("light");
    await watched.page.goto("/");
    await signIn(watched.page, fixture.email(), fixture.password());
    return watched;
  };
  const away = (page: Page) => page.route("**/api/v1/drafts/file**", (route) => route.abort());
  const back = (page: Page) => page.unroute("**/api/v1/drafts/file**");
  const type = async (page: Page) => {
    await openRule(page, "B02");
    await caretAfter(page, "event_password_changed");
    await page.keyboard.type(ADDED);
  };
  const kept = (page: Page) => page.getByText("Draft kept", { exact: true }).waitFor();
  const signOut = async (page: Page) => {
    await page.getByRole("button", { name: `Signed in as ${fixture.email()}` }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
  };
  const signedOut = (page: Page) => page.getByRole("form", { name: "Sign in" }).waitFor();
  const stored = async (): Promise<readonly string[]> =>
    (await fixture.database.pool.query<{ text: string }>("select text from drafts")).rows.map(({ text }) => text);

  it("has the browser ask whoever closes the page, until the server has them", async () => {
    const { page, close } = await fixture.signedIn("light");
    await away(page);
    await type(page);
    await page.getByText("The server cannot be reached.").waitFor();
    const asked = page.waitForEvent("dialog");
    await page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe("beforeunload");
    await dialog.dismiss();
    expect(await editorText(page)).toContain(ADDED);
    await back(page);
    await kept(page);
    // Whoever is asked now does not get away.
    page.on("dialog", (again) => void again.dismiss());
    const closed = page.waitForEvent("close");
    await page.close({ runBeforeUnload: true });
    await closed;
    expect(await stored()).toEqual([expect.stringContaining(ADDED)]);
    await close();
  });

  it("sends them before the session ends", async () => {
    const { page, complaints, close } = await signedInAlone();
    await type(page);
    await signOut(page);
    await signedOut(page);
    expect(await stored()).toEqual([expect.stringContaining(ADDED)]);
    expect(complaints).toEqual([]);
    await close();
  });

  it("asks whoever signs out without a server, and keeps them in the tab", async () => {
    const { page, close } = await signedInAlone();
    await away(page);
    await type(page);
    await signOut(page);
    const dialog = page.getByRole("dialog", { name: "Drafts are in this tab only" });
    await dialog.getByRole("button", { name: "Stay" }).click();
    await dialog.waitFor({ state: "detached" });
    expect(await editorText(page)).toContain(ADDED);
    await signOut(page);
    await dialog.waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Leave" }).click();
    await signedOut(page);
    expect(await stored()).toEqual([]);
    await back(page);
    await signIn(page, fixture.email(), fixture.password());
    // On whatever page.
    await expect.poll(stored).toEqual([expect.stringContaining(ADDED)]);
    await close();
  });

  it("keeps them when the session ends by itself", async () => {
    const { page, close } = await signedInAlone();
    await away(page);
    await type(page);
    await fixture.database.pool.query("delete from operator_sessions");
    await signedOut(page);
    await back(page);
    await signIn(page, fixture.email(), fixture.password());
    await page.getByRole("heading", { level: 1, name: /^B02/ }).waitFor();
    await kept(page);
    await expect.poll(() => editorText(page)).toContain(ADDED);
    expect(await stored()).toEqual([expect.stringContaining(ADDED)]);
    await close();
  });
});

describeStudio("a draft that two tabs change", (fixture) => {
  const opened = async () => {
    const watched = await fixture.signedIn("light");
    await openRule(watched.page, "B02");
    await watched.page.getByRole("region", { name: "Problems" }).getByText("No problems").waitFor();
    return watched;
  };
  const type = async (page: Page, text: string) => {
    await caretAfter(page, "event_password_changed");
    await page.keyboard.type(text);
  };
  const kept = (page: Page) => page.getByText("Draft kept", { exact: true }).waitFor();
  const choice = (page: Page) => page.getByRole("alert").filter({ hasText: "This draft was changed in another tab" });
  const text = async () =>
    (await fixture.database.pool.query<{ text: string }>("select text from drafts")).rows[0]?.text ?? "";

  /** One tab has sent its text when the other begins: both texts are there, and only one is on the server. */
  const differing = async () => {
    const one = await opened();
    const two = await opened();
    // The second hears nothing of the first before it has typed.
    await two.page.route("**/api/v1/drafts*", (route) => route.abort());
    await type(one.page, " # one");
    await kept(one.page);
    await type(two.page, " # two");
    await choice(two.page).waitFor();
    await two.page.unroute("**/api/v1/drafts*");
    expect(await text()).toContain("# one");
    expect(await editorText(two.page)).toContain("# two");
    const close = async () => {
      await one.close();
      await two.close();
    };
    return { one: one.page, two: two.page, close };
  };

  it("shows both, keeps this one, and the other tab follows", async () => {
    const { one, two, close } = await differing();
    await choice(two).getByRole("button", { name: "See both" }).click();
    const sides = two.getByRole("dialog").locator(".monaco-diff-editor");
    await sides.locator(".original .view-line").getByText("# one").waitFor();
    await sides.locator(".modified .view-line").getByText("# two").waitFor();
    expect(await seriousViolations(two)).toEqual([]);
    await two.keyboard.press("Escape");
    // What is typed before the choice belongs to this side of it.
    await two.getByRole("dialog").waitFor({ state: "detached" });
    await caretAfter(two, "# two");
    await two.keyboard.type(" and more");
    expect(await text()).toContain("# one");
    expect(await seriousViolations(two)).toEqual([]);
    await choice(two).getByRole("button", { name: "Keep this one" }).click();
    await kept(two);
    await choice(two).waitFor({ state: "detached" });
    expect(await text()).toContain("# two and more");
    await expect.poll(() => editorText(one)).toContain("# two and more");
    await close();
  });

  it("takes the other one, after a reload as well, and undo has this one again", async () => {
    const { two, close } = await differing();
    two.on("dialog", (dialog) => void dialog.accept());
    await two.reload();
    await choice(two).waitFor();
    await expect.poll(() => editorText(two)).toContain("# two");
    await choice(two).getByRole("button", { name: "Take the other one" }).click();
    await expect.poll(() => editorText(two)).toContain("# one");
    await choice(two).waitFor({ state: "detached" });
    expect(await text()).toContain("# one");
    await caretAfter(two, "# one");
    await two.keyboard.press("Control+z");
    await expect.poll(() => editorText(two)).toContain("# two");
    await expect.poll(text).toContain("# two");
    await close();
  });
});
