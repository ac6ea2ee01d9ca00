/**
 * Two things measured in real browsers against a really running Prism, for `bench/browser.py`: how far apart the pictures
 * of a watch party are, and when Lumen is on a beat, by when that beat is heard. Prints one JSON object.
 *
 * The kick of Prism Beat falls on every half second of programme time outside its break, which is the truth here. It is
 * heard as it passes through a graph of Web Audio, which the sound is led through meanwhile; what that graph's clock and
 * the elements' differ by, the same kick in a plain audio element tells. Lumen is on a beat when the clock that she moves
 * by reaches its keyframe.
 *
 * PRISM_URL: where Prism is. PRISM_CHROMIUM: the browser. PRISM_SECONDS: how long each is measured.
 */

import { chromium } from "playwright-core";

const address = process.env.PRISM_URL ?? "http://127.0.0.1:4000";
const seconds = Number(process.env.PRISM_SECONDS ?? 60);
const PATIENCE_MS = 120_000;
const BEAT_SECONDS = 0.5;
const CHANNEL = "demo-beat";

const browser = await chromium.launch({
  executablePath: process.env.PRISM_CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--autoplay-policy=no-user-gesture-required",
  ],
});

async function opened(url, avatar, keyframes = []) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.addInitScript((choice) => {
    localStorage.setItem("prism.preferences", JSON.stringify({ avatar: choice }));
  }, avatar);
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => {
      if (typeof payload !== "string" || !payload.includes('"avatar.keyframes"')) return;
      keyframes.push(...JSON.parse(payload).data.keyframes);
    }),
  );
  await page.goto(url);
  return page;
}

const plays = (page) =>
  page.waitForFunction(
    (id) => window.__prism?.state()?.playing && window.__prism.state().channel_id === id,
    CHANNEL,
    { timeout: PATIENCE_MS, polling: 200 },
  );
const pick = (page) => page.locator(`[data-testid="channel-row"][data-channel="${CHANNEL}"]`).click();

/** Milliseconds between the pictures of two members, once every quarter of a second. */
async function apart() {
  const host = await opened(address, "still");
  await pick(host);
  await plays(host);
  await host.getByTestId("party").click();
  await host.getByRole("button", { name: "Start", exact: true }).click();
  const guest = await opened(await host.getByTestId("party-link").inputValue(), "still");
  await guest.getByRole("button", { name: "Join", exact: true }).click();
  await plays(guest);
  const where = (page) => page.evaluate(() => [window.__prism.programmeTime(), Date.now() / 1000]);
  const found = [];
  const began = Date.now();
  let settled = null;
  while (Date.now() - began < 1000 * seconds + PATIENCE_MS / 2) {
    const [[here, at], [there, then]] = await Promise.all([where(host), where(guest)]);
    const off = 1000 * (here - at - (there - then));
    if (settled === null && Math.abs(off) < 200) settled = (Date.now() - began) / 1000;
    if (settled !== null) found.push(off);
    if (found.length >= 4 * seconds) break;
    await host.waitForTimeout(250);
  }
  await Promise.all([host.context().close(), guest.context().close()]);
  return { settled_seconds: settled, ...summary(found) };
}

/**
 * Runs in the page: the clock at each frame, and the loudness of each 2 ms of the sound, of the programme or, where
 * `plain`, of kicks in a file.
 */
async function listened({ length, plain }) {
  const video = document.querySelector('[data-testid="video"]');
  const element = plain ? kicks(length) : video;
  const clock = plain ? () => element.currentTime : () => window.__prism.programmeTime();
  if (plain) {
    video.pause();
    await element.play();
  }

  /** A file with the kick of Prism Beat on every half second. */
  function kicks(seconds) {
    const rate = 48_000;
    const view = new DataView(new ArrayBuffer(44 + 2 * rate * seconds));
    const text = (at, letters) =>
      [...letters].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
    text(0, "RIFF");
    view.setUint32(4, view.byteLength - 8, true);
    text(8, "WAVEfmt ");
    view.setUint32(16, 16, true);
    [1, 1].forEach((value, index) => view.setUint16(20 + 2 * index, value, true));
    view.setUint32(24, rate, true);
    view.setUint32(28, 2 * rate, true);
    [2, 16].forEach((value, index) => view.setUint16(32 + 2 * index, value, true));
    text(36, "data");
    view.setUint32(40, view.byteLength - 44, true);
    for (let index = 0; index < rate * seconds; index++) {
      const time = (index % (rate / 2)) / rate;
      const loud = Math.sin(2 * Math.PI * 50 * time) * Math.exp(-time / 0.12) * Math.min(1, time / 0.0015);
      view.setInt16(44 + 2 * index, 24_000 * loud, true);
    }
    return new Audio(URL.createObjectURL(new Blob([view], { type: "audio/wav" })));
  }

  const context = new AudioContext({ sampleRate: 48_000 });
  await context.resume();
  const analyser = context.createAnalyser();
  analyser.fftSize = 32_768;
  const low = context.createBiquadFilter();
  low.type = "lowpass";
  low.frequency.value = 150;
  context.createMediaElementSource(element).connect(low).connect(analyser).connect(context.destination);
  const frames = [];
  const sound = [];
  const samples = new Float32Array(analyser.fftSize);
  const hop = Math.round(context.sampleRate * 0.002);
  let heard = context.currentTime;
  let offset = Number.POSITIVE_INFINITY;
  let running = true;
  const frame = () => {
    frames.push([performance.now(), clock()]);
    if (running) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const ends = performance.now() + 1000 * length;
  while (performance.now() < ends) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    analyser.getFloatTimeDomainData(samples);
    const now = context.currentTime;
    offset = Math.min(offset, performance.now() - 1000 * now);
    const fresh = Math.round((now - heard) * context.sampleRate);
    if (fresh > samples.length) throw new Error("the page stood still for too long to listen");
    for (let at = samples.length - fresh; at + hop <= samples.length; at += hop) {
      let energy = 0;
      for (let index = at; index < at + hop; index++) energy += samples[index] ** 2;
      sound.push([1000 * (now - (samples.length - at) / context.sampleRate), energy / hop]);
      heard = now - (samples.length - at - hop) / context.sampleRate;
    }
  }
  running = false;
  return { frames, sound: sound.map(([at, energy]) => [at + offset, energy]) };
}

async function onBeat() {
  const keyframes = [];
  const page = await opened(address, "light", keyframes);
  await pick(page);
  await plays(page);
  await page.waitForFunction(() => window.__prism.avatar()?.mode === "live", null, { timeout: PATIENCE_MS });
  // Until a channel that nobody watched before is known for long enough.
  await page.waitForTimeout(20_000);
  const { frames, sound } = await page.evaluate(listened, { length: seconds, plain: false });
  const file = await page.evaluate(listened, { length: 20, plain: true });
  await page.context().close();
  const ahead = beats(file.frames, file.sound).map(({ heard, shown }) => shown - heard);
  const way = ahead.sort((one, other) => one - other)[Math.floor(ahead.length / 2)];
  const nods = new Map(
    keyframes
      .filter(({ head_bob }) => head_bob > 0.05)
      .map(({ timestamp }) => [Math.round(timestamp / BEAT_SECONDS), timestamp]),
  );
  const clock = frames.filter(([, programme]) => programme !== null);
  const found = beats(clock, sound).filter(({ beat }) => nods.has(beat));
  const late = found.map(({ beat, heard }) => reached(clock, nods.get(beat)) - heard - way);
  const keyframe = found.map(({ beat }) => 1000 * (nods.get(beat) - beat * BEAT_SECONDS));
  return {
    off_beat: summary(late),
    of_which_keyframes: summary(keyframe),
    clocks_differ: summary(ahead),
    frames_per_second: Math.round((1000 * (frames.length - 1)) / (frames.at(-1)[0] - frames[0][0])),
  };
}

/** Every beat between the ends of `clock`: when its kick was in the sound, and when the clock reached it. */
function beats(clock, sound) {
  const [first, last] = [clock[0][1], clock.at(-1)[1]];
  const found = [];
  for (let beat = Math.ceil(first / BEAT_SECONDS) + 1; (beat + 1) * BEAT_SECONDS < last; beat++) {
    const shown = reached(clock, beat * BEAT_SECONDS);
    const heard = kick(sound, shown);
    if (heard !== null) found.push({ beat, heard, shown });
  }
  return found;
}

/** When the page's clock of the programme reached `programme`, in milliseconds of the page. */
function reached(clock, programme) {
  const after = clock.findIndex(([, time]) => time >= programme);
  const [[at, time], [before, earlier]] = [clock[after], clock[Math.max(0, after - 1)]];
  return time === earlier ? at : before + ((programme - earlier) / (time - earlier)) * (at - before);
}

/** When the kick near `expected` was heard; null where there is none, as in the break. */
function kick(sound, expected) {
  const near = sound.filter(([at]) => Math.abs(at - expected) < 200);
  const peak = Math.max(...near.map(([, energy]) => energy));
  const top = near.findIndex(([, energy]) => energy === peak);
  if (top < 40) return null;
  // The attack of the kick: from quiet to its first loud 2 ms.
  for (let index = top; index > 20; index--) {
    const before = near.slice(index - 15, index - 3).reduce((sum, [, energy]) => sum + energy, 0) / 12;
    if (near[index][1] > peak * 0.1 && near[index - 1][1] <= peak * 0.1)
      return before < peak * 0.05 ? near[index][0] : null;
  }
  return null;
}

function summary(list) {
  const sorted = list.map(Math.abs).sort((one, other) => one - other);
  const at = (share) =>
    Math.round(10 * (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN)) / 10;
  const mean = list.reduce((sum, one) => sum + one, 0) / list.length;
  return {
    count: list.length,
    mean_ms: Math.round(10 * mean) / 10,
    median_ms: at(0.5),
    p95_ms: at(0.95),
    worst_ms: at(1),
  };
}

const result = {};
for (const [name, measure] of Object.entries({ beat: onBeat, party: apart })) {
  if (process.env.PRISM_ONLY && process.env.PRISM_ONLY !== name) continue;
  result[name] = await measure();
}
console.log(JSON.stringify(result));
await browser.close();
