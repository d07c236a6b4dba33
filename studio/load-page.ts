import { ApiError, isApiError } from "./client/api-error.ts";
import { callApi } from "./client/call-api.ts";
import { getSession } from "../api/index.ts";

/**
 * A page's code, as `import()` brings it. The router loads the whole studio anew when code is missing, since a new
 * version may have replaced it: without a server that would leave the browser's own error page.
 *
 * @throws ApiError `unreachable` while there is no server to load it from.
 */
export async function loadPage<T>(code: Promise<T>): Promise<T> {
  try {
    return await code;
  } catch (error) {
    const isGone = await callApi(getSession, {}).then(
      () => false,
      (answer: unknown) => isApiError(answer, "unreachable"),
    );
    throw isGone ? new ApiError("unreachable", "the server cannot be reached", { cause: error }) : error;
  }
}
