/** A broadcaster on this machine: a transport stream in real time, as often as it is asked for, and a dead address. */

import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const TICK_MS = 200;

/** Serves `/live.ts`, the file at `path` at the pace of its `seconds`; everything else is missing. */
export async function startBroadcaster(path, seconds) {
  const stream = readFileSync(path);
  const perTick = Math.ceil((stream.length / seconds) * (TICK_MS / 1000));
  const server = createServer((request, response) => {
    if (request.url !== "/live.ts") return response.writeHead(404).end();
    response.writeHead(200, { "content-type": "video/mp2t" });
    // The first seconds at once, as from a broadcaster's buffer.
    let at = perTick * 15;
    response.write(stream.subarray(0, at));
    const sending = setInterval(() => {
      response.write(stream.subarray(at, at + perTick));
      at += perTick;
      if (at >= stream.length) response.end();
    }, TICK_MS);
    response.on("close", () => clearInterval(sending));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}
