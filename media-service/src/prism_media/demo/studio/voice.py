"""The voice of Prism Stories: tts-service, asked sentence by sentence."""

from __future__ import annotations

import json
import urllib.error
import urllib.request

from prism_media.demo.studio.story import Speak

_TIMEOUT_SECONDS = 60


class VoiceAway(RuntimeError):
    """tts-service does not answer, or not with speech."""


def reader(tts_url: str) -> Speak:
    """A reader that asks the tts-service at `tts_url` and raises `VoiceAway` where it cannot."""

    def speak(sentence: str) -> bytes:
        body = {"model": "tts-1", "input": sentence, "voice": "lumen", "response_format": "wav"}
        request = urllib.request.Request(
            f"{tts_url.rstrip('/')}/v1/audio/speech",
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=_TIMEOUT_SECONDS) as answer:
                sound: bytes = answer.read()
        except (urllib.error.URLError, TimeoutError, ConnectionError) as error:
            raise VoiceAway(f"tts-service does not read yet: {error}") from error
        if sound[:4] != b"RIFF":
            raise VoiceAway("tts-service answered with something that is no WAVE file")
        return sound

    return speak
