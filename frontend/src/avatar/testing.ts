/** For tests: the generated avatar and her gestures, loaded from disk, without WebGL. */

import { readFile } from "node:fs/promises";

import { loadAvatar, type LoadedAvatar } from "./load";
import { GESTURES } from "./gestures";

/** Vitest runs in the frontend's folder. */
const FOLDER = "public/avatar/";

/** Loads `model` as the browser would; its texture is decoded to nothing. */
export async function loadFromDisk(model = "lumen-light.vrm"): Promise<LoadedAvatar> {
  // What GLTFLoader asks of a browser: a global scope's name and a way to decode images.
  Object.assign(globalThis, {
    self: globalThis,
    createImageBitmap: () => Promise.resolve({ width: 128, height: 4, close: () => {} }),
  });
  const fetcher = async (url: string): Promise<ArrayBuffer> => {
    const file = await readFile(url);
    return file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
  };
  return loadAvatar(fetcher, FOLDER + model, FOLDER, GESTURES);
}
