import { quote } from "../../../dsl/source/string-literal.ts";
import type { Hazard, Row } from "../hazard.ts";

const named =
  (type: string) =>
  (because: string, write: string, name: string, is: Row["is"]): Row => ({
    because,
    write,
    type,
    given: `user: { name: ${quote(name)} }`,
    is,
  });
const int = named("int");
const text = named("string");
const bool = named("bool");

export const texts: Hazard = {
  name: "texts",
  declare: `list words : list<string> = ["%", "_", "\\\\", "Admin"]`,
  rows: [
    int("an emoji is one code point, not two units", "length(user.name)", "😀", 1),
    int("a family is five code points", "length(user.name)", "👨‍👩‍👧", 5),
    int("a composed letter is one", "length(user.name)", "\u00e9", 1),
    int("the same letter decomposed is two", "length(user.name)", "e\u0301", 2),
    int("nothing has no length", "length(user.name)", "", 0),
    bool("equality is by code point, not by look", 'user.name == "\u00e9"', "e\u0301", false),
    bool("case counts", 'user.name == "anna"', "Anna", false),
    bool("case counts in lists", 'user.name in ["anna", "bert"]', "Anna", false),
    bool("blanks at the end count", 'user.name == "anna"', "anna ", false),
    text("lower folds ASCII", "lower(user.name)", "AÉZ", "aÉz"),
    text("İ stays: its small form is two code points", "lower(user.name)", "İ", "İ"),
    text("ẞ stays", "lower(user.name)", "ẞ", "ẞ"),
    text("the Kelvin sign is no K", "lower(user.name)", "\u212a", "\u212a"),
    text("the Greek sigma stays", "lower(user.name)", "ΟΔΟΣ", "ΟΔΟΣ"),
    bool("ignoring case knows ASCII", 'user.name contains "admin" ignoring case', "xADMINx", true),
    bool("… and no more: ſ is no S", 'user.name contains "S" ignoring case', "ſ", false),
    bool("… the Kelvin sign is no k", 'user.name contains "k" ignoring case', "\u212a", false),
    bool("% is a character, no wildcard", 'user.name contains "%"', "100 per cent", false),
    bool("% is found where it stands", 'user.name contains "%"', "100%", true),
    bool("_ is a character, no wildcard", 'user.name contains "_"', "a b", false),
    bool("a backslash is a character, no escape", 'user.name contains "\\\\"', "a\\b", true),
    bool("a dot is a character, no pattern", 'user.name contains "."', "ab", false),
    bool("a needle longer than the text is not found", 'user.name ends with "nanna"', "anna", false),
    bool("a text starts with itself", 'user.name starts with "anna"', "anna", true),
    bool("a text ends with itself", 'user.name ends with "anna"', "anna", true),
    bool("half an emoji is no part of it", 'user.name ends with "\u{1F601}"', "\u{1F600}", false),
    bool("any of a list, each by itself", "user.name contains any of words", "a_b", true),
    bool("none of a list", "user.name contains any of words", "a-b", false),
    bool("any of a list ignoring case", "user.name contains any of words ignoring case", "the ADMIN", true),
    bool("nothing contains no needle", "user.name contains any of words", "", false),
    text("trim takes spaces, tabs and line breaks", "trim(user.name)", " \t\r\n a b \n", "a b"),
    text("trim leaves the no-break space", "trim(user.name)", "\u00a0a\u00a0", "\u00a0a\u00a0"),
    text("trim leaves the em space", "trim(user.name)", "\u2003a", "\u2003a"),
    text("trim leaves the vertical tab", "trim(user.name)", "\u000ba", "\u000ba"),
    text("single_encoded decodes twice, not thrice", "single_encoded(user.name)", "%25252527", "%2527"),
    text("single_encoded leaves other characters encoded", "single_encoded(user.name)", "%41%ff%252E", "%41%ff%2E"),
    text("single_encoded knows no wildcards", "single_encoded(user.name)", "%_%25$&", "%_%$&"),
    text("trim of blanks is empty", "trim(user.name)", " \t ", ""),
    int("digits are ASCII digits", "digits_in(user.name)", "٣3٤", 1),
    int("vowels are ASCII vowels", "vowels_in(user.name)", "AÄeé", 2),
    int("consonants are ASCII letters without vowels", "consonants_in(user.name)", "bÇ1a", 1),
    int("symbols are counted by code point", "longest_symbol_run(user.name)", "a😀😀b.", 2),
    int("the longest run of digits", "longest_digit_run(user.name)", "12a345b6", 3),
    text("a domain follows the last @", "domain_of(user.name)", "a@b@c.example", "c.example"),
    text("without @ there is none", "domain_of(user.name)", "anna", null),
    text("behind an @ at the end stands the empty text", "domain_of(user.name)", "anna@", ""),
    bool("quotes are characters", 'user.name == "it\'s \\"so\\""', 'it\'s "so"', true),
    bool("so are line breaks", 'user.name contains "\\n"', "a\nb", true),
  ],
  refused: [
    { because: "text has no order: collations differ", write: 'user.name < "m"', code: "TC0203" },
    { because: "the empty needle is in every text", write: 'user.name contains ""', code: "TC0210" },
    { because: "no stored text holds NUL", write: 'user.name == "\\u{0}"', code: "TC0004" },
    { because: "half a surrogate pair is no character", write: 'user.name == "\\u{D800}"', code: "TC0004" },
  ],
};
