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


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("de", "Um 20:15 Uhr auf RTL II, dann 08:05 auf ZDF.", "Um 20 Uhr 15 auf R T L 2, dann 8 Uhr 5 auf Z D F."),
        ("de", "Das Spiel endete 2:1, dann 3–0.", "Das Spiel endete 2 zu 1, dann 3 zu 0."),
        ("de", "Das kostet 3,50 € oder 1.200 $, ca. 50 %", "Das kostet 3 Euro 50 oder 1200 Dollar, circa 50 Prozent"),
        ("de", "1984, 1999-2005, 10-15 Minuten", "19 hundert 84, 19 hundert 99 bis 2005, 10 bis 15 Minuten"),
        ("de-AT", "S02E05, 24/7, 120 km/h, -5 °C", "Staffel 2, Folge 5, 24 Stunden am Tag, 120 Kilometer pro Stunde, minus 5 Grad"),
        ("es", "A las 20:30, 2-1, 3,50 €, siglo XXI", "A las 20 y 30, 2 a 1, 3 euros 50, siglo 21"),
        ("es", "Sr. López, 1º, 50%, 24/7, 1 km", "señor López, primero, 50 por ciento, las 24 horas, 1 kilómetro"),
        ("fr", "À 20h30 sur TF1, le XXIe siècle, Louis XIV", "À 20 heures 30 sur T F 1, le 21e siècle, Louis 14"),
        ("fr", "1er mai, 12:00, M. Dupont, 2-1, 90 min", "premier mai, midi, monsieur Dupont, 2 à 1, 90 minutes"),
        ("it", "Alle 20:30 su RAI 1, 1° maggio, S01E03", "Alle 20 e 30 su Rai 1, primo maggio, stagione 1, episodio 3"),
        ("it", "2-1, 3,50 €, 50 km/h, 24/7", "2 a 1, 3 euro 50, 50 chilometri orari, 24 ore su 24"),
        ("nl", "Om **20:30** 🎉", "Om 20:30"),
    ],
)  # fmt: skip
def test_what_is_written_becomes_what_is_said_in_other_languages(language: str, written: str, said: str) -> None:
    assert normalise(written, language) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("BBC 1, CNN HD, RTL II, 24/7", "B B C one, C N N H D, R T L two, twenty four seven"),
        ("Henry VIII, Rocky IV and I", "Henry the eighth, Rocky four and I"),
        ("Size XL in a MIX", "Size X L in a MIX"),
    ],
)
def test_channels_and_roman_numerals_are_read_as_people_read_them(written: str, said: str) -> None:
    assert normalise(written, "en") == said


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
