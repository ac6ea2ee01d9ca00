/** What the server says, handed to whoever it concerns: the chat, Lumen, the television. */

import type { Socket } from "../protocol/socket";
import type { Chat } from "../ui/chat";
import type { Model } from "../ui/model.svelte";
import type { Observed } from "./hook";
import type { Presence } from "./presence";
import type { Television } from "./television";

export interface ConversationParts {
  socket: Socket;
  chat: Chat;
  model: Model;
  presence: Presence;
  television: Promise<Television>;
  observed: Observed;
  /** Become the profile that Lumen was told to switch to. */
  enterProfile: (profile: string) => Promise<void>;
}

/** Listens to everything that the server sends. */
export function joinConversation(parts: ConversationParts): void {
  listenToViewer(parts);
  listenToProfiles(parts);
  listenToReply(parts);
  listenToSpeech(parts);
  listenToProgramme(parts);
  carryOutCommands(parts);
}

function listenToViewer({ socket, chat, model, presence }: ConversationParts): void {
  socket.on("user-started-speaking", () => presence.setTalk("listening"));
  socket.on("user-stopped-speaking", () => presence.setTalk("thinking"));
  socket.on("user-transcription", ({ text, tentative, final }) => {
    model.transcript = final ? "" : text;
    model.tentative = final ? "" : tentative;
    if (final && text.trim()) chat.viewer(text, true);
  });
  socket.on("party.said", ({ name, text }) => chat.member(name, text));
  socket.on("intent", ({ commands }) => chat.understood(commands));
  socket.on("clarify", ({ question, options }) => chat.question(question, options));
}

function listenToProfiles({ socket, model, enterProfile }: ConversationParts): void {
  socket.on("profile.enter", ({ profile_id, name, has_pin }) => {
    if (has_pin) {
      model.profileAsked = profile_id;
      model.dialog = "profiles";
      return;
    }
    enterProfile(profile_id).catch((error: unknown) =>
      model.toast(error instanceof Error ? error.message : `${name} cannot be entered now.`),
    );
  });
}

function listenToReply({ socket, chat, model, presence }: ConversationParts): void {
  const settle = (): void => {
    if (model.talk === "thinking") presence.setTalk("idle");
  };
  socket.on("bot-llm-started", (_, turn) => chat.replyBegins(turn));
  socket.on("bot-llm-text", ({ text }, turn) => chat.replyText(turn, text));
  socket.on("bot-llm-stopped", (_, turn) => chat.replyEnds(turn));
  socket.on("bot-output", ({ text }, turn) => chat.sentence(turn, text));
  socket.on("metrics", settle);
  socket.on("card", ({ title, lines }) => chat.card(title, lines));
  socket.on("companion.remark", ({ text }) => chat.remark(text));
  socket.on("reminder", ({ title }) => {
    chat.notice(`Reminder: ${title}`);
    model.toast(`Reminder: ${title}`);
  });
  socket.on("error", ({ error }) => {
    chat.notice(error);
    settle();
  });
}

function listenToSpeech({ socket, presence, observed }: ConversationParts): void {
  let spoken: string | null = null;
  const avatar = () => presence.body?.avatar;

  socket.onVoice((frame) => {
    observed.heard(frame);
    presence.speech.play(frame);
  });
  socket.on("bot-stopped-speaking", (_, turn) => turn && presence.speech.complete(turn));
  socket.on("bot-interrupted", () => {
    presence.speech.hush();
    avatar()?.clearSpeech();
  });
  socket.on("avatar.visemes", ({ cues }, turn) => {
    observed.visemes += cues.length;
    // Each turn has a clock of its own.
    if (turn !== spoken) avatar()?.clearSpeech();
    spoken = turn;
    avatar()?.addVisemes(cues);
  });
  socket.on("avatar.expression", (event) =>
    avatar()?.showExpression(event.expression, event.intensity ?? 0.7, event.seconds ?? 3),
  );
  socket.on("avatar.gesture", ({ gesture }) => void avatar()?.playGesture(gesture));
}

function listenToProgramme({ socket, presence, television, observed }: ConversationParts): void {
  socket.on("avatar.keyframes", async (event) => {
    const { player } = await television;
    if (event.channel_id !== player.snapshot().channel?.id) return;
    observed.keyframes(event.keyframes, player.programmeTime());
    presence.body?.avatar?.receiveKeyframes(event);
  });
  socket.on("tv.caption", async (caption) => (await television).player.addCaption(caption));
}

function carryOutCommands({ socket, chat, television }: ConversationParts): void {
  socket.on("tv.command", async ({ command_id, command, target }) => {
    chat.commanded(command_id, command);
    const tv = await television;
    const { ok, message, error } = await tv.execute(command, target ?? null);
    socket.send({ type: "tv.command.result", command_id, ok, message, error, state: tv.state() });
    chat.resulted(command_id, ok, message);
  });
}
