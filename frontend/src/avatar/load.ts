/** Loads an avatar and its gestures. */

import { VRMLoaderPlugin, VRMUtils, type VRM } from "@pixiv/three-vrm";
import {
  createVRMAnimationClip,
  VRMAnimationLoaderPlugin,
  VRMLookAtQuaternionProxy,
  type VRMAnimation,
} from "@pixiv/three-vrm-animation";
import type { AnimationClip } from "three";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";

import type { Gesture } from "../protocol/events";

/** A loader of .vrm and .vrma files. */
export function createLoader(): GLTFLoader {
  const loader = new GLTFLoader();
  loader.register((parser) => new VRMLoaderPlugin(parser));
  loader.register((parser) => new VRMAnimationLoaderPlugin(parser));
  return loader;
}

/**
 * The avatar in the bytes of a .vrm file, made ready to draw: unused vertices dropped, skeletons joined.
 *
 * @throws Error where the file holds no VRM.
 */
export async function parseAvatar(loader: GLTFLoader, bytes: ArrayBuffer): Promise<VRM> {
  const gltf = await loader.parseAsync(bytes, "");
  const vrm = gltf.userData.vrm as VRM | undefined;
  if (!vrm) throw new Error("the avatar's file holds no VRM; choose a .vrm of version 0.x or 1.0");
  VRMUtils.removeUnnecessaryVertices(vrm.scene);
  VRMUtils.combineSkeletons(vrm.scene);
  VRMUtils.rotateVRM0(vrm);
  if (vrm.lookAt) {
    // Clips ask for this node; without it each one that is made would log a notice and add its own.
    const proxy = new VRMLookAtQuaternionProxy(vrm.lookAt);
    proxy.name = "lookAtQuaternionProxy";
    vrm.scene.add(proxy);
    vrm.lookAt.autoUpdate = false;
  }
  // Skinned meshes are culled by where they stood in the T-pose, which a step or a raised arm leaves.
  vrm.scene.traverse((object) => {
    object.frustumCulled = false;
  });
  return vrm;
}

/**
 * The clip in the bytes of a .vrma file, made for `vrm`.
 *
 * @throws Error where the file holds no animation.
 */
export async function parseClip(loader: GLTFLoader, bytes: ArrayBuffer, vrm: VRM): Promise<AnimationClip> {
  const gltf = await loader.parseAsync(bytes, "");
  const [animation] = (gltf.userData.vrmAnimations ?? []) as VRMAnimation[];
  if (!animation) throw new Error("the gesture's file holds no VRM animation");
  return createVRMAnimationClip(animation, vrm);
}

export interface LoadedAvatar {
  readonly vrm: VRM;
  readonly clips: ReadonlyMap<Gesture, AnimationClip>;
}

/** Gives the bytes of a file by its address; rejects where there are none. */
export type Fetcher = (url: string) => Promise<ArrayBuffer>;

/** Fetches over HTTP. */
export const fetchBytes: Fetcher = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.arrayBuffer();
};

/** Loads the avatar at `url`, and `gestures` from the folder `base`; one that cannot be had is left out. */
export async function loadAvatar(
  fetcher: Fetcher,
  url: string,
  base: string,
  gestures: readonly Gesture[],
): Promise<LoadedAvatar> {
  const loader = createLoader();
  const files = gestures.map((name) => fetcher(`${base}${name}.vrma`));
  const settled = Promise.allSettled(files);
  const vrm = await parseAvatar(loader, await fetcher(url));
  const clips = new Map<Gesture, AnimationClip>();
  for (const [index, file] of (await settled).entries()) {
    const name = gestures[index];
    if (name && file.status === "fulfilled") clips.set(name, await parseClip(loader, file.value, vrm));
  }
  return { vrm, clips };
}
