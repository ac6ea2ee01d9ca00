# ruff: noqa: E501  # a table reads best one case a line
import pytest

from prism_tts.text import language_of, normalise


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("The news is at 20:30 on BBC1.", "The news is at eight thirty on B B C one."),
        ("It ended 2–1, then 2-0.", "It ended two one, then two nil."),
        ("£3.50 or $1,200 or £2m or €1", "three pounds fifty or one thousand two hundred dollars or two million pounds or one euro"),
        ("It takes 5-10 minutes.", "It takes five to ten minutes."),
        ("20:00–21:00", "eight o'clock to nine o'clock"),
        ("at 00:00 or 12:00", "at midnight or noon"),
        ("at 8pm, or 8:30 p.m. today", "at eight P M, or eight thirty P M today"),
        ("S02E05 from 1999 to 2026, 2005", "season two, episode five from nineteen ninety nine to twenty twenty six, two thousand and five"),
        ("on 3 May and May 21st", "on the third of May and May twenty first"),
        ("Dr. Who vs. Daleks, e.g. today", "Doctor Who versus Daleks, for example today"),
        ("50%. -5°C", "fifty percent. minus five degrees Celsius"),
        ("ITV2 in 1080p HD", "I T V two in ten eighty p H D"),
        ("NASA & UEFA", "Nasa and Uefa"),
        ("3.14 and 1,200", "three point one four and one thousand two hundred"),
        ("**Great!** 🎉 See [the guide](http://x.y/z) at https://www.bbc.co.uk/news?x=1", "Great! See the guide at bbc.co.uk"),
        ("# Tonight\n- One\n- `Two`", "Tonight One Two"),
        ("Film — a story", "Film, a story"),
        ("🎉 …", ""),
        ("```\ncode()\n```", ""),
    ],
)  # fmt: skip
def test_what_is_written_becomes_what_is_said(written: str, said: str) -> None:
    assert normalise(written, "en") == said


def test_other_languages_keep_their_figures() -> None:
    assert normalise("Um **20:30** Uhr 🎉", "de") == "Um 20:30 Uhr"


@pytest.mark.parametrize(
    ("text", "default", "language"),
    [
        ("Привет мир", "en", "ru"),
        ("Привіт", "uk", "uk"),
        ("今晚八点", "en", "zh"),
        ("見ますか", "en", "ja"),
        ("café", "fr", "fr"),
    ],
)
def test_the_script_tells_the_language(text: str, default: str, language: str) -> None:
    assert language_of(text, default) == language
