import type { LanguageAnswers } from "./language-answers.ts";
import { sync } from "./models.ts";
import type { monaco } from "./monaco.ts";

/** What the call around the caret takes. */
export function signatureProvider(port: LanguageAnswers): monaco.languages.SignatureHelpProvider {
  return {
    signatureHelpTriggerCharacters: ["(", ","],
    provideSignatureHelp: async (model, position, token) => {
      const help = await port.signatureHelp(sync(model, port), model.getOffsetAt(position));
      if (help === null || token.isCancellationRequested) return null;
      const parameters = help.parameters.map(([start, end]) => ({ label: [start, end] as [number, number] }));
      const signature = { label: help.label, documentation: { value: help.doc }, parameters };
      return {
        value: { signatures: [signature], activeSignature: 0, activeParameter: help.active },
        dispose: () => undefined,
      };
    },
  };
}
