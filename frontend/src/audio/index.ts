/** Sound in both directions: Lumen's voice and the viewer's microphone. */

export { openCapture } from "./capture";
export {
  Microphone,
  MicrophoneError,
  type Capture,
  type MicrophoneFault,
  type MicrophoneMode,
  type OpenCapture,
} from "./microphone";
export { Voice, type Progress } from "./voice";
