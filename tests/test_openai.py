"""OpenAI's own client, told the gateway's address, on what a real fleet cannot do."""

from collections.abc import Callable

import openai
import pytest

from .conftest import Fleet

Ask = Callable[[openai.OpenAI], object]


@pytest.mark.parametrize(
    ("ask", "param"),
    [
        (lambda client: client.audio.speech.create(model="tts-1", voice="zed", input="Hi"), "voice"),
        (lambda client: client.audio.speech.create(model="tts-1", voice="alloy", input="Hi", speed=9), "speed"),
        (lambda client: client.audio.transcriptions.create(model="whisper-1", file=("a.wav", b"junk")), "file"),
        (
            lambda client: client.chat.completions.create(
                model="lumen", messages=[{"role": "user", "content": "Hi"}], temperature=9
            ),
            "temperature",
        ),
    ],
    ids=["voice", "speed", "file", "temperature"],
)
def test_what_cannot_be_used_is_a_bad_request_that_names_the_parameter(fleet: Fleet, ask: Ask, param: str) -> None:
    client = openai.OpenAI(base_url=f"{fleet.url}/v1", api_key="none", max_retries=0)
    with client, pytest.raises(openai.BadRequestError) as refused:
        ask(client)
    assert (refused.value.type, refused.value.param) == ("invalid_request_error", param)
