import { expect, it } from "vitest";
import { describeStudio } from "./studio-fixture.ts";

describeStudio("presets", (fixture) => {
  it("applies a preset after a question, and leaves it when the answer is no", async () => {
    const { page, complaints, close } = await fixture.signedIn("light");
    await page.goto("/rules");
    const preset = page.getByRole("combobox", { name: "Preset" });
    const choose = async (title: string) => {
      await preset.click();
      await page.getByRole("option", { name: title, exact: true }).click();
      return page.getByRole("dialog", { name: title, exact: true });
    };
    await expect.poll(() => preset.inputValue()).toBe("Account takeover");
    const refused = await choose("Bot detection");
    await refused.getByText("Replaces all weights and both thresholds").waitFor();
    await refused.getByRole("button", { name: "Cancel" }).click();
    await refused.waitFor({ state: "detached" });
    expect(await preset.inputValue()).toBe("Account takeover");

    await (await choose("Bot detection")).getByRole("button", { name: "Apply preset" }).click();
    await page.getByText("Preset applied: Bot detection").waitFor();
    await expect.poll(() => preset.inputValue()).toBe("Bot detection");
    const { rows } = await fixture.database.pool.query("select preset from apps");
    expect(rows).toEqual([{ preset: "bot_detection" }]);
    await (await choose("Account takeover")).getByRole("button", { name: "Apply preset" }).click();
    await page.getByText("Preset applied: Account takeover").waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});
