// @vitest-environment node

import { AnimationClip, Quaternion } from "three";
import { beforeEach, expect, test } from "vitest";

import type { Gesture } from "../protocol/events";
import { Avatar, type AvatarOptions } from "./avatar";
import { GESTURES } from "./gestures";
import type { LoadedAvatar } from "./load";
import { Pose } from "./pose";
import REST_POSE from "./rest-pose.json";
import { loadFromDisk } from "./testing";

let loaded: LoadedAvatar;

beforeEach(async () => {
  loaded = await loadFromDisk();
});

function stand(options: Partial<AvatarOptions> = {}): Avatar {
  return new Avatar(loaded, {
    speechTime: () => null,
    programmeTime: () => null,
    random: () => 0.9,
    reducedMotion: true,
    pictureYaw: -30,
    ...options,
  });
}

function run(avatar: Avatar, seconds: number, fps = 30): void {
  for (let i = 0; i < Math.round(seconds * fps); i++) avatar.update(1 / fps);
}

/** How far two turns are apart, in degrees. */
function apart(a: Quaternion, b: Quaternion): number {
  return (a.angleTo(b) * 180) / Math.PI;
}

const bone = (name: "rightUpperArm" | "spine" | "leftUpperArm"): Quaternion =>
  loaded.vrm.humanoid.getNormalizedBoneNode(name)?.quaternion ?? new Quaternion();

const resting = (name: keyof typeof REST_POSE): Quaternion => new Quaternion().fromArray(REST_POSE[name]);

test.each(["lumen.vrm", "lumen-light.vrm"])(
  "%s has VRM's required bones, expressions and springs",
  async (model) => {
    const { vrm, clips } = await loadFromDisk(model);
    for (const name of [
      "hips",
      "spine",
      "head",
      "leftUpperArm",
      "leftLowerArm",
      "leftHand",
      "rightUpperArm",
      "rightLowerArm",
      "rightHand",
      "leftUpperLeg",
      "leftLowerLeg",
      "leftFoot",
      "rightUpperLeg",
      "rightLowerLeg",
      "rightFoot",
    ] as const) {
      expect(vrm.humanoid.getRawBoneNode(name), name).toBeTruthy();
    }
    const names = Object.keys(vrm.expressionManager?.expressionMap ?? {});
    expect(names).toEqual(
      expect.arrayContaining(["aa", "ih", "ou", "ee", "oh", "blink", "happy", "sad", "surprised"]),
    );
    expect(vrm.springBoneManager?.joints.size).toBeGreaterThan(10);
    expect([...clips.keys()].sort()).toEqual([...GESTURES].sort());
  },
);

test.each(GESTURES)("%s moves her, is told while it lasts, and leaves her at rest", (gesture: Gesture) => {
  const avatar = stand();
  run(avatar, 0.2);
  const before = loaded.vrm.humanoid.getNormalizedPose();
  expect(avatar.playGesture(gesture)).toBe(true);
  run(avatar, 0.5);
  expect(avatar.inspect().gesture).toBe(gesture);
  const during = loaded.vrm.humanoid.getNormalizedPose();
  const moved = (["rightUpperArm", "leftUpperArm", "spine", "chest"] as const).map((name) =>
    apart(
      new Quaternion().fromArray(before[name]?.rotation ?? [0, 0, 0, 1]),
      new Quaternion().fromArray(during[name]?.rotation ?? [0, 0, 0, 1]),
    ),
  );
  expect(Math.max(...moved)).toBeGreaterThan(8);
  run(avatar, 3);
  expect(avatar.inspect().gesture).toBeNull();
  expect(apart(bone("rightUpperArm"), resting("rightUpperArm"))).toBeLessThan(0.1);
  expect(apart(bone("leftUpperArm"), resting("leftUpperArm"))).toBeLessThan(0.1);
});

test("a gesture brings its face along and takes it away again", () => {
  const avatar = stand();
  avatar.playGesture("cheer");
  run(avatar, 0.6);
  expect(avatar.inspect().expressions.happy).toBeGreaterThan(0.8);
  run(avatar, 2.5);
  expect(avatar.inspect().expressions.happy).toBeCloseTo(0);
});

test("a gesture in the midst of another fades over without a jump", () => {
  const avatar = stand();
  avatar.playGesture("cheer");
  run(avatar, 0.6);
  avatar.playGesture("thumbs_up");
  let widest = 0;
  const before = new Quaternion();
  for (let i = 0; i < 90; i++) {
    before.copy(bone("leftUpperArm"));
    avatar.update(1 / 60);
    widest = Math.max(widest, apart(before, bone("leftUpperArm")));
  }
  expect(widest).toBeLessThan(25);
  expect(apart(bone("leftUpperArm"), resting("leftUpperArm"))).toBeLessThan(1);
});

test("the mouth follows the sound that is heard, over an emotion", () => {
  let time: number | null = null;
  const avatar = stand({ speechTime: () => time });
  avatar.showExpression("happy", 0.7, 3);
  avatar.addVisemes([{ viseme: "aa", start: 0.2, duration: 0.3, weight: 1 }]);
  run(avatar, 0.5);
  expect(avatar.inspect().expressions.aa).toBe(0);
  time = 0.3;
  avatar.update(1 / 30);
  const { aa, happy } = avatar.inspect().expressions;
  expect(aa).toBeCloseTo(1);
  expect(happy).toBeCloseTo(0.7);
  time = null;
  avatar.clearSpeech();
  run(avatar, 0.2);
  expect(avatar.inspect().expressions.aa).toBe(0);
});

const dancing = {
  type: "avatar.keyframes" as const,
  channel_id: "demo-beat",
  keyframes: [100, 100.5, 101].map((timestamp) => ({
    timestamp,
    expression: "happy" as const,
    gesture: null,
    head_bob: 1,
    body_sway: -1,
    intensity: 0.8,
  })),
  tempo: 120,
  beats: [],
  energy: 0.8,
  mood: null,
};

test("she nods and leans with the programme at the time of its picture", () => {
  const avatar = stand({ programmeTime: () => 100.5, reducedMotion: false });
  avatar.update(0.01);
  const { bones: still } = avatar.inspect();
  avatar.receiveKeyframes(dancing);
  avatar.update(0.01);
  const { bones, motion, expressions } = avatar.inspect();
  expect(motion).toEqual({ bob: expect.closeTo(1), sway: expect.closeTo(-1) });
  expect((bones.head?.[0] ?? 0) - (still.head?.[0] ?? 0)).toBeGreaterThan(6);
  expect((bones.spine?.[2] ?? 0) - (still.spine?.[2] ?? 0)).toBeGreaterThan(4);
  expect(expressions.happy).toBeCloseTo(0.48);
});

test("a viewer who wants less motion sees her breathe, not dance", () => {
  const avatar = stand({ programmeTime: () => 100.5 });
  avatar.receiveKeyframes(dancing);
  run(avatar, 0.2);
  const { bones, motion } = avatar.inspect();
  expect(motion.bob).toBeGreaterThan(0.9);
  expect(Math.abs(bones.head?.[0] ?? 99)).toBeLessThan(1);
  expect(bones.spine?.[2]).toBeCloseTo(0);
});

test("her springs swing, and twice the same way", async () => {
  const swing = async (): Promise<number[]> => {
    loaded = await loadFromDisk();
    const avatar = stand();
    run(avatar, 1);
    avatar.playGesture("surprised_step_back");
    run(avatar, 0.4);
    return [...(loaded.vrm.springBoneManager?.joints ?? [])].flatMap(({ bone: joint }) =>
      joint.quaternion.toArray(),
    );
  };
  const [first, second] = [await swing(), await swing()];
  expect(second).toEqual(first);
  expect(first.some((value, index) => index % 4 !== 3 && Math.abs(value) > 0.02)).toBe(true);
});

test("bones of a VRM 0.x avatar, which faces the other way, are turned the mirrored way", () => {
  const { vrm } = loaded;
  const straight = new Pose(vrm);
  const mirrored = new Pose({
    ...vrm,
    humanoid: vrm.humanoid,
    meta: { ...vrm.meta, metaVersion: "0" },
  } as typeof vrm);
  const turnOf = (pose: Pose): number[] => {
    pose.begin();
    pose.rotate("head", 0.1, 0.2, 0.3);
    pose.apply();
    return vrm.humanoid.getNormalizedBoneNode("head")?.quaternion.toArray() ?? [];
  };
  const [x = 0, y = 0, z = 0, w = 0] = turnOf(straight);
  expect(turnOf(mirrored)).toEqual([-x, y, -z, w].map((value) => expect.closeTo(value, 9)));
  mirrored.apply();
  const [ax = 0, ay = 0, az = 0] = REST_POSE.leftUpperArm;
  expect(bone("leftUpperArm").x).toBeCloseTo(-ax);
  expect(bone("leftUpperArm").y).toBeCloseTo(ay);
  expect(bone("leftUpperArm").z).toBeCloseTo(-az);
});

test("a clip for bones that she lacks is played for those that she has", () => {
  const clips = new Map([["clap" as const, new AnimationClip("clap", 1, [])]]);
  const avatar = new Avatar({ vrm: loaded.vrm, clips }, { ...defaults });
  expect(avatar.playGesture("clap")).toBe(true);
  expect(avatar.playGesture("cheer")).toBe(false);
});

const defaults: AvatarOptions = {
  speechTime: () => null,
  programmeTime: () => null,
  random: () => 0.5,
  reducedMotion: true,
  pictureYaw: 0,
};
