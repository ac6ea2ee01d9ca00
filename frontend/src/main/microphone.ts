/** The talk button: held it talks while it is held, tapped it starts and stops. */

import { Microphone, type MicrophoneFrame, type MicrophoneMode, type OpenCapture } from "../audio";
import type { Socket } from "../protocol/socket";
import type { Model } from "../ui/model.svelte";

/** A press shorter than this is a tap. */
const TAP_SECONDS = 0.35;

export interface TalkButton {
  /** The button went down or up. */
  press(down: boolean): void;
  /** Bring the microphone to what the viewer chose; also in an earlier visit, once the page was touched. */
  settingsChanged(): void;
  /** Tell a server that knows nothing yet how the microphone stands. */
  resend(): void;
}

/** Levels and shares are told to a hundredth: as fine as they are known. */
const HUNDREDTHS = 100;

/**
 * Creates the button; `beforeSpeaking` is called as the viewer begins, `open` asks for the device, which takes as long
 * as the browser's question for permission stands.
 */
export function createTalkButton(
  model: Model,
  socket: Pick<Socket, "send" | "sendAudio">,
  beforeSpeaking: () => void,
  open: OpenCapture,
): TalkButton {
  let pressedAt = 0;
  /** This press ends what an earlier tap began. */
  let ending = false;
  /** The device is asked for and has not come yet. */
  let opening = false;
  /** The viewer means to talk once the device is there: the button is down, or was tapped. */
  let wanted = false;

  const microphone = new Microphone({
    open,
    onFrame(frame) {
      model.level = loudness(frame.pcm);
      socket.sendAudio(frame.pcm, headerOf(frame));
    },
    onChange(mode, speaking) {
      model.microphone = alwaysOpen(mode) || speaking ? "on" : "off";
      if (model.microphone === "off") model.level = 0;
      socket.send({ type: "mic", mode, speaking });
    },
  });

  async function setMode(mode: MicrophoneMode): Promise<boolean> {
    model.microphoneProblem = null;
    try {
      await microphone.setMode(mode);
      return true;
    } catch (error) {
      model.microphone = "off";
      model.microphoneProblem =
        error instanceof Error ? error.message : "The microphone could not be opened.";
      return false;
    }
  }

  async function keep(mode: MicrophoneMode): Promise<void> {
    opening = true;
    await setMode(mode);
    opening = false;
  }

  async function down(): Promise<void> {
    const wished = model.listening;
    if (alwaysOpen(wished))
      return opening ? undefined : void keep(microphone.state.mode === wished ? "off" : wished);
    pressedAt = performance.now() / 1000;
    ending = opening ? wanted : microphone.state.speaking;
    wanted = !ending;
    if (ending || opening) return;
    opening = true;
    const opened = await setMode("push_to_talk");
    opening = false;
    if (!opened || !wanted) return;
    beforeSpeaking();
    microphone.press();
  }

  function up(): void {
    if (alwaysOpen(model.listening)) return;
    if (!ending && performance.now() / 1000 - pressedAt <= TAP_SECONDS) return;
    wanted = false;
    microphone.letGo();
  }

  return {
    press: (pressed) => (pressed ? void down() : up()),
    settingsChanged() {
      if (model.listening !== "push_to_talk") void keep(model.listening);
      else if (alwaysOpen(microphone.state.mode)) void setMode("off");
    },
    resend() {
      const { mode, speaking } = microphone.state;
      if (mode !== "off") socket.send({ type: "mic", mode, speaking: alwaysOpen(mode) ? null : speaking });
    },
  };
}

function alwaysOpen(mode: MicrophoneMode): boolean {
  return mode === "open" || mode === "wake";
}

function headerOf({ near, far }: MicrophoneFrame): { near: number; far: number } | null {
  if (near === null || far === null) return null;
  return { near: Math.round(near * HUNDREDTHS) / HUNDREDTHS, far: Math.round(far) };
}

/** Loudness of a frame in [0, 1], stretched so that speech fills most of it. */
function loudness(frame: ArrayBuffer): number {
  const samples = new Int16Array(frame);
  let power = 0;
  for (const sample of samples) power += (sample / 32768) ** 2;
  return Math.min(1, Math.sqrt(power / Math.max(1, samples.length)) * 6);
}
