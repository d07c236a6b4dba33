import { expect, it } from "vitest";
import { CALM, CHANGED } from "../population.ts";
import { describeStudio } from "./studio-fixture.ts";

describeStudio("the overview", (fixture) => {
  it("shows an empty instance how to send the first event, and notices it", async () => {
    const { page, complaints, close } = await fixture.signedIn("light");
    await page.getByRole("heading", { name: "Waiting for the first event" }).waitFor();
    await page.getByText(`curl ${fixture.origin()}/sensor/`).waitFor();
    await fixture.withPeople();
    await page.getByText("Lowest trust scores").waitFor({ timeout: 150_000 });
    expect(complaints).toEqual([]);
    await close();
  });

  it("counts what an operator asks first and opens the least trusted users", async () => {
    await fixture.withPeople();
    const { page, complaints, close } = await fixture.signedIn("dark");
    const tile = (name: string) => page.locator("dl > div").filter({ hasText: name }).locator("dd").first();
    await expect.poll(() => tile("Users").textContent()).toBe(String(CHANGED + CALM));
    expect(await tile("Events").textContent()).toBe(String(2 * (CHANGED + CALM)));
    await page.getByRole("button", { name: "changed-1", exact: true }).click();
    await page.getByRole("dialog").getByRole("heading", { name: "changed-1", exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get("user")).toBe("changed-1");
    expect(complaints).toEqual([]);
    await close();
  });
});
