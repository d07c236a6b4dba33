import { z } from "zod";
import { AppQuery, Instant, RuleId, Score, UsersByScore, UsersByStatus, UserStatus } from "./common.ts";
import { RunName } from "./dry-run.ts";
import { PROBLEM_RESPONSES } from "./problem.ts";
import { Thresholds, Weights } from "./settings.ts";

export const SIMULATE_SCOPES = ["sample", "all"] as const;

export const SimulateRequest = z.object({
  weights: Weights,
  thresholds: Thresholds,
  /** Users whose stored result is of another pack are judged for the question: the 1,000 of them seen last, or all. */
  scope: z.enum(SIMULATE_SCOPES).default("sample"),
  /** Users to name of each move. */
  named: z.int().min(0).max(100).default(10),
  /** A name for the question while everybody is judged, to look how far it is. */
  run: RunName.optional(),
});
export type SimulateRequest = z.input<typeof SimulateRequest>;

export const SimulatedMove = z.object({
  from: UserStatus,
  to: UserStatus,
  users: z.int().min(1),
  /** At most `named` of them, the least trusted first. */
  named: z.array(z.object({ name: z.string(), before: Score, after: z.int().min(0).max(99) })),
});
export type SimulatedMove = z.infer<typeof SimulatedMove>;

/** `before` is what is stored, `after` what scoring everybody by the proposal would store. */
export const Simulation = z.object({
  users: z.int().min(0),
  /** From where it is known which rules match whom: users by kind. Those left out are taken to stay as they are. */
  basis: z.object({ stored: z.int().min(0), judged: z.int().min(0), leftOut: z.int().min(0) }),
  asOf: Instant,
  sizes: z.object({ before: UsersByStatus, after: UsersByStatus }),
  /** Of users without a decision: whom a threshold may move. */
  histogram: z.object({ before: UsersByScore, after: UsersByScore }),
  /** Users with a decision, whom no threshold moves. */
  decided: z.int().min(0),
  /** Users whose score becomes another one. */
  rescored: z.int().min(0),
  /** The gravest first. */
  moves: z.array(SimulatedMove),
  /** Users that each rule matches; rules that match nobody are left out. */
  matching: z.record(RuleId, z.int().min(1)),
});
export type Simulation = z.infer<typeof Simulation>;

/** What would these weights and thresholds make of the stored users? Nothing is written. */
export const simulate = {
  method: "POST",
  url: "/api/v1/simulate",
  schema: {
    operationId: "simulate",
    querystring: AppQuery,
    body: SimulateRequest,
    response: { 200: Simulation, ...PROBLEM_RESPONSES, 404: PROBLEM_RESPONSES[400] },
  },
} as const;

const SimulateProgress = z.object({ judged: z.int().min(0), of: z.int().min(0) });

/** How far is a simulation? Null: none of that name is judging on this server. Leaving the simulation's own request ends it. */
export const simulateProgress = {
  method: "GET",
  url: "/api/v1/simulate/:run",
  schema: {
    operationId: "getSimulateProgress",
    params: z.object({ run: RunName }),
    response: { 200: z.object({ progress: SimulateProgress.nullable() }), ...PROBLEM_RESPONSES },
  },
} as const;
