/** Commands on the page around the picture. */

import { done, refused } from "./outcome";
import type { Table } from "./ports";

export const screenCommands: Table = {
  "ui.guide": async ({ page }, slots) => {
    const channel = slots.channel;
    const when = slots.when;
    return done(await page.guide({ ...(channel ? { channel } : {}), ...(when ? { when } : {}) }));
  },
  "ui.open": async ({ page }, slots) => {
    const { ok, said } = await page.open(slots.page ?? "live");
    return ok ? done(said) : refused("unsupported", said);
  },
  "ui.search": async ({ page }, slots) => {
    const query = slots.query ?? "";
    const found = await page.search(query);
    return done(found ? `${found} found for “${query}”.` : `Nothing found for “${query}”.`);
  },
  "ui.select": async ({ page }, slots) => {
    const index = slots.index ?? 1;
    const chosen = await page.select(index);
    return chosen ? done(chosen) : refused("unsupported", `The list on the screen has no number ${index}.`);
  },
  "ui.back": ({ page }) =>
    page.back() ? done("Went back.") : refused("unsupported", "This is the first screen."),
  "ui.scroll": ({ page }, slots) => {
    const direction = slots.direction as "up" | "down" | "left" | "right";
    return page.scroll(direction)
      ? done(`Scrolled ${direction}.`)
      : refused("unsupported", `There is nothing more to the ${side(direction)}.`);
  },
  "ui.fullscreen": async ({ page }, slots) => {
    const on = slots.on === true;
    const how = await page.fullscreen(on);
    if (!on) return done("Left full screen.");
    return done(
      how === "screen"
        ? "Full screen."
        : "The picture fills the window; browsers give the whole screen only after a click or key.",
    );
  },
  "ui.pip": async ({ page }, slots) => {
    const on = slots.on === true;
    try {
      await page.pip(on);
    } catch {
      return refused(
        "unsupported",
        "The browser opens picture in picture only after a click; press the button on the picture.",
      );
    }
    return done(on ? "Picture in picture." : "Back from picture in picture.");
  },
  "ui.theme": ({ page }, slots) => {
    const name = slots.name ?? "";
    const chosen = page.theme(name);
    return chosen
      ? done(`The theme is ${chosen} now.`)
      : refused(
          "unsupported",
          `There is no theme like “${name}”; there are dark, light, midnight, arcade and forest.`,
        );
  },
};

function side(direction: "up" | "down" | "left" | "right"): string {
  return { up: "top", down: "bottom", left: "left", right: "right" }[direction];
}
