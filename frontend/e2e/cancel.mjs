/**
 * The microphone's own code on sound from elsewhere: reads interleaved int16 (microphone, programme) at 16 kHz from its
 * input, writes for each 32 ms their 512 cleaned samples as int16, then two float32: the viewer's share of them and the
 * level of the echo in dB. What it learnt of the delay is told at the end. For `bench/microphone.py`.
 */

import { once } from "node:events";
import { rolldown } from "rolldown";

const bundle = await rolldown({
  input: new URL("../src/audio/echo/window.ts", import.meta.url).pathname,
  logLevel: "silent",
});
const { output } = await bundle.generate({ format: "esm" });
const { EchoWindow, WINDOW } = await import(
  `data:text/javascript;base64,${Buffer.from(output[0].code).toString("base64")}`
);

const ear = new EchoWindow();
const near = new Float32Array(WINDOW);
const far = new Float32Array(WINDOW);
const bytes = WINDOW * 4;
let rest = Buffer.alloc(0);
for await (const piece of process.stdin) {
  rest = rest.length ? Buffer.concat([rest, piece]) : piece;
  const out = [];
  let at = 0;
  for (; rest.length - at >= bytes; at += bytes) {
    for (let n = 0; n < WINDOW; n++) {
      near[n] = rest.readInt16LE(at + n * 4) / 32768;
      far[n] = rest.readInt16LE(at + n * 4 + 2) / 32768;
    }
    const heard = ear.process(near, far);
    const frame = Buffer.alloc(WINDOW * 2 + 8);
    Buffer.from(heard.pcm.buffer).copy(frame);
    frame.writeFloatLE(heard.near, WINDOW * 2);
    frame.writeFloatLE(heard.far, WINDOW * 2 + 4);
    out.push(frame);
  }
  rest = rest.subarray(at);
  if (out.length && !process.stdout.write(Buffer.concat(out))) await once(process.stdout, "drain");
}
process.stderr.write(`${ear.delaySeconds ?? "unknown"}\n`);
