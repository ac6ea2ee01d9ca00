/**
 * People and their accounts, in a real browser against a really running Prism that requires sign-in and serves HTTPS by
 * a certificate of its own: the first account, another person, what they see of each other, and a session that ends.
 *
 * PRISM_URL: its address, by a name as on a network. PRISM_SETUP: path of the link in its log. PRISM_CHROMIUM: the
 * browser. PRISM_TRUSTING_HOME: a home whose certificate store has Prism's authority; else PRISM_SPKI: hash of the one
 * public key to accept. PRISM_ARTIFACTS: folder for screenshots. Prints "N passed, N failed"; exits with 1 on a failure.
 */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const { PRISM_URL: address, PRISM_SETUP: link, PRISM_SPKI: spki, PRISM_TRUSTING_HOME: home } = process.env;
const artifacts = process.env.PRISM_ARTIFACTS ?? "../artifacts/accounts";
const PATIENCE_MS = 60_000;
const OWNER = { name: "Olivia", password: "nine purple lanterns" };
const GUEST = { name: "Gustav", password: "seven quiet harbours" };

let passed = 0;
let failed = 0;

/** One chapter; a failure is told and the story goes on. */
async function chapter(title, tell) {
  try {
    await tell();
    passed += 1;
    console.log(`ok    ${title}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${title}\n      ${String(error).split("\n").slice(0, 3).join("\n      ")}`);
  }
  const file = `${String(passed + failed).padStart(2, "0")}-${title.replaceAll(/[^a-z0-9]+/gi, "-").toLowerCase()}.png`;
  await page.screenshot({ path: join(artifacts, file) }).catch(() => {});
}

function expect(condition, what) {
  if (!condition) throw new Error(what);
}

mkdirSync(artifacts, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.PRISM_CHROMIUM ?? "/usr/bin/chromium",
  env: home ? { ...process.env, HOME: home } : process.env,
  args: [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--autoplay-policy=no-user-gesture-required",
    `--host-resolver-rules=MAP ${new URL(address).hostname} 127.0.0.1`,
    ...(home ? [] : [`--ignore-certificate-errors-spki-list=${spki}`]),
  ],
});
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
// Lumen is not what this is about, and drawing her takes the processor that the rest waits for.
await context.addInitScript(() => {
  if (!localStorage.getItem("prism.preferences"))
    localStorage.setItem("prism.preferences", JSON.stringify({ avatar: "still" }));
});
const page = await context.newPage();
page.setDefaultTimeout(PATIENCE_MS);
const errors = [];
page.on("pageerror", (error) => errors.push(error.message));

const gate = page.getByTestId("gate");
const rows = page.getByTestId("channel-row");
const status = (path, init) =>
  page.evaluate(([path, init]) => fetch(path, init).then((answer) => answer.status), [path, init]);
const seen = () => page.getByTestId("video").evaluate((element) => element.currentTime);

async function signIn({ name, password }, within = gate) {
  await within.getByLabel("Name").fill(name);
  await within.getByLabel("Password", { exact: true }).fill(password);
  await within.getByRole("button", { name: "Sign in" }).click();
}

async function settings(part) {
  await page.locator("nav").getByRole("button", { name: "Settings" }).click();
  await page.getByRole("tab", { name: part }).click();
}

async function signOut() {
  await settings("Account");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await gate.waitFor();
}

await page.goto(address);

await chapter(
  "a new Prism on the network asks for its link, on a page that may have the microphone",
  async () => {
    await gate.getByText("in its log").waitFor();
    expect(await page.evaluate(() => window.isSecureContext), "the page is no secure context");
    expect(
      await page.evaluate(() => Boolean(navigator.mediaDevices?.getUserMedia)),
      "there is no microphone",
    );
    expect((await status("/api/channels")) === 401, "channels are listed for nobody");
  },
);

await chapter("plain HTTP leads to HTTPS", async () => {
  const answer = await page.request.get(
    `${address.replace("https", "http").replace(/\/\/[^:]+/, "//127.0.0.1")}/x`,
    {
      maxRedirects: 0,
    },
  );
  expect(answer.status() === 308, `it answers ${answer.status()}`);
});

await chapter("the link makes the first account", async () => {
  await page.goto(address + link);
  await page.reload(); // An address that differs in its fragment alone is no new page.
  await gate.getByLabel("Name").fill(OWNER.name);
  await gate.getByLabel(/^Password/).fill(OWNER.password);
  await page.screenshot({ path: join(artifacts, "set-up.png") });
  await gate.getByRole("button", { name: "Make the account" }).click();
  await rows.first().waitFor();
});

await chapter("a channel plays over HTTPS", async () => {
  await page.locator('[data-testid="channel-row"][data-channel="demo-beat"]').click();
  await page.waitForFunction(() => window.__prism?.state()?.playing, null, { timeout: PATIENCE_MS });
  const before = await seen();
  await page.waitForTimeout(2000);
  expect((await seen()) - before > 1, "the picture stands still");
  expect((await status("/api/favourites/demo-beat", { method: "PUT" })) < 300, "no favourite was kept");
});

await chapter("another person gets an account", async () => {
  await settings("People");
  await page.getByLabel("Name", { exact: true }).fill(GUEST.name);
  await page.getByLabel(/^First password/).fill(GUEST.password);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.locator(`[data-person="${GUEST.name}"]`).waitFor();
});

await chapter("an agent's token is shown once, with how a client is told of it", async () => {
  await page.getByRole("tab", { name: "Agents" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Laptop");
  await page.getByRole("button", { name: "Make a token" }).click();
  const made = await page.getByTestId("token").textContent();
  expect(/prism_pat_/.test(made), "no token is shown");
  expect(made.includes(`${address}/mcp/control`), "no configuration is shown");
  await page.getByRole("tab", { name: "Account" }).click();
  await page.getByRole("tab", { name: "Agents" }).click();
  await page.getByText("Laptop").first().waitFor();
  expect((await page.getByTestId("token").count()) === 0, "the token is shown again");
});

await chapter("access that has ended is had anew, unseen", async () => {
  await context.clearCookies({ name: /prism_access$/ });
  await page.getByRole("tab", { name: "People" }).click();
  await page.locator(`[data-person="${GUEST.name}"]`).waitFor();
  expect((await page.getByRole("alertdialog").count()) === 0, "a dialog is shown");
});

await chapter("a session that has ended leaves the picture, and goes on after signing in", async () => {
  await context.clearCookies({ name: /prism_(access|refresh)$/ });
  // Unless something else that the page asks has found out before: then the dialog lies over the tab.
  const asking = page.getByRole("tab", { name: "Account" }).click({ timeout: 5000 });
  await asking.catch(() => {});
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await dialog.waitFor();
  const before = await seen();
  await page.waitForTimeout(2000);
  expect((await seen()) - before > 1, "the picture stands still");
  await page.screenshot({ path: join(artifacts, "sign-in-again.png") });
  await signIn(OWNER, dialog);
  await dialog.waitFor({ state: "detached" });
  const after = await seen();
  await page.waitForTimeout(1000);
  expect((await seen()) > after, "the picture stands still after signing in");
  await page.waitForFunction(() => !document.querySelector(".away"), null, { timeout: PATIENCE_MS });
});

await chapter("whoever signs out is out", async () => {
  await signOut();
  expect((await status("/api/channels")) === 401, "channels are listed for nobody");
  expect((await status("/api/auth/refresh", { method: "POST" })) === 401, "the session goes on");
});

await chapter("a wrong password is said", async () => {
  await signIn({ ...OWNER, password: "not the password" });
  await gate.getByRole("alert").waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: join(artifacts, "sign-in-narrow.png") });
  await page.setViewportSize({ width: 1440, height: 900 });
});

await chapter("the owner finds their favourites again", async () => {
  await signIn(OWNER);
  await page.locator("nav").getByRole("button", { name: "Favourites" }).click();
  await page.locator('[data-testid="channel-row"][data-channel="demo-beat"]').waitFor();
  await signOut();
});

await chapter("the other person sees none of them, and manages nothing", async () => {
  await signIn(GUEST);
  await rows.first().waitFor();
  const favourites = await page.evaluate(() =>
    fetch("/api/channels?favourite=true").then((answer) => answer.json()),
  );
  expect(favourites.total === 0, `favourites: ${JSON.stringify(favourites.channels)}`);
  await settings("Account");
  expect((await page.getByRole("tab", { name: "People" }).count()) === 0, "people are offered");
  expect((await page.getByRole("tab", { name: "Sources" }).count()) === 0, "sources are offered");
  expect((await status("/api/auth/accounts")) === 403, "people are listed");
});

await chapter("nothing breaks", async () => {
  expect(errors.length === 0, errors[0]);
});

await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
