/** Parameters that hold what nobody else may know, by the words of their names. */
export const SECRET_PARAMETERS: readonly string[] = [
  "password",
  "passwd",
  "passphrase",
  "pass",
  "pwd",
  "token",
  "secret",
  "code",
  "otp",
  "pin",
  "apikey",
  "api_key",
  "jwt",
  "auth",
  "authorization",
  "credential",
  "credentials",
  "session",
  "sessionid",
  "sid",
  "signature",
  "sig",
];

export interface MaskOptions {
  /** Names whose values are hidden. One matches as a word of a parameter's name: `token` hides `access_token` and `resetToken`. */
  readonly parameters?: readonly string[];
  /** `mask` writes `***` for the value, `drop` leaves the parameter out, `drop_query` leaves every query out. */
  readonly how?: "mask" | "drop" | "drop_query";
}

/** Hides parts of an address and leaves the rest as the browser wrote it, byte for byte. */
export function queryMasker({ parameters = SECRET_PARAMETERS, how = "mask" }: MaskOptions = {}): (
  url: string,
) => string {
  const secret = new Set(parameters.map((name) => wordsOf(name).join("_")));
  const isSecret = (name: string): boolean => {
    const words = wordsOf(decoded(name));
    return words.some((word, index) => secret.has(word) || secret.has(`${word}_${words[index + 1] ?? ""}`));
  };
  return (url) => {
    const start = url.indexOf("?");
    if (start === -1) return url;
    const end = url.includes("#", start) ? url.indexOf("#", start) : url.length;
    const kept = how === "drop_query" ? "" : masked(url.slice(start + 1, end), isSecret, how);
    const query = kept === "" && how !== "mask" ? "" : `?${kept}`;
    return url.slice(0, start) + query + url.slice(end);
  };
}

function masked(query: string, isSecret: (name: string) => boolean, how: "mask" | "drop"): string {
  const parts = query.split("&").flatMap((part) => {
    const equals = part.indexOf("=");
    const name = equals === -1 ? part : part.slice(0, equals);
    if (!isSecret(name)) return [part];
    return how === "drop" ? [] : [equals === -1 ? part : `${name}=***`];
  });
  return parts.join("&");
}

/** `user[newPassword]` as `user`, `new`, `password`. */
function wordsOf(name: string): readonly string[] {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2");
  return spaced.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll("+", " "));
  } catch {
    return name;
  }
}
