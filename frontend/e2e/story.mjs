/**
 * The story of a viewer, in a real browser against a really running Prism:
 * picks a channel, types a wish, speaks one, and Lumen moves with the music.
 *
 * PRISM_URL: where Prism is. PRISM_CHROMIUM: the browser. PRISM_MICROPHONE_WAV: what the microphone hears, which must
 * say "mute the sound". PRISM_BROADCAST: a minute of transport stream that no browser plays as it is.
 * PRISM_FILMS: a folder as `library.mjs` wants it, of films that last PRISM_FILM_SECONDS. PRISM_FFMPEG: plays as others do.
 * PRISM_ARTIFACTS: folder for screenshots. Prints "N passed, N failed"; exits with 1 on a failure.
 */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { startBroadcaster } from "./broadcaster.mjs";
import { tellLibrary } from "./library.mjs";

const address = process.env.PRISM_URL ?? process.env.BASE_URL ?? "http://127.0.0.1:4000";
const microphone = process.env.PRISM_MICROPHONE_WAV ?? process.env.MIC_WAV;
const broadcast = process.env.PRISM_BROADCAST;
const films = process.env.PRISM_FILMS;
const artifacts = process.env.PRISM_ARTIFACTS ?? "../artifacts/story";
const PATIENCE_MS = 60_000;

let passed = 0;
let failed = 0;

/** One chapter of the story; a failure is told and the story goes on. */
async function chapter(page, title, tell) {
  try {
    await tell();
    passed += 1;
    console.log(`ok    ${title}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${title}\n      ${String(error).split("\n")[0]}`);
  }
  const file = `${String(passed + failed).padStart(2, "0")}-${title.replaceAll(/[^a-z0-9]+/gi, "-").toLowerCase()}.png`;
  await page.screenshot({ path: join(artifacts, file) }).catch(() => {});
}

const observed = (page) => page.evaluate(() => window.__prism.observed());
const state = (page) => page.evaluate(() => window.__prism.state());
const video = (page) => page.getByTestId("video").evaluate((element) => element.currentTime);
const until = (page, condition, argument) =>
  page.waitForFunction(condition, argument, { timeout: PATIENCE_MS, polling: 200 });

function expect(condition, what) {
  if (!condition) throw new Error(what);
}

mkdirSync(artifacts, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.PRISM_CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    ...(microphone ? [`--use-file-for-fake-audio-capture=${microphone}%noloop`] : []),
  ],
});
const context = await browser.newContext({
  viewport: { width: 1280, height: 800 },
  permissions: ["microphone"],
});
const page = await context.newPage();
const strangers = [];
const errors = [];
page.on("request", (request) => {
  const url = new URL(request.url());
  if (url.protocol.startsWith("http") && url.host !== new URL(address).host) strangers.push(request.url());
});
page.on("pageerror", (error) => errors.push(error.message));

await page.goto(address);

await chapter(page, "the channels are listed and Lumen answers", async () => {
  await page
    .locator('[data-testid="channel-row"][data-channel="demo-beat"]')
    .waitFor({ timeout: PATIENCE_MS });
  await page
    .getByTestId("chat-input")
    .and(page.getByPlaceholder("Ask Lumen"))
    .waitFor({ timeout: PATIENCE_MS });
});

await chapter(page, "a channel that is picked plays", async () => {
  await page.locator('[data-testid="channel-row"][data-channel="demo-beat"]').click();
  await until(
    page,
    () => window.__prism.state()?.playing && window.__prism.state().channel_id === "demo-beat",
  );
  const before = await video(page);
  await page.waitForTimeout(3000);
  const after = await video(page);
  expect(after - before > 1.5, `currentTime went from ${before} to ${after} in 3 s`);
});

await chapter(page, "keyframes arrive before they are due", async () => {
  const ahead = (one) => one.shown !== null && one.lastDue > one.shown;
  await until(
    page,
    () => window.__prism.observed().arrivals.filter((one) => one.lastDue > one.shown).length > 2,
  );
  const { arrivals } = await observed(page);
  // What was known before the channel was picked is sent again first; news begins with the first that is ahead.
  const news = arrivals.slice(arrivals.findIndex(ahead));
  console.log(
    `      the last keyframe of each message is due in ${news.map((one) => (one.lastDue - one.shown).toFixed(1)).join(", ")} s`,
  );
  expect(news.every(ahead), `${news.filter((one) => !ahead(one)).length} of ${news.length} came too late`);
});

await chapter(page, "a channel that breaks off comes back by itself", async () => {
  const gone = { status: 404, contentType: "application/problem+json", body: '{"detail":"It is gone."}' };
  await page.route(/\.ts$/, (route) => route.fulfill(gone));
  await until(page, () => !window.__prism.state()?.playing);
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await until(page, () => window.__prism.state()?.playing && window.__prism.state().height);
  const before = await video(page);
  await until(page, (time) => document.querySelector("[data-testid=video]").currentTime > time + 1, before);
});

await chapter(page, "a typed wish changes the channel", async () => {
  await page.getByTestId("chat-input").fill("next channel");
  await page.getByTestId("chat-input").press("Enter");
  await until(
    page,
    () => window.__prism.state()?.channel_id === "demo-stories" && window.__prism.state().playing,
  );
  expect(
    (await page.getByTestId("now-playing").getAttribute("data-channel")) === "demo-stories",
    "the bar shows another channel",
  );
  await page.getByTestId("chat-log").getByText("Playing Prism Stories").waitFor({ timeout: PATIENCE_MS });
});

if (microphone) {
  let before;
  await chapter(page, "a spoken wish is heard and done", async () => {
    await until(page, () => document.querySelector(".lumen")?.getAttribute("data-talk") === "idle");
    before = structuredClone(await observed(page));
    const button = await page.getByTestId("mic-button").boundingBox();
    await page.mouse.move(button.x + button.width / 2, button.y + button.height / 2);
    await page.mouse.down();
    // The microphone's file: two seconds of silence, about one of speech, silence.
    await page.waitForTimeout(4500);
    await page.mouse.up();
    await until(page, () => window.__prism.state()?.muted === true);
    const said = await page.getByTestId("chat-log").textContent();
    expect(/mute the sound/i.test(said), `the log does not show what was said: ${said}`);
    expect((await state(page)).channel_id === "demo-stories", "the channel changed as well");
  });

  await chapter(page, "the answer is spoken with lips that move", async () => {
    await page.waitForFunction(
      ({ frames, visemes }) => {
        const { voice, visemes: now } = window.__prism.observed();
        return voice.frames > frames && now > visemes;
      },
      { frames: before.voice.frames, visemes: before.visemes },
      { timeout: PATIENCE_MS },
    );
  });
}

await chapter(page, "what is on is watched from its beginning", async () => {
  await page.getByRole("button", { name: "From the beginning" }).click();
  await page.getByTestId("now-playing").getByText("from the archive").waitFor({ timeout: PATIENCE_MS });
  await until(page, () => window.__prism.state()?.playing && !window.__prism.state().live);
  await page.getByRole("button", { name: "Back to live" }).click();
  await until(page, () => window.__prism.state()?.playing && window.__prism.state().live);
});

await chapter(page, "a channel is recorded, and watched while it is", async () => {
  await page.locator("section.picture").hover();
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await page.getByRole("button", { name: "Stop recording" }).waitFor({ timeout: PATIENCE_MS });
  await page.locator("nav").getByRole("button", { name: "Recordings" }).click();
  const recording = page.getByTestId("recording").first();
  await recording.locator(".what:enabled").click({ timeout: PATIENCE_MS });
  await until(page, () => window.__prism.state()?.playing && !window.__prism.state().live);
  const before = await video(page);
  await page.waitForTimeout(3000);
  expect((await video(page)) - before > 1.5, "the recording stands still");
  await recording.getByRole("button", { name: "Stop" }).click();
  await page.locator('[data-testid="recording"][data-state="finished"]').waitFor({ timeout: PATIENCE_MS });
  await page.locator("nav").getByRole("button", { name: "Live" }).click();
});

if (broadcast) {
  const broadcaster = await startBroadcaster(broadcast, 60);
  await chapter(
    page,
    "a broadcast that no browser plays is converted, past a source that is dead",
    async () => {
      const list = ["gone.m3u8", "live.ts"].map(
        (path) => `#EXTINF:-1 tvg-id="dvb.example",Antenna One\n${broadcaster.address}/${path}\n`,
      );
      const imported = await page.evaluate(
        (text) =>
          fetch("/api/playlists", {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ text, name: "Aerial" }),
          }).then((answer) => answer.json()),
        `#EXTM3U\n${list.join("")}`,
      );
      expect(imported.channels_imported === 2, `imported: ${JSON.stringify(imported)}`);
      await page.getByRole("searchbox").fill("antenna");
      const rows = page.getByTestId("channel-row");
      await rows.getByText("Antenna One").waitFor({ timeout: PATIENCE_MS });
      expect((await rows.count()) === 1, "the two sources of one channel are two channels");
      await rows.first().click();
      await until(
        page,
        () => window.__prism.state()?.channel_name === "Antenna One" && window.__prism.state().playing,
      );
      const before = await video(page);
      await page.waitForTimeout(3000);
      expect((await video(page)) - before > 1.5, "the broadcast stands still");
      expect((await state(page)).height === 180, "it plays without its picture");
    },
  );
  broadcaster.stop();
}

if (films)
  await tellLibrary(
    page,
    { chapter, expect, until },
    { films, seconds: Number(process.env.PRISM_FILM_SECONDS), ffmpeg: process.env.PRISM_FFMPEG ?? "ffmpeg" },
  );

await chapter(page, "nothing comes from elsewhere and nothing breaks", async () => {
  expect(strangers.length === 0, `requests left for ${strangers[0]}`);
  expect(errors.length === 0, errors[0]);
});

await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
