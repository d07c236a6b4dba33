export {
  BLACKLIST_KINDS,
  BlacklistEntry,
  BlacklistLimit,
  clearBlacklisted,
  EXPORT_FORMATS,
  exportBlacklist,
  getBlacklistLimit,
  listBlacklist,
  NOT_LISTED_REASONS,
  setBlacklistLimit,
} from "./blacklist.ts";
export { type BlacklistProblem, BlacklistAnswer, searchBlacklist } from "./blacklist-search.ts";
export { type UserStatus, USER_STATUSES } from "./common.ts";
export { DataSource, DataSources, FactCoverage, getDataSources, NetworkSource, ReEnrichment } from "./data-sources.ts";
export { RuleDiagnostic } from "./diagnostic.ts";
export {
  Draft,
  DraftHead,
  DraftList,
  DraftPatch,
  exportDrafts,
  ForeignDraft,
  getDraft,
  listDrafts,
  putDraft,
  removeDraft,
} from "./drafts.ts";
export { findSavedDryRun, SavedAnswer, SavedDryRun, SavedId, saveDryRun } from "./saved-dry-runs.ts";
export {
  DRY_RUN_SCOPES,
  dryRun,
  DryRunAnswer,
  type DryRunDifference,
  DryRunJudged,
  type DryRunOverlap,
  dryRunProgress,
  DryRunProgress,
  DryRunRequest,
  DryRunScores,
  dryRunTrend,
  DryRunTrend,
  DryRunTrendAnswer,
  dryRunTrendProgress,
  type DryRunUnknown,
  type DryRunUser,
} from "./dry-run.ts";
export {
  type Blame,
  ExplainAnswer,
  ExplainRequest,
  Explanation,
  explainSource,
  explainUser,
  type Leaf,
  type RowsTrace,
  type RowTrace,
  type ShownValue,
  type TraceNode,
} from "./explain.ts";
export { EventDecision, EventOutcome, EventsAnswer, MOST_EVENTS_A_REQUEST, NewEvent, postEvents } from "./events.ts";
export { BrokenLink, CHANGE_PROOFS, FieldChange, FieldTrail, getFieldTrail, TRAIL_FAULTS } from "./field-trail.ts";
export {
  getHealth,
  getLiveness,
  getReadiness,
  Health,
  Liveness,
  Readiness,
  READINESS_CHECKS,
  type ReadinessCheckName,
} from "./health.ts";
export {
  createWebhook,
  listWebhookMessages,
  listWebhooks,
  removeWebhook,
  testWebhook,
  Webhook,
  WEBHOOK_TYPE_NAMES,
  WebhookMessage,
} from "./webhooks.ts";
export { createKey, Key, KEY_LIMITS, limitKey, listKeys, revokeKey } from "./keys.ts";
export {
  addListEntries,
  getListHistory,
  getListImpact,
  getRuntimeList,
  IMPACT_CHANGES,
  ListAnswer,
  ListChange,
  ListEntry,
  ListImpact,
  listRuntimeLists,
  LONGEST_ENTRY,
  MOST_ENTRIES,
  removeListEntries,
  RuntimeList,
} from "./lists.ts";
export {
  countLogbook,
  getLogbookLimit,
  listLogbook,
  LOGBOOK_OUTCOMES,
  LogbookHour,
  LogbookLimit,
  LogbookLine,
  setLogbookLimit,
} from "./logbook.ts";
export { getOverview, Overview } from "./overview.ts";
export {
  getPack,
  getPackState,
  Pack,
  PackFile,
  PackReloadAnswer,
  PackState,
  reloadPack,
  removePackFile,
  renamePackFile,
  savePackFile,
  UnreadFile,
} from "./pack.ts";
export { Problem, PROBLEM_CODES, type ProblemCode } from "./problem.ts";
export { postSensor, SENSOR_ANSWERS, SensorFields } from "./sensor.ts";
export { getRetention, MOST_RETENTION_WEEKS, Retention, setRetention } from "./retention.ts";
export { setTimeZone, TimeZone } from "./time-zone.ts";
export {
  eraseUser,
  EXPORTED_TABLES,
  exportUser,
  listOperatorActions,
  OPERATOR_ACTIONS,
  OperatorAction,
  UserErased,
  UserExport,
} from "./rights.ts";
export { getReScoring, RE_SCORING_CAUSES, ReScoring } from "./re-scoring.ts";
export { getScoreHistory, ScoreHistoryEntry } from "./score-history.ts";
export { getSession, Session, signIn, signOut } from "./session.ts";
export {
  applyPreset,
  getSettings,
  listPresets,
  Preset,
  replaceSettings,
  ReplaceSettings,
  setThresholds,
  Settings,
  Thresholds,
} from "./settings.ts";
export { ConditionRates, conditionRates, ConditionRatesAnswer } from "./condition-rates.ts";
export {
  CompileAnswer,
  CompiledRule,
  compileRule,
  COST_CLASS_NAMES,
  queryPlan,
  QueryPlanAnswer,
  QueryPlanNode,
  ShownText,
} from "./compiled.ts";
export { simulate, SIMULATE_SCOPES, SimulatedMove, simulateProgress, SimulateRequest, Simulation } from "./simulate.ts";
export {
  type Decision,
  DECISIONS,
  decideUser,
  EventFacts,
  getUser,
  listEventFacts,
  listUsers,
  USER_ORDERS,
  UserDetail,
  UserSummary,
} from "./users.ts";
export {
  CASE_STATUSES,
  ConditionCoverage,
  RuleCoverage,
  RunTestsAnswer,
  runRuleTests,
  SuggestedTests,
  SuggestTestsAnswer,
  suggestRuleTests,
  TestCase,
  testOfStoredUser,
  TestOfUserAnswer,
  UntestedThreshold,
} from "./rule-tests.ts";
