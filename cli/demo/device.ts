import type { Random } from "./random.ts";

export interface DemoDevice {
  readonly userAgent: string;
  readonly language: string;
}

const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";

/** User agents of browsers that most people use. */
export const ORDINARY_AGENTS = [
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/141.0.0.0 Safari/537.36`,
  `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36`,
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
  `Mozilla/5.0 (Linux; Android 14; Pixel 8) ${WEBKIT} Chrome/142.0.0.0 Mobile Safari/537.36`,
  `Mozilla/5.0 (Linux; Android 13; SM-S911B) ${WEBKIT} Chrome/140.0.0.0 Mobile Safari/537.36`,
] as const;

const UNUSUAL = [
  "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
  `Mozilla/5.0 (Windows NT 6.1; Win64; x64) ${WEBKIT} Chrome/72.0.3626.121 Safari/537.36`,
] as const;

const SCRIPTS = [
  "python-requests/2.32.3",
  "Go-http-client/2.0",
  "curl/8.9.1",
  "Scrapy/2.11.2 (+https://scrapy.org)",
] as const;

const LANGUAGES = {
  FR: "fr-FR,fr;q=0.9,en;q=0.6",
  DE: "de-DE,de;q=0.9,en;q=0.6",
  ES: "es-ES,es;q=0.9",
  NL: "nl-NL,nl;q=0.9,en;q=0.8",
  BR: "pt-BR,pt;q=0.9,en;q=0.5",
  JP: "ja-JP,ja;q=0.9",
  PL: "pl-PL,pl;q=0.9,en;q=0.7",
  RU: "ru-RU,ru;q=0.9",
  VN: "vi-VN,vi;q=0.9",
} as const;

const languageOf = (country: string) =>
  Object.entries(LANGUAGES).find(([code]) => code === country)?.[1] ?? "en-US,en;q=0.9";

export const ordinaryDevice = (random: Random, country: string): DemoDevice => ({
  userAgent: random.pick(ORDINARY_AGENTS),
  language: languageOf(country),
});

export const unusualDevice = (random: Random, country: string): DemoDevice => ({
  userAgent: random.pick(UNUSUAL),
  language: languageOf(country),
});

/** A script sends no language. */
export const scriptDevice = (random: Random): DemoDevice => ({ userAgent: random.pick(SCRIPTS), language: "" });
