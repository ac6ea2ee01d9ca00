# ruff: noqa: E501  # a table reads best one case a line
import pytest

from prism_tts.text import in_tongues, language_of, normalise, tongue_of


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
        ("**Great!** 🎉 See [the guide](http://x.y/z) at https://www.bbc.co.uk/news?x=1", "Great! See the guide at B B C dot co dot U K"),
        ("&pound;5 &amp; more[1] -> now :-) <3", "five pounds and more, now"),
        ("    - [ ] Watch _it_", "Watch it"),
        ("# Tonight\n- One\n- `Two`", "Tonight One Two"),
        ("Film — a story", "Film, a story"),
        ("🎉 …", ""),
        ("```\ncode()\n```", ""),
    ],
)  # fmt: skip
def test_what_is_written_becomes_what_is_said(written: str, said: str) -> None:
    assert normalise(written, "en") == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("It is on 7-9pm, at 8.30, 12am-1am or 20h15.", "It is on seven to nine P M, at eight thirty, midnight to one A M or eight fifteen."),
        ("It runs 1h30 or 1h 45m.", "It runs one hour thirty or one hour forty five minutes."),
        ("Wed 3 Jun, Mon-Fri, 17/05/2024, 2024-05-17", "Wednesday the third of June, Monday to Friday, the seventeenth of May, twenty twenty four, the seventeenth of May, twenty twenty four"),
        ("5–7 May, in 2024-25, in 1066", "the fifth to the seventh of May, in twenty twenty four to twenty five, in ten sixty six"),
        ("The 1990s, the '80s, 90s, 2010s", "The nineteen nineties, the eighties, ninety seconds, twenty tens"),
        ("$3.5 million, £0.50, $5-10, 5 €, $1, ₹500/month", "three point five million dollars, fifty pence, five to ten dollars, five euros, one dollar, five hundred rupees a month"),
        ("1/2 or ¾ of it, 1½, 8/10, 4/5 stars, 9/11", "one half or three quarters of it, one and a half, eight out of ten, four out of five stars, nine eleven"),
        ("102-99, 1:0, 0-60, 2-1 wins, 3-4 friends", "one hundred and two ninety nine, one nil, zero to sixty, two one wins, three to four friends"),
        ("pages 10-12, 16:9, 4x4, 1920x1080, 1.5x", "pages ten to twelve, sixteen by nine, four by four, nineteen twenty by ten eighty, one point five times"),
        ("+44 20 7946 0958 or 555-1234", "plus four four, two zero, seven nine four six, zero nine five eight or five five five, one two three four"),
        ("6'2\", 5 ft, 10m people, 5k, 60fps", "six foot two, five feet, ten million people, five thousand, sixty frames a second"),
        ("Sky Sports F1, RTÉ 2, RTÉ2, E4+1, BBC 5 Live", "Sky Sports F one, R T É two, R T É two, E four plus one, B B C five Live"),
        ("Ch. 5, Pt. 2, 21 Jump St., St. James, No. 5", "channel five, part two, twenty one Jump Street, Saint James, number five"),
        ("C# at v2.0, 1.2.3, AC/DC, comedy/drama, #BBC, @sky", "C sharp at version two point zero, one point two point three, A C D C, comedy drama, hashtag B B C, at sky"),
        ("Dr Who on Ch 4, Mrs Brown, Ep 5 of 9-1-1", "Doctor Who on channel four, Missus Brown, episode five of nine one one"),
        ("90+3', 3 x 30 min, €1.299,99", "ninety plus three, three times thirty minutes, one thousand two hundred and ninety nine euros ninety nine"),
        ("I live in the U.S. now, x² ~5", "I live in the U S now, x squared about five"),
        ("The CEO of UAE, 9pm EST in NYC, SUVs", "The C E O of U A E, nine P M E S T in N Y C, S U V's"),
        ("Gov. Newsom, Col. Smith of Ft. Worth, Leeds Utd v Spurs", "Governor Newsom, Colonel Smith of Fort Worth, Leeds United versus Spurs"),
        ("2+2=4, 10÷2, ≥ 5, 5 × 4 = 20, 4x100m", "two plus two equals four, ten divided by two, at least five, five times four equals twenty, four by one hundred metres"),
        ("M*A*S*H, WWII, MTV80s, St James's St. now", "MASH, World War two, M T V eighties, Saint James's Street now"),
        ("Call 999, R$50, 245/6, 5/1, 120bpm, B♭, pp. 10-15", "Call nine nine nine, fifty reais, two hundred and forty five for six, five to one, one hundred and twenty beats a minute, B flat, pages ten to fifteen"),
        ("See https://x.com/a, then 21.5℃.", "See X dot com, then twenty one point five degrees Celsius."),
    ],
)  # fmt: skip
def test_figures_are_read_as_people_say_them(written: str, said: str) -> None:
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
        ("es", "4,99 €, 1.º, 20:00–21:00", "4 euros 99, primero, 20 en punto a 21 en punto"),
        ("nl", "Om **20:30** uur 🎉, 3e, € 4,99, bijv. 50%", "Om 20 uur 30, derde, 4 euro 99, bijvoorbeeld 50 procent"),
        ("pt-BR", "Às 19:30, 3-2, R$ 10, 50%, 1º, Sr. Silva", "Às 19 horas e 30, 3 a 2, 10 reais, 50 por cento, primeiro, senhor Silva"),
        ("pl", "O 19:30, 3:2, 4 zł, 5 zł, 22 km, np. 50%", "O 19 30, 3 do 2, 4 złote, 5 złotych, 22 kilometry, na przykład 50 procent"),
        ("cs", "V 19:30, 3:2, 100 Kč, 3. května, např. -5 °C", "V 19 hodin 30, 3 ku 2, 100 korun, třetího května, například minus 5 stupňů"),
        ("ru", "В 21:30, 3:2, 101 ₽, 12 км, т. е. 50%", "В 21 час 30, 3 2, 101 рубль, 12 километров, то есть 50 процентов"),
        ("hu", "19:30-kor, 100 Ft, pl. 50%, S01E02", "19 óra 30-kor, 100 forint, például 50 százalék, 1. évad, 2. rész"),
        ("tr", "Saat 19:30'da, %50, 4 ₺, örn. 5 km", "Saat 19 30'da, yüzde 50, 4 lira, örneğin 5 kilometre"),
        ("ar", "الساعة 19:30، 3-2، 50%", "الساعة 19 و 30 دقيقة، 3 مقابل 2، 50 في المئة"),
        ("cs", "3. května", "třetího května"),
        ("de", "18.30 Uhr am 03.05.2024, 24.12., 1,5 Mio. Euro", "18 Uhr 30 am 3. Mai 2024, 24. Dezember, 1,5 Millionen Euro"),
        ("de", "Um 20.10, um 20.15 Uhr.", "Um 20 Uhr 10, um 20 Uhr 15."),
        ("cs", "V 7.05. Dne 3. 5. 2024", "V 7 hodin 5. Dne třetího května 2024"),
        ("it", "Alle 21.15, 03/05/2024, 3.50 €", "Alle 21 e 15, 3 maggio 2024, 3 euro 50"),
        ("fr", "À 20 h, le 03/05/2024, François Ier", "À 20 heures, le 3 mai 2024, François premier"),
        ("nl", "Om 20.15 uur, 03-05-2024", "Om 20 uur 15, 3 mei 2024"),
        ("es", "A las 20.30, 03/05/2024", "A las 20 y 30, 3 de mayo de 2024"),
        ("pl", "O 20.30, 03.05.2024 r.", "O 20 30, 3 maja 2024 roku"),
        ("ru", "В 20.30, 03.05.2024", "В 20 часов 30, 3 мая 2024"),
        ("hu", "2024.05.03. és 2024-05-03", "2024. május 3. és 2024. május 3."),
        ("zh-cn", "2024-05-03", "2024年5月3日"),
        ("de", "1. FC Köln, 2. Liga, 7℃", "1. F C Köln, 2. Liga, 7 Grad"),
        ("zh-cn", "晚上19:30，3:2，50%，CCTV-5", "晚上19点30分，3 比 2，百分之50，C C T V 5"),
        ("ja", "19:30から、3対2、50%、NHK", "19時30分から、3対2、50 パーセント、N H K"),
        ("ko", "19:30에 3-2, 50%", "19시 30분에 3 대 2, 50 퍼센트"),
        ("hi", "शाम 19:30 बजे, ₹100, 3.5%", "शाम उन्नीस बजकर तीस मिनट, एक सौ रुपये, तीन दशमलव पाँच प्रतिशत"),
        ("fi", "Klo **20:30** 🎉", "Klo 20:30"),
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


def test_words_of_another_script_are_another_language() -> None:
    assert in_tongues("I put on Первый канал 5, at 8.", "en") == [
        ("I put on", "en"),
        (" Первый канал 5,", "ru"),
        (" at 8.", "en"),
    ]
    assert in_tongues("東京 を見る 2024", "ja") == [("東京 を見る 2024", "ja")]
    assert in_tongues("На BBC One", "ru") == [("На BBC One", "ru")]


def test_each_sentence_has_its_own_language() -> None:
    assert [tongue_of(sentence, "ru", "en") for sentence in ("Good evening.", "Вечер.", "20:15.")] == ["en", "ru", "ru"]
    assert tongue_of("東京。", "ja", "en") == "ja"
