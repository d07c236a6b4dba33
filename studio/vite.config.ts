import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const server = "http://127.0.0.1:8585";

/** Builds the studio into `dist/studio`, which the server serves from `/`. In development the API is the running server's. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/",
  plugins: [react()],
  worker: { format: "es" },
  build: {
    outDir: fileURLToPath(new URL("../dist/studio", import.meta.url)),
    emptyOutDir: true,
    target: "es2023",
    // A `data:` address would need a hole in the content security policy.
    assetsInlineLimit: 0,
    // Monaco alone is more than the default; what counts is the gzip budget that a test holds.
    chunkSizeWarningLimit: 5_000,
  },
  server: {
    host: "127.0.0.1",
    port: 5173,
    proxy: { "/api": server, "/sensor": server, "/health": server },
  },
  preview: { host: "127.0.0.1" },
});
