"""Routes whose bodies are refused when they are too large: before they are read, or at the byte that is too much."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import HTTPException
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message


def limited_to(largest_body: int) -> type[APIRoute]:
    """A kind of route that takes bodies of at most `largest_body` bytes."""

    class Limited(_LimitedRoute):
        """The same with its limit."""

    Limited.largest_body = largest_body
    return Limited


class _LimitedRoute(APIRoute):
    largest_body: int

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's own handler behind the limit."""
        handle = super().get_route_handler()

        async def limited(request: Request) -> Response:
            announced = request.headers.get("content-length", "")
            if announced.isdecimal() and int(announced) > self.largest_body:
                raise self._refusal()
            received = 0
            receive = request.receive

            async def counted() -> Message:
                nonlocal received
                message = await receive()
                received += len(message.get("body", b""))
                if received > self.largest_body:
                    raise self._refusal()
                return message

            return await handle(Request(request.scope, counted))

        return limited

    def _refusal(self) -> HTTPException:
        # The only exception that passes through the reading of a form unchanged.
        return HTTPException(413, f"the upload is larger than {self.largest_body >> 20} MiB: cut it into parts")
