/**
 * Plays addresses of a relay in a real browser with hls.js and says what came of each, as one line of JSON:
 * `node relay.mjs ORIGIN ADDRESS…` → `[{"address", "seconds", "lowLatency", "error"}]`. PRISM_CHROMIUM: the browser.
 */

import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const PATIENCE_MS = 15_000;
const [origin, ...addresses] = process.argv.slice(2);
const library = fileURLToPath(new URL("../node_modules/hls.js/dist/hls.min.js", import.meta.url));

/** Runs in the page: plays until two seconds were seen. */
async function play({ address, patienceMs }) {
  const video = document.createElement("video");
  video.muted = true;
  document.body.append(video);
  const hls = new window.Hls({ lowLatencyMode: true });
  const outcome = { address, seconds: 0, lowLatency: false, error: null };
  hls.on(window.Hls.Events.ERROR, (_name, data) => {
    if (data.fatal) outcome.error = `${data.details} ${data.response?.code ?? ""}`;
  });
  hls.on(window.Hls.Events.FRAG_LOADED, (_name, data) => {
    outcome.lowLatency ||= data.part !== null;
  });
  hls.loadSource(address);
  hls.attachMedia(video);
  void video.play().catch(() => {});
  const ends = performance.now() + patienceMs;
  let first = null;
  while (performance.now() < ends && outcome.error === null && outcome.seconds < 2) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (video.videoWidth > 0 && first === null) first = video.currentTime;
    if (first !== null) outcome.seconds = video.currentTime - first;
  }
  hls.destroy();
  video.remove();
  return outcome;
}

const browser = await chromium.launch({
  executablePath: process.env.PRISM_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
});
try {
  const page = await browser.newPage();
  await page.goto(`${origin}/openapi.json`);
  await page.addScriptTag({ path: library });
  const outcomes = [];
  for (const address of addresses)
    outcomes.push(await page.evaluate(play, { address, patienceMs: PATIENCE_MS }));
  console.log(JSON.stringify(outcomes));
} finally {
  await browser.close();
}
