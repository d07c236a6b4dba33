import type { Plan } from "../../compiler/index.ts";
import { loadEvaluator } from "../../compiler/typescript/load-evaluator.ts";
import { buildUser } from "../../dsl/testing/build-user.ts";
import type { InputRow } from "../../dsl/testing/user-input.ts";
import type { FactsProvider } from "../../runtime/enrichment/facts.ts";
import { splitUrl } from "../../runtime/ingest/sensor-url.ts";
import type { SensorFields } from "./data-set.ts";
import { emailOf } from "./history.ts";

/** Whether a rule matches a user of whom nothing is known but the texts that were sent: addresses, user agents, e-mail. */
export type JudgeTexts = (rule: string, requests: readonly SensorFields[]) => boolean;

/**
 * Reads the lists of a pack over what was sent, past sensor, store and context. Where that agrees with the judgement of the
 * stored user, the lists decided it.
 */
export function createJudgeTexts(plan: Plan, facts: FactsProvider, asOf: number): JudgeTexts {
  const evaluator = loadEvaluator(plan);
  return (rule, requests) => {
    const email = requests.map(({ emailAddress }) => emailOf(emailAddress)).findLast((address) => address !== "");
    const context = buildUser(
      {
        user: email === undefined ? { name: "sent" } : { name: "sent", email },
        sources: { events: requests.map((request) => eventOf(request, facts)) },
      },
      asOf,
    );
    return evaluator.evaluate(context, asOf)[evaluator.rules.indexOf(rule)] === true;
  };
}

function eventOf({ eventTime = "", url = "", userAgent = "" }: SensorFields, facts: FactsProvider): InputRow {
  const { bot, ai_bot } = facts.device(userAgent).values;
  return {
    time: Date.parse(`${eventTime.replace(" ", "T")}Z`),
    ...splitUrl(url),
    device: { user_agent: userAgent === "" ? null : userAgent, bot, ai_bot },
  };
}
