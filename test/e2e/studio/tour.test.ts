import { expect, it } from "vitest";
import { seriousViolations } from "../accessibility.ts";
import { describeStudio, PHONE } from "./studio-fixture.ts";

const TITLES = [
  "What an operator asks first",
  "The rules of the pack",
  "A rule is text",
  "Try it on stored users",
  "From rules to decisions",
  "Connect your application",
];

describeStudio("the tour", (fixture) => {
  it("is offered once and leads through six steps, page by page", async () => {
    const { page, complaints, close } = await fixture.signedIn("light");
    await page.getByRole("button", { name: "Show me around" }).click();
    for (const [index, title] of TITLES.entries()) {
      const step = page.getByRole("dialog", { name: title });
      await step.getByText(`${index + 1} of 6`).waitFor();
      await step.getByRole("button", { name: index === 5 ? "Done" : "Next" }).click();
    }
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(new URL(page.url()).pathname).toBe("/connect");
    await page.goto("/");
    await page.getByText("Waiting for the first event").waitFor();
    expect(await page.getByText("New here?").count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it("goes back over pages, and ends by Escape", async () => {
    const { page, complaints, close } = await fixture.signedIn("dark");
    await page.getByRole("button", { name: "Tour" }).click();
    await page
      .getByRole("dialog", { name: TITLES[0] ?? "" })
      .getByRole("button", { name: "Next" })
      .click();
    await page.getByRole("dialog", { name: TITLES[1] ?? "" }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "Back" }).click();
    await page.getByRole("dialog", { name: TITLES[0] ?? "" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
    await close();
  });

  it("fits a phone", async () => {
    const { page, complaints, close } = await fixture.signedIn("light", PHONE);
    await page.getByRole("button", { name: "Tour" }).click();
    for (const title of TITLES) {
      const step = page.getByRole("dialog", { name: title });
      await step.waitFor();
      const box = await step.boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(PHONE.width);
      await step.getByRole("button", { name: /Next|Done/ }).click();
    }
    expect(complaints).toEqual([]);
    await close();
  });
});
