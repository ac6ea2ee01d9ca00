"""Models of Ollama: those that it lacks are fetched where that is wished, and one finds memories by their meaning."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse

from prism_core.errors import Unavailable
from prism_core.testing.live import running
from prism_llm.engines.models import OllamaModels
from prism_llm.engines.pulling import Pulling
from prism_llm.recall import AGAIN_SECONDS, MOST, OllamaEmbedder, Recall, by_words, cosine
from prism_llm.testing import PATIENT_SECONDS

GB = 1_000_000_000
LAYERS = [
    {"status": "pulling manifest"},
    *(
        {"status": "pulling a", "digest": "a", "total": 2 * GB, "completed": done * GB // 10}
        for done in range(0, 21, 2)
    ),
    {"status": "pulling b", "digest": "b", "total": 1000, "completed": 1000},
    {"status": "verifying sha256 digest"},
    {"status": "success"},
]


class Shop:
    """An Ollama server whose models can be pulled; it breaks off `failures` times."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.models: list[str] = []
        self.pulled: list[str] = []
        self.app = FastAPI()
        self.app.get("/api/tags")(self.tags)
        self.app.post("/api/pull")(self.pull)
        self.app.post("/api/embed")(self.embed)

    async def tags(self) -> dict[str, Any]:
        return {"models": [{"model": f"{model}:latest"} for model in self.models]}

    async def pull(self, request: Request) -> StreamingResponse:
        model = (await request.json())["model"]
        self.pulled.append(model)
        return StreamingResponse(self._layers(model), media_type="application/x-ndjson")

    async def _layers(self, model: str) -> AsyncIterator[str]:
        self.failures -= 1
        for layer in LAYERS:
            if self.failures >= 0 and layer.get("digest") == "b":
                yield json.dumps({"error": "no space left on device"}) + "\n"
                return
            yield json.dumps(layer) + "\n"
        self.models.append(model)

    async def embed(self, request: Request) -> dict[str, Any]:
        """Texts about animals point one way, all others another."""
        texts = (await request.json())["input"]
        return {"embeddings": [[1.0, 0.1] if "dog" in one or "pet" in one else [0.1, 1.0] for one in texts]}


async def test_what_is_missing_is_pulled_with_progress_and_tried_again_when_it_breaks_off(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    shop, arrived = Shop(failures=1), asyncio.Event()
    notices: set[str] = set()

    async def told() -> None:
        if len(shop.models) == 2:
            arrived.set()

    async with running(shop.app) as live:
        models = OllamaModels(live.url, PATIENT_SECONDS)
        keeper = Pulling(models, ("llama3.2", "llama3.2-vision"), told, retry_seconds=0.01)
        task = asyncio.create_task(keeper.keep())
        async with asyncio.timeout(PATIENT_SECONDS):
            while not arrived.is_set():
                notices.add(keeper.notice)
                await asyncio.sleep(0)
        task.cancel()
        await keeper.close()
    assert shop.pulled == ["llama3.2", "llama3.2", "llama3.2-vision"]
    assert any("no space left on device" in notice for notice in notices)
    percents = [record.__dict__["percent"] for record in caplog.records if record.message == "pulling model"]
    assert {0, 50, 100} <= set(percents)
    assert keeper.notice == ""
    assert keeper.details() == {}


async def test_nothing_is_pulled_while_ollama_is_away() -> None:
    models = OllamaModels("http://127.0.0.1:9")
    with pytest.raises(Unavailable, match="does not answer"):
        await models.missing(("llama3.2",))
    await models.close()


async def test_memories_are_found_by_what_they_mean_where_a_model_embeds() -> None:
    known = ["I have two dogs", "I like jazz"]
    shop = Shop()
    async with running(shop.app) as live:
        models = OllamaModels(live.url, PATIENT_SECONDS)
        recall = Recall(OllamaEmbedder(models, "nomic-embed-text"), PATIENT_SECONDS)
        assert await recall.relevant(known, "what do I feed my pets") == ["I have two dogs"]
        await models.close()


class Broken:
    """An embedding model that is away, or never answers."""

    def __init__(self, *, silent: bool = False) -> None:
        self.silent = silent
        self.asked = 0

    async def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        self.asked += 1
        if self.silent:
            await asyncio.Event().wait()
        raise Unavailable("away")


@pytest.mark.parametrize("silent", [True, False])
async def test_without_it_they_are_found_by_their_words_and_nobody_waits(silent: bool) -> None:
    known = ["my dog is Rex", "I like jazz", "I am from Kiel"]
    found = await Recall(Broken(silent=silent), 0.01).relevant(known, "what is my dog called")
    assert found == by_words(known, "what is my dog called") == ["my dog is Rex", "I like jazz", "I am from Kiel"]


@pytest.mark.parametrize("silent", [True, False])
async def test_one_that_gave_nothing_is_left_for_a_while(silent: bool) -> None:
    embedder, seconds = Broken(silent=silent), [0.0]
    recall = Recall(embedder, 0.01, lambda: seconds[0])
    for _ in range(3):
        assert await recall.relevant(["my dog is Rex"], "what is my dog called") == ["my dog is Rex"]
    assert embedder.asked == 1
    seconds[0] = AGAIN_SECONDS
    await recall.relevant(["my dog is Rex"], "what is my dog called")
    assert embedder.asked == 2


class Slow:
    """An embedding model that has one batch ready, and takes too long for the next."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    async def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        self.asked.append(len(texts))
        if len(self.asked) % 2 == 0:
            await asyncio.Event().wait()
        return [[1.0, 0.0]] * len(texts)


async def test_one_that_is_only_slow_is_asked_on_until_it_has_read_all() -> None:
    known, embedder = [f"I like number {number}" for number in range(20)], Slow()
    recall = Recall(embedder, 0.05, lambda: 0.0)
    await recall.relevant(known, "numbers")
    assert len(await recall.relevant(known, "numbers")) == MOST
    assert embedder.asked == [16, 5, 5]


class Exchanged:
    """An embedding model that another takes the place of, with longer vectors."""

    def __init__(self) -> None:
        self.numbers = 2

    async def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        return [
            [1.0, *([0.1] * self.numbers)] if "dog" in one or "pet" in one else [0.0] * self.numbers + [1.0]
            for one in texts
        ]


async def test_memories_are_embedded_again_when_another_model_takes_the_place_of_the_first() -> None:
    known, embedder = ["I like jazz", "I have two dogs"], Exchanged()
    recall = Recall(embedder, PATIENT_SECONDS)
    assert await recall.relevant(known, "what do I feed my pets") == ["I have two dogs"]
    embedder.numbers = 3
    assert await recall.relevant(known, "are pets good company") == ["I have two dogs"]


def test_vectors_of_two_models_are_not_alike() -> None:
    assert cosine((1.0, 0.0), (1.0, 0.0, 0.0)) == 0.0
