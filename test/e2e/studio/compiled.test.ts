import { expect, it } from "vitest";
import { seriousViolations } from "../accessibility.ts";
import { caretAfter, openRule, overflow } from "./on-the-page.ts";
import { describeStudio, PHONE } from "./studio-fixture.ts";

describeStudio("the compiled panel", (fixture) => {
  it("shows what the rule becomes, and lights up what comes from the caret's part", async () => {
    const { page, complaints, close } = await fixture.signedIn("light");
    await openRule(page, "B02");
    await page.getByRole("tab", { name: "Compiled" }).click();
    const code = page.getByTestId("compiled-code");
    await code.locator(".view-line").first().waitFor();
    await caretAfter(page, "event_password_changed");
    await expect
      .poll(async () => (await code.locator("[class*=lit]").allTextContents()).join(" "))
      .toContain("event_password_changed");

    await page.getByRole("radio", { name: "TypeScript" }).locator("..").click();
    await expect.poll(() => code.locator(".view-lines").textContent()).toContain("account_password_change");
    await expect.poll(async () => (await code.locator("[class*=lit]").count()) > 0).toBe(true);
    await page.getByRole("radio", { name: "Plan" }).locator("..").click();
    await expect.poll(() => code.locator(".view-lines").textContent()).toContain("rule");
    expect(await seriousViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  it("moves the caret of the rule to the part that a place comes from", async () => {
    const { page, complaints, close } = await fixture.signedIn("dark");
    await openRule(page, "B02");
    await page.getByRole("tab", { name: "Compiled" }).click();
    const code = page.getByTestId("compiled-code");
    await page.getByRole("radio", { name: "Plan" }).locator("..").click();
    await code.locator(".view-line").getByText("attribute event_password_changed", { exact: true }).first().click();
    await page.keyboard.type("true and ");
    await expect
      .poll(() => page.locator("[data-tour=editor] .view-lines").textContent())
      .toMatch(/true.and.event_password_changed/);
    await page.getByRole("button", { name: "Revert" }).click();
    expect(complaints).toEqual([]);
    await close();
  });

  it("tells what PostgreSQL makes of it, and says when the text does not compile", async () => {
    await fixture.withPeople();
    const { page, complaints, close } = await fixture.signedIn("light");
    await openRule(page, "B02");
    await page.getByRole("tab", { name: "Compiled" }).click();
    await page.getByRole("button", { name: "Run and measure" }).click();
    const steps = page.getByRole("table", { name: "How PostgreSQL asks it" });
    await steps.getByText("users").first().waitFor();
    await page.getByText(/Ran in/).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await caretAfter(page, "event_password_changed");
    await page.keyboard.type("x");
    await page.getByText("The text does not compile: it has 1 error.").waitFor();
    await page.keyboard.press("Backspace");
    await page.getByTestId("compiled-code").waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it("can be read on a phone", async () => {
    const { page, close } = await fixture.signedIn("light", PHONE);
    await page.goto("/rules?file=rules%2Fbehaviour%2FB02_password_changed.tocsin&panel=compiled");
    await page.getByTestId("compiled-code").locator(".view-line").first().waitFor();
    expect(await overflow(page)).toBe(0);
    await close();
  });
});
