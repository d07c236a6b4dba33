import { expect, it } from "vitest";
import { seriousViolations } from "../accessibility.ts";
import { describeStudio } from "./studio-fixture.ts";

describeStudio("what fails", (fixture) => {
  it("says that the server is away, keeps what it showed, and comes back by itself", async () => {
    await fixture.withPeople();
    const { page, close } = await fixture.signedIn("light");
    await page.getByText("Lowest trust scores").waitFor();
    await page.context().setOffline(true);
    const note = page.getByText("The server cannot be reached. What is on show may be old");
    await note.waitFor();
    expect(await page.getByText("Lowest trust scores").isVisible()).toBe(true);
    expect(await seriousViolations(page)).toEqual([]);
    // A page whose code was never loaded: not the browser's own page of errors.
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Lists" }).click();
    const alert = page.getByRole("alert");
    await alert.getByText("The server cannot be reached. Check that it is running, then try again.").waitFor();
    await alert.getByRole("button", { name: "Try again" }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole("heading", { level: 1, name: "Lists" }).waitFor();
    await page.getByRole("tab", { name: "Entries" }).waitFor();
    await note.waitFor({ state: "detached" });
    await close();
  });

  it("says that the database is away, on an open page and on one that is loaded then", async () => {
    const { page, close } = await fixture.signedIn("dark");
    // What the server answers then; that it does is tested where it stands.
    const answer = { status: 503, json: { code: "unavailable", message: "the database is unavailable" } };
    await page.route("**/api/v1/**", (route) => route.fulfill(answer));
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Lists" }).click();
    const alert = page.getByRole("alert").getByText("The server has no database at the moment.");
    await alert.waitFor();
    await page.getByText("The server has no database at the moment. What is on show may be old").waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "That did not work" }).waitFor();
    await alert.waitFor();
    await page.getByRole("button", { name: "Try again" }).waitFor();
    await page.unroute("**/api/v1/**");
    await page.getByRole("tab", { name: "Entries" }).waitFor();
    await close();
  });

  it.each([
    ["/", "users", "Overview"],
    ["/weights", "rule_weights", "Presets and weights"],
    ["/lists", "list_entries", "Lists"],
    ["/connect", "api_keys", "API"],
    ["/data-sources", "ips", "Data sources"],
  ])("says at %s that the server failed, and shows the page once it does not", async (path, table, title) => {
    await fixture.withPeople();
    const { page, close } = await fixture.signedIn("light");
    await fixture.database.pool.query(`alter table ${table} rename to missing`);
    await page.goto(path);
    const alert = page.getByRole("alert").filter({ hasText: "The server answered with an error. Its log says why." });
    await alert.first().waitFor();
    // What does not need the answer is there.
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await fixture.database.pool.query(`alter table missing rename to ${table}`);
    await alert.first().getByRole("button", { name: "Try again" }).click();
    await alert.waitFor({ state: "detached" });
    await close();
  });
});
