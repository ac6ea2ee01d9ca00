/** The conversation as it is shown: who said what, what was understood, what came of it. Plain data, no DOM. */

import type { Command } from "../protocol/events";

/** A command as a chip: `waiting` until the player has answered. */
export interface Chip {
  id: string | null;
  label: string;
  state: "waiting" | "done" | "refused";
}

export type Entry = { id: number } & (
  | { kind: "viewer"; text: string; spoken: boolean; chips: Chip[] }
  | { kind: "member"; name: string; text: string }
  | { kind: "lumen"; text: string; streaming: boolean; turn: string | null; remark: boolean }
  | { kind: "result"; text: string; ok: boolean }
  | { kind: "card"; title: string; lines: string[] }
  | { kind: "question"; text: string; options: string[] }
  | { kind: "notice"; text: string }
);

type Fresh = Entry extends infer One ? (One extends Entry ? Omit<One, "id"> : never) : never;

export interface Chat {
  readonly entries: readonly Entry[];
  viewer(text: string, spoken: boolean): void;
  /** Somebody who watches with the viewer said it. */
  member(name: string, text: string): void;
  understood(commands: readonly Command[]): void;
  /** The player was asked to do `command`. */
  commanded(id: string, command: Command): void;
  /** What came of it. */
  resulted(id: string, ok: boolean, message: string): void;
  replyBegins(turn: string | null): void;
  replyText(turn: string | null, text: string): void;
  replyEnds(turn: string | null): void;
  /** One sentence of Lumen's; shown where its text did not come as a stream before. */
  sentence(turn: string | null, text: string): void;
  remark(text: string): void;
  card(title: string, lines: readonly string[]): void;
  question(text: string, options: readonly string[]): void;
  notice(text: string): void;
}

/** As much as one scrolls back through; a television stays on for days. */
const KEPT = 200;

/** Creates an empty conversation; `changed` is called with each new list of entries. */
export function createChat(changed: (entries: readonly Entry[]) => void): Chat {
  let entries: readonly Entry[] = [];
  let nextId = 1;
  const streamed = new Set<string | null>();

  function publish(next: readonly Entry[]): void {
    entries = next.slice(-KEPT);
    changed(entries);
  }

  function add(entry: Fresh): void {
    publish([...entries, { ...entry, id: nextId++ } as Entry]);
  }

  function replaceLast(matches: (entry: Entry) => boolean, change: (entry: Entry) => Entry): boolean {
    const index = entries.findLastIndex(matches);
    if (index < 0) return false;
    publish(entries.map((entry, at) => (at === index ? change(entry) : entry)));
    return true;
  }

  function withChips(change: (chips: Chip[]) => Chip[]): boolean {
    return replaceLast(
      (entry) => entry.kind === "viewer",
      (entry) => (entry.kind === "viewer" ? { ...entry, chips: change(entry.chips) } : entry),
    );
  }

  /** What is not the player's to do is done once Lumen has answered. */
  function answered(): void {
    withChips((chips) =>
      chips.map((chip) => (chip.id === null && chip.state === "waiting" ? { ...chip, state: "done" } : chip)),
    );
  }

  /** Whether the viewer reads this already: as what came of a command, as a question, or as a remark. */
  function told(text: string): boolean {
    const since = entries.findLastIndex((entry) => entry.kind === "viewer");
    return entries
      .slice(since + 1)
      .some(
        (entry) =>
          (entry.kind === "result" ||
            entry.kind === "question" ||
            (entry.kind === "lumen" && entry.remark)) &&
          bare(entry.text) === bare(text),
      );
  }

  /** Add to the bubble of `turn`, or begin one. */
  function say(turn: string | null, text: string, streaming: boolean): void {
    if (told(text)) return;
    const grown = replaceLast(
      (entry) => entry.kind === "lumen" && entry.turn === turn && turn !== null && !entry.remark,
      (entry) => (entry.kind === "lumen" ? { ...entry, text: join(entry.text, text), streaming } : entry),
    );
    if (!grown) add({ kind: "lumen", text, streaming, turn, remark: false });
  }

  return {
    get entries() {
      return entries;
    },
    viewer: (text, spoken) => add({ kind: "viewer", text, spoken, chips: [] }),
    member: (name, text) => add({ kind: "member", name, text }),
    understood(commands) {
      const chips = commands.map((command): Chip => ({
        id: null,
        label: labelOf(command),
        state: "waiting",
      }));
      if (chips.length) withChips((present) => (present.length ? present : chips));
    },
    commanded(id, command) {
      const label = labelOf(command);
      withChips((chips) => {
        const open = chips.findIndex((chip) => chip.id === null && chip.label === label);
        if (open < 0) return chips;
        return chips.map((chip, index) => (index === open ? { ...chip, id, state: "waiting" } : chip));
      });
    },
    resulted(id, ok, message) {
      const state = ok ? "done" : "refused";
      withChips((chips) => chips.map((chip) => (chip.id === id ? { ...chip, state } : chip)));
      if (message) add({ kind: "result", text: message, ok });
    },
    replyBegins: (turn) => void streamed.add(turn),
    replyText(turn, text) {
      streamed.add(turn);
      say(turn, text, true);
    },
    replyEnds(turn) {
      answered();
      replaceLast(
        (entry) => entry.kind === "lumen" && entry.streaming && entry.turn === turn,
        (entry) => (entry.kind === "lumen" ? { ...entry, streaming: false } : entry),
      );
    },
    sentence(turn, text) {
      answered();
      const shown = entries.some(
        (entry) => entry.kind === "lumen" && entry.turn === turn && entry.text.includes(text.trim()),
      );
      if (!shown) say(turn, text, false);
    },
    remark: (text) => add({ kind: "lumen", text, streaming: false, turn: null, remark: true }),
    card: (title, lines) => add({ kind: "card", title, lines: [...lines] }),
    question(text, options) {
      withChips((chips) =>
        chips.map((chip) =>
          chip.id === null && chip.state === "waiting" ? { ...chip, state: "refused" } : chip,
        ),
      );
      add({ kind: "question", text, options: [...options] });
    },
    notice(text) {
      const last = entries.at(-1);
      if (last?.kind !== "notice" || last.text !== text) add({ kind: "notice", text });
    },
  };
}

/** Replies come sentence by sentence, without the space between. */
function join(before: string, text: string): string {
  return !before || /\s$/.test(before) || /^\s/.test(text) ? before + text : `${before} ${text}`;
}

function bare(text: string): string {
  return text
    .trim()
    .replace(/[.!…]+$/, "")
    .toLowerCase();
}

/** Such as "channel · next" for `tv.channel {step: 1}`. */
export function labelOf(command: Command): string {
  const verb = command.name.split(".").at(-1)?.replaceAll("_", " ") ?? command.name;
  const words = Object.entries(command.slots).map(([slot, value]) => slotWords(slot, value));
  return [verb, ...words.filter(Boolean)].join(" · ");
}

function slotWords(slot: string, value: string | number | boolean): string {
  if (slot === "on") return value ? "on" : "off";
  if (slot === "step" && typeof value === "number") return value > 0 ? "next" : "previous";
  if (
    slot === "mode" &&
    (value === "set" || value === "step" || value === "relative" || value === "absolute")
  )
    return "";
  if (slot === "seconds") return `${value} s`;
  if (slot === "delta" && typeof value === "number") return value > 0 ? `+${value}` : String(value);
  return value === true ? slot : String(value);
}
