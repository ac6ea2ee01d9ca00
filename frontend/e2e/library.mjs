/** Chapters about what is kept: films of a folder, the past of a channel, a backup, another player; and who cannot see. */

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const SECONDS_PLAYED = 3;
const AXE = fileURLToPath(new URL("../node_modules/axe-core/axe.min.js", import.meta.url));
const PAGES = ["Live", "Guide", "Films", "Recordings", "Favourites", "Radio", "Settings"];

/**
 * Tells them.
 *
 * @param page the browser's page, on live television.
 * @param told what the story has: `chapter(page, title, tell)`, `expect(condition, what)`, `until(page, condition, argument)`.
 * @param films a folder with "Night Train (2020).mp4" and two episodes of "Harbour Lights", each `seconds` long.
 * @param ffmpeg the program that plays as another player would.
 */
export async function tellLibrary(page, { chapter, expect, until }, { films, seconds, ffmpeg }) {
  const at = () => page.getByTestId("video").evaluate((element) => element.currentTime);
  const open = (name) => page.locator("nav").getByRole("button", { name }).click();
  const settings = async (part) => {
    await open("Settings");
    await page.getByRole("tab", { name: part }).click();
  };
  const comes = (name) =>
    until(
      page,
      (name) => window.__prism?.state()?.channel_name === name && window.__prism?.state().playing,
      name,
    );
  const wind = (to) =>
    page.getByTestId("video").evaluate((element, to) => void (element.currentTime = to), to);

  await chapter(page, "a folder of films is a source", async () => {
    await settings("Sources");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("button", { name: "Folder" }).click();
    await page.getByLabel("Folder on the server").fill(films);
    await page.getByRole("button", { name: "Import" }).click();
    await page.getByTestId("imported").getByText("1 film, 1 series imported").waitFor();
    await page.getByRole("button", { name: "Done" }).click();
  });

  await chapter(page, "a film goes on where it was left, after the page was reloaded", async () => {
    await open("Films");
    await page.getByTestId("poster").filter({ hasText: "Night Train" }).first().click();
    await comes("Night Train");
    await wind(seconds * 0.6);
    await until(page, (to) => document.querySelector("video").currentTime > to, seconds * 0.6 + 1);
    await page.reload();
    await comes("Night Train");
    const begun = await at();
    expect(begun > seconds * 0.6 - 2, `it goes on at ${begun.toFixed(1)} s of ${seconds}`);
  });

  await chapter(page, "after an episode the next one comes", async () => {
    await open("Films");
    await page.getByRole("button", { name: /^Series/ }).click();
    await page.getByTestId("poster").filter({ hasText: "Harbour Lights" }).click();
    await page.getByTestId("episode").first().click();
    await comes("Departure");
    await page.getByTestId("episode-place").getByText("S1 E1").waitFor();
    await wind(seconds - 2);
    await page.getByText("Next in").waitFor();
    await comes("Arrival");
  });

  await chapter(page, "a programme is watched from its beginning, found in the guide by keys", async () => {
    await open("Guide");
    const row = page.locator('[role="row"]').filter({ hasText: "Prism Beat" });
    await row.locator(".cell.on").waitFor();
    await row.locator(".cell.on").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    const card = page.getByTestId("programme");
    await card.getByRole("button", { name: "From the beginning" }).click();
    await page.getByTestId("now-playing").getByText("from the archive").waitFor();
    await until(page, () => window.__prism?.state()?.playing && !window.__prism?.state().live);
    await page.getByRole("button", { name: "Back to live" }).click();
    await until(page, () => window.__prism?.state()?.playing && window.__prism?.state().live);
  });

  await chapter(page, "another player plays what Prism gives it", async () => {
    await settings("Other players");
    await page.getByLabel("Name of the player").fill("Kitchen");
    await page.getByRole("button", { name: "Add a player" }).click();
    const list = await page.getByTestId("output").locator("code").first().textContent();
    const addresses = await page.evaluate(
      (list) => fetch(list).then((answer) => answer.text()),
      new URL(list).pathname,
    );
    const address = addresses.split("\n").find((line) => line.startsWith("http"));
    expect(address, `the playlist has no address: ${addresses.slice(0, 200)}`);
    for (const from of [address, address.replace(".m3u8", ".ts")])
      await run(
        ffmpeg,
        ["-nostdin", "-v", "error", "-xerror", "-t", String(SECONDS_PLAYED), "-i", from, "-f", "null", "-"],
        { timeout: 120_000 },
      );
  });

  await chapter(page, "what was lost comes back from a backup", async () => {
    await settings("Backup");
    const [saved] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Save everything" }).click(),
    ]);
    await page.getByRole("tab", { name: "Sources" }).click();
    const name = films.split("/").at(-1);
    await page.getByRole("button", { name: `Settings of ${name}` }).click();
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await page.getByRole("button", { name: `Remove ${name}` }).click();
    await page.getByText(name, { exact: true }).waitFor({ state: "detached" });
    await page.getByRole("tab", { name: "Backup" }).click();
    await page.getByLabel("Restore from a file").setInputFiles(await saved.path());
    await page.getByText(/^Restored: .*\d/).waitFor();
    await open("Films");
    await page.getByTestId("poster").filter({ hasText: "Night Train" }).first().waitFor();
    await open("Live");
  });

  await chapter(page, "every page can be used without seeing it", async () => {
    await page.evaluate(readFileSync(AXE, "utf8"));
    const faults = [];
    for (const name of PAGES) {
      await open(name);
      const violations = await settledViolations(page);
      for (const { id, nodes } of violations) faults.push(`${name}: ${id} at ${nodes[0].target.join(" ")}`);
    }
    await open("Live");
    expect(faults.length === 0, faults.join("; "));
  });
}

/** What axe finds wrong with a page that has settled: one that still waits for what it shows has nothing to focus. */
async function settledViolations(page) {
  const until = Date.now() + 60_000;
  for (;;) {
    await page.waitForTimeout(500);
    const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
    if (violations.length === 0 || Date.now() > until) return violations;
  }
}
