import type { Client } from "../client.ts";
import { addressReader } from "./client-address.ts";
import type { UserOptions } from "./request-event.ts";
import type { WebRequest } from "./web-request.ts";

export type GuardOptions<Req> = Partial<UserOptions<Req>>;

/** Whether a user or an address of a request is blacklisted. Never rejects: who cannot be asked about may pass. */
export function refusalOf<Req extends WebRequest>(
  client: Pick<Client, "isBlacklisted" | "notify">,
  { user = () => null, address }: GuardOptions<Req>,
): (request: Req) => Promise<boolean> {
  const addressOf = addressReader(address);
  const userOf = async (request: Req): Promise<string> => {
    try {
      const who = await user(request);
      return typeof who === "string" ? who : (who?.userName ?? "");
    } catch (error) {
      client.notify({ kind: "callback_failed", error });
      return "";
    }
  };
  return async (request) => {
    const asked = [userOf(request).then(client.isBlacklisted), client.isBlacklisted(addressOf(request))];
    return (await Promise.all(asked)).some(Boolean);
  };
}
