import { expect, it } from "vitest";
import { seriousViolations } from "../accessibility.ts";
import { openRule, overflow, signIn } from "./on-the-page.ts";
import { DESKTOP, PHONE, describeStudio } from "./studio-fixture.ts";

describeStudio("every page", (fixture) => {
  it("can be read on a phone without scrolling sideways", async () => {
    await fixture.withPeople();
    const { page, complaints, close } = await fixture.signedIn("light", PHONE);
    await page.getByText("Lowest trust scores").waitFor();
    expect(await overflow(page)).toBe(0);
    await page.goto("/data-sources");
    await page.getByText("free mail providers").waitFor();
    expect(await overflow(page)).toBe(0);
    await page.goto("/connect");
    await page.getByRole("table", { name: "Keys" }).waitFor();
    expect(await overflow(page)).toBe(0);
    await page.goto("/rules");
    await page.getByRole("button", { name: "Choose a rule" }).click();
    await page.getByRole("dialog").getByRole("treeitem", { name: /B02/ }).click();
    await page.getByRole("button", { name: "Dry run B02" }).click();
    await page.getByTestId("match-rate").waitFor();
    await page.getByRole("table", { name: "Rules with each other" }).waitFor();
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it.each(["light", "dark"] as const)(
    "has no serious barrier in %s",
    async (scheme) => {
      await fixture.withPeople();
      // Without motion: a drawer that is half faded in has half its contrast.
      const { page, close } = await fixture.open(scheme, DESKTOP, {
        colorScheme: scheme,
        viewport: DESKTOP,
        reducedMotion: "reduce",
      });
      await page.goto("/");
      await page.getByRole("button", { name: "Sign in" }).waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      await signIn(page, fixture.email(), fixture.password());
      await page.getByText("Lowest trust scores").waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      await page.goto("/data-sources");
      await page.getByText("free mail providers").waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      await page.goto("/connect");
      await page.getByRole("table", { name: "Keys" }).waitFor();
      await page.getByRole("textbox", { name: "Name" }).fill(`seen in ${scheme}`);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: `The key for seen in ${scheme}` }).waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      await openRule(page, "B02");
      await page.getByRole("button", { name: "Dry run B02" }).click();
      await page.getByTestId("match-rate").waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      await page.getByRole("button", { name: "changed-1", exact: true }).click();
      await page.getByRole("dialog").getByRole("heading", { name: "Facts" }).waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      await close();
    },
    240_000,
  );
});
