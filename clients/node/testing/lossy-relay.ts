import { bodyOf, loopback } from "./loopback.ts";

export interface LossyRelay {
  readonly url: string;
  /** Requests that were passed on. */
  readonly passedOn: () => number;
}

/** A way to the real server on which the first answers are lost: the server has done its work, and its caller does not know. */
export async function lossyRelay(server: string, lost: number): Promise<LossyRelay> {
  let passedOn = 0;
  const url = await loopback(async (request, response) => {
    const body = await bodyOf(request);
    const { "api-key": apiKey, "idempotency-key": key } = request.headers;
    const answer = await fetch(server + (request.url ?? ""), {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "api-key": String(apiKey),
        ...(key === undefined ? {} : { "idempotency-key": String(key) }),
      },
    });
    const text = await answer.text();
    passedOn += 1;
    if (passedOn <= lost) request.socket.destroy();
    else response.writeHead(answer.status, { "content-type": "application/json" }).end(text);
  });
  return { url, passedOn: () => passedOn };
}
