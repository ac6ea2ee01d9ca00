/** What a viewer keeps on the server: recordings, reminders, what was left unfinished, profiles. */

import type { Api, Profile, Programme, Recording, RecordingRule, Reminder, Resume } from "../protocol/api";

type Needed = Pick<Api, "recordings" | "recordingRules" | "reminders" | "resumes" | "profiles">;

export class Library {
  recordings = $state.raw<Recording[]>([]);
  rules = $state.raw<RecordingRule[]>([]);
  usedBytes = $state(0);
  quotaBytes = $state(0);
  reminders = $state.raw<Reminder[]>([]);
  resumes = $state.raw<Resume[]>([]);
  profiles = $state.raw<Profile[]>([]);
  /** Whose television it is now; null before that is known. */
  profile = $state.raw<Profile | null>(null);
  /** Why the recordings could not be had. */
  problem = $state<string | null>(null);

  constructor(private readonly api: Needed) {}

  async loadRecordings(): Promise<void> {
    try {
      const [kept, rules] = await Promise.all([this.api.recordings(), this.api.recordingRules()]);
      this.recordings = kept.recordings;
      this.usedBytes = kept.used_bytes;
      this.quotaBytes = kept.quota_bytes;
      this.rules = rules;
      this.problem = null;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : "The recordings could not be loaded.";
    }
  }

  async loadReminders(): Promise<void> {
    this.reminders = await this.api.reminders().catch(() => this.reminders); // An extra: the last known ones stay.
  }

  async loadResumes(): Promise<void> {
    this.resumes = await this.api.resumes().catch(() => this.resumes); // An extra: the last known ones stay.
  }

  async loadProfiles(): Promise<void> {
    try {
      const { profiles, current } = await this.api.profiles();
      this.profiles = profiles;
      this.profile = profiles.find((profile) => profile.id === current) ?? null;
    } catch {
      this.profiles = []; // The rest of the page tells that the service is away.
    }
  }

  /** A profile with an age limit changes neither sources nor profiles. */
  get limited(): boolean {
    return this.profile !== null && this.profile.age_limit !== null;
  }

  /** What is being recorded on `channel`. */
  running(channel: string): Recording | undefined {
    return this.recordings.find((one) => one.channel_id === channel && one.state === "recording");
  }

  /** What is recorded or will be on `channel` at `time` (Unix milliseconds). */
  recordingAt(channel: string, time: number): Recording | undefined {
    return this.recordings.find(
      (one) =>
        one.channel_id === channel &&
        (one.state === "recording" || one.state === "scheduled") &&
        Date.parse(one.start) <= time &&
        time < Date.parse(one.stop),
    );
  }

  /** The reminder that was set of `programme`. */
  reminderOf(programme: Programme): Reminder | undefined {
    return this.reminders.find(
      (one) =>
        one.channel_id === programme.channel_id && Date.parse(one.when) === Date.parse(programme.start),
    );
  }

  /** Seconds at which `item` was left; undefined where it was not. */
  leftAt(item: string): number | undefined {
    return this.resumes.find((one) => one.item_id === item)?.seconds;
  }
}
