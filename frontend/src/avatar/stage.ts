/** The stage: a canvas in a container, lights, a camera framed on head and chest, and the loop that draws at a pace. */

import type { VRM } from "@pixiv/three-vrm";
import { AmbientLight, DirectionalLight, PerspectiveCamera, Scene, Vector3, WebGLRenderer } from "three";

import { Pace } from "./pace";

export interface StageOptions {
  container: HTMLElement;
  /** Drawing is done on the processor: fewer frames, no smoothing of edges, one canvas pixel a CSS pixel. */
  software: boolean;
  /** Called with the seconds since the last frame, before each one is drawn. */
  onFrame: (delta: number) => void;
  /** Called once when the machine cannot keep even the slowest pace. */
  onTooSlow: () => void;
}

const FIELD_DEGREES = 24;
/** What must fit, in heights of the head bone above the hips: from the waist to above the ears. */
const FRAME_BOTTOM = 0.1;
const FRAME_TOP = 2.66;
/** And the half width, in the same unit: raised hands and the ears' tips. */
const FRAME_HALF_WIDTH = 1.24;

/** Draws one avatar. */
export class Stage {
  readonly canvas: HTMLCanvasElement;
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new PerspectiveCamera(FIELD_DEGREES, 1, 0.1, 20);
  private readonly pace: Pace;
  private readonly observer: ResizeObserver;
  private vrm: VRM | null = null;
  private running = false;

  constructor(private readonly options: StageOptions) {
    const { container, software } = options;
    this.renderer = new WebGLRenderer({ alpha: true, antialias: !software, powerPreference: "low-power" });
    this.renderer.setPixelRatio(software ? 1 : Math.min(2, window.devicePixelRatio));
    this.canvas = this.renderer.domElement;
    this.canvas.setAttribute("aria-hidden", "true");
    // MToon is albedo × light / π: this key and fill keep white just below clipping.
    const key = new DirectionalLight(0xffffff, 2.4);
    key.position.set(0.7, 1.2, 1.5);
    this.scene.add(key, new AmbientLight(0xc4caff, 0.6));
    this.pace = new Pace(software);
    container.append(this.canvas);
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(container);
  }

  /** Frames a second aimed at. */
  get framesPerSecond(): number {
    return this.pace.framesPerSecond;
  }

  /** Puts the avatar on the stage; resolves when its shaders are compiled. */
  async show(vrm: VRM): Promise<void> {
    this.vrm = vrm;
    this.scene.add(vrm.scene);
    this.resize();
    await this.renderer.compileAsync(this.scene, this.camera);
  }

  start(): void {
    if (this.running) return;
    this.running = true;
    this.renderer.setAnimationLoop(this.frame);
  }

  stop(): void {
    this.running = false;
    this.renderer.setAnimationLoop(null);
  }

  /** Draws the avatar as it stands. */
  draw(): void {
    this.renderer.render(this.scene, this.camera);
  }

  dispose(): void {
    this.stop();
    this.observer.disconnect();
    this.renderer.dispose();
    this.canvas.remove();
  }

  private readonly frame = (milliseconds: number): void => {
    const delta = this.pace.due(milliseconds / 1000);
    if (delta !== null) {
      this.options.onFrame(delta);
      this.draw();
    } else if (this.pace.framesPerSecond === 0) {
      this.stop();
      this.options.onTooSlow();
    }
  };

  private resize(): void {
    const { clientWidth: width, clientHeight: height } = this.options.container;
    if (width === 0 || height === 0) return;
    this.renderer.setSize(width, height, false);
    this.canvas.style.cssText = "display:block;width:100%;height:100%";
    this.frameBust(width / height);
    if (!this.running && this.vrm) this.draw();
  }

  /** Head and chest fill the canvas, whatever its shape and the avatar's size; seen from slightly above the chest. */
  private frameBust(aspect: number): void {
    const place = new Vector3();
    const heightOf = (bone: "hips" | "head"): number =>
      this.vrm?.humanoid.getRawBoneNode(bone)?.getWorldPosition(place).y ?? (bone === "hips" ? 0.4 : 0.72);
    const [hips, head] = [heightOf("hips"), heightOf("head")];
    const unit = head - hips;
    const [bottom, top] = [hips + unit * FRAME_BOTTOM, hips + unit * FRAME_TOP];
    const tangent = Math.tan((FIELD_DEGREES * Math.PI) / 360);
    const half = Math.max((top - bottom) / 2, (FRAME_HALF_WIDTH * unit) / aspect);
    const middle = (top + bottom) / 2;
    this.camera.aspect = aspect;
    this.camera.position.set(0, middle, half / tangent);
    this.camera.lookAt(0, middle, 0);
    this.camera.updateProjectionMatrix();
  }
}
