/**
 * The pose: what the mixer plays, on a rig of its own, plus what the layers add, written to the avatar's bones.
 *
 * The mixer never sees the avatar itself, since it remembers and restores whatever it is bound to; here it is bound to
 * stand-ins that only it moves, and layers add small rotations on top without disturbing it.
 */

import type { VRM, VRMHumanBoneName } from "@pixiv/three-vrm";
import { Euler, Group, Object3D, Quaternion, Vector3 } from "three";

import { EMOTIONS, type Emotion } from "./emotions";
import REST_POSE from "./rest-pose.json";

/** The bones that layers may turn. */
export const TURNABLE = ["hips", "spine", "chest", "neck", "head", "leftShoulder", "rightShoulder"] as const;
export type Turnable = (typeof TURNABLE)[number];

/** A stand-in for an expression; the mixer animates its `weight`. */
class FaceStandIn extends Object3D {
  weight = 0;
}

interface Limb {
  readonly bone: Object3D;
  readonly standIn: Object3D;
  readonly offset: Euler | null;
}

/** One avatar's pose. */
export class Pose {
  /** What the mixer animates: a child for each bone and emotion, named as the clips' tracks name them. */
  readonly rig = new Group();
  private readonly limbs: Limb[] = [];
  private readonly offsets = new Map<Turnable, Euler>();
  private readonly faces: FaceStandIn[] = [];
  private readonly hips: Limb | undefined;
  private readonly turn = new Quaternion();
  private readonly shift = new Vector3();
  /** VRM 0.x avatars face the other way, so x and z of their bones' rotations are negated. */
  private readonly mirror: 1 | -1;

  constructor(vrm: VRM) {
    this.mirror = vrm.meta.metaVersion === "0" ? -1 : 1;
    for (const name of Object.keys(vrm.humanoid.humanBones) as VRMHumanBoneName[]) this.addBone(vrm, name);
    for (const emotion of EMOTIONS) this.addFace(vrm, emotion);
    const hips = vrm.humanoid.getNormalizedBoneNode("hips");
    this.hips = this.limbs.find((limb) => limb.bone === hips);
  }

  /** How strongly the mixer's clips show the emotion number `index` of `EMOTIONS`. */
  face(index: number): number {
    return this.faces[index]?.weight ?? 0;
  }

  /** Drops what layers added; call first in every frame. */
  begin(): void {
    for (const offset of this.offsets.values()) offset.set(0, 0, 0);
    this.shift.set(0, 0, 0);
  }

  /** Turns a bone further about its own x, y and z axes, in radians. */
  rotate(name: Turnable, x: number, y: number, z: number): void {
    const offset = this.offsets.get(name);
    if (!offset) return;
    offset.set(offset.x + x * this.mirror, offset.y + y, offset.z + z * this.mirror);
  }

  /** Moves the whole body to its left and up, in metres. */
  move(x: number, y: number): void {
    this.shift.x += x * this.mirror;
    this.shift.y += y;
  }

  /** Writes the pose to the avatar's normalised bones. */
  apply(): void {
    for (const { bone, standIn, offset } of this.limbs) {
      bone.quaternion.copy(standIn.quaternion);
      if (offset) bone.quaternion.multiply(this.turn.setFromEuler(offset));
    }
    if (this.hips) this.hips.bone.position.copy(this.hips.standIn.position).add(this.shift);
  }

  private addBone(vrm: VRM, name: VRMHumanBoneName): void {
    const bone = vrm.humanoid.getNormalizedBoneNode(name);
    if (!bone || name === "leftEye" || name === "rightEye") return;
    const standIn = new Object3D();
    standIn.name = bone.name;
    standIn.position.copy(bone.position);
    const rest = (REST_POSE as Record<string, number[]>)[name];
    if (rest) {
      const [x = 0, y = 0, z = 0, w = 1] = rest;
      standIn.quaternion.set(x * this.mirror, y, z * this.mirror, w);
    }
    const offset = TURNABLE.some((turnable) => turnable === name) ? new Euler(0, 0, 0, "ZYX") : null;
    if (offset) this.offsets.set(name as Turnable, offset);
    this.rig.add(standIn);
    this.limbs.push({ bone, standIn, offset });
  }

  private addFace(vrm: VRM, emotion: Emotion): void {
    const standIn = new FaceStandIn();
    standIn.name = vrm.expressionManager?.getExpression(emotion)?.name ?? `missing_${emotion}`;
    this.rig.add(standIn);
    this.faces.push(standIn);
  }
}
