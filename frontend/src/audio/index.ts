/** Sound in both directions: Lumen's voice and the viewer's microphone. */

export { captureWith } from "./capture";
export {
  Microphone,
  MicrophoneError,
  type Capture,
  type MicrophoneFault,
  type MicrophoneFrame,
  type MicrophoneMode,
  type OpenCapture,
} from "./microphone";
export { createReference, type Reference } from "./reference";
export { Voice, type Progress } from "./voice";
