/** The parts of a text between commas, without spaces around them and without empty ones. */
export function commaList(text: string | undefined): readonly string[] {
  return (text ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
