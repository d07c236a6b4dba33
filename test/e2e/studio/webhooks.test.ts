import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { seriousViolations } from "../accessibility.ts";
import { describeStudio } from "./studio-fixture.ts";

describeStudio(
  "webhooks",
  (fixture) => {
    it("adds one, sends it a test, tells what became of it, and removes it after a question", async () => {
      const receiver = await receive();
      const { page, complaints, close } = await fixture.signedIn("light");
      await page.goto("/connect");
      const card = page.getByRole("region", { name: "Webhooks", exact: true });
      await card.getByText("Nobody is told yet.").waitFor();
      await card.getByRole("textbox", { name: "Address" }).fill(receiver.url);
      await card.getByRole("button", { name: "Add a webhook" }).click();
      const made = card.getByRole("region", { name: "The webhook's secret" });
      const secret = (await made.getByLabel("Secret", { exact: true }).textContent()) ?? "";
      expect(secret).toMatch(/^whsec_/);
      expect(await seriousViolations(page)).toEqual([]);
      await made.getByRole("button", { name: "I have kept it" }).click();
      await page.reload();
      const row = card.getByRole("row").filter({ hasText: receiver.url });
      await row.getByText("everything").waitFor();
      expect(await page.content()).not.toContain(secret);

      await row.getByRole("button", { name: "Send a test" }).click();
      await page.getByText("A test message is on its way").waitFor();
      await expect.poll(() => receiver.types).toEqual(["test"]);
      await row.getByRole("button", { name: "Messages to" }).click();
      const messages = page.getByRole("dialog").getByRole("row").filter({ hasText: "test" });
      await messages.getByText("Taken").waitFor();
      await messages.getByText("204").waitFor();
      await page.keyboard.press("Escape");

      await row.getByRole("button", { name: "Remove" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
      await card.getByText("Nobody is told yet.").waitFor();
      expect(complaints).toEqual([]);
      await close();
    });

    it("says why an address is refused", async () => {
      const { page, close } = await fixture.signedIn("dark");
      await page.goto("/connect");
      const card = page.getByRole("region", { name: "Webhooks", exact: true });
      await card.getByRole("textbox", { name: "Address" }).fill("ftp://files.example/hook");
      await card.getByRole("button", { name: "Add a webhook" }).click();
      await expect.poll(() => card.getByRole("alert").textContent()).toContain("it must begin with https://");
      await close();
    });
  },
  { TOCSIN_WEBHOOK_PRIVATE: "1" },
);

interface Receiver {
  readonly url: string;
  /** The types of the messages that came, in their order. */
  readonly types: readonly string[];
}

/** A server of this machine that takes every message. */
async function receive(): Promise<Receiver> {
  const types: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      types.push((JSON.parse(body) as { readonly type: string }).type);
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, types };
}
