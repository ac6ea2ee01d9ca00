"""The service's public paths."""

import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile

from prism_companion.analyse import FileAnalysis, analyse_file
from prism_companion.profiles import profile_for
from prism_core.errors import BadInput, TooLarge

CHUNK = 1 << 20


def router(ffmpeg: str, *, upload_bytes: int, longest_seconds: float) -> APIRouter:
    """`POST /api/companion/analyse`: an audio file, answered by its beats, mood and keyframes."""
    made = APIRouter(tags=["companion"])

    @made.post("/api/companion/analyse")
    async def analyse(
        file: Annotated[UploadFile, File(description="Anything with sound that ffmpeg reads.")],
        genre: Annotated[str, Form(description="Whose manners the keyframes have, such as `dance`.")] = "",
    ) -> FileAnalysis:
        with tempfile.NamedTemporaryFile(prefix="prism-analyse-") as copy:
            size = 0
            while piece := await file.read(CHUNK):
                size += len(piece)
                if size > upload_bytes:
                    raise TooLarge(f"the file is larger than {upload_bytes >> 20} MiB; send a shorter or denser one")
                copy.write(piece)
            if size == 0:
                raise BadInput("the file is empty; send an audio file as the form's field 'file'")
            copy.flush()
            return await analyse_file(ffmpeg, Path(copy.name), profile_for([genre]), longest_seconds)

    return made
