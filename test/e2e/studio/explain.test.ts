import { expect, it } from "vitest";
import { seriousViolations } from "../accessibility.ts";
import { caretAfter, openRule, overflow } from "./on-the-page.ts";
import { describeStudio, PHONE } from "./studio-fixture.ts";

describeStudio("the explain panel", (fixture) => {
  it("explains a match of a dry run, the draft's nearest miss for it, and leads to the place in the text", async () => {
    await fixture.withPeople();
    const { page, complaints, close } = await fixture.signedIn("light");
    await openRule(page, "B02");
    await page.getByRole("button", { name: "Dry run B02" }).click();
    const users = page.getByRole("table", { name: "Matching users" });
    await users.getByRole("button", { name: "Explain changed-2" }).click();
    const outcome = page.getByTestId("outcome");
    await outcome.getByText("Match", { exact: true }).waitFor();
    expect(await page.getByRole("combobox", { name: "User" }).inputValue()).toBe("changed-2");
    await page.getByRole("region", { name: "Why it matches" }).waitFor();

    await caretAfter(page, "event_password_changed");
    await page.keyboard.type(" and count(events within 1d where .http_code == 404) >= 3");
    await outcome.getByText("No match").waitFor();
    const miss = page.getByRole("region", { name: "Nearest miss" });
    await miss.getByText("is 0, needed >= 3").waitFor();
    const tree = page.getByRole("list", { name: "when" });
    await tree.getByRole("img", { name: /^0 of 2 events from / }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);

    await tree.getByRole("button", { name: "count(events within 1d where .http_code == 404) >= 3" }).click();
    await page.keyboard.type("not ");
    await outcome.getByText("Match", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Revert" }).click();
    expect(complaints).toEqual([]);
    await close();
  });

  it("comes from a user's drawer, finds others by name, and says why it cannot tell", async () => {
    await fixture.withPeople();
    const { page, complaints, close } = await fixture.signedIn("dark");
    await page.goto("/?user=changed-1");
    await page.getByRole("dialog").getByRole("link", { name: "Explain B02 in the workbench" }).click();
    const outcome = page.getByTestId("outcome");
    await outcome.getByText("for changed-1").waitFor();
    const search = page.getByRole("combobox", { name: "User" });
    await search.fill("calm-3");
    await page.getByRole("option", { name: "calm-3", exact: true }).click();
    await outcome.getByText("No match").waitFor();
    await page.locator(".view-line").getByText(`"User has changed a password"`).waitFor();
    await caretAfter(page, "event_password_changed");
    await page.keyboard.type(" or user.phone.country == DE");
    await outcome.getByText("Unknown", { exact: true }).waitFor();
    await page.getByText("Unknown: user.phone.country is missing").first().waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.setViewportSize(PHONE);
    // The editor follows the width of its pane a moment later.
    await expect.poll(() => overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });
});
