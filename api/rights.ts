import { z } from "zod";
import { AppQuery, Instant } from "./common.ts";
import { Problem, PROBLEM_RESPONSES } from "./problem.ts";

/** The tables that hold data of users, in the order in which they are exported; `docs/privacy.md` says what each is. */
export const EXPORTED_TABLES = [
  "users",
  "scores",
  "score_history",
  "events",
  "sessions",
  "user_ips",
  "user_devices",
  "user_emails",
  "user_phones",
  "field_changes",
  "field_trails",
  "inbox",
  "logbook",
  "user_id_overrides",
  "ips",
  "emails",
  "phones",
  "earlier_facts",
  "lookups",
  "webhook_messages",
  "operator_actions",
  "user_erasures",
] as const;

/** A row by its columns; ids are texts, because they do not fit into a number of JSON. */
export const ExportedRow = z.record(z.string(), z.unknown());

/** All that is stored of a user, of one moment. */
export const UserExport = z.object({
  /** Raised when a field changes its meaning or goes away. */
  version: z.literal(1),
  kind: z.literal("user-export"),
  app: z.string(),
  user: z.string(),
  exportedAt: Instant,
  tables: z.record(z.enum(EXPORTED_TABLES), z.array(ExportedRow)),
});
export type UserExport = z.infer<typeof UserExport>;

const UserParams = z.object({ name: z.string().min(1).max(400) });

/** Answers as the rows are read, and leaves an entry in the operators' actions. */
export const exportUser = {
  method: "GET",
  url: "/api/v1/users/:name/export",
  schema: {
    operationId: "exportUser",
    params: UserParams,
    querystring: AppQuery,
    response: { 200: UserExport, ...PROBLEM_RESPONSES, 404: Problem },
  },
} as const;

export const UserErased = z.object({
  userId: z.string(),
  events: z.int().min(0),
  /** Addresses, devices, sessions, e-mails and phones. */
  identities: z.int().min(0),
});

/** There is no way back: `confirm` is the user's name once more. */
export const eraseUser = {
  method: "POST",
  url: "/api/v1/users/:name/erasure",
  schema: {
    operationId: "eraseUser",
    params: UserParams,
    querystring: AppQuery,
    body: z.object({ confirm: z.string() }),
    response: { 200: UserErased, ...PROBLEM_RESPONSES, 404: Problem },
  },
} as const;

export const OPERATOR_ACTIONS = [
  "user_exported",
  "user_erased",
  "retention_set",
  "time_zone_set",
  "rule_saved",
  "rule_renamed",
  "rule_removed",
  "operator_added",
  "operator_removed",
  "operator_password_set",
] as const;

export const OperatorAction = z.object({
  id: z.string(),
  kind: z.enum(OPERATOR_ACTIONS),
  /** The operator's e-mail; null from the command line. */
  operator: z.string().nullable(),
  /** The id, which leads to a name only with the installation's secret. */
  userId: z.string().nullable(),
  details: z.record(z.string(), z.union([z.number(), z.string()])).nullable(),
  at: Instant,
});

/** What operators did with data of users and with files of rules, newest first. */
export const listOperatorActions = {
  method: "GET",
  url: "/api/v1/operator-actions",
  schema: {
    operationId: "listOperatorActions",
    querystring: AppQuery.extend({
      before: z
        .string()
        .regex(/^[0-9]{1,18}$/)
        .optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: { 200: z.object({ actions: z.array(OperatorAction) }), ...PROBLEM_RESPONSES },
  },
} as const;
