import { getDraft, putDraft, removeDraft } from "../../api/index.ts";
import { isApiError } from "../client/api-error.ts";
import { callApi } from "../client/call-api.ts";
import type { DraftServer } from "./draft-sync.ts";

/** The drafts of the operator in an app, by the contracts of the API. */
export function createDraftServer(app: string): DraftServer {
  return {
    get: async (path) => {
      try {
        return await callApi(getDraft, { query: { app, path } });
      } catch (error) {
        if (isApiError(error, "not_found")) return null;
        throw error;
      }
    },
    put: (path, body, how) => callApi(putDraft, { query: { app, path }, body }, how),
    remove: async (path, expected, how) => {
      await callApi(removeDraft, { query: { app, path, expected } }, how);
    },
  };
}
