import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { fetchSource } from "./fetch-source.ts";

const SOON = () => AbortSignal.timeout(10_000);

async function serving(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // listens on TCP
}

it("follows redirects and takes the date of the last answer", async () => {
  const url = await serving((request, response) => {
    if (request.url === "/") response.writeHead(302, { location: "/list" }).end();
    else response.writeHead(200, { "last-modified": "Tue, 24 Nov 2026 00:00:00 GMT" }).end("192.0.2.1\n");
  });
  const { bytes, lastModified } = await fetchSource(url, SOON());
  expect(lastModified).toEqual(new Date("2026-11-24"));
  const received: Uint8Array[] = [];
  for await (const chunk of bytes) received.push(chunk);
  expect(Buffer.concat(received).toString()).toBe("192.0.2.1\n");
});

it("gives up on a circle of redirects", async () => {
  const url = await serving((_, response) => void response.writeHead(302, { location: "/" }).end());
  await expect(fetchSource(url, SOON())).rejects.toThrow("redirects more than 5 times");
});

it.each([
  ["http://example.com/list", "http://example.com/list is not asked: only https is"],
  ["http://10.0.0.1/list", "is not asked"],
  ["ftp://localhost/list", "is not asked"],
  ["file:///etc/passwd", "is not asked"],
  ["list.txt", "list.txt is no URL"],
])("does not ask %s", async (url, sentence) => expect(fetchSource(url, SOON())).rejects.toThrow(sentence));

it("is not led away from https, and says nothing of keys in the URL", async () => {
  const url = await serving(
    (_, response) => void response.writeHead(302, { location: "http://10.0.0.1/x?key=secret" }).end(),
  );
  const failure = fetchSource(url, SOON());
  await expect(failure).rejects.toThrow("http://10.0.0.1/x is not asked");
  await expect(failure).rejects.not.toThrow("secret");
});

it("says in one sentence that nobody is there, or nobody answers", async () => {
  const closed = await serving(() => undefined);
  await expect(fetchSource(closed, AbortSignal.timeout(50))).rejects.toThrow("did not answer in time");
  await expect(fetchSource("http://127.0.0.1:9/list", SOON())).rejects.toThrow("cannot be reached");
});
