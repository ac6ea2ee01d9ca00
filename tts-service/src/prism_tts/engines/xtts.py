"""Speech by XTTS v2 (Casanova et al., 2024, https://arxiv.org/abs/2406.04904) through coqui-tts.

A reference recording gives the voice, and the recording of an emotion its colour. Sound is streamed as the
decoder makes it; phonemes have no times here, `prism_tts.alignment` finds them. Imported only when chosen.
"""

import contextlib
import threading
import zlib
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torchaudio
from TTS.tts.configs.xtts_config import XttsConfig
from TTS.tts.models import xtts
from TTS.utils.manage import ModelManager

from prism_core.audio import Pcm, read_wav
from prism_core.errors import Unavailable
from prism_core.events.avatar import Expression
from prism_core.requests import EngineDevice
from prism_tts.engines import DEFAULT_VOICE, Capabilities, Speech, require_language, require_voice
from prism_tts.engines.references import find_references

PUBLISHED = "tts_models/multilingual/multi-dataset/xtts_v2"
SAMPLE_RATE = 24_000
LANGUAGES = frozenset(
    {"en", "es", "fr", "de", "it", "pt", "pl", "tr", "ru", "nl", "cs", "ar", "zh-cn", "ja", "hu", "ko", "hi"}
)
REGIONS = {"zh": "zh-cn", "zh-tw": "zh-cn"}
STREAM_TOKENS = 20
"""Audio tokens a piece: about 0.9 s of sound, the smallest that joins without seams (the model's default)."""


@dataclass(frozen=True, slots=True)
class _Conditioning:
    latent: torch.Tensor
    speaker: torch.Tensor


class XttsEngine:
    """Speaks with XTTS v2. One utterance at a time; further callers wait.

    Args:
        checkpoint: folder with `config.json`, `model.pth` and `vocab.json`; none fetches the published model.
        voices_dir: folder of the reference recordings.
        device: where to compute.
        stream_tokens: audio tokens a piece.
    """

    name = "xtts"

    def __init__(
        self,
        checkpoint: Path | None,
        voices_dir: Path,
        device: EngineDevice = "cpu",
        stream_tokens: int = STREAM_TOKENS,
    ) -> None:
        self._stream_tokens = stream_tokens
        self.model = checkpoint.name if checkpoint is not None else "xtts_v2"
        self._checkpoint = checkpoint
        self._voices_dir = voices_dir
        self._device = device
        self._model: Any = None
        self._conditionings: dict[Expression, _Conditioning] = {}
        self._lock = threading.Lock()

    @property
    def capabilities(self) -> Capabilities:
        """One voice in seventeen languages, without phoneme times."""
        languages = LANGUAGES | frozenset(REGIONS)
        return Capabilities(SAMPLE_RATE, (DEFAULT_VOICE,), languages, phoneme_times=False, device=self._device)

    def load(self) -> None:
        """Loads the checkpoint and listens to the reference recordings; see `Engine.load`."""
        references = find_references(self._voices_dir, DEFAULT_VOICE)
        folder = self._checkpoint or _published()
        missing = [name for name in ("config.json", "model.pth", "vocab.json") if not (folder / name).is_file()]
        if missing:
            raise Unavailable(f"{folder} is no XTTS checkpoint: it lacks {', '.join(missing)}")
        config = XttsConfig()
        config.load_json(str(folder / "config.json"))
        model = xtts.Xtts.init_from_config(config)
        model.load_checkpoint(config, checkpoint_dir=str(folder), eval=True)
        self._model = model.to(self._device)
        self._conditionings = {emotion: self._condition(reference.path) for emotion, reference in references.items()}

    def unload(self) -> None:
        """Gives the model's memory back."""
        with self._lock:
            self._model = None
            self._conditionings.clear()
            if self._device == "cuda":
                torch.cuda.empty_cache()

    def synthesize(
        self, text: str, voice: str, language: str, speed: float, emotion: Expression
    ) -> Generator[Speech, None, None]:
        """Pieces of about a second; see `Engine.synthesize`."""
        require_voice(voice, self.capabilities.voices)
        tag = require_language(language, self.capabilities.languages)
        with self._lock:
            if self._model is None:
                raise Unavailable("XTTS v2 is not loaded yet; ask again in a moment")
            conditioning = self._conditionings.get(emotion, self._conditionings["neutral"])
            # The model draws at random: the text as seed makes the same request give the same sound.
            torch.manual_seed(zlib.crc32(text.encode()))
            stream = self._model.inference_stream(
                text,
                REGIONS.get(tag, tag),
                conditioning.latent,
                conditioning.speaker,
                stream_chunk_size=self._stream_tokens,
                speed=speed,
                enable_text_splitting=False,
            )
            with contextlib.closing(stream), torch.inference_mode():
                for wave in stream:
                    yield Speech(Pcm(_int16(wave), SAMPLE_RATE))

    def _condition(self, recording: Path) -> _Conditioning:
        latent, speaker = self._model.get_conditioning_latents(audio_path=[str(recording)])
        return _Conditioning(latent, speaker)


def _published() -> Path:
    """Folder of the published model, fetched at the first call."""
    try:
        path, _, _ = ModelManager(progress_bar=False).download_model(PUBLISHED)
    except (OSError, ValueError) as error:
        raise Unavailable(f"XTTS v2 could not be fetched: {error}; set TTS_MODEL to a folder with it") from error
    return Path(path)


def _int16(wave: torch.Tensor) -> bytes:
    samples = (wave.detach().float().clamp(-1, 1) * 32767).round().to(torch.int16)
    return bytes(samples.cpu().numpy().tobytes())


def _load_audio(path: str, sample_rate: int) -> torch.Tensor:
    """A mono recording in [-1, 1] at `sample_rate`; torchaudio's own loader needs a further package."""
    sound = read_wav(Path(path).read_bytes())
    wave = torch.frombuffer(bytearray(sound.samples), dtype=torch.int16).float().unsqueeze(0) / 32768
    if sound.sample_rate == sample_rate:
        return wave
    resampled: torch.Tensor = torchaudio.functional.resample(wave, sound.sample_rate, sample_rate)
    return resampled.clamp(-1, 1)


xtts.load_audio = _load_audio
