import { common } from "./en/common.ts";
import { compiledPanel } from "./en/compiled-panel.ts";
import { connect } from "./en/connect.ts";
import { dataSources } from "./en/data-sources.ts";
import { dryRun } from "./en/dry-run.ts";
import { editor } from "./en/editor.ts";
import { explainPanel } from "./en/explain-panel.ts";
import { errors } from "./en/errors.ts";
import { fieldTrail } from "./en/field-trail.ts";
import { lists } from "./en/lists.ts";
import { overview } from "./en/overview.ts";
import { palette } from "./en/palette.ts";
import { panels } from "./en/panels.ts";
import { retention } from "./en/retention.ts";
import { rights } from "./en/rights.ts";
import { rules } from "./en/rules.ts";
import { score } from "./en/score.ts";
import { shell } from "./en/shell.ts";
import { signIn } from "./en/sign-in.ts";
import { status } from "./en/status.ts";
import { timeZone } from "./en/time-zone.ts";
import { tour } from "./en/tour.ts";
import { testsPanel } from "./en/tests-panel.ts";
import { user } from "./en/user.ts";
import { webhooks } from "./en/webhooks.ts";
import { weight } from "./en/weight.ts";
import { workspace } from "./en/workspace.ts";
import { weightsPage } from "./en/weights-page.ts";

/** Every word of the interface, a file for each part of it. Another language is one more file of this type. */
export const en = {
  brand: "Tocsin",
  motto: "Rules that ring before it burns.",
  common,
  shell,
  signIn,
  tour,
  errors,
  overview,
  lists,
  dataSources,
  connect,
  webhooks,
  retention,
  timeZone,
  score,
  status,
  user,
  rights,
  fieldTrail,
  weight,
  weightsPage,
  rules,
  editor,
  workspace,
  palette,
  panels,
  compiledPanel,
  dryRun,
  testsPanel,
  explainPanel,
} as const;
