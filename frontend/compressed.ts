// Puts compressed twins beside the built files, so that the gateway never compresses what does not change.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const KINDS = new Set([".html", ".js", ".css", ".svg", ".json", ".wasm", ".vrm", ".vrma"]);
const LEAST_BYTES = 1024;

export function compressed(): Plugin {
  let folder = "";
  return {
    name: "compressed",
    apply: "build",
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle() {
      for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }))
        compress(join(folder, name));
    },
  };
}

function compress(path: string): void {
  if (!KINDS.has(extname(path))) return;
  const plain = readFileSync(path);
  if (plain.length < LEAST_BYTES) return;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
  keepSmaller(`${path}.br`, brotliCompressSync(plain, { params }), plain);
  keepSmaller(`${path}.gz`, gzipSync(plain, { level: 9 }), plain);
}

function keepSmaller(path: string, small: Buffer, plain: Buffer): void {
  if (small.length < plain.length * 0.95) writeFileSync(path, small);
}
