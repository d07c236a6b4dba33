/** HTTP libraries and tools by the product they name: programs without a screen, but no crawlers. */
const LIBRARIES: readonly (readonly [product: RegExp, name: string])[] = [
  [/^curl\/([\d.]+)/i, "curl"],
  [/^Wget\/([\d.]+)/i, "Wget"],
  [/python-requests\/([\d.]+)/i, "Python Requests"],
  [/^Python-urllib\/([\d.]+)/i, "Python urllib"],
  [/aiohttp\/([\d.]+)/i, "aiohttp"],
  [/^python-httpx\/([\d.]+)/i, "HTTPX"],
  [/^Go-http-client\/([\d.]+)/i, "Go-http-client"],
  [/okhttp\/([\d.]+)/i, "OkHttp"],
  [/^Java\/([\d._]+)/i, "Java"],
  [/^Apache-HttpClient\/([\d.]+)/i, "Apache HTTP Client"],
  [/^Dalvik\/([\d.]+)/i, "Dalvik"],
  [/^axios\/([\d.]+)/i, "Axios"],
  [/^node-fetch\/?([\d.]*)/i, "Node Fetch"],
  [/^undici\/?([\d.]*)/i, "undici"],
  [/^got(?:\/([\d.]+))? \(/i, "got"],
  [/^GuzzleHttp\/([\d.]+)/i, "Guzzle (PHP HTTP Client)"],
  [/^libwww-perl\/([\d.]+)/i, "libwww-perl"],
  [/^Ruby\b\/?([\d.]*)/i, "Ruby"],
  [/^Faraday v([\d.]+)/i, "Faraday"],
  [/^reqwest\/([\d.]+)/i, "reqwest"],
  [/^PostmanRuntime\/([\d.]+)/i, "Postman Desktop"],
  [/^insomnia\/([\d.]+)/i, "Insomnia REST Client"],
  [/^HTTPie\/([\d.]+)/i, "HTTPie"],
  [/^Scrapy\/([\d.]+)/i, "Scrapy"],
  [/^sqlmap\/([\d.]+)/i, "sqlmap"],
  [/^Nikto\/([\d.]+)/i, "Nikto"],
  [/^masscan\/([\d.]+)/i, "masscan"],
  [/^nuclei\b[^\d]*([\d.]*)/i, "Nuclei"],
];

/** The names that `httpLibrary` gives. */
export const HTTP_LIBRARIES: readonly string[] = LIBRARIES.map(([, name]) => name);

export interface HttpLibrary {
  readonly name: string;
  readonly version: string | null;
}

export function httpLibrary(userAgent: string): HttpLibrary | null {
  for (const [product, name] of LIBRARIES) {
    const match = product.exec(userAgent);
    if (match !== null) return { name, version: match[1] === undefined || match[1] === "" ? null : match[1] };
  }
  return null;
}
