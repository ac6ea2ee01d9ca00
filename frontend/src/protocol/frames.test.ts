// @vitest-environment node
/** The golden frames that the Python codec is held to as well (prism-core/tests/test_codec.py). */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { decodeVoice } from "./envelope";

interface Golden {
  name: string;
  frame: string;
  header: Record<string, unknown>;
  payload: string;
}

const golden = JSON.parse(
  readFileSync(new URL("../../../prism-core/tests/data/frames.json", import.meta.url), "utf8"),
) as Golden[];

function bytes(base64: string): ArrayBuffer {
  return Uint8Array.from(Buffer.from(base64, "base64")).buffer;
}

test.each(golden)("$name is read as Python wrote it", ({ frame, header, payload }) => {
  const taken = decodeVoice(bytes(frame));
  expect(taken?.header).toEqual(header);
  expect(taken?.pcm).toEqual(new Int16Array(bytes(payload)));
});
