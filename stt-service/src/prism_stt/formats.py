"""Transcripts in the response formats of OpenAI's audio API.

Source: https://platform.openai.com/docs/api-reference/audio.
"""

import json
from collections.abc import Sequence
from typing import Literal

from .engines import Segment, Task, Transcript

ResponseFormat = Literal["json", "text", "verbose_json", "srt", "vtt"]
JsonValue = str | float | int | None | list["JsonValue"] | dict[str, "JsonValue"]

FRAMES_A_SECOND = 100
"""Whisper's frames, in which `seek` counts."""


def short_json(heard: Transcript, seconds: float) -> dict[str, JsonValue]:
    """The text, and the seconds that it is counted by."""
    return {"text": heard.text, "usage": _usage(seconds)}


def verbose_json(heard: Transcript, seconds: float, task: Task, granularities: Sequence[str]) -> dict[str, JsonValue]:
    """Text, language and length; segments and words as `granularities` asks (`segment`, `word`)."""
    body: dict[str, JsonValue] = {
        "task": task,
        "language": language_name(heard.language),
        "duration": round(seconds, 3),
        "text": heard.text,
        "usage": _usage(seconds),
    }
    if "segment" in granularities:
        body["segments"] = [_segment(number, segment) for number, segment in enumerate(heard.segments)]
    if "word" in granularities:
        body["words"] = [
            {"word": word.text, "start": word.start, "end": word.end, "confidence": round(word.confidence, 3)}
            for word in heard.words
        ]
    return body


def _segment(number: int, segment: Segment) -> dict[str, JsonValue]:
    scores = segment.scores
    return {
        "id": number,
        "seek": int(segment.start * FRAMES_A_SECOND),
        "start": segment.start,
        "end": segment.end,
        "text": segment.text,
        "tokens": list(scores.tokens),
        "temperature": scores.temperature,
        "avg_logprob": round(scores.avg_logprob, 4),
        "compression_ratio": round(scores.compression_ratio, 4),
        "no_speech_prob": round(scores.no_speech_prob, 4),
        "confidence": round(sum(word.confidence for word in segment.words) / max(1, len(segment.words)), 3),
    }


def _usage(seconds: float) -> dict[str, JsonValue]:
    return {"type": "duration", "seconds": max(1, round(seconds))}


def language_name(code: str) -> str:
    """English name of a language in lower case, as OpenAI gives it; the code itself where Whisper has no name."""
    return _NAMES.get(code, code)


def language_code(name: str) -> str:
    """Code of a language that is given by its English name or by its code."""
    return next((code for code, known in _NAMES.items() if known == name.lower()), name)


def delta(text: str, *, first: bool) -> str:
    """Server-sent event of a piece of text that was not known before."""
    return _event({"type": "transcript.text.delta", "delta": text if first else f" {text}"})


def done(text: str, seconds: float) -> str:
    """Last events: all of the text, and the end."""
    return _event({"type": "transcript.text.done", "text": text, "usage": _usage(seconds)}) + "data: [DONE]\n\n"


def _event(body: dict[str, JsonValue]) -> str:
    return f"data: {json.dumps(body, ensure_ascii=False)}\n\n"


def srt(segments: Sequence[Segment]) -> str:
    """SubRip captions, one a segment."""
    cues = [
        f"{number}\n{_time(segment.start, ',')} --> {_time(segment.end, ',')}\n{segment.text}\n"
        for number, segment in enumerate(segments, start=1)
    ]
    return "\n".join(cues)


def vtt(segments: Sequence[Segment]) -> str:
    """WebVTT captions, one a segment."""
    cues = [f"{_time(segment.start, '.')} --> {_time(segment.end, '.')}\n{segment.text}\n" for segment in segments]
    return "\n".join(["WEBVTT\n", *cues])


def _time(seconds: float, point: str) -> str:
    milliseconds = round(seconds * 1000)
    hours, rest = divmod(milliseconds, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}{point}{rest % 1000:03}"


_NAMES = {
    "ar": "arabic", "bg": "bulgarian", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "fa": "persian", "fi": "finnish", "fr": "french",
    "he": "hebrew", "hi": "hindi", "hr": "croatian", "hu": "hungarian", "id": "indonesian", "it": "italian",
    "ja": "japanese", "ko": "korean", "lt": "lithuanian", "lv": "latvian", "nl": "dutch", "no": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sk": "slovak", "sl": "slovenian",
    "sr": "serbian", "sv": "swedish", "th": "thai", "tr": "turkish", "uk": "ukrainian", "vi": "vietnamese",
    "zh": "chinese",
}  # fmt: skip
"""Names that Whisper gives to the languages it is best at."""
