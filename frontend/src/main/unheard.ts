/** Tells the viewer who spoke that no word was understood, so that silence is not taken for an answer to come. */

import type { Socket } from "../protocol/socket";
import type { Model } from "../ui/model.svelte";

const SHOWN_SECONDS = 4;

/**
 * Listens for utterances without words; `settle` ends Lumen's thinking about one. An open microphone also hears what
 * was not said to it: nothing is told there.
 */
export function tellUnheard(socket: Pick<Socket, "on">, model: Model, settle: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(unheard: boolean): void {
    clearTimeout(timer);
    model.unheard = unheard;
    if (unheard) timer = setTimeout(() => show(false), SHOWN_SECONDS * 1000);
  }

  socket.on("user-started-speaking", () => show(false));
  socket.on("user-transcription", ({ text, final }) => {
    const empty = final && !text.trim();
    if (empty && model.talk === "thinking") settle();
    show(empty && model.preferences.microphone === "push_to_talk");
  });
}
