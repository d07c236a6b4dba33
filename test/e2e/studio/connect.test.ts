import { expect, it } from "vitest";
import { describeStudio } from "./studio-fixture.ts";

describeStudio("the API page", (fixture) => {
  it("makes a key that is shown once, and revokes it after a question", async () => {
    const { page, complaints, close } = await fixture.signedIn("light");
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "API" }).click();
    const keys = page.getByRole("table", { name: "Keys" });
    await keys.waitFor();
    await page.getByRole("textbox", { name: "Name" }).fill("web shop");
    await page.keyboard.press("Enter");
    const made = page.getByRole("region", { name: "The key for web shop" });
    const secret = (await made.getByLabel("Key", { exact: true }).textContent()) ?? "";
    await keys.getByText("web shop").waitFor();
    const send = async () => {
      const body = new URLSearchParams({
        userName: "k",
        ipAddress: "203.0.113.7",
        url: "/",
        eventTime: "2026-01-01 00:00:00",
      });
      return (await fetch(`${fixture.origin()}/sensor/`, { method: "POST", headers: { "Api-Key": secret }, body }))
        .status;
    };
    expect(await send()).toBe(200);
    await made.getByRole("button", { name: "I have kept it" }).click();
    await made.waitFor({ state: "detached" });
    expect(await page.content()).not.toContain(secret);
    await page.reload();
    await keys.getByText("web shop").waitFor();
    expect(await page.content()).not.toContain(secret);

    const limit = page.getByRole("dialog", { name: "Limit of web shop" });
    const limitOf = async (kind: string) => {
      await keys.getByRole("button", { name: "Limit of web shop" }).click();
      await limit.getByRole("combobox", { name: "Limit" }).click();
      await page.getByRole("option", { name: kind }).click();
    };
    await limitOf("a rate of its own");
    await limit.getByRole("textbox", { name: "Rate" }).fill("fast");
    expect(await limit.getByRole("button", { name: "Set the limit" }).isDisabled()).toBe(true);
    await limit.getByRole("textbox", { name: "Rate" }).fill("1/h");
    await limit.getByRole("textbox", { name: "At once" }).fill("1");
    await limit.getByRole("button", { name: "Set the limit" }).click();
    await keys.getByText("1/h burst 1").waitFor();
    await expect.poll(send).toBe(429);
    await limitOf("10/s over 20 s");
    await limit.getByRole("button", { name: "Set the limit" }).click();
    await keys.getByText("10/s over 20 s").waitFor();
    await expect.poll(send).toBe(200);

    const question = page.getByRole("dialog", { name: "Revoke web shop" });
    await keys.getByRole("button", { name: "Revoke web shop" }).click();
    await question.getByRole("button", { name: "Cancel" }).click();
    await question.waitFor({ state: "detached" });
    await keys.getByRole("button", { name: "Revoke web shop" }).click();
    await question.getByRole("button", { name: "Revoke", exact: true }).click();
    await page.getByText("Revoked: web shop").waitFor();
    await keys.getByText("web shop").waitFor({ state: "detached" });
    await expect.poll(send).toBe(401);
    expect(complaints).toEqual([]);
    await close();
  });

  it("shows code for this server in each language, by the keyboard alone", async () => {
    const { page, complaints, close } = await fixture.signedIn("light");
    await page.goto("/connect");
    const shown = () => page.getByRole("tabpanel").locator("pre").textContent();
    await page.getByRole("tab", { name: "curl" }).focus();
    expect(await shown()).toContain(`TOCSIN_URL:-${fixture.origin()}}`);
    for (const line of ["await fetch(", "urllib", "<?php"]) {
      await page.keyboard.press("ArrowRight");
      await expect.poll(shown).toContain(line);
      expect(await shown()).toContain(fixture.origin());
      expect(await shown()).not.toContain("127.0.0.1:8585");
    }
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Copied" }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});
