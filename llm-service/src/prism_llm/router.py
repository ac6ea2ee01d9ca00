"""`/api/understand` and `/api/sentiment`."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from prism_core.model import Model
from prism_core.requests import Understanding, UtteranceContext
from prism_llm.sentiment import Sentiment
from prism_llm.sentiment.analyse import analyse
from prism_llm.telling import talk_in
from prism_llm.understanding import Understander

Text = Annotated[str, Field(max_length=4000, description="What was said, of at most 4,000 characters.")]


class UnderstandBody(Model):
    """A text and what was so when it was said."""

    text: Text
    context: UtteranceContext = UtteranceContext()


class SentimentBody(Model):
    """A text."""

    text: Text


def language_router(understander: Understander) -> APIRouter:
    """Routes for what was meant and how it feels."""
    router = APIRouter(prefix="/api", tags=["language"])

    @router.post("/understand")
    def understand(body: UnderstandBody) -> Understanding:
        """The commands in a text, in spoken order; none where it is conversation."""
        return talk_in(understander.understand(body.text, body.context), body.text)

    @router.post("/sentiment")
    def sentiment(body: SentimentBody) -> Sentiment:
        """How a text feels: what it asks for by name, such as the film "Misery", feels like nothing."""
        return analyse(body.text, understander.understand(body.text).commands)

    return router
