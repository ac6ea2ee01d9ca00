import { beforeEach, expect, test } from "vitest";
import { createChat, labelOf, type Chat, type Entry } from "./chat";

let shown: readonly Entry[];
let chat: Chat;

beforeEach(() => {
  shown = [];
  chat = createChat((entries) => (shown = entries));
});

const texts = (): string[] => shown.map((entry) => ("text" in entry ? entry.text : ""));

test("a reply grows as it streams and its sentences are not said twice", () => {
  chat.replyBegins("t1");
  chat.replyText("t1", "It is ");
  chat.replyText("t1", "late. Good");
  expect(shown.at(-1)).toMatchObject({ kind: "lumen", text: "It is late. Good", streaming: true });
  chat.sentence("t1", "It is late.");
  chat.replyText("t1", " night.");
  chat.replyEnds("t1");
  expect(texts()).toEqual(["It is late. Good night."]);
  expect(shown.at(-1)).toMatchObject({ streaming: false });
});

test("sentences without a stream make one bubble a turn", () => {
  chat.sentence("t1", "Muted.");
  chat.sentence("t1", "Say when.");
  chat.sentence("t2", "Back.");
  expect(texts()).toEqual(["Muted. Say when.", "Back."]);
});

test("commands show as chips that turn with their results", () => {
  chat.viewer("mute and show the guide", true);
  const mute = { name: "tv.mute", slots: { on: true } } as const;
  const guide = { name: "ui.guide", slots: {} } as const;
  chat.understood([mute, guide]);
  chat.commanded("a", mute);
  chat.commanded("b", guide);
  chat.resulted("a", true, "Muted.");
  chat.resulted("b", false, "No guide.");
  const chips = shown[0]?.kind === "viewer" ? shown[0].chips : [];
  expect(chips.map((chip) => [chip.label, chip.state])).toEqual([
    ["mute · on", "done"],
    ["guide", "refused"],
  ]);
  expect(texts().slice(1)).toEqual(["Muted.", "No guide."]);
});

test("a question to Lumen is done when she has answered, a command when the player has", () => {
  chat.viewer("what is on, and mute", false);
  const mute = { name: "tv.mute", slots: { on: true } } as const;
  chat.understood([{ name: "ask.now", slots: {} }, mute]);
  chat.sentence("t1", "Between the Pages.");
  chat.commanded("m", mute);
  const chips = shown[0]?.kind === "viewer" ? shown[0].chips : [];
  expect(chips.map((chip) => chip.state)).toEqual(["done", "waiting"]);
});

test("an agent's command leaves the viewer's words alone and still shows what came of it", () => {
  chat.viewer("hello", false);
  chat.commanded("x", { name: "tv.pause", slots: {} });
  chat.resulted("x", true, "Paused Prism Beat.");
  expect(shown[0]).toMatchObject({ chips: [] });
  expect(texts()[1]).toBe("Paused Prism Beat.");
});

test("the same trouble is told once in a row, and old talk is let go", () => {
  chat.notice("Away.");
  chat.notice("Away.");
  expect(shown).toHaveLength(1);
  for (let line = 0; line < 300; line += 1) chat.remark(String(line));
  expect(shown).toHaveLength(200);
});

test.each([
  [{ name: "tv.channel", slots: { step: 1 } }, "channel · next"],
  [{ name: "tv.volume", slots: { mode: "step", delta: -5 } }, "volume · -5"],
  [{ name: "tv.seek", slots: { mode: "relative", seconds: -30 } }, "seek · -30 s"],
  [{ name: "tv.seek", slots: { mode: "live" } }, "seek · live"],
  [{ name: "tv.channel", slots: { name: "BBC One" } }, "channel · BBC One"],
] as const)("a command reads well: %o", (command, label) => expect(labelOf(command)).toBe(label));
