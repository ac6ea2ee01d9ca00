/** What keys do, wherever the focus is, except in a field where one types. */

/** What a key asks for. */
export type KeyAction =
  | "play_pause"
  | "channel_up"
  | "channel_down"
  | "volume_up"
  | "volume_down"
  | "mute"
  | "fullscreen"
  | "guide"
  | "captions"
  | "help"
  | "search"
  | "talk"
  | "last_channel"
  | "back"
  | { digit: string };

export interface Shortcut {
  keys: string;
  what: string;
}

export const SHORTCUTS: readonly Shortcut[] = [
  { keys: "Space", what: "Play or pause" },
  { keys: "↑ ↓  or  PgUp PgDn", what: "Next or previous channel" },
  { keys: "+ −", what: "Volume" },
  { keys: "0 … 9", what: "Channel by number" },
  { keys: "L", what: "Last channel" },
  { keys: "M", what: "Mute" },
  { keys: "F", what: "Full screen" },
  { keys: "G", what: "Guide" },
  { keys: "C", what: "Captions" },
  { keys: "V", what: "Talk to Lumen (hold)" },
  { keys: "/", what: "Search" },
  { keys: "Esc", what: "Back" },
  { keys: "?", what: "This list" },
];

const ACTIONS: Readonly<Record<string, KeyAction>> = {
  " ": "play_pause",
  k: "play_pause",
  ArrowUp: "channel_up",
  PageUp: "channel_up",
  ChannelUp: "channel_up",
  ArrowDown: "channel_down",
  PageDown: "channel_down",
  ChannelDown: "channel_down",
  "+": "volume_up",
  "=": "volume_up",
  "-": "volume_down",
  m: "mute",
  f: "fullscreen",
  g: "guide",
  c: "captions",
  v: "talk",
  l: "last_channel",
  "?": "help",
  "/": "search",
  Escape: "back",
};

/** The part of a keyboard event that decides. */
export type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;

/** What `key` asks for, null where it is not ours. */
export function actionOf(key: Key): KeyAction | null {
  if (key.ctrlKey || key.metaKey || key.altKey) return null;
  if (/^\d$/.test(key.key)) return { digit: key.key };
  return ACTIONS[key.key] ?? ACTIONS[key.key.toLowerCase()] ?? null;
}

/** Whether `target` takes keys for itself: a field, or a grid that one walks with arrows. */
export function keepsKeys(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("input, textarea, select, [contenteditable]")) return key !== "Escape";
  const walks = key.startsWith("Arrow") || key.startsWith("Page") || key === " ";
  if (walks && target.closest("[role=grid], [role=dialog], [role=radiogroup]")) return true;
  return key === " " && target.closest("button, a, [role=button]") !== null;
}
