/** What a viewer chose in this browser, kept from visit to visit. */

export const THEMES = ["dark", "light", "midnight", "arcade", "forest"] as const;
export type Theme = (typeof THEMES)[number];

export interface Preferences {
  /**
   * `push_to_talk`: hold or tap the button; `open`: always listening; `wake`: always listening for her name; `off`: no
   * microphone.
   */
  microphone: "push_to_talk" | "open" | "wake" | "off";
  subtitles: boolean;
  /** `auto` steps down on weak graphics; `still` shows a picture of Lumen. */
  avatar: "auto" | "full" | "light" | "still";
  theme: Theme;
  /** 0..100. */
  volume: number;
  muted: boolean;
  /** Lumen's loudness, 0..100. */
  voice: number;
}

/** How Lumen may listen: what it is called, what the button does, and what is said while she does. */
export const LISTENING: Readonly<
  Record<Preferences["microphone"], { label: string; start: string; stop: string; open: string }>
> = {
  push_to_talk: {
    label: "while you hold the button",
    start: "Talk to Lumen: hold, or tap to start and stop",
    stop: "Stop talking",
    open: "Listening…",
  },
  wake: {
    label: "when you say “Lumen”",
    start: "Let Lumen listen for her name",
    stop: "Stop listening",
    open: "Say “Lumen …”",
  },
  open: { label: "all the time", start: "Let Lumen listen", stop: "Stop listening", open: "Listening…" },
  off: { label: "not at all", start: "The microphone is off", stop: "The microphone is off", open: "" },
};

const DEFAULTS: Preferences = {
  microphone: "push_to_talk",
  subtitles: false,
  avatar: "auto",
  theme: "dark",
  volume: 80,
  muted: false,
  voice: 100,
};

const KEY = "prism.preferences";

/** What is kept in `storage`; what is missing or unknown there is at its default. */
export function readPreferences(storage: Pick<Storage, "getItem">): Preferences {
  const kept = parse(storage.getItem(KEY));
  const chosen: Record<string, unknown> = { ...DEFAULTS };
  for (const [name, standard] of Object.entries(DEFAULTS))
    if (typeof kept[name] === typeof standard) chosen[name] = kept[name];
  const preferences = chosen as unknown as Preferences;
  return { ...preferences, theme: THEMES.includes(preferences.theme) ? preferences.theme : DEFAULTS.theme };
}

export function writePreferences(storage: Pick<Storage, "setItem">, preferences: Preferences): void {
  storage.setItem(KEY, JSON.stringify(preferences));
}

/** Words that people use for a look, and the theme that comes closest. */
const LOOKS: readonly [RegExp, Theme][] = [
  [/arcade|retro|neon|pixel|80s|eighties|synth/, "arcade"],
  [/light|bright|white|day/, "light"],
  [/midnight|black|oled|cinema|night/, "midnight"],
  [/forest|green|nature|calm|jungle/, "forest"],
  [/dark|normal|default|standard/, "dark"],
];

/** The theme that `said` describes; null where none comes close. */
export function themeLike(said: string): Theme | null {
  const words = said.toLowerCase();
  return LOOKS.find(([look]) => look.test(words))?.[1] ?? null;
}

function parse(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
