import type { Page } from "playwright-core";

/** One screen of the studio: where it is, and what to do there before it is worth a picture. */
export interface Screen {
  readonly name: string;
  readonly path: string;
  /** Resolves when everything that belongs to the picture is there. */
  readonly ready: (page: Page) => Promise<void>;
  /** Puts back what `ready` took away, before the next picture. */
  readonly after?: (page: Page) => Promise<void>;
  /** Also taken on a display of 2,560 pixels. */
  readonly wide?: true;
  /** Not on a phone, which is for reading. */
  readonly desktop?: true;
  /** `empty`: an instance without users. `signed-out`: before anybody has signed in. */
  readonly state?: "empty" | "signed-out";
}

const RULE = "rules/account_takeover/A03_new_device_and_new_country.tocsin";
const BESIDE = "rules/account_takeover/A04_new_device_and_new_subnet.tocsin";
const workbench = (panel?: string) =>
  `/rules?file=${encodeURIComponent(RULE)}${panel === undefined ? "" : `&panel=${panel}`}`;

/** In the order of a first visit. */
export const SCREENS: readonly Screen[] = [
  { name: "sign-in", path: "/sign-in", state: "signed-out", ready: (page) => page.getByLabel("E-mail").waitFor() },
  {
    name: "first-use",
    path: "/",
    state: "empty",
    ready: (page) => page.getByText("Waiting for the first event").waitFor(),
  },
  {
    name: "no-entries",
    path: "/lists",
    state: "empty",
    ready: (page) => page.getByText("Nothing stands on this list.").waitFor(),
  },
  { name: "overview", path: "/", wide: true, ready: (page) => page.getByText("Lowest trust scores").waitFor() },
  {
    name: "server-away",
    path: "/",
    ready: async (page) => {
      await page.getByText("Lowest trust scores").waitFor();
      await page.context().setOffline(true);
      await page.getByText("The server cannot be reached.").waitFor();
      await page.getByRole("link", { name: "Lists" }).click();
      await page.getByRole("button", { name: "Try again" }).waitFor();
    },
    after: async (page) => {
      await page.context().setOffline(false);
      await page.getByRole("heading", { level: 1, name: "Lists" }).waitFor();
    },
  },
  {
    name: "user",
    path: "/",
    ready: async (page) => {
      await page.getByRole("table").getByRole("button").first().click();
      await page.getByRole("dialog").getByRole("heading", { name: "Facts" }).waitFor();
    },
  },
  {
    name: "dry-run",
    path: workbench(),
    wide: true,
    ready: async (page) => {
      await page.locator(".view-line").first().waitFor();
      await page.getByText(/No problems|warning/).waitFor();
      await page.getByRole("button", { name: "Dry run A03" }).click();
      await page.getByTestId("match-rate").waitFor();
      await page.getByRole("region", { name: "Overlap with other rules" }).waitFor();
    },
  },
  {
    name: "tests",
    path: workbench("tests"),
    ready: async (page) => {
      await page.locator(".view-line").first().waitFor();
      await page.getByRole("list", { name: "Results" }).waitFor();
      await page.getByRole("heading", { name: "Coverage" }).waitFor();
    },
  },
  {
    name: "weights",
    path: "/weights",
    ready: async (page) => {
      await page.getByRole("img", { name: /Trust scores of/ }).waitFor();
      await page.locator(".recharts-bar").first().waitFor();
      await page.getByRole("rowheader").getByRole("button", { name: /^A04/ }).click();
    },
  },
  {
    name: "lists",
    path: "/lists",
    ready: async (page) => {
      await page.getByRole("tab", { name: "Add" }).click();
      await page.getByRole("textbox", { name: "Entries" }).fill("ada.hale10@proton.me\nlena.novak@proton.me");
      await page.getByText("2 entries would be new.").waitFor();
    },
  },
  {
    name: "explain",
    path: workbench(),
    ready: async (page) => {
      await page.getByRole("button", { name: "Dry run A03" }).click();
      await page
        .getByRole("table", { name: "Matching users" })
        .getByRole("button", { name: /^Explain / })
        .first()
        .click();
      await page.getByTestId("outcome").waitFor();
      await page.locator(".view-line").first().waitFor();
    },
  },
  {
    name: "compiled",
    path: workbench("compiled"),
    ready: async (page) => {
      await page.getByTestId("compiled-code").locator(".view-line").first().waitFor();
      await page.locator(".view-line").getByText("event_new_device_and_new_country").first().click();
      await page.getByTestId("compiled-code").locator("[class*=lit]").first().waitFor();
    },
  },
  {
    name: "palette",
    path: workbench(),
    ready: async (page) => {
      await page.locator(".view-line").first().waitFor();
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "problems",
    path: workbench(),
    desktop: true,
    ready: async (page) => {
      await page.locator(".view-line").getByText("event_new_device_and_new_country").first().click();
      await page.keyboard.press("End");
      await page.keyboard.type(" and user.event_cuont > 3");
      await page.getByRole("region", { name: "Problems" }).getByText("event_cuont").first().waitFor();
    },
    after: async (page) => {
      await page.getByRole("button", { name: "Revert" }).click();
      await page.getByRole("button", { name: "Revert" }).waitFor({ state: "detached" });
    },
  },
  {
    name: "split",
    path: `${workbench()}&beside=${encodeURIComponent(BESIDE)}`,
    wide: true,
    desktop: true,
    ready: async (page) => {
      await page.getByRole("region", { name: /A04/ }).locator(".view-line").first().click();
      await page.getByText(/^About A04/).waitFor();
      await page.getByRole("list", { name: "Outline" }).getByText("A04").first().waitFor({ state: "attached" });
    },
  },
  {
    name: "new-rule",
    path: workbench(),
    desktop: true,
    ready: async (page) => {
      await page.locator(".view-line").first().waitFor();
      await page.getByText("No problems").waitFor();
      await page.keyboard.press("Control+k");
      await page.getByRole("textbox", { name: "Search files, commands and names" }).fill("> new rule");
      await page.keyboard.press("Enter");
      await page.getByRole("textbox", { name: "Title" }).fill("Many countries in a day");
    },
  },
  { name: "data-sources", path: "/data-sources", ready: (page) => page.getByText("free mail providers").waitFor() },
  { name: "connect", path: "/connect", ready: (page) => page.getByRole("table", { name: "Keys" }).waitFor() },
];
