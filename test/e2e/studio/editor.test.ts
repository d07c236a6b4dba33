import { expect, it } from "vitest";
import { seriousViolations } from "../accessibility.ts";
import { caretAfter, draftOf, editorText, openRule, settledText } from "./on-the-page.ts";
import { describeStudio } from "./studio-fixture.ts";

describeStudio("the editor", (fixture) => {
  it("reports a problem while it is typed, and its repair", async () => {
    const { page, complaints, close } = await fixture.signedIn("light");
    await openRule(page, "B02");
    const problems = page.getByRole("region", { name: "Problems" });
    await problems.getByText(/No problems|warning/).waitFor();
    await caretAfter(page, "event_password_changed");
    await page.keyboard.type("x");
    await problems.getByText("event_password_changedx", { exact: true }).waitFor();
    await page.locator(".monaco-editor .squiggly-error").first().waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText("The rule was not run: it has 1 error.").waitFor();
    await page.keyboard.press("Backspace");
    await problems.getByText("event_password_changedx", { exact: true }).waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
    await close();
  });

  it("mends a problem by its button", async () => {
    const { page, complaints, close } = await fixture.signedIn("light");
    await openRule(page, "B02");
    await caretAfter(page, "event_password_changed");
    await page.keyboard.type(" and event_email_chaged");
    const problems = page.getByRole("region", { name: "Problems" });
    await problems.getByText("event_email_chaged", { exact: true }).waitFor();
    await problems.getByRole("button", { name: "Fix: write `event_email_changed`" }).click();
    await expect.poll(() => editorText(page)).toContain("event_password_changed and event_email_changed");
    await problems.getByText("event_email_chaged", { exact: true }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Revert" }).click();
    expect(complaints).toEqual([]);
    await close();
  });

  it("completes an attribute with its type and documentation, and explains it on hover", async () => {
    const { page, complaints, close } = await fixture.signedIn("dark");
    await openRule(page, "B02");
    await caretAfter(page, "event_password_changed");
    await page.keyboard.type(" and event_email_ch");
    const suggestions = page.locator(".suggest-widget");
    await suggestions.getByText("event_email_changed").first().waitFor();
    await page.locator(".suggest-details").getByText("bool").first().waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => editorText(page)).toContain("event_email_changed");

    await page.locator(".view-line").getByText("event_email_changed").first().hover();
    await page
      .locator(".monaco-hover")
      .getByText(/attribute/)
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it("mends a problem from the editor's own menu", async () => {
    const { page, complaints, close } = await fixture.signedIn("light");
    await openRule(page, "B02");
    await caretAfter(page, "event_password_changed");
    await page.keyboard.type(" and event_email_chaged");
    await page.keyboard.press("Escape");
    await page.locator(".monaco-editor .squiggly-error").first().waitFor();
    await page.keyboard.press("Control+.");
    await page.locator(".action-widget").getByText("write `event_email_changed`").waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => editorText(page)).toContain("event_password_changed and event_email_changed");
    expect(complaints).toEqual([]);
    await close();
  });

  it("goes to a definition in another file", async () => {
    const { page, complaints, close } = await fixture.signedIn("light");
    await openRule(page, "B02");
    await caretAfter(page, "event_password_changed");
    await page.keyboard.press("F12");
    await expect.poll(() => new URL(page.url()).searchParams.get("file")).toBe("rules/attributes/event.tocsin");
    await expect.poll(() => editorText(page)).toContain("attribute event_password_changed : bool");
    // The caret is on the name: what is typed there comes before it.
    await page.locator(".monaco-editor.focused").waitFor();
    await page.keyboard.type("x");
    await expect.poll(() => editorText(page)).toContain("attribute xevent_password_changed : bool");
    expect(complaints).toEqual([]);
    await close();
  });

  it("renames in every file, each a draft afterwards", async () => {
    const { page, complaints, close } = await fixture.signedIn("light");
    await openRule(page, "B02");
    await caretAfter(page, "event_password_changed");
    await page.keyboard.press("F2");
    const box = page.locator(".rename-box input");
    await box.fill("password_was_changed");
    await page.keyboard.press("Enter");
    await expect.poll(() => editorText(page)).toContain("password_was_changed");
    await page.getByText("Draft", { exact: true }).waitFor();
    await page.goto("/rules?file=rules%2Fattributes%2Fevent.tocsin");
    await page.getByText("Draft", { exact: true }).waitFor();
    await expect
      .poll(() => draftOf(page, "rules/attributes/event.tocsin"))
      .toContain("attribute password_was_changed : bool");
    expect(await draftOf(page, "rules/attributes/event.tocsin")).not.toContain("event_password_changed");
    expect(complaints).toEqual([]);
    await close();
  });

  it("formats the open file", async () => {
    const { page, complaints, close } = await fixture.signedIn("light");
    await openRule(page, "B02");
    const formatted = async () => {
      await caretAfter(page, "event_password_changed");
      await page.keyboard.press("Home");
      await page.keyboard.type("      ");
      const untidy = await settledText(page);
      await page.getByRole("button", { name: "Format" }).click();
      await expect.poll(() => editorText(page)).not.toBe(untidy);
      return settledText(page);
    };
    const once = await formatted();
    expect(once).toMatch(/^ {2}when/m);
    expect(once).not.toMatch(/^ {7}/m);
    expect(await formatted()).toBe(once);
    expect(complaints).toEqual([]);
    await close();
  });

  it("keeps a draft over a reload and gives it up on request", async () => {
    const { page, complaints, close } = await fixture.signedIn("light");
    await openRule(page, "B02");
    await caretAfter(page, "event_password_changed");
    await page.keyboard.type(" and true");
    await page.getByText("Draft", { exact: true }).waitFor();
    await page.reload();
    await page.getByText("Draft", { exact: true }).waitFor();
    await page.locator(".view-line").first().waitFor();
    await expect.poll(() => editorText(page)).toContain("event_password_changed and true");
    await page.getByRole("button", { name: "Revert" }).click();
    await expect.poll(() => editorText(page)).not.toContain("and true");
    expect(complaints).toEqual([]);
    await close();
  });

  it("finds rules by a word and says so when there are none", async () => {
    const { page, close } = await fixture.signedIn("light");
    await page.goto("/rules");
    const rules = page.getByRole("navigation", { name: "Rules" });
    await rules.getByRole("searchbox").fill("password changed b02");
    await rules.getByRole("treeitem", { name: /B02/ }).waitFor();
    // The rule and its category.
    expect(await rules.getByRole("treeitem").count()).toBe(2);
    await rules.getByRole("searchbox").fill("no such words");
    await rules.getByText("No rule matches “no such words”.").waitFor();
    await close();
  });

  it("goes through the files as a tree: one stop of the tab key, arrows that move and fold, links that stay links", async () => {
    const { page, complaints, close } = await fixture.signedIn("light");
    await page.goto("/rules");
    const tree = page.getByRole("tree", { name: "Rules" });
    const first = tree.getByRole("treeitem", { name: /^A01/, selected: true });
    await first.focus();
    expect(await tree.locator("[tabindex='0']").count()).toBe(1);
    await page.keyboard.press("ArrowDown");
    const focused = page.locator(":focus");
    await expect.poll(() => focused.textContent()).toMatch(/^A02/);
    expect(await focused.getAttribute("tabindex")).toBe("0");
    expect(await tree.locator("[tabindex='0']").count()).toBe(1);
    expect(await focused.getAttribute("href")).toContain("A02");
    await page.keyboard.press("ArrowLeft");
    const category = tree.getByRole("treeitem", { name: /^Account takeover/, level: 1 });
    await category.and(page.locator(":focus")).waitFor();
    await page.keyboard.press("ArrowLeft");
    expect(await category.getAttribute("aria-expanded")).toBe("false");
    await first.waitFor({ state: "detached" });
    await page.keyboard.press("ArrowRight");
    await first.waitFor();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await page.getByRole("heading", { level: 1, name: /^A02/ }).waitFor();
    await tree.getByRole("treeitem", { name: /^A02/, selected: true }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});
