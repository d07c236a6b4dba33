import { expect, it } from "vitest";
import { seriousViolations } from "../accessibility.ts";
import { CALM, CHANGED } from "../population.ts";
import { caretAfter, draftOf, editorText, openRule } from "./on-the-page.ts";
import { describeStudio } from "./studio-fixture.ts";

describeStudio("the dry run", (fixture) => {
  // First: whom the next one blacklists takes the score of everybody who shares something with them.
  it("shows what scores become by another weight, the last weeks, and asks again from a link", async () => {
    await fixture.withPeople();
    const { page, complaints, close } = await fixture.signedIn("light");
    await openRule(page, "B02");
    await caretAfter(page, "event_password_changed");
    await page.keyboard.type(" or user.event_count == 2");
    await page.getByText("Draft", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Dry run B02" }).click();
    const scores = page.getByRole("region", { name: "Scores before and after" });
    await scores.getByRole("combobox", { name: "Weight of the rule" }).click();
    await page.getByRole("option", { name: "Extreme +70" }).click();
    const weighed = scores.getByRole("combobox", { name: "Weight of the rule" });
    await expect.poll(() => weighed.inputValue()).toBe("Extreme +70");
    await scores.getByText(/^The score of [1-9]\d* of \d+ users? becomes another one\.$/).waitFor();
    await scores.getByText("Numbers as a table").click();
    await scores.getByRole("row", { name: /^20–29/ }).waitFor();

    await page.getByRole("button", { name: "Ask about 8 weeks" }).click();
    const trend = page.getByRole("region", { name: "Over the last weeks" });
    await trend
      .getByRole("img", { name: "Match rates a week apart, oldest first: 0%, 0%, 0%, 0%, 0%, 0%, 0%, 100%" })
      .waitFor();
    expect(await seriousViolations(page)).toEqual([]);

    await page.getByRole("button", { name: "Copy link" }).click();
    const field = page.getByLabel("Link to this dry-run");
    const link = await field.inputValue();
    // Asked again about the same text, the link is still there.
    const asked = page.waitForResponse(
      (response) => response.request().postData()?.includes('"details":true') === true,
    );
    await page.getByRole("button", { name: "Dry run B02" }).click();
    await asked;
    expect(await field.inputValue()).toBe(link);
    await page.getByRole("button", { name: "Revert" }).click();
    await page.getByRole("tab", { name: "Tests" }).click();
    await page.goto(link);
    await page.getByRole("tab", { name: "Dry run", selected: true }).waitFor();
    const saved = page.getByRole("region", { name: "Saved dry-run" });
    await saved.getByText(`${CHANGED + CALM} of ${CHANGED + CALM} users`).waitFor();
    await saved.getByText(`${CALM} newly flagged, 0 no longer flagged`).waitFor();
    // Its text is of this file: beside another one it is not offered.
    const list = page.getByRole("navigation", { name: "Rules" });
    await list.getByRole("treeitem", { name: /^B03/ }).click();
    await page.getByRole("button", { name: "Dry run B03" }).waitFor();
    await saved.waitFor({ state: "detached" });
    await list.getByRole("treeitem", { name: /^B02/ }).click();
    await saved.getByRole("button", { name: "Open its text and ask again" }).click();
    await expect.poll(() => page.getByTestId("match-rate").textContent()).toBe("100%");
    expect(await draftOf(page, "rules/behaviour/B02_password_changed.tocsin")).toContain("or user.event_count == 2");
    await page.getByRole("button", { name: "Revert" }).click();
    expect(complaints).toEqual([]);
    await close();
  });

  it("rings a rule over the stored users and lets the operator decide", async () => {
    await fixture.withPeople();
    const { page, complaints, close } = await fixture.signedIn("light");
    await openRule(page, "B02");
    await page.getByRole("button", { name: "Dry run B02" }).click();
    await page.getByText(`${CHANGED} of ${CHANGED + CALM} users`, { exact: true }).waitFor();
    expect(await page.getByTestId("match-rate").textContent()).toBe("30%");
    await expect.poll(() => editorText(page)).toContain("event_password_changed  30% of users");
    const users = page.getByRole("table", { name: "Matching users" });
    const shown = () => users.getByRole("button", { name: /^changed-\d$/ }).allTextContents();
    await expect.poll(shown).toEqual(["changed-1", "changed-2", "changed-3"]);
    await users.getByRole("button", { name: "Last seen" }).click();
    await expect.poll(shown).toEqual(["changed-3", "changed-2", "changed-1"]);
    await page.getByRole("searchbox", { name: "Filter users" }).fill("changed-2");
    await expect.poll(shown).toEqual(["changed-2"]);

    await users.getByRole("button", { name: "changed-2", exact: true }).click();
    const drawer = page.getByRole("dialog");
    await drawer.getByText("User has changed a password").waitFor();
    await drawer.getByRole("button", { name: "Blacklist" }).click();
    await drawer.getByText("Decided by an operator").waitFor();
    await page.keyboard.press("Escape");
    await users.getByText("Blacklisted").waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it("tells what a changed rule changes, which rules it overlaps with, and what it was in the past", async () => {
    await fixture.withPeople();
    const { page, complaints, close } = await fixture.signedIn("light");
    await openRule(page, "B02");
    await caretAfter(page, "event_password_changed");
    await page.keyboard.type(" and false or user.event_count == 2 and not event_password_changed");
    await page.getByText("Draft", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Dry run B02" }).click();
    const difference = page.getByRole("region", { name: "Against the deployed version" });
    const lost = difference.getByRole("list", { name: `${CHANGED} users no longer flagged` });
    await lost.waitFor();
    expect(await lost.getByRole("button").allTextContents()).toEqual(["changed-1", "changed-2", "changed-3"]);
    await difference.getByRole("list", { name: `${CALM} users newly flagged` }).waitFor();
    await difference.getByText(`and ${CALM - 5} more`).waitFor();
    await page.getByRole("region", { name: "Overlap with other rules" }).getByText("Alone it adds").waitFor();
    const matrix = page.getByRole("table", { name: "Rules with each other" });
    const heads = await matrix.getByRole("columnheader").allTextContents();
    expect(heads[0]).toBe("B02");
    expect(heads.length).toBeGreaterThan(2);
    expect(await matrix.getByRole("rowheader").allTextContents()).toEqual(heads);
    const shared = matrix.getByRole("row").nth(1).getByRole("cell").nth(1);
    expect(await shared.textContent()).toMatch(/^\d+<?\d+% of \d+ users?, <?\d+%$/);
    expect(await seriousViolations(page)).toEqual([]);

    await page.getByLabel("As of (empty: now)").fill("2020-01-01T10:00");
    await page.getByRole("button", { name: "Dry run B02" }).click();
    await page.getByText("There is no user to ask yet.").waitFor();
    await page.getByRole("button", { name: "Now", exact: true }).click();
    await difference.getByText(`${CALM} users newly flagged`).waitFor();
    await page.getByRole("button", { name: "Revert" }).click();
    expect(complaints).toEqual([]);
    await close();
  });

  it("says what is missing where a rule cannot say", async () => {
    await fixture.withPeople();
    const { page, complaints, close } = await fixture.signedIn("dark");
    await openRule(page, "B02");
    await caretAfter(page, "event_password_changed");
    await page.keyboard.type(" and user.phone.country == DE");
    await page.getByText("Draft", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Dry run B02" }).click();
    const why = page.getByRole("region", { name: "Why the rule could not say" });
    await why.getByText(`Of ${CHANGED} users`, { exact: true }).waitFor();
    expect(await why.getByRole("listitem").allTextContents()).toEqual([`${CHANGED}user.phone.country is missing`]);
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "Revert" }).click();
    expect(complaints).toEqual([]);
    await close();
  });

  it("asks again while the rule is typed, and not while it has errors", async () => {
    await fixture.withPeople();
    const { page, complaints, close } = await fixture.signedIn("dark");
    await openRule(page, "B02");
    await page.getByRole("switch", { name: "Live" }).click();
    await caretAfter(page, "event_password_changed");
    await page.keyboard.type(" or user.event_count == 2");
    const rate = page.getByTestId("match-rate");
    await expect.poll(() => rate.textContent()).toBe("100%");
    await page.keyboard.type(" and");
    await page.getByText("The text has changed since this run.").waitFor();
    await page.keyboard.type(" false");
    await expect.poll(() => rate.textContent()).toBe("30%");
    await page.getByRole("button", { name: "Revert" }).click();
    expect(complaints).toEqual([]);
    await close();
  });
});
