import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import {
  applyPreset as applyPresetContract,
  getSettings,
  listPresets,
  replaceSettings as replaceSettingsContract,
  setThresholds,
  type Settings,
} from "../../api/index.ts";
import { applyPreset, replaceSettings, ruleWeights, updateThresholds } from "../../runtime/index.ts";
import { AppError } from "../app-error.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";

/** What an app makes of the rules: weights, thresholds, and the presets to choose from. */
export const settingsRoutes: FastifyPluginAsyncZod<ConsoleOptions> = async (app, { store, pack }) => {
  const settingsOf = async (appName: string | undefined): Promise<Settings> => {
    const { appId, preset, reviewThreshold, blacklistThreshold } = await findApp(store, appName);
    const weights = Object.fromEntries(await ruleWeights(store, appId));
    return { preset, thresholds: { review: reviewThreshold, blacklist: blacklistThreshold }, weights };
  };

  app.route({
    ...listPresets,
    handler: async () => ({
      presets: pack().presets.map(({ name, title, description, review, blacklist, weights }) => ({
        name,
        title,
        description,
        thresholds: { review, blacklist },
        weights: Object.fromEntries(weights),
      })),
    }),
  });

  app.route({ ...getSettings, handler: ({ query }) => settingsOf(query.app) });

  app.route({
    ...applyPresetContract,
    handler: async ({ query, body }) => {
      const { appId } = await findApp(store, query.app);
      const preset = pack().presets.find(({ name }) => name === body.preset);
      if (preset === undefined) throw new AppError("not_found", "There is no such preset");
      await applyPreset(store, appId, preset);
      return settingsOf(query.app);
    },
  });

  app.route({
    ...replaceSettingsContract,
    handler: async ({ query, body: { preset, thresholds, weights, expected } }) => {
      const { appId } = await findApp(store, query.app);
      if (preset !== undefined && pack().presets.every(({ name }) => name !== preset))
        throw new AppError("not_found", "There is no such preset");
      const settings = { preset: preset ?? null, thresholds, weights: weightsOf(weights) };
      const seen = expected && { thresholds: expected.thresholds, weights: weightsOf(expected.weights) };
      if (!(await replaceSettings(store, appId, settings, seen)))
        throw new AppError("conflict", "Somebody else has changed the settings meanwhile");
      return settingsOf(query.app);
    },
  });

  app.route({
    ...setThresholds,
    handler: async ({ query, body }) => {
      const { appId } = await findApp(store, query.app);
      await updateThresholds(store, appId, body);
      return settingsOf(query.app);
    },
  });
};

function weightsOf(weights: Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  return new Map(Object.entries(weights));
}
