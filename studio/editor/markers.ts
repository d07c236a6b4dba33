import type { Diagnostic } from "../../dsl/language-service/index.ts";
import { rangeOf, uriOf } from "./models.ts";
import { monaco } from "./monaco.ts";
import { TOCSIN } from "./tocsin-id.ts";

/** Underlines problems; the places that say why are listed in the hover. */
export function showMarkers(model: monaco.editor.ITextModel, problems: readonly Diagnostic[]): void {
  monaco.editor.setModelMarkers(
    model,
    TOCSIN,
    problems.map((problem) => markerOf(model, problem)),
  );
}

function markerOf(
  model: monaco.editor.ITextModel,
  { code, severity, message, span, secondary }: Diagnostic,
): monaco.editor.IMarkerData {
  return {
    code,
    severity: severity === "error" ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
    message,
    ...visibleRange(model, span.start, span.end),
    relatedInformation: secondary.flatMap((place) => {
      const other = monaco.editor.getModel(uriOf(place.span.file));
      // A file that is not open has no document to count lines in; the message of the problem stands alone then.
      if (other === null) return [];
      return [{ resource: other.uri, message: place.message, ...rangeOf(other, place.span.start, place.span.end) }];
    }),
  };
}

/** An empty span (something is missing) underlines the character before it, so that it can be seen. */
function visibleRange(model: monaco.editor.ITextModel, start: number, end: number): monaco.Range {
  return start === end ? rangeOf(model, Math.max(0, start - 1), end) : rangeOf(model, start, end);
}
