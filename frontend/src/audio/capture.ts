/** Opens the browser's microphone through the 16 kHz worklet. */

import { MicrophoneError, type MicrophoneFault, type MicrophoneFrame, type OpenCapture } from "./microphone";
import workletUrl from "./pcm16k-worklet.ts?worker&url";
import type { Reference } from "./reference";

/** Echo cancelling takes Lumen and the programme, which this page plays itself, out of what is heard. */
const WANTED: MediaStreamConstraints = {
  audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
};

/** The microphone and the page's own sound, each mixed to one channel. */
const INPUTS = { numberOfInputs: 2, channelCount: 1, channelCountMode: "explicit" } as const;

function faultOf(error: unknown): MicrophoneFault {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  return name === "NotFoundError" || name === "OverconstrainedError" ? "missing" : "failed";
}

/** The microphone of this browser; what the page itself plays is taken out of it as far as `reference` knows it. */
export const captureWith =
  (reference: Pick<Reference, "connect"> | null): OpenCapture =>
  (onFrame) =>
    open(onFrame, reference);

async function open(
  onFrame: (frame: MicrophoneFrame) => void,
  reference: Pick<Reference, "connect"> | null,
): ReturnType<OpenCapture> {
  // On a plain http page from another machine browsers have no mediaDevices at all.
  if (!window.isSecureContext || !navigator.mediaDevices) throw new MicrophoneError("insecure");
  const stream = await navigator.mediaDevices.getUserMedia(WANTED).catch((error: unknown) => {
    throw new MicrophoneError(faultOf(error), { cause: error });
  });
  const context = new AudioContext();
  let disconnect = (): void => {};
  const close = (): void => {
    disconnect();
    for (const track of stream.getTracks()) track.stop();
    void context.close();
  };
  try {
    await context.audioWorklet.addModule(workletUrl);
    const node = new AudioWorkletNode(context, "pcm16k", { ...INPUTS, numberOfOutputs: 0 });
    node.port.onmessage = ({ data }: MessageEvent<MicrophoneFrame>) => onFrame(data);
    if (reference) disconnect = reference.connect(node, 1);
    context.createMediaStreamSource(stream).connect(node);
    await context.resume();
  } catch (error) {
    close();
    throw new MicrophoneError("failed", { cause: error });
  }
  return { close };
}
