"""A film with several sounds or with subtitles: a multivariant playlist over tracks that are made when chosen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from prism_core.errors import NotFound
from prism_media.relay.conversion.captions import Captions
from prism_media.relay.conversion.film import Film
from prism_media.relay.conversion.probe import Stream
from prism_media.relay.conversion.window import Address

_UNSAID = frozenset({"", "und", "unk", "mis", "zxx"})


@dataclass(frozen=True, slots=True)
class Title:
    """How a track is offered to the viewer."""

    language: str = ""
    name: str = ""
    first: bool = False
    forced: bool = False


def title_of(stream: Stream) -> Title:
    """What a file says of one of its tracks."""
    return Title("" if stream.language in _UNSAID else stream.language, stream.title, stream.default, stream.forced)


class Renditions:
    """One film for everybody who watches it."""

    def __init__(
        self,
        picture: Film,
        sounds: Sequence[tuple[Title, Film]],
        captions: Sequence[tuple[Title, Captions]],
        left_out: str,
        closed: Callable[[], Awaitable[None]],
    ) -> None:
        """`picture` holds the sound where `sounds` is empty; `left_out` says which subtitles are none that can be."""
        self._sounds = {f"audio-{number}": title for number, (title, _) in enumerate(sounds)}
        self._titles = {f"subs-{number}": title for number, (title, _) in enumerate(captions)}
        self._films: Mapping[str, Film] = {
            "video": picture,
            **{f"audio-{number}": film for number, (_, film) in enumerate(sounds)},
        }
        self._captions = {f"subs-{number}": each for number, (_, each) in enumerate(captions)}
        self._left_out = left_out
        self._closed = closed

    @property
    def processes(self) -> int:
        """How many ffmpeg run for it."""
        return sum(film.processes for film in self._films.values())

    patient = True

    async def playlist(self, address: Address) -> str:
        """The multivariant playlist; nothing is made for it."""
        lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
        if self._left_out:
            lines.append(f'#EXT-X-SESSION-DATA:DATA-ID="org.prism.left-out",VALUE="{_plain(self._left_out)}"')
        chosen = next((name for name, title in self._sounds.items() if title.first), "audio-0")
        for name, said in _named(self._sounds, "Sound"):
            first = "YES" if name == chosen else "NO"
            lines.append(_media("AUDIO", said, f"DEFAULT={first},AUTOSELECT=YES", address(f"{name}.m3u8")))
        for name, said in _named(self._titles, "Subtitles"):
            forced = ",FORCED=YES" if self._titles[name].forced else ""
            lines.append(_media("SUBTITLES", said, f"DEFAULT=NO,AUTOSELECT=YES{forced}", address(f"{name}.m3u8")))
        groups = [f'{kind}="{kind.lower()}"' for kind, tracks in self._groups() if tracks]
        return "\n".join(
            [*lines, ",".join(["#EXT-X-STREAM-INF:BANDWIDTH=5000000", *groups]), address("video.m3u8"), ""]
        )

    def _groups(self) -> Iterable[tuple[str, Mapping[str, Title]]]:
        return (("AUDIO", self._sounds), ("SUBTITLES", self._titles))

    async def file(self, name: str, address: Address) -> bytes:
        """A playlist, beginning or segment of a track.

        Raises:
            NotFound: the film has no such track or segment.
            ConversionFailed: ffmpeg could not make it.
        """
        track, _, rest = (name.removesuffix(".m3u8"), "", "") if name.endswith(".m3u8") else name.rpartition("-")

        def own(inner: str) -> str:
            return address(f"{track}-{inner}")

        if track in self._films:
            film = self._films[track]
            return await film.file(rest, own) if rest else (await film.playlist(own)).encode()
        if track in self._captions:
            captions = self._captions[track]
            return await captions.file(rest) if rest else captions.playlist(own).encode()
        raise NotFound("the film has no such track")

    async def rest(self) -> None:
        """End what makes segments."""
        for film in self._films.values():
            await film.rest()

    async def close(self) -> None:
        """End it."""
        for film in self._films.values():
            await film.close()
        await self._closed()


def _named(titles: Mapping[str, Title], kind: str) -> Iterable[tuple[str, str]]:
    """Each track with its NAME and LANGUAGE; no two have the same name (RFC 8216, section 4.3.4.1.1)."""
    taken: set[str] = set()
    for number, (track, title) in enumerate(titles.items(), 1):
        name = _plain(title.name or title.language or f"{kind} {number}")
        name = name if name not in taken else f"{name} {number}"
        taken.add(name)
        yield track, f'NAME="{name}"' + (f',LANGUAGE="{_plain(title.language)}"' if title.language else "")


def _media(kind: str, said: str, chosen: str, uri: str) -> str:
    return f'#EXT-X-MEDIA:TYPE={kind},GROUP-ID="{kind.lower()}",{said},{chosen},URI="{uri}"'


def _plain(text: str) -> str:
    """What may stand in a quoted string."""
    return "".join(letter for letter in text if letter.isprintable() and letter != '"')
