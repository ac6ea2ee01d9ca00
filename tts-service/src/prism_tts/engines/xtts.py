"""Speech by XTTS v2 (Casanova et al., 2024, https://arxiv.org/abs/2406.04904) through coqui-tts.

A reference recording gives the voice, and the recording of an emotion its colour. Sound is streamed as the
decoder makes it; phonemes have no times here, `prism_tts.alignment` finds them. Imported only when chosen.
"""

import contextlib
import re
import threading
import zlib
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import numpy as np
import torch

from prism_core.audio import Pcm, read_wav
from prism_core.errors import Unavailable
from prism_core.events.avatar import Expression
from prism_core.hub import fetched, percentage
from prism_core.requests import EngineDevice
from prism_core.sentences import cut_long
from prism_tts.engines import DEFAULT_VOICE, Capabilities, Speech, require_language, torchaudio_on_cpu
from prism_tts.engines.conditioning import Conditioning, Conditionings
from prism_tts.engines.pitch import Shift, ratio_of
from prism_tts.engines.references import References
from prism_tts.hush import Hushed, asker, hushed
from prism_tts.loudness import Wave, gain_for, quantised

torchaudio_on_cpu.prepare()
import torchaudio  # noqa: E402  # prepared first, or it fails beside a torch without CUDA
from TTS.tts.configs.xtts_config import XttsConfig  # noqa: E402
from TTS.tts.models import xtts  # noqa: E402
from TTS.utils.manage import ModelManager  # noqa: E402

PUBLISHED = ("tts_models", "multilingual", "multi-dataset", "xtts_v2")
"""Where the library's list of models has the published one."""
FILES = ("config.json", "model.pth", "vocab.json")
SAMPLE_RATE = 24_000
LONGEST = {
    "en": 250, "de": 253, "fr": 273, "es": 239, "it": 213, "pt": 203, "pl": 224, "zh-cn": 82, "ar": 166, "cs": 186,
    "ru": 182, "nl": 251, "tr": 226, "ja": 71, "hu": 224, "ko": 95, "hi": 150,
}  # fmt: skip
"""Its seventeen languages, and how many characters at once it says without losing the end (its tokenizer's limits)."""
REGIONS = {"zh": "zh-cn", "zh-tw": "zh-cn"}
STREAM_TOKENS = 20
"""Audio tokens a piece: about 0.9 s of sound, the smallest that joins without seams (the model's default)."""
WHOLE = 10_000
"""Audio tokens that no utterance has."""
CALIBRATION = "Hello, I am Lumen. What would you like to watch tonight?"


class XttsEngine:
    """Speaks with XTTS v2. One utterance at a time; further callers wait.

    Args:
        checkpoint: folder with `config.json`, `model.pth` and `vocab.json`; none fetches the published model, to
            whose licence whoever asks for it has agreed.
        voices_dir: folder of the reference recordings.
        device: where to compute.
        kept_dir: where voices that were listened to are kept; none keeps them in memory.
        models_dir: where the published model is fetched to.
        stream_tokens: audio tokens a piece.
        hub: address of a mirror of the hub that the published model is fetched from; none is the hub itself.
    """

    name = "xtts"

    def __init__(
        self,
        checkpoint: Path | None,
        voices_dir: Path,
        device: EngineDevice = "cpu",
        kept_dir: Path | None = None,
        stream_tokens: int = STREAM_TOKENS,
        models_dir: Path = Path("models"),
        hub: str | None = None,
    ) -> None:
        self.progress = ""
        """How far fetching the model is, in words; empty where nothing is being fetched."""
        self._hub = hub
        self._stream_tokens = stream_tokens
        self.model = checkpoint.name if checkpoint is not None else "xtts_v2"
        self._checkpoint = checkpoint
        self._references = References(voices_dir)
        self._device = device
        self._kept_dir = kept_dir
        self._models_dir = models_dir
        self._model: Any = None
        self._conditionings = Conditionings(None, "", device)
        self._lock = threading.Lock()

    @property
    def capabilities(self) -> Capabilities:
        """The voices of the reference recordings in seventeen languages, without phoneme times."""
        languages = frozenset(LONGEST) | frozenset(REGIONS)
        longest = {**LONGEST, "zh": LONGEST["zh-cn"]}
        return Capabilities(
            SAMPLE_RATE, self._references.voices(), languages, phoneme_times=False, device=self._device, longest=longest
        )

    def load(self) -> None:
        """Loads the checkpoint, listens to Lumen's recording and says a sentence; see `Engine.load`."""
        self._references.check()
        folder = self._checkpoint or self._published()
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise Unavailable(f"{folder} is no XTTS checkpoint: it lacks {', '.join(missing)}")
        config = XttsConfig()
        config.load_json(str(folder / "config.json"))
        model = xtts.Xtts.init_from_config(config)
        try:
            model.load_checkpoint(config, checkpoint_dir=str(folder), eval=True)
            model = model.to(self._device)
        except (RuntimeError, KeyError, EOFError) as error:
            raise Unavailable(f"the checkpoint in {folder} cannot be loaded: {error}; fetch it again") from error
        with self._lock:
            self._model = model
            model.gpt.gpt_inference.register_forward_pre_hook(_stop_when_hushed)
            size = (folder / "model.pth").stat().st_size
            self._conditionings = Conditionings(self._kept_dir, f"{self.model} {size}", self._device)
            voice = self._conditionings.of(self._references.recording(DEFAULT_VOICE, "neutral"), self._listen)
            with contextlib.closing(self._stream(CALIBRATION, "en", voice, 1.0, self._stream_tokens)) as waves:
                next(waves, None)  # The first piece after loading is the slow one.

    def _published(self) -> Path:
        """Folder of the published model, of which what is missing is fetched."""
        repository = ModelManager().models_dict
        for name in PUBLISHED:
            repository = repository[name]
        unwanted = asker()

        def told(here: int, total: int) -> None:
            if unwanted():
                raise Hushed
            self.progress = percentage(here, total)

        try:
            return fetched(repository["repo_id"], FILES, self._models_dir, told, hub=self._hub)
        except Unavailable as error:
            raise Unavailable(f"{error.message}; or set TTS_MODEL to a folder with XTTS v2") from error
        finally:
            self.progress = ""

    def unload(self) -> None:
        """Gives the model's memory back."""
        with self._lock:
            self._model = None
            self._conditionings.clear()
            if self._device == "cuda":
                torch.cuda.empty_cache()

    def synthesize(
        self, text: str, voice: str, language: str, speed: float, emotion: Expression, pitch: float = 0.0
    ) -> Generator[Speech, None, None]:
        """Pieces of about a second; see `Engine.synthesize`."""
        tag = require_language(language, self.capabilities.languages)
        recording = self._references.recording(voice, emotion)
        ratio = ratio_of(pitch)
        shift = Shift(ratio)
        with self._lock:
            conditioning = self._conditioning(recording)
            for part in self._parts(text, tag):
                with contextlib.closing(
                    self._stream(part, tag, conditioning, speed / ratio, self._stream_tokens)
                ) as waves:
                    for wave in waves:
                        sound = quantised(shift.push(wave * conditioning.gain))
                        if len(sound):
                            yield Speech(Pcm(sound.tobytes(), SAMPLE_RATE))

    def _parts(self, text: str, tag: str) -> list[str]:
        """`text` as the model can read it, in as many parts as its window takes: figures become many tokens."""
        tokenizer, language = self._model.tokenizer, REGIONS.get(tag, tag)
        readable = _readable(text, language, tokenizer.preprocess_text)
        if len(tokenizer.encode(readable, language)) < self._model.args.gpt_max_text_tokens - 1 or len(text) < 8:
            return [readable]
        return [part for half in cut_long(text, len(text) // 2 + 1) for part in self._parts(half, tag)]

    def _conditioning(self, recording: Path) -> Conditioning:
        if self._model is None:
            raise Unavailable("XTTS v2 is not loaded yet; ask again in a moment")
        return self._conditionings.of(recording, self._listen)

    def _listen(self, recording: Path) -> Conditioning:
        """Takes a voice from its recording, and says a sentence with it to hear how loud it is."""
        latent, speaker = self._model.get_conditioning_latents(audio_path=[str(recording)])
        gain = gain_for(self._say(CALIBRATION, "en", Conditioning(latent, speaker, 1.0)), SAMPLE_RATE)
        return Conditioning(latent, speaker, gain)

    def _say(self, text: str, language: str, conditioning: Conditioning) -> Wave:
        with contextlib.closing(self._stream(text, language, conditioning, 1.0, WHOLE)) as waves:
            return np.concatenate([np.zeros(0), *waves])

    def _stream(
        self, text: str, language: str, conditioning: Conditioning, speed: float, tokens: int
    ) -> Generator[Wave, None, None]:
        # The model draws at random: the text as seed makes the same request give the same sound.
        torch.manual_seed(zlib.crc32(text.encode()))
        stream = self._model.inference_stream(
            text,
            REGIONS.get(language, language),
            conditioning.latent,
            conditioning.speaker,
            stream_chunk_size=tokens,
            speed=speed,
            enable_text_splitting=False,
        )
        with contextlib.closing(stream), torch.inference_mode():
            for wave in stream:
                yield wave.detach().float().clamp(-1, 1).cpu().numpy().astype(np.float64)


def _readable(text: str, tag: str, read: Callable[[str, str], str]) -> str:
    """`text` as the model's reader of numbers takes it: some numbers in some languages are beyond it.

    A stop that ends a sentence makes an ordinal of the number before it in German, Czech, Turkish and Hungarian.
    """
    text = re.sub(r"(?<=\d)(?=[.!?]*$)", " ", text)
    for plainer in (text, re.sub(r"(?<=\d)\.(?!\d)", " ", text), re.sub(r"(?<=\d)(?=\d)", " ", text)):
        with contextlib.suppress(ArithmeticError, NotImplementedError, ValueError, LookupError, TypeError):
            read(plainer, tag.split("-")[0])
            return plainer
    return re.sub(r"\d+", " ", text)


def _stop_when_hushed(*_: object) -> None:
    """Runs before each audio token: a piece has twenty, which take seconds on a CPU."""
    if hushed():
        raise Hushed


def _load_audio(path: str, sample_rate: int) -> torch.Tensor:
    """A mono recording in [-1, 1] at `sample_rate`; torchaudio's own loader needs a further package."""
    sound = read_wav(Path(path).read_bytes())
    wave = torch.frombuffer(bytearray(sound.samples), dtype=torch.int16).float().unsqueeze(0) / 32768
    if sound.sample_rate == sample_rate:
        return wave
    resampled: torch.Tensor = torchaudio.functional.resample(wave, sound.sample_rate, sample_rate)
    return resampled.clamp(-1, 1)


xtts.load_audio = _load_audio
