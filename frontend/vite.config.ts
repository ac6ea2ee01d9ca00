import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";
import { compressed } from "./compressed";

// `npm run dev` serves the page itself and passes everything else on to a running gateway.
const gateway = process.env.PRISM_GATEWAY_URL ?? "http://127.0.0.1:4000";
const passedOn = ["/api", "/v1", "/mcp", "/healthz", "/readyz"];

export default defineConfig({
  plugins: [svelte(), svelteTesting(), compressed()],
  build: {
    target: "es2022",
    // Workers and worklets must be files of their own: the page's CSP allows no data: scripts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  worker: { format: "es" },
  server: {
    proxy: {
      ...Object.fromEntries(passedOn.map((path) => [path, { target: gateway }])),
      "/ws": { target: gateway, ws: true },
    },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts", "tests/**/*.test.ts", "avatar/**/*.test.ts"],
    testTimeout: 60_000,
    retry: 1,
  },
});
