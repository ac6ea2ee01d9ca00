/** What a viewer chose of what a channel offers (subtitles, sound, quality), kept from one channel to the next. */

import type { Engine } from "./engine";
import { describedTrack, languageName, levelOfHeight, trackInLanguage, type Track } from "./tracks";

/** What a channel offers, by name, and which of it is on; -1 where nothing is. */
export interface Offer {
  sounds: readonly string[];
  sound: number;
  subtitles: readonly string[];
  subtitle: number;
  /** Lines of each quality. */
  heights: readonly number[];
}

export const NO_OFFER: Offer = { sounds: [], sound: -1, subtitles: [], subtitle: -1, heights: [] };

export interface Choices {
  /** Whether text is shown over the picture. */
  readonly subtitles: boolean;
  /** Choose among the tracks of `engine` what was chosen before; its tracks became known. */
  apply(engine: Engine | null): void;
  /** False where `engine` has no subtitles in that language; then nothing changes. */
  setSubtitles(engine: Engine | null, on: boolean, language?: string): boolean;
  /** Index of the chosen track, -1 where there is none like it. */
  setAudio(engine: Engine | null, choice: { language?: string; description?: boolean }): number;
  /** Lines of the chosen quality, null for automatic, -1 where there is no choice. */
  setQuality(engine: Engine | null, height: number | null): number | null;
  /** Choose a sound or, with -1 for none, subtitles from the offer by hand. */
  pick(engine: Engine | null, what: "sound" | "subtitle", index: number): void;
  offer(engine: Engine | null): Offer;
}

/** Creates the choices; `readable` is the language of subtitles where none was asked for. */
export function createChoices(on: boolean, readable: string | undefined): Choices {
  let subtitles = on;
  let language: string | undefined;
  let sound: string | undefined;

  function applySubtitles(engine: Engine | null): number {
    const index = subtitles && engine ? shown(engine.subtitleTracks()) : -1;
    engine?.chooseSubtitles(index);
    return index;
  }

  function shown(tracks: readonly Track[]): number {
    if (language) return trackInLanguage(tracks, language);
    const own = readable ? trackInLanguage(tracks, readable) : -1;
    return own >= 0 ? own : trackInLanguage(tracks);
  }

  return {
    get subtitles() {
      return subtitles;
    },
    apply(engine) {
      applySubtitles(engine);
      const index = sound && engine ? trackInLanguage(engine.audioTracks(), sound) : -1;
      // Another track in the same language, such as one that describes the picture, was chosen since.
      if (engine && index >= 0 && !spoken(engine, sound)) engine.chooseAudio(index);
    },
    setSubtitles(engine, wanted, inLanguage) {
      const before = { subtitles, language };
      subtitles = wanted;
      language = inLanguage ?? language;
      if (applySubtitles(engine) >= 0 || !wanted) return true;
      if (!inLanguage && !engine?.subtitleTracks().length) return true;
      ({ subtitles, language } = before);
      applySubtitles(engine);
      return false;
    },
    setAudio(engine, { language: wanted, description }) {
      const tracks = engine?.audioTracks() ?? [];
      const index = description ? describedTrack(tracks) : trackInLanguage(tracks, wanted);
      if (index >= 0) engine?.chooseAudio(index);
      if (index >= 0 && wanted) sound = wanted;
      return index;
    },
    setQuality(engine, height) {
      const heights = engine?.heights() ?? [];
      if (height === null) return (engine?.chooseQuality(-1), null);
      const index = levelOfHeight(heights, height);
      if (heights.length < 2) return heights[index] === height ? height : -1;
      engine?.chooseQuality(index);
      return heights[index] ?? -1;
    },
    pick(engine, what, index) {
      if (what === "sound") {
        sound = engine?.audioTracks()[index]?.lang;
        return engine?.chooseAudio(index);
      }
      subtitles = index >= 0;
      language = engine?.subtitleTracks()[index]?.lang ?? language;
      engine?.chooseSubtitles(index);
    },
    offer(engine) {
      if (!engine) return NO_OFFER;
      return {
        sounds: engine.audioTracks().map(nameOf),
        sound: engine.audioTrack(),
        subtitles: engine.subtitleTracks().map(nameOf),
        subtitle: subtitles ? engine.subtitleTrack() : -1,
        heights: engine.heights(),
      };
    },
  };
}

function spoken(engine: Engine, language: string | undefined): boolean {
  const current = engine.audioTracks()[engine.audioTrack()];
  return current !== undefined && trackInLanguage([current], language) === 0;
}

/** A track as a viewer would call it; files often say nothing but the language. */
function nameOf({ name, lang }: Track, index: number): string {
  const language = lang ? languageName(lang) : "";
  if (!name || name === lang) return language || `Track ${index + 1}`;
  return language && !name.toLowerCase().includes(language.toLowerCase()) ? `${name} (${language})` : name;
}
