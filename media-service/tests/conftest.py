from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from prism_media.testing import running_service


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with running_service(tmp_path) as client:
        yield client
