/** Sound in both directions: Lumen's voice and the viewer's microphone. */

export { openCapture } from "./capture";
export { Microphone, MicrophoneError, type MicrophoneFault, type MicrophoneMode } from "./microphone";
export { Voice, type Progress } from "./voice";
