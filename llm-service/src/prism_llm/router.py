"""`/api/understand` and `/api/sentiment`."""

from fastapi import APIRouter
from pydantic import Field

from prism_core.model import Model
from prism_core.requests import Understanding, UtteranceContext
from prism_llm.sentiment import Sentiment
from prism_llm.sentiment.analyse import analyse
from prism_llm.telling import talk_in
from prism_llm.understanding import Understander


class UnderstandBody(Model):
    """A text and what was so when it was said."""

    text: str = Field(max_length=4000)
    context: UtteranceContext = UtteranceContext()


class SentimentBody(Model):
    """A text."""

    text: str = Field(max_length=4000)


def language_router(understander: Understander) -> APIRouter:
    """Routes for what was meant and how it feels."""
    router = APIRouter(prefix="/api", tags=["language"])

    @router.post("/understand")
    def understand(body: UnderstandBody) -> Understanding:
        """The commands in a text, in spoken order; none where it is conversation."""
        return talk_in(understander.understand(body.text, body.context), body.text)

    @router.post("/sentiment")
    def sentiment(body: SentimentBody) -> Sentiment:
        """How a text feels."""
        return analyse(body.text)

    return router
