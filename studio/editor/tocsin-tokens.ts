import type { languages } from "monaco-editor/editor";

const DECLARATIONS = [
  "const",
  "list",
  "map",
  "attribute",
  "define",
  "rule",
  "preset",
  "test",
  "fixture",
  "extend",
  "override",
];

const JOINING = [
  ...["and", "or", "not", "in", "is", "where", "of", "div", "mod", "matches"],
  ...["contains", "starts", "ends", "with", "overlaps", "ignoring", "case"],
];

const STRUCTURE = [
  ...[
    "when",
    "except",
    "until",
    "any",
    "all",
    "none",
    "no",
    "every",
    "as",
    "last",
    "within",
    "of",
    "for",
    "given",
    "expect",
  ],
  ...[
    "match",
    "unknown",
    "missing",
    "present",
    "like",
    "file",
    "runtime",
    "sequence",
    "step",
    "then",
    "spanning",
    "times",
    "by",
  ],
  ...["review", "blacklist", "at", "or", "below", "off", "weight", "ago", "distinct", "rows", "new", "per"],
];

const METADATA = [
  ...["severity", "tags", "attack", "oat", "story", "because", "false_positives", "references", "description"],
];

const AGGREGATES = ["count", "sum", "min", "max", "oldest", "newest", "peak", "share"];

const TYPES = [
  "bool",
  "int",
  "string",
  "time",
  "duration",
  "ip",
  "cidr",
  "country",
  "event_type",
  "http_method",
  "device_type",
];

const SOURCES = [
  ...["user", "events", "ips", "devices", "sessions", "emails", "phones", "field_changes", "peers"],
  ...["event", "device", "session", "email", "phone", "field_change", "peer"],
];

/** Colours of the words by their shape alone: they are there before the language service has read the file. */
export const tocsinTokens: languages.IMonarchLanguage = {
  defaultToken: "",
  declarations: DECLARATIONS,
  joining: JOINING,
  structure: STRUCTURE,
  metadata: METADATA,
  aggregates: AGGREGATES,
  types: TYPES,
  sources: SOURCES,
  tokenizer: {
    root: [
      [/#.*$/, "comment"],
      // A pattern stands behind `matches` alone; a slash elsewhere is part of a network.
      [/(matches)(\s+)(\/)/, ["keyword", "", { token: "regexp", next: "@pattern" }]],
      [/"/, "string", "@text"],
      [/\d{4}-\d{2}-\d{2}(T[\d:.]+Z?)?/, "number.time"],
      [/\d+\.\d+\.\d+\.\d+(\/\d+)?/, "number.address"],
      [/[0-9a-f]*:[0-9a-f:]*::?[0-9a-f]*(\/\d+)?/, "number.address"],
      [/\d+(ms|s|m|h|d)\b/, "number.duration"],
      [/\d+%?/, "number"],
      [/[A-Z]\d{2,3}\b/, "type.rule"],
      [/[A-Z][A-Z0-9_]{2,}\b/, "constant"],
      [/[A-Z]{2}\b/, "constant.member"],
      [/\.[a-z_][a-z0-9_]*/, "variable.field"],
      [/(list|map)(?=<)/, "type"],
      // The name of a field in a described user, whatever else the word means elsewhere.
      [/[a-z_][a-z0-9_]*(?=:)/, "identifier"],
      [
        /[a-z_][a-z0-9_]*(?=\s*\()/,
        {
          cases: {
            "@aggregates": "function.aggregate",
            "@joining": "keyword",
            "@structure": "keyword",
            "@default": "function",
          },
        },
      ],
      [
        /[a-z_][a-z0-9_]*/,
        {
          cases: {
            "@declarations": "keyword.declaration",
            "@joining": "keyword",
            "@structure": "keyword",
            "@metadata": "metadata",
            "@sources": "variable.source",
            "@types": "type",
            "true|false": "constant",
            "@default": "identifier",
          },
        },
      ],
      [/==|!=|<=|>=|[<>]|\?\?|\.\.|[-+*=]/, "operator"],
      [/[{}()[\]]/, "@brackets"],
      [/[,:|?]/, "delimiter"],
    ],
    pattern: [
      [/[^/\\[(){}|*+?^$.]+/, "regexp"],
      [/\\u\{[0-9A-Fa-f]*\}|\\./, "regexp.escape"],
      [/\[(?:[^\]\\]|\\.)*\]/, "regexp.class"],
      [/\/[a-z]*/, "regexp", "@pop"],
      [/[[(){}|*+?^$.]/, "regexp.operator"],
      [/$/, "", "@pop"],
    ],
    text: [
      [/[^"\\{]+/, "string"],
      [/\{\{/, "string"],
      [/\{[a-z_][a-z0-9_]*\}/, "string.value"],
      [/\\./, "string.escape"],
      [/"/, "string", "@pop"],
      [/[{]/, "string"],
      [/$/, "", "@pop"],
    ],
  },
};

/** Brackets, comments and indentation: what the editor does by itself while a rule is typed. */
export const tocsinConfiguration: languages.LanguageConfiguration = {
  comments: { lineComment: "#" },
  brackets: [
    ["{", "}"],
    ["[", "]"],
    ["(", ")"],
  ],
  autoClosingPairs: [
    { open: "{", close: "}" },
    { open: "[", close: "]" },
    { open: "(", close: ")" },
    { open: '"', close: '"', notIn: ["string", "comment"] },
  ],
  wordPattern: /\.?[A-Za-z_][A-Za-z0-9_]*/,
  indentationRules: { increaseIndentPattern: /\{[^}]*$/, decreaseIndentPattern: /^\s*\}/ },
};
