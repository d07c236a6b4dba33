import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { seriousViolations } from "../accessibility.ts";
import { overflow } from "./on-the-page.ts";
import { DESKTOP, PHONE, describeStudio } from "./studio-fixture.ts";

const rules = await mkdtemp(join(tmpdir(), "tocsin-lists-"));
await writeFile(
  join(rules, "X01_flagged.tocsin"),
  'rule X01 "Flagged" { when any email { .address in alert_emails } }\n',
);

describeStudio(
  "lists",
  (fixture) => {
    afterAll(() => rm(rules, { recursive: true, force: true }));

    const standing = async () => {
      const { rows } = await fixture.database.pool.query<{ value: string }>(
        "select value from list_entries where list = 'alert_emails' and removed_version is null order by value",
      );
      return rows.map(({ value }) => value);
    };

    it("adds many after their check and impact, finds, removes, and tells who did it", async () => {
      await fixture.withPeople();
      const { page, complaints, close } = await fixture.signedIn("light", DESKTOP);
      await page.getByRole("link", { name: "Lists", exact: true }).click();
      await page.getByRole("heading", { level: 2, name: "alert_emails" }).waitFor();
      await page.getByText("Nothing stands on this list.").waitFor();

      await page.getByRole("tab", { name: "Add" }).click();
      const entries = page.getByRole("textbox", { name: "Entries" });
      await entries.fill(`changed-1@example.com, changed-2@example.com\n${"x".repeat(3000)}`);
      const problems = page.getByRole("alert").filter({ hasText: "1 entry cannot stand on this list" });
      await problems.getByText("it is longer than").waitFor();
      await problems.getByRole("button", { name: "Line 2" }).click();
      await page.keyboard.press("Delete");
      await entries.press("End");
      await entries.pressSequentially("nobody@example.com");

      const impact = page.getByRole("region", { name: "What it would change" });
      await impact.getByText("3 entries would be new.").waitFor();
      await impact.getByText("2 users have one of these addresses or numbers.").waitFor();
      await impact.getByRole("row", { name: "X01 0 2 0" }).waitFor();
      expect(
        (await impact.getByRole("list", { name: "Whom" }).getByRole("button").allTextContents()).toSorted(),
      ).toEqual(["changed-1", "changed-2"]);
      await page.getByRole("textbox", { name: "Reason" }).fill("abuse report 7");
      expect(await seriousViolations(page)).toEqual([]);
      await page.getByRole("button", { name: "Add 3 entries" }).click();
      await page.getByText("3 entries added.").waitFor();
      expect(await standing()).toEqual(["changed-1@example.com", "changed-2@example.com", "nobody@example.com"]);

      const table = page.getByRole("table", { name: "Entries" });
      await page.getByRole("searchbox", { name: "Search entries" }).fill("NOBODY");
      await page.getByText("1 entry found").waitFor();
      await table.getByRole("checkbox", { name: "Select nobody@example.com" }).check();
      await page.getByRole("button", { name: "Remove 1 entry" }).click();
      const question = page.getByRole("dialog", { name: "Remove from the list?" });
      await question.getByText("1 entry would go.").waitFor();
      await question.getByRole("button", { name: "Remove 1 entry" }).click();
      await page.getByText("1 entry removed.").waitFor();
      expect(await standing()).toEqual(["changed-1@example.com", "changed-2@example.com"]);

      await page.getByRole("tab", { name: "History" }).click();
      await page.getByText("1 entry removed", { exact: true }).waitFor();
      await page.getByText("abuse report 7").waitFor();
      await page.getByText(`by ${fixture.email()}`).first().waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await close();
    });

    it("has an entry end at a moment that is picked", async () => {
      const { page, complaints, close } = await fixture.signedIn("dark", DESKTOP);
      await page.goto("/lists?list=alert_phones");
      await page.getByRole("button", { name: "Add entries" }).click();
      await page.getByRole("textbox", { name: "Entries" }).fill("+41790000000");
      await page.getByRole("button", { name: "Counts until" }).click();
      await page.getByRole("button", { name: "Next month" }).click();
      await page.getByRole("button", { name: /^15 / }).click();
      expect(await seriousViolations(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Add 1 entry" }).click();
      await page.getByText("1 entry added.").waitFor();
      const { rows } = await fixture.database.pool.query(
        "select extract(day from expires_at)::integer as day from list_entries where list = 'alert_phones'",
      );
      expect(rows).toEqual([{ day: 15 }]);
      expect(complaints).toEqual([]);
      await close();
    });

    it("can be read on a phone without scrolling sideways", async () => {
      const { page, complaints, close } = await fixture.signedIn("light", PHONE);
      await page.goto("/lists?list=alert_emails");
      await page.getByRole("searchbox", { name: "Search entries" }).waitFor();
      expect(await overflow(page)).toBe(0);
      await page.getByRole("tab", { name: "Add" }).click();
      await page.getByRole("textbox", { name: "Entries" }).waitFor();
      expect(await overflow(page)).toBe(0);
      expect(await seriousViolations(page)).toEqual([]);
      await page.goto("/lists?list=nothing");
      await page.getByText("The pack has no list nothing.").waitFor();
      expect(complaints).toEqual([]);
      await close();
    });
  },
  { TOCSIN_RULES: rules },
);
