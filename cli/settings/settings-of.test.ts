import { join } from "node:path";
import { expect, it } from "vitest";
import { CliError } from "../cli-error.ts";
import { folderWith } from "../testing/folder.ts";
import { settingsOf } from "./settings-of.ts";

async function settings(files: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) {
  const cwd = await folderWith(files);
  return { cwd, read: () => settingsOf({ cwd, env: { ...env, TOCSIN_CONFIG: "etc/tocsin.yaml" } }).values };
}

const YAML = `
# of this machine
PORT: 9000
HOST: "::"
TOCSIN_PARSE_ONLY: true
TOCSIN_LOOKUPS: [mx, rdap]
TOCSIN_FACTS:
  - facts.json
  - /srv/more.json
TOCSIN_DATA: ../data
TOCSIN_RULES:
`;

it("reads numbers, flags and lists as settings, and paths from the folder of the file", async () => {
  const { cwd, read } = await settings({ "etc/tocsin.yaml": YAML });
  expect(read()).toMatchObject({
    PORT: "9000",
    HOST: "::",
    TOCSIN_PARSE_ONLY: "true",
    TOCSIN_LOOKUPS: "mx,rdap",
    TOCSIN_FACTS: `${join(cwd, "etc/facts.json")},/srv/more.json`,
    TOCSIN_DATA: join(cwd, "data"),
  });
  expect(read()).not.toHaveProperty("TOCSIN_RULES");
});

it("reads JSON", async () => {
  const { read } = await settings({ "etc/tocsin.yaml": '{ "PORT": 9000, "TOCSIN_LOG": "debug", "HOST": null }' });
  expect(read()).toMatchObject({ PORT: "9000", TOCSIN_LOG: "debug" });
  expect(read()).not.toHaveProperty("HOST");
});

it("takes values as they are written, also those that look like other numbers", async () => {
  const yaml =
    "DATABASE_PASSWORD: 0123\nTOCSIN_METRICS_TOKEN: 12345678901234567890123\nTOCSIN_HIBP_KEY: 1e10\nHOST: ~\n";
  const { read } = await settings({ "etc/tocsin.yaml": yaml }, { DATABASE_URL: "postgres://a@b/c" });
  expect(read()).toMatchObject({
    DATABASE_URL: "postgres://a:0123@b/c",
    TOCSIN_METRICS_TOKEN: "12345678901234567890123",
    TOCSIN_HIBP_KEY: "1e10",
  });
  expect(read()).not.toHaveProperty("HOST");
});

it("lets the environment win, unless its variable is empty", async () => {
  const { read } = await settings({ "etc/tocsin.yaml": YAML }, { PORT: "1", HOST: "" });
  expect(read()).toMatchObject({ PORT: "1", HOST: "::" });
});

it("reads secrets from files, without the end of their line", async () => {
  const files = {
    "etc/tocsin.yaml": "TOCSIN_HIBP_KEY_FILE: hibp\n",
    "etc/hibp": "key of hibp\n",
    token: " token \r\n",
  };
  const { read } = await settings(files, { TOCSIN_METRICS_TOKEN_FILE: "token" });
  expect(read()).toMatchObject({ TOCSIN_HIBP_KEY: "key of hibp", TOCSIN_METRICS_TOKEN: " token " });
  expect(Object.keys(read())).not.toContain("TOCSIN_HIBP_KEY_FILE");
});

it("lets a secret of the environment win over a file that the file names", async () => {
  const files = { "etc/tocsin.yaml": "TOCSIN_HIBP_KEY_FILE: hibp\n", "etc/hibp": "one" };
  const { read } = await settings(files, { TOCSIN_HIBP_KEY: "another" });
  expect(read()).toMatchObject({ TOCSIN_HIBP_KEY: "another" });
});

it.each([
  ["postgresql://tocsin@db:5432/tocsin", "postgresql://tocsin:p%40ss%2Fword@db:5432/tocsin"],
  ["postgres://tocsin@/tocsin?host=/run/pg", "postgres://tocsin:p%40ss%2Fword@/tocsin?host=/run/pg"],
])("puts the password of its own file into %s", async (url, expected) => {
  const { read } = await settings(
    { "etc/tocsin.yaml": "", pw: "p@ss/word\n" },
    { DATABASE_URL: url, DATABASE_PASSWORD_FILE: "pw" },
  );
  expect(read()).toMatchObject({ DATABASE_URL: expected });
  expect(read()).not.toHaveProperty("DATABASE_PASSWORD");
});

it.each([
  [
    "a broken file",
    { "etc/tocsin.yaml": "PORT: [1\nHOST: SECRET" },
    {},
    /tocsin\.yaml:\d+ cannot be read: it is neither YAML nor JSON$/,
  ],
  [
    "a setting twice",
    { "etc/tocsin.yaml": "PORT: 1\nPORT: SECRET" },
    {},
    /tocsin\.yaml:2 cannot be read: a setting stands twice$/,
  ],
  ["no settings", { "etc/tocsin.yaml": "SECRET" }, {}, /does not hold settings: write a line such as/],
  [
    "a map in a setting",
    { "etc/tocsin.yaml": "PORT: { a: SECRET }" },
    {},
    /the setting PORT of .+ cannot be used: a text, a number/,
  ],
  ["no file", {}, {}, /the file of settings cannot be read: ENOENT/],
  [
    "no file of a secret",
    { "etc/tocsin.yaml": "" },
    { DATABASE_URL_FILE: "x" },
    /the file of DATABASE_URL_FILE cannot be read: ENOENT/,
  ],
  ["an empty secret", { "etc/tocsin.yaml": "", x: "\n" }, { DATABASE_URL_FILE: "x" }, /of DATABASE_URL_FILE is empty$/],
  [
    "a secret in both ways",
    { "etc/tocsin.yaml": "", x: "y" },
    { DATABASE_URL_FILE: "x", DATABASE_URL: "SECRET" },
    /both set: keep one/,
  ],
  [
    "a password without a URL",
    { "etc/tocsin.yaml": "" },
    { DATABASE_PASSWORD: "SECRET" },
    /needs a DATABASE_URL with a user/,
  ],
  [
    "two passwords",
    { "etc/tocsin.yaml": "" },
    { DATABASE_PASSWORD: "SECRET", DATABASE_URL: "postgres://a:SECRET@b/c" },
    /without a password/,
  ],
])("says of %s what is wrong, without a value", async (_, files, env, sentence) => {
  const { read } = await settings(files, env);
  expect(read).toThrow(CliError);
  expect(read).toThrow(sentence);
  expect(read).not.toThrow("SECRET");
});
