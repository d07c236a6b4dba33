import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { seriousViolations } from "../accessibility.ts";
import { CALM, CHANGED } from "../population.ts";
import { overflow } from "./on-the-page.ts";
import { DESKTOP, PHONE, describeStudio } from "./studio-fixture.ts";

describeStudio("presets and weights", (fixture) => {
  const open = async (page: Page) => {
    await fixture.withPeople();
    await page.goto("/weights");
    await page.getByRole("img", { name: /Trust scores of/ }).waitFor();
  };
  const size = (page: Page, name: string) =>
    page.locator("dl > div").filter({ hasText: name }).locator("dd").first().textContent();
  const review = (page: Page) => page.getByRole("slider", { name: "Review threshold on the histogram" });
  const storedReview = async () =>
    (await fixture.database.pool.query("select review_threshold from apps")).rows[0]?.review_threshold as unknown;

  it("weighs a rule, moves thresholds on the histogram, applies with a summary, and takes it back", async () => {
    const { page, complaints, close } = await fixture.signedIn("light");
    await open(page);
    await weighOnlyB02(page);
    await expect.poll(() => size(page, "Scores that change")).not.toBe("0");
    await expect.poll(() => size(page, "In review")).toBe(String(CHANGED));

    // Dragged onto the other side of their score: nobody has to be asked for that.
    const asked: string[] = [];
    page.on("request", (request) => void (request.url().includes("/simulate") && asked.push(request.url())));
    await dragTo(page, 20);
    expect(await size(page, "In review")).toBe("0");
    expect(await page.getByRole("textbox", { name: "Review at or below" }).inputValue()).toBe("20");
    await page.keyboard.press("PageUp");
    expect(await review(page).getAttribute("aria-valuetext")).toBe("Review ≤ 30");
    expect(await size(page, "In review")).toBe(String(CHANGED));
    expect(asked).toEqual([]);
    await page.keyboard.press("ArrowRight");

    await page.getByRole("button", { name: "Apply …" }).click();
    const dialog = page.getByRole("dialog", { name: "Apply to everybody?" });
    await dialog.getByText("33 → 31").waitFor();
    const moves = dialog.getByRole("list", { name: "Who moves" });
    await moves.getByRole("button", { name: "changed-1", exact: true }).click();
    await page.getByRole("dialog").getByRole("heading", { name: "changed-1", exact: true }).waitFor();
    // Closes the drawer, and the next press the question below it.
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: "changed-1", exact: true }).waitFor({ state: "detached" });
    expect(await dialog.isVisible()).toBe(true);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Apply …" }).click();
    await dialog.getByText("33 → 31").waitFor();

    // Somebody else is faster.
    await fixture.database.pool.query("update apps set review_threshold = 50");
    await dialog.getByRole("button", { name: "Apply and score everybody again" }).click();
    await dialog.getByRole("alert").getByText("Somebody else has changed the settings").waitFor();
    expect(await storedReview()).toBe(50);
    await dialog.getByText("50 → 31").waitFor();
    await dialog.getByRole("button", { name: "Apply and score everybody again" }).click();
    await dialog.waitFor({ state: "detached" });
    expect(await storedReview()).toBe(31);
    await page.getByText("As stored").waitFor();

    await page.reload();
    await page.getByRole("button", { name: "Undo the last change" }).click();
    await page.getByText("The settings are as they were before").waitFor();
    expect(await storedReview()).toBe(50);
    await page.getByRole("button", { name: "Undo the last change" }).waitFor({ state: "detached" });
    await fixture.database.pool.query("update apps set review_threshold = 33");
    // The server refused once, as it should: the browser reports that as an error.
    expect(complaints.filter((complaint) => !complaint.includes("409"))).toEqual([]);
    await close();
  });

  it("says whom a threshold blacklists, and that they stay so", async () => {
    const { page, complaints, close } = await fixture.signedIn("dark");
    await open(page);
    await weighOnlyB02(page);
    await page.getByRole("textbox", { name: "Blacklist at or below" }).fill("30");
    await expect.poll(() => size(page, "Blacklisted")).toBe(String(CHANGED));
    await page.getByRole("button", { name: "Apply …" }).click();
    const dialog = page.getByRole("dialog", { name: "Apply to everybody?" });
    await dialog.getByText("stays blacklisted until somebody decides").waitFor();
    expect(await dialog.getByRole("list", { name: "Who moves" }).getByRole("button").allTextContents()).toEqual(
      expect.arrayContaining(["changed-1", "changed-2", "changed-3"]),
    );
    expect(await seriousViolations(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Discard changes" }).click();
    await page.getByText("As stored").waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it("goes through the rules by keyboard, and sorts and filters them", async () => {
    const { page, complaints, close } = await fixture.signedIn("light", DESKTOP);
    await open(page);
    const table = page.getByRole("table", { name: "Rules and presets" });
    const rows = table.getByRole("rowheader");
    await rows.first().getByRole("button").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 2, name: "A02" }).waitFor();
    await page.keyboard.press("End");
    await expect.poll(() => page.evaluate<string>("document.activeElement.textContent")).toMatch(/^R/);
    await table.getByRole("button", { name: "Matches" }).click();
    await expect.poll(() => table.getByRole("row").nth(1).textContent()).toContain(String(CHANGED + CALM));
    await page.getByRole("searchbox", { name: "Filter rules" }).fill("password country");
    expect(await rows.allTextContents()).toEqual(["A06Password change in new country"]);
    expect(await seriousViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  it("can be read on a phone without scrolling sideways", async () => {
    const { page, complaints, close } = await fixture.signedIn("dark", PHONE);
    await open(page);
    expect(await overflow(page)).toBe(0);
    expect(await seriousViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  /** A draft in which only the change of a password counts. */
  async function weighOnlyB02(page: Page): Promise<void> {
    await page.getByRole("combobox", { name: "Start from a preset" }).click();
    await page.getByRole("option", { name: "Empty rules settings" }).click();
    await page.getByRole("searchbox", { name: "Filter rules" }).fill("B02");
    await page.getByRole("rowheader").getByRole("button", { name: /^B02/ }).click();
    await page.getByRole("group", { name: "Named weights" }).getByRole("button", { name: "Extreme" }).click();
  }

  async function dragTo(page: Page, score: number): Promise<void> {
    const from = await review(page).boundingBox();
    const plot = await review(page).locator("..").boundingBox();
    if (from === null || plot === null) throw new Error("the histogram is not on the page");
    const y = from.y + from.height / 2;
    await page.mouse.move(from.x + from.width / 2, y);
    await page.mouse.down();
    await page.mouse.move(plot.x + (plot.width * (score + 1)) / 100, y, { steps: 5 });
    await page.mouse.up();
  }
});

describeStudio("judging everybody for the weights", (fixture) => {
  const CROWD = 60_000;

  it("says how far it is, stops, and ends with numbers of everybody", async () => {
    await fixture.withPeople();
    const { pool } = fixture.database;
    const scored = async () => Number((await pool.query("select count(*) from scores")).rows[0]?.count);
    await expect.poll(scored).toBe(CHANGED + CALM);
    // Copied beside the sensor, and scored by the server little by little: most have no result when they are asked about.
    const { rows } = await pool.query<{ names: string }>(
      `select string_agg(quote_ident(attname), ', ') as names from pg_attribute
       where attrelid = 'users'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    );
    const names = rows[0]?.names ?? "";
    await pool.query(
      `insert into users (${names}) select ${names} from (
         select (jsonb_populate_record(u, jsonb_build_object('user_id', n, 'name', 'crowd ' || n))).*
         from users u, generate_series(1, $1::integer) n where u.name = 'calm-1') crowd`,
      [CROWD],
    );
    const { page, complaints, close } = await fixture.signedIn("light");
    const runs: string[] = [];
    page.on("request", (request) => {
      const body = request.url().includes("/simulate?") ? (request.postDataJSON() as { run?: string }) : {};
      if (body.run !== undefined) runs.push(body.run);
    });
    const leftOut = page.getByText("have no result of these rules yet");
    const judge = page.getByRole("button", { name: "Judge everybody" });
    const progress = page.getByText(new RegExp(`^Judged [1-9][\\d,]* of [\\d,]+ users$`));
    await page.goto("/weights");
    await leftOut.waitFor();
    await judge.click();
    await progress.waitFor();
    const bar = page.getByRole("progressbar", { name: "Users judged" });
    expect(Number(await bar.getAttribute("aria-valuenow"))).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Stop" }).click();
    await bar.waitFor({ state: "detached" });
    await leftOut.waitFor();

    // At once: the server may still be ending the run that was stopped, and begins this one after it.
    await judge.click();
    await progress.waitFor();
    expect(await (await page.request.get(`/api/v1/simulate/${runs[0]}`)).json()).toEqual({ progress: null });
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByText(/^\d\d,\d{3} users were judged for this, without storing it\.$/).waitFor();
    await leftOut.waitFor({ state: "detached" });
    expect(await judge.count()).toBe(0);
    expect(runs).toHaveLength(2);
    expect(complaints).toEqual([]);
    await close();
  });
});
