from pathlib import Path, PurePosixPath

import httpx
import pytest

from prism_core.errors import BadInput, NotAllowed, Unavailable
from prism_media.sources.folder.loader import AllowedFolders
from prism_media.sources.folder.names import Named, named
from prism_media.sources.folder.scanner import scan
from prism_media.testing import running_service


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("Metropolis (1927).mkv", Named("Metropolis", 1927)),
        ("Blade.Runner.2049.2017.1080p.BluRay.x264.mkv", Named("Blade Runner 2049", 2017)),
        ("2001 A Space Odyssey (1968) [1080p].mp4", Named("2001 A Space Odyssey", 1968)),
        ("1917 (2019).mkv", Named("1917", 2019)),
        ("Films/M (1931)/M.avi", Named("M", None)),
        ("home_video.mov", Named("home video", None)),
        (
            "The Office/Season 1/The.Office.S01E02.Diversity.Day.720p.mkv",
            Named("Diversity Day", None, "The Office", 1, 2),
        ),
        ("The.Office.s02e04.mkv", Named("", None, "The Office", 2, 4)),
        ("Dark (2017)/S01/Dark - 1x03 - Past.mkv", Named("Past", 2017, "Dark", 1, 3)),
        ("Dark/Season 2/07 The White Devil.mkv", Named("The White Devil", None, "Dark", 2, 7)),
        ("Dark/Specials/Making of.mkv", Named("Making of", None, "Dark", 0, None)),
        ("Show/Staffel 3/Folge 12.mp4", Named("", None, "Show", 3, 12)),
        ("Show/S01E01-E02 Pilot.mkv", Named("Pilot", None, "Show", 1, 1)),
    ],
)
def test_a_name_tells_a_film_or_an_episode(path: str, expected: Named) -> None:
    assert named(PurePosixPath(path)) == expected


def laid_out(root: Path) -> Path:
    for name in (
        "Films/Metropolis (1927).mkv",
        "Films/Metropolis (1927).en.srt",
        "Films/poster.jpg",
        "Series/Dark/Season 1/Dark S01E01.mkv",
        "Series/Dark/Season 1/Dark S01E02.mkv",
        "Music/Ann/Tea/01 Cup.mp3",
        "Films/notes.txt",
        ".hidden/secret.mkv",
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return root


def test_a_scan_finds_media_with_what_lies_beside_it(tmp_path: Path) -> None:
    found = {file.path.name: file for file in scan(laid_out(tmp_path))}
    assert sorted(found) == ["01 Cup.mp3", "Dark S01E01.mkv", "Dark S01E02.mkv", "Metropolis (1927).mkv"]
    film = found["Metropolis (1927).mkv"]
    assert (film.picture, film.subtitles) == ("Films/poster.jpg", ("Films/Metropolis (1927).en.srt",))


def test_links_that_lead_out_are_not_followed(tmp_path: Path) -> None:
    outside, root = tmp_path / "outside", tmp_path / "root"
    outside.mkdir()
    root.mkdir()
    (outside / "private.mkv").write_bytes(b"x")
    (root / "link.mkv").symlink_to(outside / "private.mkv")
    (root / "folder").symlink_to(outside)
    assert list(scan(root)) == []


def test_only_folders_that_were_allowed_are_read(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media-private").mkdir()
    allowed = AllowedFolders(f"{tmp_path}/media")
    assert allowed.check(f"{tmp_path}/media") == tmp_path / "media"
    for other in (f"{tmp_path}/media-private", f"{tmp_path}/media/../media-private", "/etc", f"{tmp_path}/absent"):
        with pytest.raises(NotAllowed, match="PRISM_MEDIA_FOLDERS"):
            allowed.check(other)
    with pytest.raises(Unavailable, match="mounted"):
        allowed.check(f"{tmp_path}/media/absent")
    with pytest.raises(BadInput, match="whole path"):
        allowed.check("media")


async def test_a_folder_brings_films_series_and_albums(tmp_path: Path) -> None:
    media = laid_out(tmp_path / "media")
    async with running_service(tmp_path / "data", media_folders=str(tmp_path / "media")) as client:
        answer = await client.post("/api/playlists", json={"folder": str(media)})
        assert answer.status_code == 201, answer.text
        assert (answer.json()["movies_imported"], answer.json()["series_imported"]) == (1, 2)
        source = answer.json()["id"]
        before = {c["name"]: c["id"] for c in await films(client)}
        (media / "Films").rename(media / "Cinema")
        await client.post(f"/api/playlists/{source}/refresh")
        assert {c["name"]: c["id"] for c in await films(client)} == before


JPEG = b"\xff\xd8\xff\xe0picture"


async def test_a_film_of_a_folder_that_is_allowed_no_more_is_not_played(tmp_path: Path) -> None:
    folder = laid_out(tmp_path / "media")
    async with running_service(tmp_path / "data", media_folders=str(folder)) as client:
        assert (await client.post("/api/playlists", json={"folder": str(folder)})).status_code == 201
        [film] = (await client.get("/api/channels?kind=movie")).json()["channels"]
    async with running_service(tmp_path / "data") as client:
        answer = await client.get(f"/api/relay/{film['id']}/index.m3u8")
        assert answer.status_code == 403
        assert "PRISM_MEDIA_FOLDERS" in answer.json()["detail"]


async def test_pictures_beside_films_and_series_are_shown(tmp_path: Path) -> None:
    media = laid_out(tmp_path / "media")
    (media / "Films/poster.jpg").write_bytes(JPEG)
    (media / "Series/Dark/poster.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    async with running_service(tmp_path / "data", media_folders=str(media)) as client:
        await client.post("/api/playlists", json={"folder": str(media)})
        [film] = await films(client)
        shows = {one["name"]: one["logo"] for one in (await client.get("/api/series")).json()["series"]}
        got = await client.get(film["logo"])
        assert (got.content, got.headers["content-type"]) == (JPEG, "image/jpeg")
        assert "private" in got.headers["cache-control"]
        again = await client.get(film["logo"], headers={"If-None-Match": f'"x", W/{got.headers["etag"]}'})
        assert (again.status_code, again.content) == (304, b"")
        assert (await client.get(shows["Dark"])).headers["content-type"] == "image/png"
        assert shows["Ann – Tea"] is None


@pytest.mark.parametrize("content", [b"<svg onload='alert(1)'/>", b"", JPEG + bytes(20 << 20)])
async def test_what_is_no_picture_is_not_sent(tmp_path: Path, content: bytes) -> None:
    media = laid_out(tmp_path / "media")
    (media / "Films/poster.jpg").write_bytes(content)
    async with running_service(tmp_path / "data", media_folders=str(media)) as client:
        await client.post("/api/playlists", json={"folder": str(media)})
        assert (await client.get((await films(client))[0]["logo"])).status_code == 404


async def test_a_picture_that_leads_out_of_its_folder_is_not_sent(tmp_path: Path) -> None:
    media = laid_out(tmp_path / "media")
    (tmp_path / "private.jpg").write_bytes(JPEG)
    (media / "Films/poster.jpg").unlink()
    (media / "Films/poster.jpg").symlink_to(tmp_path / "private.jpg")
    async with running_service(tmp_path / "data", media_folders=str(media)) as client:
        await client.post("/api/playlists", json={"folder": str(media)})
        [film] = await films(client)
        assert (await client.get(film["logo"])).status_code == 404


async def test_the_picture_of_a_film_for_adults_is_kept_from_others(tmp_path: Path) -> None:
    media = laid_out(tmp_path / "media")
    (media / "Films/poster.jpg").write_bytes(JPEG)
    (media / "Films").rename(media / "XXX Adult")
    async with running_service(tmp_path / "data", media_folders=str(media)) as client:
        await client.post("/api/playlists", json={"folder": str(media)})
        [film] = await films(client)
        child = (await client.post("/api/profiles", json={"name": "Ann", "age_limit": 6})).json()["id"]
        await client.post(f"/api/profiles/{child}/enter", json={})
        assert (await client.get(film["logo"])).status_code == 404


async def films(client: httpx.AsyncClient) -> list[dict[str, str]]:
    found: list[dict[str, str]] = (await client.get("/api/channels", params={"kind": "movie"})).json()["channels"]
    return found


async def test_a_folder_that_was_not_allowed_says_how_to_allow_it(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/playlists", json={"folder": "/etc"})
    assert answer.status_code == 403
    assert "PRISM_MEDIA_FOLDERS" in answer.json()["detail"]
