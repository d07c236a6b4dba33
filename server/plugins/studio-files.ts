import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../app-error.ts";

const YEAR_SECONDS = 31_536_000;
const NOT_BUILT = "The studio is not built: run `npm start`, or `npm run build`, in Tocsin's folder.\n";

export interface StudioOptions {
  /** The built studio; when it is not there the root page says so. */
  readonly folder: string;
}

/** Serves the studio: files as they are, any other page's address as `index.html` (the studio has routes of its own). */
export async function studioFiles(app: FastifyInstance, { folder }: StudioOptions): Promise<void> {
  const built = existsSync(join(folder, "index.html"));
  if (built) {
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      cacheControl: false,
      // The build writes each text a second and a third time, compressed.
      preCompressed: true,
      setHeaders: (reply, path) => {
        reply.setHeader("cache-control", cacheControlOf(path));
        // A cache on the way must not give one browser what another one can unpack.
        reply.setHeader("vary", "accept-encoding");
      },
    });
    // Not left to the plugin: it looks for a compressed index alone, and this one is too small to be compressed.
    app.get("/", (_request, reply) => sendIndex(reply));
  }
  app.setNotFoundHandler(async (request, reply) => {
    if (!isPage(request)) throw new AppError("not_found", "There is nothing here");
    return built ? sendIndex(reply) : reply.code(503).type("text/plain; charset=utf-8").send(NOT_BUILT);
  });
}

/** Vite puts a hash of the content into the names below `assets/`; everything else may change at any time. */
function cacheControlOf(path: string): string {
  return path.includes(`${join("/", "assets", "/")}`) ? `public, max-age=${YEAR_SECONDS}, immutable` : "no-cache";
}

function sendIndex(reply: FastifyReply): FastifyReply {
  return reply.sendFile("index.html");
}

/** A person at an address of the studio; not a program, and not a file that is missing. */
function isPage(request: FastifyRequest): boolean {
  const { method, url, headers } = request;
  if (method !== "GET" && method !== "HEAD") return false;
  if (url.startsWith("/api/") || url.startsWith("/assets/")) return false;
  return headers.accept?.includes("text/html") ?? false;
}
