import { expect, it } from "vitest";
import { seriousViolations } from "../accessibility.ts";
import { caretAfter, draftOf, openRule, overflow } from "./on-the-page.ts";
import { describeStudio, PHONE } from "./studio-fixture.ts";

const FILE = "rules/behaviour/B02_password_changed.tocsin";

describeStudio("the test panel", (fixture) => {
  it("runs the file's tests while the author types, and marks what they see", async () => {
    const { page, complaints, close } = await fixture.signedIn("light");
    await openRule(page, "B02");
    await caretAfter(page, "event_password_changed");
    await page.keyboard.press("Alt+Shift+T");
    const results = page.getByRole("list", { name: "Results" });
    await results
      .getByRole("button", { name: /^Passed/ })
      .nth(2)
      .waitFor();
    expect(await results.getByRole("button").count()).toBe(3);
    await page.getByText("2 of 2 answers of conditions seen").waitFor();
    await page.locator(".glyph-margin-widgets .cgmr").first().waitFor();

    await caretAfter(page, "event_password_changed");
    await page.keyboard.type(" and user.event_count > 3");
    await results.getByRole("button", { name: /^Failed/ }).waitFor();
    expect(await results.getByRole("button").first().textContent()).toContain("a password change");
    await results.getByText("Expected B02 match").waitFor();
    await results.getByText("SQL: no match").waitFor();
    await page.getByRole("button", { name: "user.event_count > 3 never true", exact: true }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);

    await results.getByRole("button", { name: /^Failed/ }).click();
    await page.keyboard.type("# here\n");
    await expect.poll(() => draftOf(page, FILE)).toContain('# here\ntest "a password change"');
    await page.getByRole("button", { name: "Revert" }).click();
    expect(complaints).toEqual([]);
    await close();
  });

  it("adds suggested tests and a test of a stored user, each as one step that can be undone", async () => {
    await fixture.withPeople();
    const { page, complaints, close } = await fixture.signedIn("dark");
    await openRule(page, "B02");
    await page.getByRole("button", { name: "Dry run B02" }).click();
    await page.getByText(/^\d+ of \d+ match$/).waitFor();
    await page.getByText("3 tests", { exact: true }).click();
    await page.getByRole("heading", { name: "From a stored user" }).waitFor();
    await caretAfter(page, "event_password_changed");
    await page.keyboard.type(" or user.ip_count > 3");
    await page.getByText("1 threshold without a test at the boundary").waitFor();
    await page.getByRole("button", { name: "Suggest boundary tests" }).click();
    await page.getByRole("button", { name: /^Accept the tests at the edge of/ }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole("button", { name: /^Accept the tests at the edge of/ }).click();
    await page.getByText("Every threshold has a test at its boundary.").waitFor();
    expect(await draftOf(page, FILE)).toContain('test "at the edge of user.ip_count > 3');

    await page.getByPlaceholder("Name of a stored user").fill("changed-1");
    await page.getByRole("button", { name: "Make a test" }).click();
    await expect.poll(() => draftOf(page, FILE)).toContain('test "like a stored user: match"');
    expect(await draftOf(page, FILE)).not.toContain("changed-1");
    await page.locator(".monaco-editor").first().click();
    await page.keyboard.press("Control+z");
    await expect.poll(() => draftOf(page, FILE)).not.toContain("like a stored user");
    expect(await draftOf(page, FILE)).toContain("at the edge of");
    await page.getByRole("button", { name: "Revert" }).click();
    expect(complaints).toEqual([]);
    await close();
  });

  it("is led to from a matching user, by the keyboard too", async () => {
    await fixture.withPeople();
    const { page, complaints, close } = await fixture.signedIn("light");
    await openRule(page, "B02");
    await page.getByRole("button", { name: "Dry run B02" }).click();
    const users = page.getByRole("table", { name: "Matching users" });
    await users.getByRole("button", { name: "Make a test from changed-2" }).focus();
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.getByRole("tab", { name: "Tests", selected: true }).waitFor();
    const user = page.getByPlaceholder("Name of a stored user");
    await expect.poll(() => user.inputValue()).toBe("changed-2");
    await expect.poll(() => page.locator(":focus").textContent()).toBe("Make a test");
    await page.keyboard.press("Enter");
    await expect.poll(() => draftOf(page, FILE)).toContain('test "like a stored user: match"');
    expect(await draftOf(page, FILE)).not.toContain("changed-2");
    await page.getByRole("button", { name: "Revert" }).click();
    // Whoever comes back to the tests by themselves has asked for nobody.
    await page.getByRole("tab", { name: "Dry run" }).click();
    await page.getByRole("tab", { name: "Tests" }).click();
    await expect.poll(() => user.inputValue()).toBe("");
    expect(complaints).toEqual([]);
    await close();
  });

  it("can be read on a phone", async () => {
    const { page, complaints, close } = await fixture.signedIn("light", PHONE);
    await page.goto(`/rules?file=${FILE}&panel=tests`);
    await page.getByRole("list", { name: "Results" }).waitFor();
    expect(await overflow(page)).toBe(0);
    await page.getByRole("heading", { name: "Coverage" }).scrollIntoViewIfNeeded();
    expect(await seriousViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});
