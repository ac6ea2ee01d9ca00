/**
 * Takes pictures of Lumen: `node avatar/harness/pictures.mjs FOLDER` writes faces.png, mouths.png, gestures.png and
 * lumen.png there. Needs Chromium (`CHROMIUM`, else /usr/bin/chromium); draws in software, so that it runs anywhere.
 */

import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { chromium } from "playwright-core";
import { createServer } from "vite";

const folder = process.argv[2] ?? "pictures";
const FLAGS = [
  "--no-sandbox",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist",
];

/** How far into each gesture its pose is told best, in seconds. */
const PEAKS = {
  thumbs_up: 0.7,
  shrug: 0.7,
  cheer: 0.42,
  clap: 0.49,
  lean_in: 1.0,
  surprised_step_back: 0.45,
};
const FACES = ["neutral", "happy", "angry", "sad", "relaxed", "surprised"];
const VOWELS = ["aa", "E", "I", "O", "U", "PP"];

const server = await createServer({
  configFile: "vite.config.ts",
  server: { port: 0, host: "127.0.0.1" },
  logLevel: "error",
});
await server.listen();
const address = `http://127.0.0.1:${server.httpServer.address().port}/avatar/harness/index.html?full`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: FLAGS,
});
await mkdir(folder, { recursive: true });

async function open(width, height) {
  const page = await browser.newPage({ viewport: { width, height } });
  page.on("pageerror", (error) => console.error(error.message));
  await page.goto(address);
  await page.waitForFunction(() => window.__lumen, null, { timeout: 120_000 });
  await page.evaluate(() => window.__lumen.step(1 / 30, 30));
  return page;
}

/** A picture after `act` was run in a fresh page and the clock moved on by `seconds`. */
async function picture(page, act, argument, seconds) {
  await page.evaluate(act, argument);
  await page.evaluate((frames) => window.__lumen.step(1 / 60, frames), Math.round(seconds * 60));
  const image = await page.screenshot();
  await page.evaluate(() => window.__lumen.step(1 / 30, 120));
  return image;
}

async function sheet(name, images, columns, width, height) {
  const rows = Math.ceil(images.length / columns);
  const page = await browser.newPage({ viewport: { width: columns * width, height: rows * height } });
  const tags = images
    .map((image) => `<img src="data:image/png;base64,${image.toString("base64")}">`)
    .join("");
  await page.setContent(
    `<style>body{margin:0;display:grid;grid-template-columns:repeat(${columns},1fr)}</style>${tags}`,
  );
  await page.screenshot({ path: join(folder, name) });
  await page.close();
}

try {
  const page = await open(300, 340);
  const faces = [];
  const show = (face) => window.__lumen.avatar.showExpression(face, 0.8, 1);
  for (const face of FACES) faces.push(await picture(page, show, face, 0.9));
  await sheet("faces.png", faces, 3, 300, 340);
  const mouths = [];
  const say = (viseme) => {
    window.__lumen.avatar.clearSpeech();
    window.__lumen.avatar.addVisemes([{ viseme, start: 0, duration: 1, weight: 1 }]);
    window.__speechTime = 0.5;
  };
  for (const vowel of VOWELS) mouths.push(await picture(page, say, vowel, 0.1));
  await page.evaluate(() => (window.__speechTime = null));
  await sheet("mouths.png", mouths, 3, 300, 340);
  const gestures = [];
  const play = (gesture) => window.__lumen.avatar.playGesture(gesture);
  for (const [gesture, peak] of Object.entries(PEAKS))
    gestures.push(await picture(page, play, gesture, peak));
  await sheet("gestures.png", gestures, 3, 300, 340);
  const portrait = await open(720, 900);
  await portrait.screenshot({ path: join(folder, "lumen.png") });
} finally {
  await browser.close();
  await server.close();
}
