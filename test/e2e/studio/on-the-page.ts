import type { Page } from "playwright-core";

export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

export async function openRule(page: Page, id: string): Promise<void> {
  await page.getByRole("link", { name: "Rules", exact: true }).click();
  await page
    .getByRole("navigation", { name: "Rules" })
    .getByRole("treeitem", { name: new RegExp(`^${id}`) })
    .click();
  await page.getByRole("heading", { level: 1, name: new RegExp(`^${id}`) }).waitFor();
  await page.locator(".view-line").getByText(`"User has changed a password"`).waitFor();
  // Until the language service is there, a key that asks it for something does nothing.
  await page.getByRole("button", { name: "Format", disabled: false }).waitFor();
}

/**
 * Puts the caret behind the first line of the editor that holds the text. Lines move down when the lenses above them
 * come, perhaps between the aim and the click: whoever missed clicks again.
 */
export async function caretAfter(page: Page, text: string): Promise<void> {
  const line = page.locator(".view-line").filter({ hasText: text }).first();
  const active = page.locator(".active-line-number").first();
  for (;;) {
    await line.getByText(text, { exact: true }).first().click();
    await page.keyboard.press("End");
    const [aimed, hit] = await Promise.all([line.boundingBox(), active.boundingBox()]);
    if (aimed !== null && hit !== null && Math.abs(aimed.y - hit.y) < aimed.height / 2) return;
  }
}

/** The visible lines of the editor; it draws spaces as no-break spaces. */
export async function editorText(page: Page): Promise<string> {
  const lines = await page.locator(".view-line").evaluateAll((elements) =>
    elements
      .map((element) => ({ top: element.getBoundingClientRect().top, text: element.textContent ?? "" }))
      .toSorted((a, b) => a.top - b.top)
      .map(({ text }) => text),
  );
  return lines.join("\n").replaceAll("\u00a0", " ");
}

/** The text once it stands still: the editor moves its lines one by one, and half a change is no text that anyone sees. */
export async function settledText(page: Page): Promise<string> {
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
export function draftOf(page: Page, path: string): Promise<string> {
  const key = `Object.keys(sessionStorage).find((name) => name.startsWith("tocsin-drafts:"))`;
  const stored = `new Map(JSON.parse(sessionStorage.getItem(${key}) ?? "[]"))`;
  return page.evaluate<string>(`${stored}.get(${JSON.stringify(path)})?.text ?? ""`);
}

/** How far the page, or the content that scrolls in its frame, is wider than the screen, in pixels. */
export function overflow(page: Page): Promise<number> {
  // As text: the tests' own types know no browser.
  const wider = "(element) => element.scrollWidth - element.clientWidth";
  return page.evaluate<number>(
    `Math.max(...[document.documentElement, ...document.querySelectorAll("#content, nav")].map(${wider}))`,
  );
}
