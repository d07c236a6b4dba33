import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { afterAll, expect, it } from "vitest";
import { createOperator, createStore, hashPassword } from "../../../runtime/index.ts";
import { seriousViolations } from "../accessibility.ts";
import { CALM, CHANGED } from "../population.ts";
import { caretAfter, draftOf, editorText, openRule, signIn } from "./on-the-page.ts";
import { describeStudio } from "./studio-fixture.ts";

const run = promisify(execFile);
const rules = await mkdtemp(join(tmpdir(), "tocsin-workspace-"));
const ruleOf = (threshold: string) =>
  `rule X01 "Busy" {\n  because "busy"\n\n  when user.event_count > ${threshold}\n}\n`;
await writeFile(join(rules, "X01_busy.tocsin"), ruleOf("3"));
afterAll(() => rm(rules, { recursive: true, force: true }));

const onDisk = (name: string) => readFile(join(rules, name), "utf8");

async function openOwn(page: Page): Promise<void> {
  await page.goto("/rules?file=user%2FX01_busy.tocsin");
  await page.getByRole("heading", { level: 1, name: "X01 Busy" }).waitFor();
  await page.locator(".view-line").getByText("user.event_count").waitFor();
  await page
    .getByRole("region", { name: "Problems" })
    .getByText(/No problems|warning/)
    .waitFor();
}

describeStudio(
  "the workspace of a server with --edit",
  (fixture) => {
    it("keeps a draft on the server, and tells two operators of each other", async () => {
      const { page, complaints, close } = await fixture.signedIn("light");
      await openRule(page, "B02");
      await caretAfter(page, "event_password_changed");
      await page.keyboard.type(" and event_email_changed");
      await page.getByText("Draft kept", { exact: true }).waitFor();

      const again = await fixture.signedIn("dark");
      await openRule(again.page, "B02");
      await expect.poll(() => editorText(again.page)).toContain("event_password_changed and event_email_changed");
      await again.close();

      const email = "second@example.org";
      const password = "a second operator's password";
      await createOperator(createStore(fixture.database.pool), { email, passwordHash: await hashPassword(password) });
      const other = await fixture.open("light");
      await other.page.goto("/");
      await signIn(other.page, email, password);
      await openRule(other.page, "B02");
      expect(await editorText(other.page)).not.toContain("event_email_changed");
      await other.page.getByText(`${fixture.email()} is changing this file too`).waitFor();
      await caretAfter(other.page, "event_password_changed");
      await other.page.keyboard.type(" # mine");
      await page.getByText(`${email} is changing this file too`).waitFor();
      expect(await seriousViolations(other.page)).toEqual([]);
      await other.page.getByRole("button", { name: "Revert" }).click();
      await page.getByRole("button", { name: "Revert" }).click();
      await page.getByText(`${email} is changing this file too`).waitFor({ state: "detached" });
      // A server on a busy machine may ask to come back: drafts do.
      expect([...complaints, ...other.complaints].filter((each) => !each.includes("503"))).toEqual([]);
      await other.close();
      await close();
    });

    it("saves an own rule in the folder by Ctrl+S, formatted, and follows what editors save there", async () => {
      const { page, complaints, close } = await fixture.signedIn("light");
      await openOwn(page);
      await caretAfter(page, "when");
      await page.keyboard.press("Backspace");
      await page.keyboard.type("4    ");
      await page.keyboard.press("Control+s");
      await page.getByText("Saved: user/X01_busy.tocsin").waitFor();
      expect(await onDisk("X01_busy.tocsin")).toBe(ruleOf("4"));
      await page.getByRole("button", { name: "Revert" }).waitFor({ state: "detached" });

      await writeFile(join(rules, "X01_busy.tocsin"), ruleOf("5"));
      await expect.poll(() => editorText(page)).toContain("user.event_count > 5");
      await writeFile(join(rules, "X01_busy.tocsin"), ruleOf("five"));
      await page.getByText("The rules folder has errors: the last good rules go on").waitFor();
      await page.getByRole("button", { name: "user/X01_busy.tocsin" }).first().waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      await writeFile(join(rules, "X01_busy.tocsin"), ruleOf("6"));
      await page.getByText("The rules folder has errors").waitFor({ state: "detached" });
      expect(complaints).toEqual([]);
      await close();
    });

    it("asks before it overwrites what somebody else saved, and shows both", async () => {
      await writeFile(join(rules, "X01_busy.tocsin"), ruleOf("3"));
      const { page, close } = await fixture.signedIn("light");
      await openOwn(page);
      await expect.poll(() => editorText(page)).toContain("user.event_count > 3");
      await caretAfter(page, "when");
      await page.keyboard.type("0");
      await writeFile(join(rules, "X01_busy.tocsin"), ruleOf("7"));
      await page.getByText("The file has changed since this draft began.").waitFor();
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await page.getByText("The file in the folder is another one by now.").waitFor();
      expect(await onDisk("X01_busy.tocsin")).toBe(ruleOf("7"));
      await page.getByRole("button", { name: "See the difference" }).click();
      await page.getByRole("dialog").locator(".monaco-diff-editor .view-line").first().waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Go on with the draft" }).click();
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await page.getByText("Saved: user/X01_busy.tocsin").waitFor();
      expect(await onDisk("X01_busy.tocsin")).toBe(ruleOf("30"));
      await close();
    });

    it("makes a rule, renames it and deletes it; a built-in one becomes one's own", async () => {
      const { page, complaints, close } = await fixture.signedIn("light");
      await openOwn(page);
      await page.getByRole("button", { name: "New", exact: true }).click();
      await page.getByRole("textbox", { name: "Title" }).fill("Many events");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: "X02 Many events" }).waitFor();
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await page.getByText("Saved: user/X02_many_events.tocsin").waitFor();
      expect(await onDisk("X02_many_events.tocsin")).toContain('rule X02 "Many events" {');
      await page.getByRole("button", { name: "More about this file" }).click();
      await page.getByRole("menuitem", { name: "Rename the file" }).click();
      await page.getByRole("textbox", { name: "File name" }).fill("X02_crowd.tocsin");
      await page.keyboard.press("Enter");
      await expect.poll(() => readdir(rules)).toContain("X02_crowd.tocsin");
      await page.getByText("user/X02_crowd.tocsin", { exact: true }).first().waitFor();
      await page.getByRole("button", { name: "More about this file" }).click();
      await page.getByRole("menuitem", { name: "Delete the file" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Delete the file" }).click();
      await expect.poll(() => readdir(rules)).toEqual(["X01_busy.tocsin"]);

      await openRule(page, "B02");
      await page.getByRole("button", { name: "More about this file" }).click();
      await page.getByRole("menuitem", { name: "Copy as own rule" }).click();
      await page.getByRole("heading", { level: 1, name: "X02 User has changed a password" }).waitFor();
      await page.getByRole("button", { name: "Discard" }).click();
      expect(complaints).toEqual([]);
      await close();
    });
  },
  { TOCSIN_RULES: rules, TOCSIN_EDIT: "true" },
);

describeStudio("the workspace of a server without --edit", (fixture) => {
  it("exports drafts as a patch that git applies", async () => {
    const { page, complaints, close } = await fixture.signedIn("light");
    await openRule(page, "B02");
    await caretAfter(page, "event_password_changed");
    await page.keyboard.type(" and event_email_changed");
    await page.getByRole("button", { name: "More about this file" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "Export drafts as a patch" }).click();
    const patch = await (await download).path();
    const folder = await mkdtemp(join(tmpdir(), "tocsin-apply-"));
    await run("git", ["init", "--quiet"], { cwd: folder });

    const file = join(folder, new URL(page.url()).searchParams.get("file") ?? "");
    await run("cp", ["--recursive", join(process.cwd(), "rules"), folder]);
    await run("git", ["apply", patch], { cwd: folder });
    expect(await readFile(file, "utf8")).toContain("event_password_changed and event_email_changed");
    await rm(folder, { recursive: true });
    await page.getByRole("button", { name: "Revert" }).click();
    expect(complaints).toEqual([]);
    await close();
  });

  it("keeps the draft in the tab while the server is away, says so, and sends it afterwards", async () => {
    const { page, close } = await fixture.signedIn("light");
    await openRule(page, "B02");
    await page.route("**/api/v1/drafts/**", (route) => route.abort());
    await caretAfter(page, "event_password_changed");
    await page.keyboard.type(" and event_email_changed");
    await page.getByText("The server cannot be reached. The draft is kept in this tab").waitFor();
    expect(await draftOf(page, new URL(page.url()).searchParams.get("file") ?? "")).toContain("event_email_changed");
    await page.unroute("**/api/v1/drafts/**");
    await page.getByText("Draft kept", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Revert" }).click();
    await close();
  });
});

describeStudio("the workbench by the keyboard", (fixture) => {
  it("finds files, commands and names of all packs in the palette", async () => {
    const { page, complaints, close } = await fixture.signedIn("dark");
    await page.keyboard.press("Control+p");
    const search = page.getByRole("textbox", { name: "Search files, commands and names" });
    await search.fill("B02");
    await page.getByRole("dialog").getByText("B02 User has changed a password").waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: /^B02/ }).waitFor();
    await page.locator(".view-line").getByText("event_password_changed").first().waitFor();
    await page.getByRole("region", { name: "Problems" }).getByText("No problems").waitFor();

    await page.keyboard.press("Control+Shift+o");
    await search.fill("@event_password_changed");
    await page.getByRole("dialog").getByText("event_password_changed", { exact: true }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await expect.poll(() => new URL(page.url()).searchParams.get("file")).toBe("rules/attributes/event.tocsin");

    await page.keyboard.press("Control+k");
    await search.fill("> overview");
    await page.getByRole("dialog").getByText("Go to Overview").waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => new URL(page.url()).pathname).toBe("/");
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard" }).getByText("names of all packs").waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it("shows the panels of that file of two which one works on", async () => {
    await fixture.withPeople();
    const { page, complaints, close } = await fixture.signedIn("dark");
    await page.goto(
      `/rules?${new URLSearchParams({
        file: "rules/behaviour/B02_password_changed.tocsin",
        beside: "rules/behaviour/B03_email_changed.tocsin",
      }).toString()}`,
    );
    const first = page.getByRole("region", { name: /B02/ });
    const second = page.getByRole("region", { name: /B03/ });
    await page.getByText(/^About B02/).waitFor();
    await second.locator(".view-line").getByText("because", { exact: true }).click();
    await page.getByText(/^About B03/).waitFor();
    await page.getByRole("button", { name: "Dry run B03" }).waitFor();
    const outline = page.getByRole("list", { name: "Outline" });
    await outline.getByRole("button", { name: /B03/ }).click();
    await second.locator(".monaco-editor.focused").waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText(`0 of ${CHANGED + CALM} users`, { exact: true }).waitFor();
    await first.locator(".view-line").getByText("because", { exact: true }).click();
    await page.getByText(/^About B02/).waitFor();
    await outline.getByRole("button", { name: /B02/ }).waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText(`${CHANGED} of ${CHANGED + CALM} users`, { exact: true }).waitFor();
    // Each has the rate of its own rule above it, and keeps its answer.
    await first.getByText(`${CHANGED} of ${CHANGED + CALM} match`).waitFor();
    await second.getByText(`0 of ${CHANGED + CALM} match`).click();
    await page.getByText(`0 of ${CHANGED + CALM} users`, { exact: true }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press("Alt+W");
    await second.waitFor({ state: "detached" });
    await page.getByText(/^About/).waitFor({ state: "detached" });
    await page.getByText(`${CHANGED} of ${CHANGED + CALM} users`, { exact: true }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it("keeps files open in tabs, beside each other if wanted, and lists what one declares", async () => {
    const { page, complaints, close } = await fixture.signedIn("light");
    await openRule(page, "B02");
    const tabs = page.getByRole("navigation", { name: "Open files" });
    await page.getByRole("navigation", { name: "Rules" }).getByRole("treeitem", { name: /^B03/ }).click();
    await page.getByRole("heading", { level: 1, name: /^B03/ }).waitFor();
    await tabs.getByRole("button", { name: "B02", exact: true }).waitFor();
    await page.keyboard.press("Alt+PageUp");
    await page.getByRole("heading", { level: 1, name: /^B02/ }).waitFor();
    await page.keyboard.press("Control+\\");
    await page.getByRole("heading", { level: 1, name: /^B03/ }).waitFor();
    await page.getByRole("region", { name: /B03/ }).locator(".view-line").first().waitFor();
    await page.reload();
    await page.getByRole("region", { name: /B03/ }).locator(".view-line").first().waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "End the split" }).click();
    await page.getByRole("region", { name: /B03/ }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Dry run B02" }).waitFor();
    const outline = page.getByRole("list", { name: "Outline" });
    await outline.getByRole("button", { name: /a login/ }).click();
    await tabs.getByRole("button", { name: "B03", exact: true }).click({ button: "middle" });
    await tabs.getByRole("button", { name: "B03", exact: true }).waitFor({ state: "detached" });
    const border = page.getByRole("separator").first();
    const width = async () => (await page.getByRole("navigation", { name: "Rules" }).boundingBox())?.width ?? 0;
    const before = await width();
    await border.focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(width).toBeGreaterThan(before);
    expect(complaints).toEqual([]);
    await close();
  });
});
