"""The service's public paths."""

import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile

from prism_companion.analyse import FileAnalysis, analyse_file
from prism_companion.profiles import profile_for
from prism_core.errors import BadInput
from prism_core.uploads import limited_to

CHUNK = 1 << 20


def router(ffmpeg: str, *, upload_bytes: int, longest_seconds: float) -> APIRouter:
    """`POST /api/companion/analyse`: an audio file, answered by its beats, mood and keyframes."""
    made = APIRouter(tags=["companion"], route_class=limited_to(upload_bytes))

    @made.post("/api/companion/analyse")
    async def analyse(
        file: Annotated[UploadFile, File(description="Anything with sound that ffmpeg reads.")],
        genre: Annotated[str, Form(description="Whose manners the keyframes have, such as `dance`.")] = "",
    ) -> FileAnalysis:
        with tempfile.NamedTemporaryFile(prefix="prism-analyse-") as copy:
            while piece := await file.read(CHUNK):
                copy.write(piece)
            if copy.tell() == 0:
                raise BadInput("the file is empty; send an audio file as the form's field 'file'")
            copy.flush()
            return await analyse_file(ffmpeg, Path(copy.name), profile_for([genre]), longest_seconds)

    return made
