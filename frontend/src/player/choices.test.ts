import { beforeEach, expect, test } from "vitest";
import { createChoices } from "./choices";
import { FakeEngine } from "./fakes";

const events = { failed: () => {}, changed: () => {}, troubled: () => {} };
let engine: FakeEngine;

beforeEach(() => {
  engine = new FakeEngine("/relay/film", events);
  engine.subtitles = [
    { name: "de", lang: "de" },
    { name: "en", lang: "en" },
  ];
  engine.audio = [
    { name: "English", lang: "eng" },
    { name: "Deutsch", lang: "deu" },
  ];
});

test("subtitles come in the viewer's language where none was asked for", () => {
  createChoices(true, "en-GB").apply(engine);
  expect(engine.chosen["subtitles"]).toBe(1);
  createChoices(true, "fr").apply(engine);
  expect(engine.chosen["subtitles"]).toBe(0);
});

test("what was chosen by hand is chosen on the next channel too, where it has that", () => {
  const choices = createChoices(false, "en");
  choices.pick(engine, "sound", 1);
  choices.pick(engine, "subtitle", 0);
  const next = new FakeEngine("/relay/other", events);
  next.audio = [...engine.audio];
  next.subtitles = [...engine.subtitles].reverse();
  choices.apply(next);
  expect(next.chosen).toEqual({ audio: 1, subtitles: 1 });
  const bare = new FakeEngine("/relay/bare", events);
  choices.apply(bare);
  expect(bare.chosen).toEqual({ subtitles: -1 });
});

test("a second track in the chosen language is left alone", () => {
  const choices = createChoices(false, "en");
  engine.audio = [
    { name: "English", lang: "en" },
    { name: "English, described", lang: "en", characteristics: "public.accessibility.describes-video" },
  ];
  choices.setAudio(engine, { language: "en" });
  choices.setAudio(engine, { description: true });
  choices.apply(engine);
  expect(engine.chosen["audio"]).toBe(1);
});

test("tracks are called as viewers call them", () => {
  engine.audio.push({ name: "", lang: "spa" }, { name: "Commentary", lang: "en" }, { name: "" });
  const { sounds, subtitles } = createChoices(true, "en").offer(engine);
  expect(sounds).toEqual(["English", "Deutsch (German)", "Spanish", "Commentary (English)", "Track 5"]);
  expect(subtitles).toEqual(["German", "English"]);
});
