/** What draws WebGL here: a graphics card, a software renderer, or nothing. */

export type Graphics = "hardware" | "software" | "none";

/** The names of renderers that draw on the processor: Chromium's and Mesa's, and Windows' fallback. */
const SOFTWARE = /SwiftShader|llvmpipe|softpipe|Basic Render/i;

/** Sorts a renderer's name. */
export function classify(renderer: string): Graphics {
  return SOFTWARE.test(renderer) ? "software" : "hardware";
}

/**
 * What `canvas` would be drawn by. The canvas is used up: it has a context now.
 *
 * `failIfMajorPerformanceCaveat` is no answer: Chromium may create a context on SwiftShader despite it.
 */
export function detectGraphics(canvas: HTMLCanvasElement): Graphics {
  const gl = canvas.getContext("webgl2");
  if (!gl) return "none";
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  const renderer = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return classify(renderer);
}
