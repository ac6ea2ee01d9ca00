/** The events of the browser's socket; the twin of prism_core.events. */

export type Expression = "neutral" | "happy" | "angry" | "sad" | "relaxed" | "surprised";
export type Gesture = "thumbs_up" | "shrug" | "cheer" | "clap" | "lean_in" | "surprised_step_back";
export type Viseme =
  | "sil" | "PP" | "FF" | "TH" | "DD" | "kk" | "CH" | "SS" | "nn" | "RR" | "aa" | "E" | "I" | "O" | "U";

export interface VisemeCue { viseme: Viseme; start: number; duration: number; weight: number }
export interface Command { name: string; slots: Record<string, string | boolean | number> }
export interface ChannelTarget { channel_id: string; name: string; number: number | null; logo: string | null }

export interface ClientReady { type: "client-ready"; version: string; session: string | null; about: Record<string, string> }
export interface SendText { type: "send-text"; content: string }
export interface Interrupt { type: "interrupt" }
export interface SpeechProgress { type: "speech.progress"; turn: string; seconds_heard: number; finished: boolean }
export interface Microphone { type: "mic"; mode: "push_to_talk" | "open" | "off"; speaking: boolean | null }
export interface PlaybackState {
  type: "tv.state"; channel_id: string | null; channel_name: string | null; playing: boolean; paused: boolean;
  muted: boolean; volume: number; position: string | null; behind_live_seconds: number | null; height: number | null;
  rate: number; subtitles: boolean; fullscreen: boolean; screen: string; error: string | null;
}
export type ResultError =
  | "unknown_channel" | "network" | "media" | "autoplay_blocked" | "unsupported" | "nothing_playing" | "timeout";
export interface PlaybackResult {
  type: "tv.command.result"; command_id: string; ok: boolean; message: string; error: ResultError | null; state: PlaybackState;
}

export interface BotReady { type: "bot-ready"; version: string; session: string; resumed: boolean }
export interface UserStartedSpeaking { type: "user-started-speaking" }
export interface UserStoppedSpeaking { type: "user-stopped-speaking" }
export interface UserTranscription { type: "user-transcription"; text: string; final: boolean; confidence: number | null }
export interface BotLlmStarted { type: "bot-llm-started" }
export interface BotLlmText { type: "bot-llm-text"; text: string }
export interface BotLlmStopped { type: "bot-llm-stopped" }
export interface BotOutput { type: "bot-output"; text: string; spoken: boolean }
export interface BotStartedSpeaking { type: "bot-started-speaking" }
export interface BotStoppedSpeaking { type: "bot-stopped-speaking" }
export interface BotInterrupted { type: "bot-interrupted" }
export interface TurnMetrics {
  type: "metrics"; transcribed_seconds: number | null; understood_seconds: number | null;
  first_sentence_seconds: number | null; first_audio_seconds: number | null; total_seconds: number;
}
export interface ErrorNotice { type: "error"; error: string; fatal: boolean }
export interface PlaybackCommand { type: "tv.command"; command_id: string; command: Command; target: ChannelTarget | null }
export interface Visemes { type: "avatar.visemes"; sentence: number; cues: VisemeCue[] }
export interface SetExpression { type: "avatar.expression"; expression: Expression; intensity: number; seconds: number }
export interface PlayGesture { type: "avatar.gesture"; gesture: Gesture }
export interface Keyframe {
  timestamp: number; expression: Expression; gesture: Gesture | null; head_bob: number; body_sway: number; intensity: number;
}
export interface Keyframes {
  type: "avatar.keyframes"; channel_id: string; keyframes: Keyframe[]; tempo: number | null; beats: number[]; energy: number;
  mood: "energetic" | "calm" | "dramatic" | "upbeat" | null;
}
export interface Remark { type: "companion.remark"; channel_id: string; text: string; reason: string; urgency: number; expression: Expression }
export interface Intent { type: "intent"; commands: Command[]; tier: string; confidence: number }
export interface Clarify { type: "clarify"; question: string; options: string[] }
export interface Card { type: "card"; title: string; lines: string[] }
export interface Reminder { type: "reminder"; title: string; channel_id: string | null }
export interface Caption { type: "tv.caption"; channel_id: string; text: string; timestamp: number; duration: number }
export interface VoiceHeader {
  kind: "voice"; turn: string; generation: number; sentence: number; sequence: number; sample_rate: number; start: number;
}

export type ClientEvent =
  | ClientReady | SendText | PlaybackState | PlaybackResult | SpeechProgress | Microphone | Interrupt;
export type ServerEvent =
  | BotReady | UserStartedSpeaking | UserStoppedSpeaking | UserTranscription | BotLlmStarted | BotLlmText | BotLlmStopped
  | BotOutput | BotStartedSpeaking | BotStoppedSpeaking | BotInterrupted | TurnMetrics | ErrorNotice | PlaybackCommand
  | Visemes | SetExpression | PlayGesture | Keyframes | Remark | Intent | Clarify | Card | Reminder | Caption;
