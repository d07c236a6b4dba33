/**
 * The editor of the studio: Monaco's core and its features, without the languages it brings along (a megabyte less).
 * The only module that loads Monaco; it is loaded on its own, after the page around it.
 */
import * as monaco from "monaco-editor/editor";
import "monaco-editor/features/register.all";
import EditorWorker from "monaco-editor/editor/editor.worker?worker";

globalThis.MonacoEnvironment = { getWorker: () => new EditorWorker() };

export { monaco };
export type Monaco = typeof monaco;
