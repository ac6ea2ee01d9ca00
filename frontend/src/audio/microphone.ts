/** The viewer's microphone: windows of 32 ms, mono int16 at 16 kHz, while the button is held or all the time. */

/** `wake`: always open, and meant for Lumen once she was called by her name. */
export type MicrophoneMode = "push_to_talk" | "open" | "wake" | "off";
export type MicrophoneFault = "insecure" | "denied" | "missing" | "failed";

const MESSAGES: Readonly<Record<MicrophoneFault, string>> = {
  insecure:
    "The microphone needs a secure page: open Prism over https, or on this machine as http://localhost.",
  denied: "The microphone is blocked: allow it for this page in the browser's site settings.",
  missing: "No microphone was found: connect one and try again.",
  failed: "The microphone could not be opened: another program may be using it.",
};

/** Why there is no microphone, in words for the viewer. */
export class MicrophoneError extends Error {
  override readonly name = "MicrophoneError";

  constructor(
    readonly fault: MicrophoneFault,
    options?: ErrorOptions,
  ) {
    super(MESSAGES[fault], options);
  }
}

/** A window of what is heard. */
export interface MicrophoneFrame {
  /** 512 samples. */
  pcm: ArrayBuffer;
  /** Share of it that the page's own sound does not explain, [0, 1]; null where that sound is not known. */
  near: number | null;
  /** Level of the page's own sound in it, in dB of full scale. */
  far: number | null;
}

/** An open microphone. */
export interface Capture {
  close(): void;
}

/** Opens the microphone and gives each frame to `onFrame`; rejects with `MicrophoneError`. */
export type OpenCapture = (onFrame: (frame: MicrophoneFrame) => void) => Promise<Capture>;

export interface MicrophoneOptions {
  open: OpenCapture;
  /** Gets each window that the viewer means to be heard. */
  onFrame: (frame: MicrophoneFrame) => void;
  /** Told of each change; `speaking` is whether the button is held, null outside push-to-talk. */
  onChange: (mode: MicrophoneMode, speaking: boolean | null) => void;
}

/** Decides what of the microphone is sent. */
export class Microphone {
  private mode: MicrophoneMode = "off";
  private held = false;
  private opening: Promise<Capture> | null = null;

  constructor(private readonly options: MicrophoneOptions) {}

  get state(): { readonly mode: MicrophoneMode; readonly speaking: boolean } {
    return { mode: this.mode, speaking: this.mode === "open" || this.mode === "wake" || this.held };
  }

  /**
   * Changes the mode; the device is opened for any but "off".
   *
   * @throws MicrophoneError where it cannot be opened; the mode is then "off".
   */
  async setMode(mode: MicrophoneMode): Promise<void> {
    if (mode === this.mode) return;
    this.held = false;
    this.mode = mode;
    if (mode === "off") this.release();
    else await this.acquire();
    if (this.mode === mode) this.options.onChange(mode, mode === "push_to_talk" ? false : null);
  }

  /** The button went down. */
  press(): void {
    this.hold(true);
  }

  /** The button came up. */
  letGo(): void {
    this.hold(false);
  }

  dispose(): void {
    this.mode = "off";
    this.release();
  }

  private hold(held: boolean): void {
    if (this.mode !== "push_to_talk" || this.held === held) return;
    this.held = held;
    this.options.onChange(this.mode, held);
  }

  private async acquire(): Promise<void> {
    if (this.opening) {
      await this.opening;
      return;
    }
    const opening = this.options.open((frame) => {
      if (this.state.speaking) this.options.onFrame(frame);
    });
    this.opening = opening;
    try {
      await opening;
    } catch (error) {
      if (this.opening === opening) {
        this.opening = null;
        this.mode = "off";
      }
      throw error;
    }
  }

  private release(): void {
    const { opening } = this;
    this.opening = null;
    // One that failed to open was told to whoever asked, and has nothing to close.
    opening?.then((capture) => capture.close()).catch(() => {});
  }
}
