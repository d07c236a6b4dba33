import cookie from "@fastify/cookie";
import Fastify from "fastify";
import { expect, it } from "vitest";
import { listening } from "../testing/listening.ts";
import { writeSessionCookie } from "./session-cookie.ts";

async function cookieVia(trustProxy: boolean | string[], headers: Readonly<Record<string, string>>): Promise<string> {
  const app = Fastify({ trustProxy });
  await app.register(cookie, { secret: "s".repeat(32) });
  app.get("/", async (request, reply) => {
    writeSessionCookie(request, reply, "token", Date.UTC(2100, 0));
    return "";
  });
  const answer = await fetch(await listening(app), { headers });
  return answer.headers.get("set-cookie") ?? "";
}

const TLS = { "x-forwarded-proto": "https" };

it.each([
  ["over plain HTTP", false, {}, false],
  ["behind a proxy with TLS that is trusted", ["127.0.0.1"], TLS, true],
  ["behind one that is not", false, TLS, false],
  ["behind one that is another", ["10.0.0.1"], TLS, false],
])("is HttpOnly and strict, and Secure where it can be: %s", async (_, trustProxy, headers, secure) => {
  const text = await cookieVia(trustProxy, headers);
  expect(text).toContain("; HttpOnly");
  expect(text).toContain("; SameSite=Strict");
  expect(text.includes("; Secure")).toBe(secure);
});
