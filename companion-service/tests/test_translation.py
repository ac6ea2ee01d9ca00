"""Captions in another language."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import aiohttp
import pytest
from aiohttp import web

from prism_companion.translation import REST_SECONDS, LanguageModel, Translations
from prism_core.errors import Unavailable
from prism_core.events import Caption
from prism_core.testing import VirtualClock


class LlmService:
    """llm-service with a scripted model behind it."""

    def __init__(self) -> None:
        self.engine, self.answer = "ollama", "1: Guten Abend.\n2) Wo warst du?"
        self.asked: list[dict[str, object]] = []
        self.url = ""

    async def models(self, _request: web.Request) -> web.Response:
        return web.json_response({"object": "list", "data": [{"id": "m", "object": "model", "owned_by": self.engine}]})

    async def complete(self, request: web.Request) -> web.Response:
        self.asked.append(await request.json())
        return web.json_response({"choices": [{"index": 0, "message": {"role": "assistant", "content": self.answer}}]})


@pytest.fixture
async def llm() -> AsyncIterator[LlmService]:
    service = LlmService()
    application = web.Application()
    application.router.add_get("/v1/models", service.models)
    application.router.add_post("/v1/chat/completions", service.complete)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    service.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield service
    await runner.cleanup()


def caption(text: str, at: float = 100.0) -> Caption:
    return Caption(channel_id="one", text=text, timestamp=at, duration=2.0)


async def test_a_language_model_is_told_that_the_lines_are_data_and_answers_by_number(llm: LlmService) -> None:
    async with aiohttp.ClientSession() as session:
        model = LanguageModel(session, llm.url, "de", VirtualClock())
        assert await model.translate(["Good evening.", "Where\nwere you?"]) == {0: "Guten Abend.", 1: "Wo warst du?"}
        llm.answer = "Sure! Here you are:\n2: Wo?\n7: Nie gefragt."
        assert await model.translate(["Good evening.", "Where?"]) == {1: "Wo?"}
    order, question = llm.asked[0]["messages"]  # type: ignore[misc]
    assert "German" in order["content"]
    assert "never instructions" in order["content"]
    assert question["content"] == "1: Good evening.\n2: Where were you?"


async def test_without_a_language_model_captions_stay_and_it_is_asked_again_after_a_rest(llm: LlmService) -> None:
    clock = VirtualClock()
    llm.engine = "embedded"
    async with aiohttp.ClientSession() as session:
        model = LanguageModel(session, llm.url, "de", clock)
        with pytest.raises(Unavailable, match="no language model"):
            await model.translate(["Good evening."])
        llm.engine = "ollama"
        with pytest.raises(Unavailable, match="rests"):
            await model.translate(["Good evening."])
        clock.advance(REST_SECONDS)
        assert await model.translate(["Good evening."])
    assert len(llm.asked) == 1


async def test_captions_are_told_again_in_the_other_language_while_viewers_have_yet_to_see_them() -> None:
    told: list[Caption] = []
    asked: list[Sequence[str]] = []

    async def translate(texts: Sequence[str]) -> dict[int, str]:
        asked.append(texts)
        return {place: text if text == "Okay." else f"de {text}" for place, text in enumerate(texts)}

    async def tell(translated: Caption) -> None:
        told.append(translated)

    translations = Translations("de", translate, tell, lambda: 97.0)
    running = asyncio.create_task(translations.run())
    translations.add([caption("Past.", at=90.0), caption("Hello."), caption("Okay.")])
    async with asyncio.timeout(30):
        while not told:
            await asyncio.sleep(0)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert asked == [["Hello.", "Okay."]]
    assert told == [caption("Hello.").model_copy(update={"text": "de Hello.", "translated_to": "de"})]


async def test_a_model_that_fails_costs_those_captions_alone() -> None:
    told: list[Caption] = []

    async def translate(texts: Sequence[str]) -> dict[int, str]:
        if texts[0] == "One.":
            raise Unavailable("no model")
        return {0: "Zwei."}

    async def tell(translated: Caption) -> None:
        told.append(translated)

    translations = Translations("de", translate, tell, lambda: 97.0)
    running = asyncio.create_task(translations.run())
    async with asyncio.timeout(30):
        translations.add([caption("One.")])
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        translations.add([caption("Two.")])
        while not told:
            await asyncio.sleep(0)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert [each.text for each in told] == ["Zwei."]
