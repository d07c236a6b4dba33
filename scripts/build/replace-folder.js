import { existsSync, renameSync, rmSync } from "node:fs";

/**
 * @param {string} folder
 * @param {string} by
 */
export function replaceFolder(folder, by) {
  rmSync(folder, { recursive: true, force: true });
  try {
    renameSync(by, folder);
  } catch (error) {
    // Another process built the same sources and was faster: its folder will do.
    if (!existsSync(folder)) throw error;
  }
}
