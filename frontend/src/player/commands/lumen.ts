/** Commands on Lumen herself that take effect in the page. */

import { done, refused } from "./outcome";
import type { Table } from "./ports";

export const lumenCommands: Table = {
  "lumen.hush": ({ lumen }, slots) => {
    const on = slots.on === true;
    lumen.hush(on);
    return done(on ? "Lumen keeps quiet." : "Lumen may talk again.");
  },
  "lumen.stop": ({ lumen }) => {
    lumen.stop();
    return done("Lumen stopped talking.");
  },
  "lumen.companion": ({ lumen }, slots) => {
    const on = slots.on === true;
    lumen.companion(on);
    return done(on ? "Lumen watches along." : "Lumen stops commenting.");
  },
  "lumen.voice": ({ lumen }, slots) => {
    const loudness = lumen.voice({ louder: slots.louder === true, quieter: slots.quieter === true });
    if (loudness !== null) return done(`Lumen speaks at ${loudness} percent.`);
    return refused(
      "unsupported",
      "In which language Lumen speaks is decided where her voice is made, not in this page.",
    );
  },
  "lumen.gesture": ({ lumen }, slots) => {
    const name = slots.name ?? "";
    if (lumen.gesture(name)) return done(`Lumen: ${name.replaceAll("_", " ")}.`);
    return refused(
      "unsupported",
      `Lumen knows no gesture “${name}”; she knows thumbs up, shrug, cheer, clap, lean in and surprised step back.`,
    );
  },
};
