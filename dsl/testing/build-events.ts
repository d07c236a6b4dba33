import type { RowOf } from "../types/user-context.ts";
import type { EventDraft } from "./event-draft.ts";
import { rowField } from "./input-value.ts";

/** Events newest first, each with the rows it refers to. */
export function buildEvents(
  drafts: readonly EventDraft[],
  ipOf: (event: EventDraft) => RowOf<"ips">,
  deviceOf: (event: EventDraft) => RowOf<"devices">,
  sessionOf: (event: EventDraft) => RowOf<"sessions">,
): readonly RowOf<"events">[] {
  return drafts.toReversed().map((draft) => {
    const field = rowField(draft.given);
    const code = field.numberOrNull("http_code");
    const url = field.text("url", "https://app.example/");
    return {
      type: field.text("type", code !== null && code >= 400 ? "page_error" : "page_view") as RowOf<"events">["type"], // the binder checked the member
      time: draft.time,
      url,
      path: field.text("path", pathOf(url)),
      query: field.textOrNull("query"),
      referer: field.textOrNull("referer"),
      http_method: field.textOrNull("http_method") as RowOf<"events">["http_method"], // the binder checked the member
      http_code: code,
      page_title: field.textOrNull("page_title"),
      search_field: field.textOrNull("search_field"),
      search_value: field.textOrNull("search_value"),
      ip: ipOf(draft),
      device: deviceOf(draft),
      session: sessionOf(draft),
      local_hour: field.number("local_hour", new Date(draft.time).getUTCHours()),
    };
  });
}

/** What stands between host and query; an address without a host is all path. */
function pathOf(url: string): string {
  return url.replace(/^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?#]*/, "").replace(/[?#].*$/s, "");
}
