"""Transcripts in the response formats of OpenAI's audio API.

Source: https://platform.openai.com/docs/api-reference/audio.
"""

from collections.abc import Sequence
from typing import Literal

from .engines import Segment, Task, Transcript

ResponseFormat = Literal["json", "text", "verbose_json", "srt", "vtt"]
JsonValue = str | float | int | list["JsonValue"] | dict[str, "JsonValue"]


def verbose_json(heard: Transcript, seconds: float, task: Task, granularities: Sequence[str]) -> dict[str, JsonValue]:
    """Text, language and length; segments and words as `granularities` asks (`segment`, `word`)."""
    body: dict[str, JsonValue] = {
        "task": task,
        "language": heard.language,
        "duration": round(seconds, 3),
        "text": heard.text,
    }
    if "segment" in granularities:
        body["segments"] = [
            {
                "id": number,
                "start": segment.start,
                "end": segment.end,
                "text": segment.text,
                "confidence": round(sum(word.confidence for word in segment.words) / max(1, len(segment.words)), 3),
            }
            for number, segment in enumerate(heard.segments)
        ]
    if "word" in granularities:
        body["words"] = [{"word": word.text, "start": word.start, "end": word.end} for word in heard.words]
    return body


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
