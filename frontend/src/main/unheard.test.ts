import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Api } from "../protocol/api";
import type { Socket } from "../protocol/socket";
import { Catalogue } from "../ui/catalogue.svelte";
import { Library } from "../ui/library.svelte";
import { Model } from "../ui/model.svelte";
import { readPreferences } from "../ui/preferences";
import { tellUnheard } from "./unheard";

let model: Model;
let say: (type: string, data?: object) => void;

beforeEach(() => {
  vi.useFakeTimers();
  model = new Model(
    new Catalogue({} as Api),
    readPreferences({ getItem: () => null }),
    new Library({} as Api),
  );
  model.preferences.microphone = "push_to_talk";
  model.talk = "thinking";
  const handlers = new Map<string, (event: object) => void>();
  const on = (type: string, handler: (event: object) => void) => {
    handlers.set(type, handler);
    return () => handlers.delete(type);
  };
  tellUnheard({ on } as unknown as Pick<Socket, "on">, model, () => (model.talk = "idle"));
  say = (type, data = {}) => handlers.get(type)?.(data);
});

afterEach(() => {
  vi.useRealTimers();
});

test("an utterance without words is told for a moment, and Lumen stops thinking about it", () => {
  say("user-transcription", { text: " ", final: true });
  expect([model.unheard, model.talk]).toEqual([true, "idle"]);
  vi.advanceTimersByTime(4000);
  expect(model.unheard).toBe(false);
});

test("speaking again, or words after all, take it away", () => {
  say("user-transcription", { text: "", final: true });
  say("user-started-speaking");
  expect(model.unheard).toBe(false);
  say("user-transcription", { text: "", final: true });
  say("user-transcription", { text: "mute", final: false });
  expect(model.unheard).toBe(false);
});

test("words, and a beginning that is still empty, are nothing to tell", () => {
  say("user-transcription", { text: "", final: false });
  expect(model.unheard).toBe(false);
  say("user-transcription", { text: "mute", final: true });
  expect([model.unheard, model.talk]).toEqual([false, "thinking"]);
});

test("an open microphone is not told of every noise", () => {
  model.preferences.microphone = "open";
  say("user-transcription", { text: "", final: true });
  expect([model.unheard, model.talk]).toEqual([false, "idle"]);
});
