import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MicrophoneError, type Capture } from "../audio";
import type { Api } from "../protocol/api";
import { Catalogue } from "../ui/catalogue.svelte";
import { Library } from "../ui/library.svelte";
import { Model } from "../ui/model.svelte";
import { readPreferences } from "../ui/preferences";
import { createTalkButton, type TalkButton } from "./microphone";

let button: TalkButton;
let model: Model;
let speaking: unknown[];
let modes: string[];
let hushed: number;
let heard: number;
let headers: unknown[];
let hear: () => void;
let allow: () => void;
let deny: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  speaking = [];
  modes = [];
  hushed = 0;
  heard = 0;
  headers = [];
  model = new Model(
    new Catalogue({} as Api),
    readPreferences({ getItem: () => null }),
    new Library({} as Api),
  );
  model.preferences.microphone = "push_to_talk";
  button = createTalkButton(
    model,
    {
      send(event) {
        if (event.type === "mic") (speaking.push(event.speaking), modes.push(event.mode));
        return true;
      },
      sendAudio(_pcm, header) {
        headers.push(header);
        return (heard += 1) > 0;
      },
    },
    () => (hushed += 1),
    (onFrame) => {
      hear = () => onFrame({ pcm: new ArrayBuffer(1024), near: 0.456, far: -40.2 });
      return new Promise<Capture>((resolve, reject) => {
        allow = () => resolve({ close: () => {} });
        deny = () => reject(new MicrophoneError("denied"));
      });
    },
  );
});

afterEach(() => {
  vi.useRealTimers();
});

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);

async function allowed(): Promise<void> {
  allow();
  await pass(0);
}

test("a button that is held talks from when the device opens until it is let go", async () => {
  button.press(true);
  await pass(2);
  await allowed();
  hear();
  button.press(false);
  hear();
  expect(speaking).toEqual([false, true, false]);
  expect([heard, hushed]).toEqual([1, 1]);
});

test("a button let go while permission is still asked for does not talk once it is given", async () => {
  button.press(true);
  await pass(1);
  button.press(false);
  await pass(3);
  await allowed();
  hear();
  expect(speaking).toEqual([false]);
  expect([heard, hushed]).toEqual([0, 0]);
  expect(model.microphone).toBe("off");
});

test("the next press after that talks", async () => {
  button.press(true);
  await pass(1);
  button.press(false);
  await allowed();
  button.press(true);
  await pass(1);
  hear();
  button.press(false);
  expect(speaking).toEqual([false, true, false]);
  expect(heard).toBe(1);
});

test("a tap talks until the next one, also where the device takes its time", async () => {
  button.press(true);
  await pass(0.1);
  button.press(false);
  await pass(2);
  await allowed();
  expect(speaking).toEqual([false, true]);
  button.press(true);
  await pass(0.1);
  button.press(false);
  expect(speaking).toEqual([false, true, false]);
});

test("a second tap while permission is asked for takes the first one back", async () => {
  for (const down of [true, false, true, false]) {
    button.press(down);
    await pass(0.1);
  }
  await allowed();
  expect(speaking).toEqual([false]);
});

test("a refusal is told, and the next press asks again", async () => {
  button.press(true);
  await pass(1);
  deny();
  await pass(0);
  button.press(false);
  expect(model.microphoneProblem).toMatch(/blocked/);
  button.press(true);
  await allowed();
  expect(speaking).toEqual([false, true]);
  expect(model.microphoneProblem).toBeNull();
});

test.each(["open", "wake"] as const)(
  "a microphone that is always %s is turned on and off by the button",
  async (mode) => {
    model.preferences.microphone = mode;
    button.press(true);
    await allowed();
    button.press(false);
    hear();
    expect([model.microphone, heard]).toEqual(["on", 1]);
    button.press(true);
    await pass(0);
    expect(model.microphone).toBe("off");
  },
);

test("what is sent says how much of it is not the page's own sound", async () => {
  button.press(true);
  await allowed();
  hear();
  expect(headers).toEqual([{ near: 0.46, far: -40 }]);
});

test("where all that is heard may be the programme's, a microphone that is always open waits for her name", async () => {
  model.preferences.microphone = "open";
  button.settingsChanged();
  await allowed();
  model.hasReference = false;
  button.settingsChanged();
  await pass(0);
  expect(modes).toEqual(["open", "wake"]);
});
