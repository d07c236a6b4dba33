import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { seriousViolations } from "../accessibility.ts";
import { describeStudio } from "./studio-fixture.ts";

describeStudio("personal data", (fixture) => {
  it("exports all that is stored of a user, and erases them after their name was typed", async () => {
    await fixture.withPeople();
    const { page, complaints, close } = await fixture.signedIn("light");
    await page.goto("/?user=calm-1");
    const drawer = page.getByRole("dialog", { name: "User" });
    await drawer.getByRole("heading", { name: "Personal data" }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      drawer.getByRole("link", { name: "Export as JSON" }).click(),
    ]);
    const exported = JSON.parse(await readFile(await download.path(), "utf8")) as {
      readonly user: string;
      readonly tables: { readonly events: readonly unknown[] };
    };
    expect(exported.user).toBe("calm-1");
    expect(exported.tables.events).toHaveLength(2);

    const question = page.getByRole("dialog", { name: "Erase calm-1" });
    await drawer.getByRole("button", { name: "Erase" }).click();
    await question.getByLabel("Type calm-1 to confirm").press("Escape");
    await question.waitFor({ state: "detached" });
    // A press closes what is on top.
    expect(page.url()).toContain("user=calm-1");
    await drawer.getByRole("button", { name: "Erase" }).click();
    const erase = question.getByRole("button", { name: "Erase for good" });
    expect(await erase.isDisabled()).toBe(true);
    await question.getByLabel("Type calm-1 to confirm").fill("calm-1");
    expect(await seriousViolations(page)).toEqual([]);
    await erase.click();
    await page.getByText("calm-1 is erased, with 2 events.").waitFor();
    await drawer.waitFor({ state: "detached" });
    const { rows } = await fixture.database.pool.query("select name from users where name = 'calm-1'");
    expect(rows).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  it("keeps events for as long as it is told, and asks before it deletes", async () => {
    await fixture.withPeople();
    const { page, complaints, close } = await fixture.signedIn("dark");
    await page.goto("/data-sources");
    const card = page.getByRole("region", { name: "How long events are kept" });
    await card.getByText("Events are kept for good.").waitFor();
    await card.getByLabel("Weeks").fill("12");
    await card.getByRole("button", { name: "Set the limit" }).click();
    const question = page.getByRole("dialog", { name: "Keep events for 12 weeks" });
    await question.getByRole("button", { name: "Cancel" }).click();
    await question.waitFor({ state: "detached" });
    await card.getByText("Events are kept for good.").waitFor();
    await card.getByRole("button", { name: "Set the limit" }).click();
    await question.getByRole("button", { name: "Delete older events" }).click();
    await card.getByText("Events are kept for 12 weeks.").waitFor();
    await card.getByLabel("Weeks").fill("");
    await card.getByRole("button", { name: "Set the limit" }).click();
    await card.getByText("Events are kept for good.").waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});
