import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeStudio } from "./studio-fixture.ts";

const MEGABYTE = 1_000_000;

describeStudio("the first load", (fixture) => {
  it("brings a page in less than half a megabyte, and the workbench with its editor in less than two", async () => {
    const { page, complaints, close } = await fixture.open("light");
    const received = await countBytes(page);
    await page.goto("/");
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    expect(received()).toBeLessThan(MEGABYTE / 2);
    await close();

    const { page: workbench, close: closeWorkbench } = await fixture.signedIn("light");
    const all = await countBytes(workbench);
    await workbench.goto("/rules");
    await workbench.locator(".view-line").first().waitFor();
    await workbench.getByText(/No problems|warning/).waitFor();
    expect(all()).toBeGreaterThan(MEGABYTE / 2);
    expect(all()).toBeLessThan(2 * MEGABYTE);
    expect(complaints).toEqual([]);
    await closeWorkbench();
  });
});

/** Bytes as they came over the wire, from now on and without a cache. */
async function countBytes(page: Page): Promise<() => number> {
  const session = await page.context().newCDPSession(page);
  let bytes = 0;
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  return () => bytes;
}
