import { expect, it } from "vitest";
import { openRule } from "./on-the-page.ts";
import { describeStudio } from "./studio-fixture.ts";

describeStudio("the data sources", (fixture) => {
  it("lists the sources of data, sorted by a click, and how much is known by them", async () => {
    await fixture.withPeople();
    const { page, complaints, close } = await fixture.signedIn("light");
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Data" }).click();
    const sources = page.getByRole("table", { name: "Sources" });
    await sources.getByText("free mail providers").waitFor();
    const first = () => sources.getByRole("row").nth(1).textContent();
    await sources.getByRole("button", { name: "Source" }).click();
    const before = await first();
    await sources.getByRole("button", { name: "Source" }).click();
    expect(await first()).not.toBe(before);
    const addresses = page.getByRole("region", { name: "Known of addresses" });
    await addresses.getByText("country", { exact: true }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it("lists whom it would ask over the network, and what would leave the machine", async () => {
    const { page, complaints, close } = await fixture.signedIn("light");
    await page.goto("/data-sources");
    const rows = page.getByRole("table", { name: "Asked over the network" }).getByRole("row");
    await rows.filter({ hasText: "registries of domains" }).waitFor();
    expect(await rows.count()).toBe(5);
    const breach = rows.filter({ hasText: "known breaches" });
    for (const told of ["Switched off", "the whole e-mail address", "to haveibeenpwned.com", "0 of 0", "none yet"])
      expect(await breach.getByText(told).count()).toBe(1);
    const terms = breach.getByRole("link", { name: "Have I Been Pwned" });
    expect(await terms.getAttribute("href")).toBe("https://haveibeenpwned.com");
    expect(complaints).toEqual([]);
    await close();
  });

  it("credits who tells the countries, to be seen on every page that may show one", async () => {
    await fixture.withPeople();
    const { page, complaints, close } = await fixture.signedIn("light");
    const credit = page.getByRole("contentinfo").getByRole("link", { name: "IP Geolocation by DB-IP" });
    const shown = async () => {
      await credit.scrollIntoViewIfNeeded();
      // What a reader sees there, and not only what the page holds.
      return credit.evaluate((link) => {
        const { left, top, width, height } = link.getBoundingClientRect();
        return link.ownerDocument.elementFromPoint(left + width / 2, top + height / 2)?.getAttribute("href");
      });
    };
    await page.getByText("Lowest trust scores").waitFor();
    expect(await shown()).toBe("https://db-ip.com");
    await page.goto("/data-sources");
    await page.getByText("free mail providers").waitFor();
    expect(await shown()).toBe("https://db-ip.com");
    await openRule(page, "B02");
    await page.getByRole("button", { name: "Dry run B02" }).click();
    await page.getByTestId("match-rate").waitFor();
    expect(await shown()).toBe("https://db-ip.com");
    await page.getByRole("button", { name: "changed-1", exact: true }).click();
    await page.getByRole("dialog").getByText("Countries").waitFor();
    expect(await page.locator("footer a").isVisible()).toBe(true);
    expect(complaints).toEqual([]);
    await close();
  });

  // The last one: another time zone is another hour for all rules.
  it("sets the time zone of the app by a few letters of its name", async () => {
    const { page, complaints, close } = await fixture.signedIn("light");
    await page.goto("/data-sources");
    const form = page.getByRole("form", { name: "Time zone" });
    const set = form.getByRole("button", { name: "Set the time zone" });
    const zone = form.getByRole("combobox", { name: "Where your people are" });
    expect(await set.isDisabled()).toBe(true);
    await zone.fill("tokyo");
    await page.getByRole("option", { name: "Asia/Tokyo" }).click();
    const there = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Tokyo", hour: "2-digit" });
    const hour = there.format(new Date());
    await form
      .getByText(new RegExp(`It is (?:${hour}|${there.format(new Date(Date.now() + 60_000))}):\\d\\d there now`))
      .waitFor();
    await set.click();
    await page.getByText("The time zone is set.").waitFor();
    await expect.poll(() => set.isDisabled()).toBe(true);
    await page.reload();
    await expect.poll(() => zone.inputValue()).toBe("Asia/Tokyo");
    const { rows } = await fixture.database.pool.query("select time_zone from apps");
    expect(rows).toEqual([{ time_zone: "Asia/Tokyo" }]);
    expect(complaints).toEqual([]);
    await close();
  });
});
