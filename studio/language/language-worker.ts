/** The worker's own file: everything it does is in `create-language-port.ts`. */
import { expose } from "comlink";
import { createLanguagePort } from "./create-language-port.ts";

expose(createLanguagePort());
