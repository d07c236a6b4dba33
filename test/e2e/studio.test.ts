import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { testDatabase } from "../database/test-database.ts";
import { seriousViolations } from "./accessibility.ts";
import { CHROMIUM, launchBrowser, openPage, SKIPPED, type WatchedPage } from "./browser.ts";
import { CALM, CHANGED, populate } from "./population.ts";
import { runStudio, type RunningStudio } from "./running-studio.ts";

if (CHROMIUM === undefined) process.stdout.write(`${SKIPPED}\n`);

const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

// Each test drives a browser, a server and a database, beside all other tests.
vi.setConfig({ testTimeout: 400_000 });

describe.runIf(CHROMIUM !== undefined)("the studio in a browser", () => {
  const database = testDatabase();
  let studio: RunningStudio;
  let browser: Browser;
  let kept: Awaited<ReturnType<BrowserContext["storageState"]>> | undefined;

  /** Whoever needs users first sends them; the empty instance is only looked at before. */
  let people: Promise<void> | undefined;
  const withPeople = () => (people ??= populate(studio, Date.now()));

  beforeAll(async () => {
    studio = await runStudio(database.url());
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await studio?.stop();
  });

  const open = (colorScheme: "light" | "dark", viewport = DESKTOP) =>
    openPage(browser, studio.origin, { colorScheme, viewport });

  /** Signed in by the form once; later pages bring the cookie, since the server limits how often one may try. */
  async function signedIn(colorScheme: "light" | "dark", viewport = DESKTOP): Promise<WatchedPage> {
    const watched = await openPage(browser, studio.origin, {
      colorScheme,
      viewport,
      ...(kept && { storageState: kept }),
    });
    await watched.page.goto("/");
    if (kept === undefined) await signIn(watched.page, studio.email, studio.password);
    await watched.page.getByRole("navigation", { name: "Main" }).waitFor();
    kept ??= await watched.page.context().storageState();
    return watched;
  }

  it("refuses a wrong password in words and goes on to the page that was asked for", async () => {
    const { page, close } = await open("light");
    await page.goto("/rules");
    await signIn(page, studio.email, "not the password");
    await page.getByRole("alert").getByText("do not belong together").waitFor();
    await page.getByLabel("Password", { exact: true }).fill(studio.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("navigation", { name: "Rules" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/rules");
    await close();
  });

  it("shows an empty instance how to send the first event, and notices it", async () => {
    const { page, complaints, close } = await signedIn("light");
    await page.getByRole("heading", { name: "Waiting for the first event" }).waitFor();
    await page.getByText(`curl ${studio.origin}/sensor/`).waitFor();
    await withPeople();
    await page.getByText("Lowest trust scores").waitFor({ timeout: 150_000 });
    expect(complaints).toEqual([]);
    await close();
  });

  it("counts what an operator asks first and opens the least trusted users", async () => {
    await withPeople();
    const { page, complaints, close } = await signedIn("dark");
    const tile = (name: string) => page.locator("dl > div").filter({ hasText: name }).locator("dd").first();
    await expect.poll(() => tile("Users").textContent()).toBe(String(CHANGED + CALM));
    expect(await tile("Events").textContent()).toBe(String(2 * (CHANGED + CALM)));
    await page.getByRole("button", { name: "changed-1" }).click();
    await page.getByRole("dialog").getByRole("heading", { name: "changed-1" }).waitFor();
    expect(new URL(page.url()).searchParams.get("user")).toBe("changed-1");
    expect(complaints).toEqual([]);
    await close();
  });

  it("rings a rule over the stored users and lets the operator decide", async () => {
    await withPeople();
    const { page, complaints, close } = await signedIn("light");
    await openRule(page, "B02");
    await page.getByRole("button", { name: "Dry run B02" }).click();
    await page.getByText(`${CHANGED} of ${CHANGED + CALM} users`, { exact: true }).waitFor();
    expect(await page.getByTestId("match-rate").textContent()).toBe("30%");
    const users = page.getByRole("table", { name: "Matching users" });
    expect(await users.getByRole("button", { name: /changed-\d/ }).allTextContents()).toEqual([
      "changed-1",
      "changed-2",
      "changed-3",
    ]);
    await users.getByRole("button", { name: "Last seen" }).click();
    expect(await users.getByRole("button", { name: /changed-\d/ }).allTextContents()).toEqual([
      "changed-3",
      "changed-2",
      "changed-1",
    ]);
    await page.getByRole("searchbox", { name: "Filter users" }).fill("changed-2");
    expect(await users.getByRole("button", { name: /changed-\d/ }).allTextContents()).toEqual(["changed-2"]);

    await users.getByRole("button", { name: "changed-2" }).click();
    const drawer = page.getByRole("dialog");
    await drawer.getByText("User has changed a password").waitFor();
    await drawer.getByRole("button", { name: "Blacklist" }).click();
    await drawer.getByText("Decided by an operator").waitFor();
    await page.keyboard.press("Escape");
    await users.getByText("Blacklisted").waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it("tells what a changed rule changes, which rules it overlaps with, and what it was in the past", async () => {
    await withPeople();
    const { page, complaints, close } = await signedIn("light");
    await openRule(page, "B02");
    await caretAfter(page, "event_password_changed");
    await page.keyboard.type(" and false or user.event_count == 2 and not event_password_changed");
    await page.getByText("Draft", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Dry run B02" }).click();
    const difference = page.getByRole("region", { name: "Against the deployed version" });
    const lost = difference.getByRole("list", { name: `${CHANGED} users no longer flagged` });
    await lost.waitFor();
    expect(await lost.getByRole("button").allTextContents()).toEqual(["changed-1", "changed-2", "changed-3"]);
    await difference.getByRole("list", { name: `${CALM} users newly flagged` }).waitFor();
    await difference.getByText(`and ${CALM - 5} more`).waitFor();
    await page.getByRole("region", { name: "Overlap with other rules" }).getByText("Alone it adds").waitFor();
    expect(await seriousViolations(page)).toEqual([]);

    await page.getByLabel("As of (empty: now)").fill("2020-01-01T10:00");
    await page.getByRole("button", { name: "Dry run B02" }).click();
    await page.getByText("There is no user to ask yet.").waitFor();
    await page.getByRole("button", { name: "Now", exact: true }).click();
    await difference.getByText(`${CALM} users newly flagged`).waitFor();
    await page.getByRole("button", { name: "Revert" }).click();
    expect(complaints).toEqual([]);
    await close();
  });

  it("says what is missing where a rule cannot say", async () => {
    await withPeople();
    const { page, complaints, close } = await signedIn("dark");
    await openRule(page, "B02");
    await caretAfter(page, "event_password_changed");
    await page.keyboard.type(" and user.phone.country == DE");
    await page.getByText("Draft", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Dry run B02" }).click();
    const why = page.getByRole("region", { name: "Why the rule could not say" });
    await why.getByText(`Of ${CHANGED} users`, { exact: true }).waitFor();
    expect(await why.getByRole("listitem").allTextContents()).toEqual([`${CHANGED}user.phone.country is missing`]);
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "Revert" }).click();
    expect(complaints).toEqual([]);
    await close();
  });

  it("reports a problem while it is typed, and its repair", async () => {
    const { page, complaints, close } = await signedIn("light");
    await openRule(page, "B02");
    const problems = page.getByRole("region", { name: "Problems" });
    await problems.getByText(/No problems|warning/).waitFor();
    await caretAfter(page, "event_password_changed");
    await page.keyboard.type("x");
    await problems.getByText("event_password_changedx", { exact: true }).waitFor();
    await page.locator(".monaco-editor .squiggly-error").first().waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText("The rule was not run: it has 1 error.").waitFor();
    await page.keyboard.press("Backspace");
    await problems.getByText("event_password_changedx", { exact: true }).waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
    await close();
  });

  it("mends a problem by its button", async () => {
    const { page, complaints, close } = await signedIn("light");
    await openRule(page, "B02");
    await caretAfter(page, "event_password_changed");
    await page.keyboard.type(" and event_email_chaged");
    const problems = page.getByRole("region", { name: "Problems" });
    await problems.getByText("event_email_chaged", { exact: true }).waitFor();
    await problems.getByRole("button", { name: "Fix: write `event_email_changed`" }).click();
    await expect.poll(() => editorText(page)).toContain("event_password_changed and event_email_changed");
    await problems.getByText("event_email_chaged", { exact: true }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Revert" }).click();
    expect(complaints).toEqual([]);
    await close();
  });

  it("applies a preset after a question, and leaves it when the answer is no", async () => {
    const { page, complaints, close } = await signedIn("light");
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
    const { rows } = await database.pool.query("select preset from apps");
    expect(rows).toEqual([{ preset: "bot_detection" }]);
    await (await choose("Account takeover")).getByRole("button", { name: "Apply preset" }).click();
    await page.getByText("Preset applied: Account takeover").waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it("completes an attribute with its type and documentation, and explains it on hover", async () => {
    const { page, complaints, close } = await signedIn("dark");
    await openRule(page, "B02");
    await caretAfter(page, "event_password_changed");
    await page.keyboard.type(" and event_email_ch");
    const suggestions = page.locator(".suggest-widget");
    await suggestions.getByText("event_email_changed").first().waitFor();
    await page.locator(".suggest-details").getByText("bool").first().waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => editorText(page)).toContain("event_email_changed");

    await page.locator(".view-line").getByText("event_email_changed").first().hover();
    await page
      .locator(".monaco-hover")
      .getByText(/attribute/)
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it("mends a problem from the editor's own menu", async () => {
    const { page, complaints, close } = await signedIn("light");
    await openRule(page, "B02");
    await caretAfter(page, "event_password_changed");
    await page.keyboard.type(" and event_email_chaged");
    await page.keyboard.press("Escape");
    await page.locator(".monaco-editor .squiggly-error").first().waitFor();
    await page.keyboard.press("Control+.");
    await page.locator(".action-widget").getByText("write `event_email_changed`").waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => editorText(page)).toContain("event_password_changed and event_email_changed");
    expect(complaints).toEqual([]);
    await close();
  });

  it("goes to a definition in another file", async () => {
    const { page, complaints, close } = await signedIn("light");
    await openRule(page, "B02");
    await caretAfter(page, "event_password_changed");
    await page.keyboard.press("F12");
    await expect.poll(() => new URL(page.url()).searchParams.get("file")).toBe("rules/attributes/event.tocsin");
    await expect.poll(() => editorText(page)).toContain("attribute event_password_changed : bool");
    // The caret is on the name: what is typed there comes before it.
    await page.locator(".monaco-editor.focused").waitFor();
    await page.keyboard.type("x");
    await expect.poll(() => editorText(page)).toContain("attribute xevent_password_changed : bool");
    expect(complaints).toEqual([]);
    await close();
  });

  it("renames in every file, each a draft afterwards", async () => {
    const { page, complaints, close } = await signedIn("light");
    await openRule(page, "B02");
    await caretAfter(page, "event_password_changed");
    await page.keyboard.press("F2");
    const box = page.locator(".rename-box input");
    await box.fill("password_was_changed");
    await page.keyboard.press("Enter");
    await expect.poll(() => editorText(page)).toContain("password_was_changed");
    await page.getByText("Draft", { exact: true }).waitFor();
    await page.goto("/rules?file=rules%2Fattributes%2Fevent.tocsin");
    await page.getByText("Draft", { exact: true }).waitFor();
    await expect
      .poll(() => draftOf(page, "rules/attributes/event.tocsin"))
      .toContain("attribute password_was_changed : bool");
    expect(await draftOf(page, "rules/attributes/event.tocsin")).not.toContain("event_password_changed");
    expect(complaints).toEqual([]);
    await close();
  });

  it("formats the open file", async () => {
    const { page, complaints, close } = await signedIn("light");
    await openRule(page, "B02");
    const formatted = async () => {
      await caretAfter(page, "event_password_changed");
      await page.keyboard.press("Home");
      await page.keyboard.type("      ");
      const untidy = await settledText(page);
      await page.getByRole("button", { name: "Format" }).click();
      await expect.poll(() => editorText(page)).not.toBe(untidy);
      return settledText(page);
    };
    const once = await formatted();
    expect(once).toMatch(/^ {2}when/m);
    expect(once).not.toMatch(/^ {7}/m);
    expect(await formatted()).toBe(once);
    expect(complaints).toEqual([]);
    await close();
  });

  it("keeps a draft over a reload and gives it up on request", async () => {
    const { page, complaints, close } = await signedIn("light");
    await openRule(page, "B02");
    await caretAfter(page, "event_password_changed");
    await page.keyboard.type(" and true");
    await page.getByText("Draft", { exact: true }).waitFor();
    await page.reload();
    await page.getByText("Draft", { exact: true }).waitFor();
    await page.locator(".view-line").first().waitFor();
    await expect.poll(() => editorText(page)).toContain("event_password_changed and true");
    await page.getByRole("button", { name: "Revert" }).click();
    await expect.poll(() => editorText(page)).not.toContain("and true");
    expect(complaints).toEqual([]);
    await close();
  });

  it("lists the sources of data, sorted by a click, and how much is known by them", async () => {
    await withPeople();
    const { page, complaints, close } = await signedIn("light");
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

  it("makes a key that is shown once, and revokes it after a question", async () => {
    const { page, complaints, close } = await signedIn("light");
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
      return (await fetch(`${studio.origin}/sensor/`, { method: "POST", headers: { "Api-Key": secret }, body })).status;
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
    const { page, complaints, close } = await signedIn("light");
    await page.goto("/connect");
    const shown = () => page.getByRole("tabpanel").locator("pre").textContent();
    await page.getByRole("tab", { name: "curl" }).focus();
    expect(await shown()).toContain(`TOCSIN_URL:-${studio.origin}}`);
    for (const line of ["await fetch(", "urllib", "<?php"]) {
      await page.keyboard.press("ArrowRight");
      await expect.poll(shown).toContain(line);
      expect(await shown()).toContain(studio.origin);
      expect(await shown()).not.toContain("127.0.0.1:8585");
    }
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Copied" }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it("finds rules by a word and says so when there are none", async () => {
    const { page, close } = await signedIn("light");
    await page.goto("/rules");
    const rules = page.getByRole("navigation", { name: "Rules" });
    await rules.getByRole("searchbox").fill("password changed b02");
    await rules.getByRole("link", { name: /B02/ }).waitFor();
    expect(await rules.getByRole("link").count()).toBe(1);
    await rules.getByRole("searchbox").fill("no such words");
    await rules.getByText("No rule matches “no such words”.").waitFor();
    await close();
  });

  it("lists whom it would ask over the network, and what would leave the machine", async () => {
    const { page, complaints, close } = await signedIn("light");
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
    await withPeople();
    const { page, complaints, close } = await signedIn("light");
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
    await page.getByRole("button", { name: "changed-1" }).click();
    await page.getByRole("dialog").getByText("Countries").waitFor();
    expect(await page.locator("footer a").isVisible()).toBe(true);
    expect(complaints).toEqual([]);
    await close();
  });

  it("can be read on a phone without scrolling sideways", async () => {
    await withPeople();
    const { page, complaints, close } = await signedIn("light", PHONE);
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
    await page.getByRole("dialog").getByRole("link", { name: /B02/ }).click();
    await page.getByRole("button", { name: "Dry run B02" }).click();
    await page.getByTestId("match-rate").waitFor();
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it.each(["light", "dark"] as const)(
    "has no serious barrier in %s",
    async (scheme) => {
      await withPeople();
      // Without motion: a drawer that is half faded in has half its contrast.
      const { page, close } = await openPage(browser, studio.origin, {
        colorScheme: scheme,
        viewport: DESKTOP,
        reducedMotion: "reduce",
      });
      await page.goto("/");
      await page.getByRole("button", { name: "Sign in" }).waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      await signIn(page, studio.email, studio.password);
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
      await page.getByRole("button", { name: "changed-1" }).click();
      await page.getByRole("dialog").getByRole("heading", { name: "Facts" }).waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      await close();
    },
    240_000,
  );
});

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function openRule(page: Page, id: string): Promise<void> {
  await page.getByRole("link", { name: "Rules", exact: true }).click();
  await page
    .getByRole("navigation", { name: "Rules" })
    .getByRole("link", { name: new RegExp(`^${id}`) })
    .click();
  await page.getByRole("heading", { level: 1, name: new RegExp(`^${id}`) }).waitFor();
  await page.locator(".view-line").getByText(`"User has changed a password"`).waitFor();
}

/** Puts the caret behind the first line of the editor that holds the text. */
async function caretAfter(page: Page, text: string): Promise<void> {
  await page.locator(".view-line").getByText(text, { exact: true }).first().click();
  await page.keyboard.press("End");
}

/** The visible lines of the editor; it draws spaces as no-break spaces. */
async function editorText(page: Page): Promise<string> {
  const lines = await page.locator(".view-line").evaluateAll((elements) =>
    elements
      .map((element) => ({ top: element.getBoundingClientRect().top, text: element.textContent ?? "" }))
      .toSorted((a, b) => a.top - b.top)
      .map(({ text }) => text),
  );
  return lines.join("\n").replaceAll("\u00a0", " ");
}

/** The text once it stands still: the editor moves its lines one by one, and half a change is no text that anyone sees. */
async function settledText(page: Page): Promise<string> {
  let before = "";
  let text = await editorText(page);
  while (text !== before) {
    await page.waitForTimeout(100);
    before = text;
    text = await editorText(page);
  }
  return text;
}

/** What the tab keeps of a changed file; empty when it is as on the server. */
function draftOf(page: Page, path: string): Promise<string> {
  const stored = `new Map(JSON.parse(sessionStorage.getItem("tocsin-drafts") ?? "[]"))`;
  return page.evaluate<string>(`${stored}.get(${JSON.stringify(path)}) ?? ""`);
}

/** How far the page is wider than the screen, in pixels. */
function overflow(page: Page): Promise<number> {
  // As text: the tests' own types know no browser.
  return page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
}
