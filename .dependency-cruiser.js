/*
 * Who may import whom: the table of docs/architecture.md. Tests beside a source may also use the test vocabulary of
 * `dsl/testing` and the databases of `test/database`; nothing else may be imported from `test`, `bench`, `docs` or `scripts`.
 */
const ALLOWED = {
  dsl: [],
  compiler: ["dsl"],
  runtime: ["dsl", "compiler", "data"],
  api: ["dsl"],
  server: ["dsl", "compiler", "runtime", "api"],
  cli: ["dsl", "compiler", "runtime", "api"],
  clients: [],
  studio: ["api", "dsl", "clients"],
};

/** One library in one place. */
const HOMES = {
  chevrotain: ["dsl/parser"],
  kysely: ["compiler/functions", "compiler/sql", "compiler/verify", "runtime"],
  pg: ["runtime"],
  fastify: ["server"],
  "@fastify/[^/]+": ["server"],
  "fastify-type-provider-zod": ["server"],
  "@node-rs/argon2": ["server", "runtime"],
  commander: ["cli"],
  "cli-progress": ["cli"],
  "csv-stringify": ["runtime/decisions"],
  picocolors: ["cli", "dsl/diagnostics"],
  "ua-parser-js": ["runtime/enrichment"],
  "monaco-editor": ["studio/editor"],
  "playwright-core": [],
};

const TOP_FOLDERS = [...Object.keys(ALLOWED), "rules", "presets", "data", "test", "bench", "docs", "scripts"];

const TEST_FILE = "[.]test[.]tsx?$";
/** Tests, and the vocabulary they share in a folder `testing`. That of `dsl` also serves the tests that users write. */
const TEST = `(${TEST_FILE}|/testing/)`;
/** Folders whose code is for tests and measurements: free to import what they try out. */
const OUTSIDE = ["test", "bench", "scripts"];

function boundary(folder, allowed) {
  return {
    name: `${folder}-imports`,
    comment: `${folder}/ may import ${allowed.length > 0 ? allowed.map((name) => `${name}/`).join(", ") : "no other folder"}`,
    severity: "error",
    from: { path: `^${folder}/`, pathNot: TEST },
    to: { path: `^(${TOP_FOLDERS.join("|")})/`, pathNot: [folder, ...allowed].map((name) => `^${name}/`) },
  };
}

function home(library, places) {
  return {
    name: `${library.replace(/[^a-z]/g, "-")}-has-one-place`,
    comment: `${library} is used in ${places.join(", ") || "test/"} only`,
    severity: "error",
    from: { pathNot: [...places, ...OUTSIDE].map((place) => `^${place}/`).concat(TEST) },
    to: { path: `^node_modules/${library}/` },
  };
}

export default {
  forbidden: [
    {
      name: "no-cycles",
      comment: "values never import in circles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "resolvable", comment: "every import exists", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "declared",
      comment: "every package is named in package.json",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "shipped",
      comment: "what runs at the user's needs run-time dependencies",
      severity: "error",
      from: { path: "^(api|cli|compiler|dsl|runtime|server)/", pathNot: TEST },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "clients-bring-nothing",
      comment: "clients/ runs in other people's applications: on Node alone",
      severity: "error",
      from: { path: "^clients/", pathNot: TEST },
      to: { dependencyTypesNot: ["core", "local", "type-only"] },
    },
    {
      name: "tests-are-not-imported",
      comment: "nothing imports a test, and only tests import test/, bench/ and scripts/",
      severity: "error",
      from: { pathNot: [TEST, ...OUTSIDE.map((name) => `^${name}/`), "^[^/]+[.]config[.]ts$", "^bin/"] },
      to: { path: [TEST_FILE, ...OUTSIDE.map((name) => `^${name}/`)] },
    },
    {
      name: "api-knows-the-language-by-type",
      comment: "api/ imports only types of dsl/",
      severity: "error",
      from: { path: "^api/", pathNot: TEST },
      to: { path: "^dsl/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "studio-knows-the-language-service",
      comment: "studio/ knows dsl/ by its language service only",
      severity: "error",
      from: { path: "^studio/", pathNot: TEST },
      to: { path: "^dsl/", pathNot: "^dsl/language-service/" },
    },
    {
      name: "studio-shows-snippets",
      comment: "studio/ knows clients/ by its snippets only",
      severity: "error",
      from: { path: "^studio/", pathNot: TEST },
      to: { path: "^clients/", pathNot: "^clients/snippets/" },
    },
    {
      name: "cli-serves-in-one-place",
      comment: "only the commands that run the server import it",
      severity: "error",
      from: { path: "^cli/", pathNot: [TEST, "^cli/(serve-variables|commands/(serve|demo|doctor))[.]ts$"] },
      to: { path: "^server/" },
    },
    ...Object.entries(ALLOWED).map(([folder, allowed]) =>
      boundary(folder, folder === "cli" ? [...allowed, "server"] : allowed),
    ),
    ...Object.entries(HOMES).map(([library, places]) => home(library, places)),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|coverage|[.]tocsin|editors|ci)/" },
    // The client has a manifest of its own; what its tests use stands in the one above.
    combinedDependencies: true,
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "node", "default"] },
  },
};
