/**
 * Two people who watch together, each in a browser of their own, against a really running Prism: one link, one place in
 * time, one conversation with Lumen.
 *
 * PRISM_URL: where Prism is. PRISM_CHROMIUM: the browser. PRISM_ARTIFACTS: folder for screenshots. Prints "N passed, N
 * failed"; exits with 1 on a failure.
 */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const address = process.env.PRISM_URL ?? "http://127.0.0.1:4000";
const artifacts = process.env.PRISM_ARTIFACTS ?? "../artifacts/party";
const PATIENCE_MS = 60_000;
/** On a machine that is too busy to play at its proper speed, two pictures are never closer for long. */
const IN_STEP_SECONDS = 1;

let passed = 0;
let failed = 0;

/** One chapter; each goes on from the one before, so that a failure is the end of the story. */
async function chapter(title, tell) {
  if (failed) return;
  try {
    await tell();
    passed += 1;
    console.log(`ok    ${title}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${title}\n      ${String(error).split("\n").slice(0, 3).join("\n      ")}`);
  }
  const file = `${String(passed + failed).padStart(2, "0")}-${title.replaceAll(/[^a-z0-9]+/gi, "-").toLowerCase()}`;
  for (const [name, page] of Object.entries({ host, guest }))
    await page.screenshot({ path: join(artifacts, `${file}-${name}.png`) }).catch(() => {});
}

mkdirSync(artifacts, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.PRISM_CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--autoplay-policy=no-user-gesture-required",
  ],
});

/** A browser of its own; Lumen is drawn by no story that is about two pictures. */
async function opened(viewport) {
  const context = await browser.newContext({ viewport });
  await context.addInitScript(() => {
    if (!localStorage.getItem("prism.preferences"))
      localStorage.setItem("prism.preferences", JSON.stringify({ avatar: "still" }));
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  page.on("pageerror", (error) => errors.push(error.message));
  return page;
}

const errors = [];
const host = await opened({ width: 1280, height: 800 });
const guest = await opened({ width: 1280, height: 800 });
const until = (page, condition, argument) =>
  page.waitForFunction(condition, argument, { timeout: PATIENCE_MS, polling: 200 });
const plays = (page, channel) =>
  until(page, (id) => window.__prism?.state()?.playing && window.__prism.state().channel_id === id, channel);
const row = (page, channel) => page.locator(`[data-testid="channel-row"][data-channel="${channel}"]`);
const log = (page) => page.getByTestId("chat-log");
const where = (page) => page.evaluate(() => [window.__prism.programmeTime(), Date.now() / 1000]);

/** By how many seconds the guest is behind the host, on the programme's clock. */
async function apart() {
  const [[here, at], [there, then]] = await Promise.all([where(host), where(guest)]);
  return here === null || there === null ? Number.NaN : here - at - (there - then);
}

async function inStep() {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const seconds = await apart();
    if (Math.abs(seconds) < IN_STEP_SECONDS) return seconds;
    if (Date.now() > deadline) throw new Error(`the pictures are ${seconds.toFixed(2)} s apart`);
    await host.waitForTimeout(250);
  }
}

/** A demo channel is made when it is first asked for, which takes a busy machine its time. */
async function made(channel) {
  const deadline = Date.now() + 4 * PATIENCE_MS;
  const ready = (id) => fetch(`/api/relay/${id}/index.m3u8`).then((answer) => answer.ok);
  while (!(await host.evaluate(ready, channel))) {
    if (Date.now() > deadline) throw new Error(`${channel} is not made yet`);
    await host.waitForTimeout(1000);
  }
}

async function say(page, text) {
  await page.getByTestId("chat-input").fill(text);
  await page.getByTestId("chat-input").press("Enter");
}

let link;
await chapter("who watches something starts a party and has a link", async () => {
  await host.goto(address);
  for (const channel of ["demo-beat", "demo-stories"]) await made(channel);
  await row(host, "demo-beat").click();
  await plays(host, "demo-beat");
  await host.getByTestId("party").click();
  await host.getByLabel("Your name there").fill("Anna");
  await host.getByRole("button", { name: "Start", exact: true }).click();
  link = await host.getByTestId("party-link").inputValue();
});

await chapter("who opens the link sees the same at the same moment", async () => {
  await guest.goto(link);
  await guest.getByLabel("Your name there").fill("Ben");
  await guest.getByRole("button", { name: "Join", exact: true }).click();
  await host.getByTestId("party-members").getByText("Ben").waitFor();
  await host.getByRole("button", { name: "Close" }).click();
  await plays(guest, "demo-beat");
  console.log(`      ${(1000 * (await inStep())).toFixed(0)} ms apart`);
});

await chapter("what the host does, the guest sees, and what the guest wants is up to the host", async () => {
  await host.locator("section.picture").hover();
  await host.getByRole("button", { name: "Pause", exact: true }).click();
  await until(guest, () => window.__prism?.state()?.paused);
  await host.getByRole("button", { name: "Play", exact: true }).click();
  await plays(guest, "demo-beat");
  await row(host, "demo-stories").click();
  await plays(guest, "demo-stories");
  await row(guest, "demo-beat").click();
  await guest.getByText("Anna decides what you watch together.").first().waitFor();
  await plays(host, "demo-stories");
  await inStep();
});

await chapter("one conversation: what one says, all read, with Lumen's answer", async () => {
  await say(guest, "what's on now?");
  await log(host).getByText("what's on now?").waitFor();
  await log(host).locator(".member b", { hasText: "Ben" }).first().waitFor();
  const answer = log(guest).locator(".from-lumen").last();
  await answer.waitFor();
  await until(host, () => document.querySelectorAll(".from-lumen").length > 0);
});

await chapter("a page that is opened again is back, and a host who leaves hands over", async () => {
  await guest.reload();
  await guest.getByTestId("party").getByText("With Anna").waitFor();
  await plays(guest, "demo-stories");
  await inStep();
  await host.getByTestId("party").click();
  await host.getByRole("button", { name: "Leave", exact: true }).click();
  await host.getByTestId("party").getByText("Watch together").waitFor();
  await guest.getByTestId("party").click();
  await guest.getByTestId("party-members").getByText("you, host").waitFor();
});

if (errors.length) console.log(`FAIL  the pages break: ${errors[0]}`);
await browser.close();
console.log(`${passed} passed, ${failed + errors.length} failed`);
process.exitCode = failed + errors.length ? 1 : 0;
