/**
 * Lumen alone on a page, for looking at: `npm run dev`, then /avatar/harness/. `window.__lumen` is what pictures.mjs
 * drives; `?light` shows the model for software drawing, `?full` the other one.
 */

import { createLumen, type Lumen } from "../../src/avatar";

declare global {
  interface Window {
    __lumen?: Lumen;
    __speechTime: number | null;
    __programmeTime: number | null;
  }
}

window.__speechTime = null;
window.__programmeTime = null;
const query = new URLSearchParams(location.search);
const model = query.has("full") ? "/avatar/lumen.vrm" : query.has("light") ? "/avatar/lumen-light.vrm" : null;
let seed = 7;

window.__lumen = await createLumen({
  container: document.getElementById("stage") as HTMLElement,
  avatarUrl: model,
  speechTime: () => window.__speechTime,
  programmeTime: () => window.__programmeTime,
  random: () => (seed = (seed * 16807) % 2147483647) / 2147483647,
  pictureYaw: -30,
});
