import { expect, it } from "vitest";
import { hideSecrets, isSecretName } from "./hide-secrets.ts";

it.each([
  ["password", true],
  ["user[Pass-Word]", true],
  ["access_token", true],
  ["X-Api-Key", true],
  ["key", true],
  ["cardNumber", true],
  ["cvc", true],
  ["passenger", false],
  ["keyword", false],
  ["page", false],
  ["discount", false],
])("takes the name %s for one of a secret: %s", (name, is) => expect(isSecretName(name)).toBe(is));

const url = (text: string) => hideSecrets({ url: text })["url"];

it.each([
  ["/reset?token=abc&page=2", "/reset?token=***&page=2"],
  ["/a?q=1;pwd=x#access_token=y", "/a?q=1;pwd=***#access_token=***"],
  ["/a?user%5Bpassword%5D=x", "/a?user%5Bpassword%5D=***"],
  ["https://anna:secret@example.com/", "https://anna:***@example.com/"],
  ["/pay?n=4111111111111111", "/pay?n=***"],
  ["/pay/4111-1111-1111-1111/done", "/pay/***/done"],
])("hides what is secret in %s", (sent, safe) => expect(url(sent)).toBe(safe));

it.each(["/order/4111111111111112", "/a?page=2", "/a%?keyword=x", "/at?mail=anna@example.com", "/t/1700000000000.5"])(
  "leaves %s as it is",
  (sent) => expect(url(sent)).toBe(sent),
);

const changes = (value: unknown) => {
  const hidden = hideSecrets({ fieldHistory: JSON.stringify(value) })["fieldHistory"] ?? "";
  return JSON.parse(hidden) as unknown;
};

it("hides the values of fields with such a name, and keeps the others", () =>
  expect(
    changes([
      { field_id: "password", old_value: "a", new_value: "b" },
      { field_id: "f1", field_name: "Card number", new_value: "1", parent_id: "p" },
      { field_id: "city", old_value: "Rome", new_value: "4111 1111 1111 1111" },
      { token: "x", deep: { secret: { a: 1 } } },
    ]),
  ).toEqual([
    { field_id: "password", old_value: "***", new_value: "***" },
    { field_id: "f1", field_name: "Card number", new_value: "***", parent_id: "p" },
    { field_id: "city", old_value: "Rome", new_value: "***" },
    { token: "***", deep: { secret: "***" } },
  ]));

it("hides an object whole that is no JSON and names a secret", () => {
  expect(hideSecrets({ payload: '{"password": "x' })).toEqual({ payload: "***" });
  expect(hideSecrets({ payload: '{"value": "x' })).toEqual({ payload: '{"value": "x' });
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  expect(hideSecrets({ payload: deep })).toEqual({ payload: deep });
});

it("is the same object when nothing is hidden", () => {
  const raw = { url: "/a?b=c", userName: "4111111111111111", payload: '[{"field_id":"q", "value":"shoes"}]' };
  expect(hideSecrets(raw)).toBe(raw);
});
