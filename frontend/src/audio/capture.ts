/** Opens the browser's microphone through the 16 kHz worklet. */

import { MicrophoneError, type MicrophoneFault, type OpenCapture } from "./microphone";
import workletUrl from "./pcm16k-worklet.ts?worker&url";

/** Echo cancelling takes Lumen and the programme, which this page plays itself, out of what is heard. */
const WANTED: MediaStreamConstraints = {
  audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
};

function faultOf(error: unknown): MicrophoneFault {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  return name === "NotFoundError" || name === "OverconstrainedError" ? "missing" : "failed";
}

/** The microphone of this browser. */
export const openCapture: OpenCapture = async (onFrame) => {
  // On a plain http page from another machine browsers have no mediaDevices at all.
  if (!window.isSecureContext || !navigator.mediaDevices) throw new MicrophoneError("insecure");
  const stream = await navigator.mediaDevices.getUserMedia(WANTED).catch((error: unknown) => {
    throw new MicrophoneError(faultOf(error), { cause: error });
  });
  const context = new AudioContext();
  const close = (): void => {
    for (const track of stream.getTracks()) track.stop();
    void context.close();
  };
  try {
    await context.audioWorklet.addModule(workletUrl);
    const node = new AudioWorkletNode(context, "pcm16k", { numberOfOutputs: 0 });
    node.port.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => onFrame(data);
    context.createMediaStreamSource(stream).connect(node);
    await context.resume();
  } catch (error) {
    close();
    throw new MicrophoneError("failed", { cause: error });
  }
  return { close };
};
