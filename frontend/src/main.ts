/** The composition root: makes the parts, brings them together and puts the page on the screen. */

import { mount } from "svelte";
import { captureWith, createReference } from "./audio";
import { joinConversation } from "./main/conversation";
import { createDucker } from "./main/ducker";
import { followSeries } from "./main/episodes";
import { createObserved } from "./main/hook";
import { listenToKeys } from "./main/keys";
import { api, forget, own, session } from "./main/own";
import { keepPlace, onLeaving } from "./main/places";
import { createTalkButton } from "./main/microphone";
import { createPage } from "./main/page";
import { createParty } from "./main/party/party";
import { createPresence } from "./main/presence";
import { createTelevision } from "./main/television";
import { tellUnheard } from "./main/unheard";
import { playing, type Outcome } from "./player/commands";
import type { Programme } from "./protocol/api";
import type { PlaybackCommand, ResultError } from "./protocol/events";
import { createSocket } from "./protocol/socket";
import App from "./ui/App.svelte";
import type { Player } from "./player/player";
import { isWhole, PlayerProblem } from "./player/types";
import { Catalogue } from "./ui/catalogue.svelte";
import { createChat } from "./ui/chat";
import { Library } from "./ui/library.svelte";
import { Model, type Actions, type Watchable } from "./ui/model.svelte";
import { readPreferences, writePreferences } from "./ui/preferences";

const VERSION = "0.1.0";
/** How often the progress of programmes moves on, and titles are asked for again. */
const CLOCK_SECONDS = 15;

const catalogue = new Catalogue(api);
const library = new Library(api);
export const model = new Model(catalogue, readPreferences(localStorage), library);
model.account = own.account;
const chat = createChat((entries) => (model.entries = entries));
const observed = createObserved(() => Date.now() / 1000);
const socket = createSocket({
  url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`,
  version: VERSION,
  about: { language: navigator.language, screen: `${window.innerWidth}x${window.innerHeight}` },
  storage: sessionStorage,
  prepare: () => session.keep(),
});

const video = document.createElement("video");
video.playsInline = true;
video.dataset["testid"] = "video";
const lumenHost = document.createElement("div");

const page = createPage({
  model,
  video,
  watch: async (id) => {
    await watch(await api.channel(id));
    return playing((await television).player.snapshot());
  },
  preferencesChanged,
  changed: () => void television.then(({ reporter }) => reporter.changed()),
});
const reference = createReference(video);
model.hasReference = reference.programme;
const ducker = createDucker((share) => void television.then(({ player }) => player.duck(share)));
let programmeTime: () => number | null = () => null;
const presence = createPresence({
  model,
  container: lumenHost,
  socket,
  video,
  programmeTime: () => programmeTime(),
  reference,
  onSpeaking: (speaking) => ducker.speaks("lumen", speaking),
  preferencesChanged,
});
const party = createParty({ socket, model, tell: (message) => model.toast(message), failed: report });
const television = createTelevision({
  video,
  model,
  api,
  page,
  lumen: presence.lumen,
  catalogue,
  profile: library.loadProfiles().then(() => library.profile?.id ?? "default"),
  send: (state) => void socket.send(state),
  guard: (player) => party.guard(player),
});
ducker.listen(socket);
const talk = createTalkButton(model, socket, () => presence.speech.hush(), captureWith(reference));

/** Carry out a command given by hand; what could not be done is told in passing. */
async function run({ command, target }: Pick<PlaybackCommand, "command" | "target">): Promise<Outcome> {
  const outcome = await (await television).execute(command, target ?? null);
  if (!outcome.ok) tell(outcome.message, outcome.error);
  return outcome;
}

/** Put on what was picked by hand, a film where it was left. */
async function watch(what: Watchable, from?: number): Promise<void> {
  const { player } = await television;
  await player.open(what, from ?? (isWhole(what) ? library.leftAt(what.id) : undefined));
}

/** Show what was on when the page was left: nobody decides that now, so that a party need not follow. */
function showAgain(screen: Player, what: Watchable): Promise<void> {
  return screen.open(what, isWhole(what) ? library.leftAt(what.id) : undefined);
}

/** Record what is on until its end, or stop recording it. */
async function record(on: boolean): Promise<void> {
  const channel = model.picture.channel;
  if (!channel) return;
  const running = library.running(channel.id);
  if (!on && running) await api.stopRecording(running.id);
  else if (on) {
    const { title, warning } = await api.record({ channel_id: channel.id });
    model.toast(warning ? `Recording “${title}”, but ${warning}.` : `Recording “${title}”.`);
  }
  await library.loadRecordings();
}

function preferencesChanged(): void {
  document.documentElement.dataset["theme"] = model.preferences.theme;
  presence.speech.setLoudness(model.preferences.voice / 100);
  writePreferences(localStorage, model.preferences);
}

async function guideWindow(
  from: Date,
  to: Date,
  channels: string[],
  signal: AbortSignal,
): Promise<Programme[]> {
  const programmes: Programme[] = [];
  let cursor: string | null = null;
  do {
    const query = { from: from.toISOString(), to: to.toISOString(), channels, ...(cursor ? { cursor } : {}) };
    const answer: Awaited<ReturnType<typeof api.guide>> = await api.guide(query, signal);
    programmes.push(...answer.programmes);
    cursor = answer.next_cursor;
  } while (cursor);
  return programmes;
}

function report(error: unknown): void {
  const kind = error instanceof PlayerProblem ? error.kind : null;
  tell(error instanceof Error ? error.message : String(error), kind);
}

/** Say it in passing, unless the picture says it: what it waits for, and why it fails. */
function tell(message: string, error: ResultError | null): void {
  if (error !== "timeout" && message !== model.picture.problem) model.toast(message);
}

const actions: Actions = {
  watch: (what, from) => void watch(what, from).catch(report),
  seek: (seconds) => void television.then(({ player }) => player.seek(seconds)).catch(report),
  record: (on) => void record(on).catch(report),
  step: (by) => void run({ command: { name: "tv.channel", slots: { step: by } }, target: null }),
  playPause() {
    const name =
      model.picture.phase === "playing" || model.picture.phase === "waiting" ? "tv.pause" : "tv.play";
    void run({ command: { name, slots: {} }, target: null });
  },
  setMuted: (on) => void run({ command: { name: "tv.mute", slots: { on } }, target: null }).then(keepSound),
  setVolume: (level) => {
    const slots = { mode: "set", level: Math.min(100, Math.max(0, level)) } as const;
    void run({ command: { name: "tv.volume", slots }, target: null }).then(keepSound);
  },
  setSubtitles(on) {
    model.preferences.subtitles = on;
    preferencesChanged();
    void television.then(({ player }) => player.setSubtitles(on));
  },
  pickTrack(what, index) {
    if (what === "subtitle") {
      model.preferences.subtitles = index >= 0;
      preferencesChanged();
    }
    void television.then(({ player }) => player.pick(what, index));
  },
  fullscreen: (on) => void page.fullscreen(on),
  pip: () => void page.pip(document.pictureInPictureElement === null).catch(report),
  open: (screen) => void page.open(screen),
  favourite: (channel, on) => void catalogue.setFavourite(channel, on).catch(report),
  say(text) {
    if (!socket.send({ type: "send-text", content: text })) return model.toast("Lumen is away; TV plays on");
    chat.viewer(text, false);
    presence.setTalk("thinking");
  },
  interrupt() {
    socket.send({ type: "interrupt" });
    presence.speech.hush();
    presence.setTalk("idle");
  },
  talk: (down) => talk.press(down),
  async importPlaylist(source, signal) {
    const imported = await (source instanceof File
      ? api.importFile(source, { signal })
      : api.addPlaylist(source, { signal }));
    void catalogue.reload();
    return imported;
  },
  catalogueChanged: () => void catalogue.reload(),
  async enterProfile(profile, pin) {
    await api.enterProfile(profile, pin);
    // Everything on the page belongs to a profile, and the conversation too.
    location.reload();
  },
  joinParty: (code, name) => party.join(code, name.trim() || null),
  leaveParty: (end) => party.leave(end),
  ruleParty: (everybody) => party.rule(everybody),
  guide: guideWindow,
  async signOut(everywhere) {
    await (everywhere ? api.signOutEverywhere() : api.signOut());
    leave();
  },
  signedInAgain(account) {
    // Everything on the page is somebody's; only for the same person the picture can go on.
    if (account.id !== model.account?.id) return leave();
    session.begin();
    model.account = account;
    model.signedOut = false;
    socket.connect();
    void catalogue.reload();
  },
  preferencesChanged() {
    preferencesChanged();
    talk.settingsChanged();
  },
  covered: (on) => presence.covered(on),
};

/** Begin anew as whoever is signed in now, or at the door. */
function leave(): void {
  socket.close();
  forget({ local: localStorage, tab: sessionStorage });
  location.replace("/");
}

session.onOver(() => {
  model.signedOut = true;
  socket.close();
});

/** A link to a watch party asks first: who joins is seen and heard by others. */
function openLink(): void {
  const asked = new URLSearchParams(location.search);
  model.partyAsked = asked.get("party");
  if (!model.partyAsked) return;
  asked.delete("party");
  const rest = asked.size ? `?${asked}` : "";
  history.replaceState(null, "", location.pathname + rest);
  model.dialog = "party";
}

function keepSound(): void {
  const { volume, muted } = model.picture;
  Object.assign(model.preferences, { volume, muted });
  preferencesChanged();
}

/** The first touch of the page allows sound: the programme's and Lumen's. */
function onFirstGesture(): void {
  void presence.speech.unlock();
  talk.settingsChanged();
  void television.then(({ player }) => player.unblockSound());
}

function watchServices(): void {
  socket.onStatus((status) => {
    model.socket = status;
    if (status !== "ready") return presence.setTalk("idle");
    talk.resend();
    void television.then(({ reporter }) => reporter.resend());
    if (catalogue.problem) void catalogue.reload();
  });
  setInterval(() => {
    model.clock = Date.now();
    const playing = model.picture.channel;
    if (playing)
      catalogue.seeNow([playing.id, ...catalogue.channels.slice(0, 40).map((channel) => channel.id)]);
    if (catalogue.problem) void catalogue.reload();
    void library.loadRecordings();
  }, CLOCK_SECONDS * 1000);
}

preferencesChanged();
mount(App, {
  target: document.getElementById("app") as HTMLElement,
  props: { model, actions, hosts: { video, lumen: lumenHost }, api },
});
void catalogue.reload();
void library.loadRecordings();
void library.loadReminders();
void library.loadResumes();
joinConversation({
  socket,
  chat,
  model,
  presence,
  television,
  observed,
  enterProfile: async (profile) => actions.enterProfile(profile),
});
tellUnheard(socket, model, () => presence.setTalk("idle"));
watchServices();
openLink();
socket.connect();
for (const gesture of ["pointerdown", "keydown"] as const)
  document.addEventListener(gesture, onFirstGesture, { once: true, capture: true });
listenToKeys({
  model,
  actions,
  number: (number) => void run({ command: { name: "tv.channel", slots: { number } }, target: null }),
  lastChannel: () => void run({ command: { name: "tv.channel", slots: { last: true } }, target: null }),
  back: () => void page.back(),
});
television.then(({ player, screen, history }) => {
  programmeTime = () => player.programmeTime();
  // A television that is switched on again shows what it showed.
  const last = history.last();
  // A film goes on where it was left, which must be known first; meanwhile something else may have been picked.
  if (last)
    void library
      .loadResumes()
      .then(() => (player.snapshot().channel ? undefined : showAgain(screen, last)))
      .catch(report);
  followSeries({ player, api, model });
  keepPlace({ player, api, onLeaving, onKept: () => void library.loadResumes() });
}, report);

let tv: Awaited<typeof television> | null = null;
television.then((one) => (tv = one), report);
window.__prism = {
  state: () => tv?.state() ?? null,
  programmeTime: () => programmeTime(),
  observed: () => observed,
  avatar: () => presence.body?.inspect() ?? null,
  drift: () => party.drift,
};
