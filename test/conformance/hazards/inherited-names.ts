import type { Hazard, Row } from "../hazard.ts";

/** Words that every object of JavaScript answers to, as values of users and as keys. */
const named =
  (type: string) =>
  (because: string, write: string, name: string, is: Row["is"]): Row => ({
    because,
    write,
    type,
    given: `user: { name: "${name}" }\nevents: [\n{ at: 2m ago, url: "__proto__" }\n{ at: 1m ago, url: "constructor" }\n]`,
    is,
  });
const int = named("int");
const bool = named("bool");

export const inheritedNames: Hazard = {
  name: "inherited names",
  declare: `
map points : map<string, int> = { "a": 1, "__proto__": 7 }
list words : list<string> = ["toString", "__proto__"]
list others : list<string> = ["a"]`,
  rows: [
    int("a map has the keys that it is given", "points[user.name]", "__proto__", 7),
    int("… and no others", "points[user.name]", "constructor", null),
    int("… none of an object", "points[user.name]", "toString", null),
    bool("a list has the entries that it is given", "user.name in words", "__proto__", true),
    bool("… and no others", "user.name in words", "constructor", false),
    bool("… none of an object", "user.name in others", "__proto__", false),
    int("they are values like any other", "count(distinct .url of events)", "a", 2),
    bool("they tie rows", "any event as e { count(events where .url == e.url) == 2 }", "a", false),
    bool("they are new where they were not seen", "every event { .url is new }", "a", true),
    bool("they overlap what holds them", "distinct(.url of events) overlaps words", "a", true),
    bool("… and nothing else", "distinct(.url of events) overlaps others", "a", false),
  ],
};
