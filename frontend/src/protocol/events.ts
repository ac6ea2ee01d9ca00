/** Generated from prism_core.events by `make protocol`; do not edit. */

/**
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "ResultError".
 */
export type ResultError =
  "unknown_channel" | "network" | "media" | "autoplay_blocked" | "unsupported" | "nothing_playing" | "timeout";
/**
 * One thing to do. A slot that was not said is absent.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Command".
 */
export type Command =
  | {
      name: "tv.play";
      slots: {};
    }
  | {
      name: "tv.pause";
      slots: {};
    }
  | {
      name: "tv.stop";
      slots: {};
    }
  | {
      name: "tv.seek";
      slots: {
        mode: "relative" | "absolute" | "fraction" | "start" | "live";
        seconds?: number;
        fraction?: number;
      };
    }
  | {
      name: "tv.repeat_line";
      slots: {};
    }
  | {
      name: "tv.rate";
      slots: {
        rate?: number;
        step?: number;
      };
    }
  | {
      name: "tv.next";
      slots: {};
    }
  | {
      name: "tv.previous";
      slots: {};
    }
  | {
      name: "tv.volume";
      slots: {
        mode: "set" | "step";
        level?: number;
        delta?: number;
      };
    }
  | {
      name: "tv.mute";
      slots: {
        on: boolean;
        seconds?: number;
      };
    }
  | {
      name: "tv.channel";
      slots: {
        name?: string;
        number?: number;
        step?: 1 | -1;
        last?: true;
      };
    }
  | {
      name: "tv.watch";
      slots: {
        title?: string;
        genre?: string;
        person?: string;
        season?: number;
        episode?: number;
        kind?: "movie" | "series" | "sport" | "news" | "music" | "radio" | "podcast";
      };
    }
  | {
      name: "tv.continue";
      slots: {};
    }
  | {
      name: "tv.surprise";
      slots: {};
    }
  | {
      name: "tv.subtitles";
      slots: {
        on: boolean;
        language?: string;
      };
    }
  | {
      name: "tv.audio_track";
      slots: {
        language?: string;
        description?: boolean;
        original?: true;
      };
    }
  | {
      name: "tv.quality";
      slots: {
        height?: number;
        auto?: true;
      };
    }
  | {
      name: "tv.favourite";
      slots: {
        on: boolean;
        channel?: string;
      };
    }
  | {
      name: "tv.record";
      slots: {
        on: boolean;
        title?: string;
        channel?: string;
        when?: string;
      };
    }
  | {
      name: "ui.guide";
      slots: {
        channel?: string;
        when?: string;
      };
    }
  | {
      name: "ui.open";
      slots: {
        page: "live" | "guide" | "favourites" | "search" | "radio" | "movies" | "recordings" | "settings" | "home";
      };
    }
  | {
      name: "ui.search";
      slots: {
        query: string;
      };
    }
  | {
      name: "ui.select";
      slots: {
        index: number;
      };
    }
  | {
      name: "ui.back";
      slots: {};
    }
  | {
      name: "ui.scroll";
      slots: {
        direction: "up" | "down" | "left" | "right";
      };
    }
  | {
      name: "ui.fullscreen";
      slots: {
        on: boolean;
      };
    }
  | {
      name: "ui.pip";
      slots: {
        on: boolean;
      };
    }
  | {
      name: "ui.theme";
      slots: {
        name: string;
      };
    }
  | {
      name: "ask.now";
      slots: {
        channel?: string;
      };
    }
  | {
      name: "ask.next";
      slots: {
        channel?: string;
      };
    }
  | {
      name: "ask.at";
      slots: {
        when: string;
        channel?: string;
      };
    }
  | {
      name: "ask.when";
      slots: {
        title: string;
      };
    }
  | {
      name: "ask.remaining";
      slots: {};
    }
  | {
      name: "ask.who";
      slots: {};
    }
  | {
      name: "ask.song";
      slots: {};
    }
  | {
      name: "ask.explain";
      slots: {
        seconds?: number;
      };
    }
  | {
      name: "ask.score";
      slots: {
        team?: string;
      };
    }
  | {
      name: "ask.recommend";
      slots: {
        genre?: string;
      };
    }
  | {
      name: "reminder.set";
      slots: {
        title?: string;
        when?: string;
        lead_seconds?: number;
      };
    }
  | {
      name: "reminder.list";
      slots: {};
    }
  | {
      name: "reminder.cancel";
      slots: {
        title?: string;
      };
    }
  | {
      name: "sleep.set";
      slots: {
        seconds?: number;
        at?: string;
        programme_end?: true;
      };
    }
  | {
      name: "sleep.cancel";
      slots: {};
    }
  | {
      name: "lumen.hush";
      slots: {
        on: boolean;
      };
    }
  | {
      name: "lumen.stop";
      slots: {};
    }
  | {
      name: "lumen.companion";
      slots: {
        on: boolean;
      };
    }
  | {
      name: "lumen.voice";
      slots: {
        louder?: true;
        quieter?: true;
        slower?: true;
        faster?: true;
        higher?: true;
        deeper?: true;
        voice?: string;
        language?: string;
      };
    }
  | {
      name: "lumen.gesture";
      slots: {
        name: string;
      };
    }
  | {
      name: "profile.switch";
      slots: {
        name: string;
      };
    }
  | {
      name: "delete";
      slots: {
        kind: "recording" | "playlist" | "reminder" | "memory";
        title?: string;
      };
    }
  | {
      name: "undo";
      slots: {};
    }
  | {
      name: "repeat";
      slots: {};
    }
  | {
      name: "cancel";
      slots: {};
    }
  | {
      name: "confirm";
      slots: {};
    }
  | {
      name: "deny";
      slots: {};
    };
/**
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Viseme".
 */
export type Viseme =
  "sil" | "PP" | "FF" | "TH" | "DD" | "kk" | "CH" | "SS" | "nn" | "RR" | "aa" | "E" | "I" | "O" | "U";
/**
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Expression".
 */
export type Expression = "neutral" | "happy" | "angry" | "sad" | "relaxed" | "surprised";
/**
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Gesture".
 */
export type Gesture = "thumbs_up" | "shrug" | "cheer" | "clap" | "lean_in" | "surprised_step_back";
/**
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "CommandName".
 */
export type CommandName =
  | "tv.play"
  | "tv.pause"
  | "tv.stop"
  | "tv.seek"
  | "tv.repeat_line"
  | "tv.rate"
  | "tv.next"
  | "tv.previous"
  | "tv.volume"
  | "tv.mute"
  | "tv.channel"
  | "tv.watch"
  | "tv.continue"
  | "tv.surprise"
  | "tv.subtitles"
  | "tv.audio_track"
  | "tv.quality"
  | "tv.favourite"
  | "tv.record"
  | "ui.guide"
  | "ui.open"
  | "ui.search"
  | "ui.select"
  | "ui.back"
  | "ui.scroll"
  | "ui.fullscreen"
  | "ui.pip"
  | "ui.theme"
  | "ask.now"
  | "ask.next"
  | "ask.at"
  | "ask.when"
  | "ask.remaining"
  | "ask.who"
  | "ask.song"
  | "ask.explain"
  | "ask.score"
  | "ask.recommend"
  | "reminder.set"
  | "reminder.list"
  | "reminder.cancel"
  | "sleep.set"
  | "sleep.cancel"
  | "lumen.hush"
  | "lumen.stop"
  | "lumen.companion"
  | "lumen.voice"
  | "lumen.gesture"
  | "profile.switch"
  | "delete"
  | "undo"
  | "repeat"
  | "cancel"
  | "confirm"
  | "deny";
/**
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "ClientEvent".
 */
export type ClientEvent =
  | ClientReady
  | SendText
  | PlaybackState
  | PlaybackResult
  | SpeechProgress
  | Microphone
  | Interrupt
  | PartyJoin
  | PartyLeave
  | PartyRule
  | PartyPlay
  | PartyPing;
/**
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "ServerEvent".
 */
export type ServerEvent =
  | BotReady
  | UserStartedSpeaking
  | UserStoppedSpeaking
  | UserTranscription
  | BotLlmStarted
  | BotLlmText
  | BotLlmStopped
  | BotOutput
  | BotStartedSpeaking
  | BotStoppedSpeaking
  | BotInterrupted
  | TurnMetrics
  | ErrorNotice
  | PlaybackCommand
  | Visemes
  | SetExpression
  | PlayGesture
  | Keyframes
  | Remark
  | Intent
  | Clarify
  | Card
  | Reminder
  | Caption
  | EnterProfile
  | PartyState
  | PartyPlayback
  | PartySaid
  | PartyPong;

export interface Wire {
  client:
    | ClientReady
    | SendText
    | PlaybackState
    | PlaybackResult
    | SpeechProgress
    | Microphone
    | Interrupt
    | PartyJoin
    | PartyLeave
    | PartyRule
    | PartyPlay
    | PartyPing;
  server:
    | BotReady
    | UserStartedSpeaking
    | UserStoppedSpeaking
    | UserTranscription
    | BotLlmStarted
    | BotLlmText
    | BotLlmStopped
    | BotOutput
    | BotStartedSpeaking
    | BotStoppedSpeaking
    | BotInterrupted
    | TurnMetrics
    | ErrorNotice
    | PlaybackCommand
    | Visemes
    | SetExpression
    | PlayGesture
    | Keyframes
    | Remark
    | Intent
    | Clarify
    | Card
    | Reminder
    | Caption
    | EnterProfile
    | PartyState
    | PartyPlayback
    | PartySaid
    | PartyPong;
  microphone: MicrophoneHeader;
  voice: VoiceHeader;
}
/**
 * A browser is there. `session` asks to find an earlier session again.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "ClientReady".
 */
export interface ClientReady {
  type: "client-ready";
  version: string;
  session: string | null;
  /**
   * The viewer's, as IANA names it, such as Europe/Vienna.
   */
  time_zone: string | null;
  hour_cycle: ("h12" | "h23") | null;
  about: {
    [k: string]: string;
  };
}
/**
 * The viewer typed something.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "SendText".
 */
export interface SendText {
  type: "send-text";
  content: string;
}
/**
 * How playback stands in one browser; sent on change and every few seconds.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "PlaybackState".
 */
export interface PlaybackState {
  type: "tv.state";
  /**
   * What plays out of the catalogue; none for a recording.
   */
  channel_id: string | null;
  channel_name: string | null;
  /**
   * It is what a channel broadcasts now, rather than a film, a recording or a past programme.
   */
  live: boolean;
  /**
   * The picture moves: not paused, not stopped, not waiting for data.
   */
  playing: boolean;
  paused: boolean;
  muted: boolean;
  volume: number;
  /**
   * Programme date-time of the picture on the screen (RFC 8216 §4.3.2.6).
   */
  position: string | null;
  behind_live_seconds: number | null;
  /**
   * Lines of the picture, such as 1080.
   */
  height: number | null;
  rate: number;
  subtitles: boolean;
  fullscreen: boolean;
  /**
   * Page that is open, one of `ui.open`'s.
   */
  screen: string;
  /**
   * When the sleep timer stops the programme; none where it is not set.
   */
  sleep_at: string | null;
  /**
   * Why nothing plays, in words for the viewer.
   */
  error: string | null;
}
/**
 * What the browser did. `error` is set when it could not; the state is as it stands either way.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "PlaybackResult".
 */
export interface PlaybackResult {
  type: "tv.command.result";
  command_id: string;
  ok: boolean;
  /**
   * A short sentence of what really happened, such as "Playing BBC One, 1080p, 6 s behind live".
   */
  message: string;
  error: ResultError | null;
  state: PlaybackState;
}
/**
 * How much of a reply the viewer has heard; the history is cut to it after an interruption.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "SpeechProgress".
 */
export interface SpeechProgress {
  type: "speech.progress";
  turn: string;
  seconds_heard: number;
  finished: boolean;
}
/**
 * How the microphone stands. `speaking` is set by push-to-talk: true while the button is held.
 *
 * `open` takes all speech for Lumen's; `wake` what begins with her name, or follows soon after it or after her.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Microphone".
 */
export interface Microphone {
  type: "mic";
  mode: "push_to_talk" | "open" | "wake" | "off";
  speaking: boolean | null;
}
/**
 * The viewer wants silence now.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Interrupt".
 */
export interface Interrupt {
  type: "interrupt";
}
/**
 * This browser joins the party of `code`, or starts one without it; answered by `party.state`.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "PartyJoin".
 */
export interface PartyJoin {
  type: "party.join";
  code: string | null;
  /**
   * How the viewer wants to be called there; their profile's name where they do not say.
   */
  name: string | null;
}
/**
 * This browser leaves its party; its host may `end` it for everybody.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "PartyLeave".
 */
export interface PartyLeave {
  type: "party.leave";
  end: boolean;
}
/**
 * The host lets everybody choose what is watched, or does not any more.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "PartyRule".
 */
export interface PartyRule {
  type: "party.rule";
  everybody: boolean;
}
/**
 * Somebody who may has chosen what the party watches, and how; they have it on their screen.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "PartyPlay".
 */
export interface PartyPlay {
  type: "party.play";
  item: PartyItem | null;
  playing: boolean;
  clock: "programme" | "media";
  position: number | null;
  /**
   * Unix seconds of the gateways' clock.
   */
  at: number;
  rate: number;
}
/**
 * What a party watches; of a channel's past, that of `start` to `stop`.
 *
 * Which programme that is it does not say: whoever may know it finds it in the guide.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "PartyItem".
 */
export interface PartyItem {
  id: string;
  name: string;
  number: number | null;
  logo: string | null;
  kind: "tv" | "radio" | "movie" | "episode" | "recording";
  start: string | null;
  stop: string | null;
  /**
   * One of the channel's sources, chosen by hand.
   */
  source: string | null;
}
/**
 * A page asks for the gateways' time; `sent` is its own.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "PartyPing".
 */
export interface PartyPing {
  type: "party.ping";
  sent: number;
}
/**
 * The session is ready.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "BotReady".
 */
export interface BotReady {
  type: "bot-ready";
  version: string;
  session: string;
  resumed: boolean;
}
/**
 * The viewer began to speak.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "UserStartedSpeaking".
 */
export interface UserStartedSpeaking {
  type: "user-started-speaking";
}
/**
 * The viewer's utterance ended.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "UserStoppedSpeaking".
 */
export interface UserStoppedSpeaking {
  type: "user-stopped-speaking";
}
/**
 * What the viewer said. The `text` of partial ones only grows, until one with `final` ends them.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "UserTranscription".
 */
export interface UserTranscription {
  type: "user-transcription";
  text: string;
  /**
   * Words after `text` that may still change; none in a final one.
   */
  tentative: string;
  final: boolean;
  confidence: number | null;
}
/**
 * A reply begins.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "BotLlmStarted".
 */
export interface BotLlmStarted {
  type: "bot-llm-started";
}
/**
 * A piece of a reply's text, in order.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "BotLlmText".
 */
export interface BotLlmText {
  type: "bot-llm-text";
  text: string;
}
/**
 * The reply's text is complete.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "BotLlmStopped".
 */
export interface BotLlmStopped {
  type: "bot-llm-stopped";
}
/**
 * One sentence of Lumen; `spoken` when its sound follows.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "BotOutput".
 */
export interface BotOutput {
  type: "bot-output";
  text: string;
  spoken: boolean;
}
/**
 * The first sound of a reply is on its way.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "BotStartedSpeaking".
 */
export interface BotStartedSpeaking {
  type: "bot-started-speaking";
}
/**
 * The last sound of a reply has been sent.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "BotStoppedSpeaking".
 */
export interface BotStoppedSpeaking {
  type: "bot-stopped-speaking";
}
/**
 * The reply was cut off: drop its sound and its visemes at once.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "BotInterrupted".
 */
export interface BotInterrupted {
  type: "bot-interrupted";
}
/**
 * Where the time of a turn went, in seconds from the end of the utterance (or the text's arrival).
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "TurnMetrics".
 */
export interface TurnMetrics {
  type: "metrics";
  transcribed_seconds: number | null;
  understood_seconds: number | null;
  first_sentence_seconds: number | null;
  first_audio_seconds: number | null;
  total_seconds: number;
}
/**
 * Something went wrong that the viewer should know; `fatal` ends the session.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "ErrorNotice".
 */
export interface ErrorNotice {
  type: "error";
  error: string;
  fatal: boolean;
}
/**
 * Asks one browser to do something; answered by `tv.command.result` with the same `command_id`.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "PlaybackCommand".
 */
export interface PlaybackCommand {
  type: "tv.command";
  command_id: string;
  command: Command;
  /**
   * Set where the command names a channel.
   */
  target: ChannelTarget | null;
}
/**
 * The channel that a command means, as the catalogue resolved it.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "ChannelTarget".
 */
export interface ChannelTarget {
  channel_id: string;
  name: string;
  number: number | null;
  logo: string | null;
  kind: "tv" | "radio" | "movie" | "episode";
}
/**
 * Mouth shapes of one sentence, on the clock of the turn's speech.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Visemes".
 */
export interface Visemes {
  type: "avatar.visemes";
  sentence: number;
  cues: VisemeCue[];
}
/**
 * One mouth shape on the clock of the sound it belongs to.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "VisemeCue".
 */
export interface VisemeCue {
  viseme: Viseme;
  /**
   * Seconds from the first sample of the clock's sound.
   */
  start: number;
  /**
   * Seconds.
   */
  duration: number;
  weight: number;
}
/**
 * Shows an emotion for a while, then eases back.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "SetExpression".
 */
export interface SetExpression {
  type: "avatar.expression";
  expression: Expression;
  intensity: number;
  seconds: number;
}
/**
 * Plays a gesture once.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "PlayGesture".
 */
export interface PlayGesture {
  type: "avatar.gesture";
  gesture: Gesture;
}
/**
 * What is known of the programme's next seconds. Later ones replace earlier ones from their first timestamp on.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Keyframes".
 */
export interface Keyframes {
  type: "avatar.keyframes";
  channel_id: string;
  keyframes: Keyframe[];
  /**
   * Beats a minute, none where there is no beat.
   */
  tempo: number | null;
  /**
   * Unix seconds of programme time.
   */
  beats: number[];
  energy: number;
  mood: ("energetic" | "calm" | "dramatic" | "upbeat") | null;
}
/**
 * How the body moves with the programme at one moment; the browser interpolates between keyframes.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Keyframe".
 */
export interface Keyframe {
  /**
   * Seconds: Unix programme time on a channel, from the first sample in the analysis of a file.
   */
  timestamp: number;
  expression: Expression;
  gesture: Gesture | null;
  /**
   * Nod; 1 is the deepest one down.
   */
  head_bob: number;
  /**
   * Lean; 1 is the furthest to her left.
   */
  body_sway: number;
  /**
   * How strongly she is moved, from energy and mood.
   */
  intensity: number;
}
/**
 * Something that Lumen would like to say of the programme; each session decides whether she may, and what of it.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Remark".
 */
export interface Remark {
  type: "companion.remark";
  text: string;
  reason: string;
  urgency: number;
  expression: Expression;
  joke: boolean;
  /**
   * It tells what a viewer might not want to know yet.
   */
  spoiler: boolean;
  /**
   * It tells how a match stands, which the sports server may know before the picture shows it.
   */
  score: boolean;
  channel_id: string;
  /**
   * For viewers who want no jokes or no spoilers, the most urgent first.
   */
  instead: RemarkLine[];
  usual: WatchAlong;
  /**
   * Between two remarks, at normal chattiness.
   */
  rest_seconds: number;
  /**
   * Hours of the viewer's day, from and to, between which nothing is said; equal ones: none.
   *
   * @minItems 2
   * @maxItems 2
   */
  quiet_hours: [unknown, unknown];
  /**
   * Of viewers who do not tell their time zone.
   */
  utc_offset_hours: number;
}
/**
 * One thing that may be said.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "RemarkLine".
 */
export interface RemarkLine {
  text: string;
  reason: string;
  urgency: number;
  expression: Expression;
  joke: boolean;
  /**
   * It tells what a viewer might not want to know yet.
   */
  spoiler: boolean;
  /**
   * It tells how a match stands, which the sports server may know before the picture shows it.
   */
  score: boolean;
}
/**
 * How she watches along with who has not said how.
 */
export interface WatchAlong {
  chattiness: "silent" | "quiet" | "normal" | "chatty";
  humour: boolean;
  spoilers: boolean;
  scores: boolean;
}
/**
 * What the viewer's words were understood to ask for.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Intent".
 */
export interface Intent {
  type: "intent";
  commands: Command[];
  tier: string;
  confidence: number;
}
/**
 * A question back, with the choices there are.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Clarify".
 */
export interface Clarify {
  type: "clarify";
  question: string;
  options: string[];
}
/**
 * A structured result that the chat shows beside the words.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Card".
 */
export interface Card {
  type: "card";
  title: string;
  lines: string[];
}
/**
 * A reminder of the viewer is due.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Reminder".
 */
export interface Reminder {
  type: "reminder";
  title: string;
  channel_id: string | null;
}
/**
 * A caption of the programme, on the programme's clock.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Caption".
 */
export interface Caption {
  type: "tv.caption";
  channel_id: string;
  text: string;
  /**
   * Unix seconds of programme time at which it appears.
   */
  timestamp: number;
  /**
   * Seconds for which it stays.
   */
  duration: number;
  /**
   * BCP 47 tag of the language that it was translated to; none where these are the programme's own words.
   */
  translated_to: string | null;
}
/**
 * Asks the page to become another profile: at once where it has no PIN, else after asking for it.
 *
 * The page sends `POST /api/profiles/{profile_id}/enter`, whose answer sets the cookie, and opens its socket again:
 * a session belongs to the profile under which it was opened.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "EnterProfile".
 */
export interface EnterProfile {
  type: "profile.enter";
  profile_id: string;
  name: string;
  has_pin: boolean;
}
/**
 * The party that this browser is in; without a `code` it is in none, and `reason` says why not any more.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "PartyState".
 */
export interface PartyState {
  type: "party.state";
  code: string | null;
  you: string;
  host: string;
  /**
   * Everybody may choose what is watched, not the host alone.
   */
  everybody: boolean;
  members: PartyMember[];
  /**
   * Unix seconds.
   */
  ends_at: number | null;
  reason: string;
}
/**
 * Somebody in a party.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "PartyMember".
 */
export interface PartyMember {
  id: string;
  name: string;
}
/**
 * What the party watches, for pages to follow.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "PartyPlayback".
 */
export interface PartyPlayback {
  type: "party.playback";
  /**
   * None: nothing, or nothing that this viewer may see.
   */
  item: PartyItem | null;
  /**
   * Why this viewer sees nothing of what the others watch.
   */
  withheld: string;
  playing: boolean;
  clock: "programme" | "media";
  position: number | null;
  at: number;
  rate: number;
}
/**
 * What another member said to Lumen.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "PartySaid".
 */
export interface PartySaid {
  type: "party.said";
  member: string;
  name: string;
  text: string;
  /**
   * The turn in which Lumen answers.
   */
  turn: string;
}
/**
 * The time of the gateways, in Unix seconds, when the ping with that `sent` came.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "PartyPong".
 */
export interface PartyPong {
  type: "party.pong";
  sent: number;
  at: number;
}
/**
 * Header of a binary frame of the microphone whose sound was compared with the page's own.
 *
 * Mono int16 little-endian PCM at 16 kHz follows it, 512 samples. A frame may also be such PCM without a header.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "MicrophoneHeader".
 */
export interface MicrophoneHeader {
  kind: "mic";
  /**
   * Share of the sound that the programme and Lumen's voice do not explain.
   */
  near: number;
  /**
   * Level of those two in it, in dB of full scale; they have been taken out as far as they could be.
   */
  far: number;
}
/**
 * Header of a binary frame of Lumen's voice; mono int16 little-endian PCM follows it.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "VoiceHeader".
 */
export interface VoiceHeader {
  kind: "voice";
  turn: string;
  generation: number;
  sentence: number;
  /**
   * Counts the frames of a turn from 0.
   */
  sequence: number;
  /**
   * Hz.
   */
  sample_rate: number;
  /**
   * Seconds on the clock of the turn's speech.
   */
  start: number;
}
/**
 * How Lumen watches along with a viewer: how often she speaks, and whether she jokes, spoils and tells scores.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "WatchAlong".
 */
export interface WatchAlong1 {
  chattiness: "silent" | "quiet" | "normal" | "chatty";
  humour: boolean;
  spoilers: boolean;
  scores: boolean;
}
