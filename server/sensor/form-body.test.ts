import { expect, it } from "vitest";
import { parseForm } from "./form-body.ts";

it.each([
  ["name=anna&url=%2Fa%3Fb", { name: "anna", url: "/a?b" }],
  ["name=anna+b&empty=&alone", { name: "anna b", empty: "", alone: "" }],
  ["url=%2Ffirst&url=%2Fsecond", { url: "/second" }],
  ["list[]=a&list%5B%5D=b", { "list[]": ["a", "b"] }],
  ["payload%5B0%5D%5Bfield_id%5D=q", { "payload[0][field_id]": "q" }],
  ["url=%2F..%2Fetc%FF%2Fpasswd", { url: "/../etc\uFFFD/passwd" }],
  ["discount=100%&rest=%2Fa%zz", { discount: "100%", rest: "/a%zz" }],
  ["__proto__=x&name=anna", { ["__proto__"]: "x", name: "anna" }],
  ["", {}],
])("reads `%s`", (body, fields) => expect(Object.entries(parseForm(body))).toEqual(Object.entries(fields)));
