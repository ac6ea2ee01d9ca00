"""What is meant in the end: channels, titles and amounts that are corrected or looked for while one speaks."""

from typing import Any

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import ChannelNames, Understander, create_understander

Said = list[tuple[str, dict[str, Any]]]
CHANNELS = (
    *("BBC One", "BBC Two", "ITV", "Dave", "Film4", "ZDF", "Arte", "RTL", "Vox", "TF1", "M6", "France 2"),
    *("La 1", "Antena 3", "Telecinco", "La Sexta", "Rai 1", "Rai 2", "Rai 3", "Canale 5"),
)
LOUDER = ("tv.volume", {"mode": "step", "delta": 10})
QUIETER = ("tv.volume", {"mode": "step", "delta": -10})


def channel(name: str) -> tuple[str, dict[str, Any]]:
    return "tv.channel", {"name": name}


def watch(title: str) -> tuple[str, dict[str, Any]]:
    return "tv.watch", {"title": title}


def seek(seconds: int) -> tuple[str, dict[str, Any]]:
    return "tv.seek", {"mode": "relative", "seconds": seconds}


def level(percent: int) -> tuple[str, dict[str, Any]]:
    return "tv.volume", {"mode": "set", "level": percent}


@pytest.fixture(scope="module")
def understander() -> Understander:
    understander = create_understander()
    understander.names = ChannelNames(CHANNELS)
    return understander


def read(understander: Understander, text: str, language: str) -> Said:
    found = understander.understand(text, UtteranceContext(language=language))
    return [(command.name, dict(command.slots)) for command in found.commands]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "put on ITV, not ITV, TF1 I mean", channel("TF1")),
        ("en", "ITV, no not ITV, BBC One", channel("BBC One")),
        ("en", "put ITV on, no, BBC One", channel("BBC One")),
        ("en", "put on Film4, or rather Dave", channel("Dave")),
        ("en", "put on TF1, not ITV", channel("TF1")),
        ("en", "go to channel five, er, channel four rather", ("tv.channel", {"number": 4})),
        ("de", "schalt auf ZDF, nein, Arte", channel("Arte")),
        ("de", "mach RTL an, äh, Vox meine ich", channel("Vox")),
        ("de", "schalt das ZDF ein, quatsch, ich meine Arte", channel("Arte")),
        ("de", "schalt auf ZDF, nicht auf Arte", channel("ZDF")),
        ("es", "pon Telecinco, perdón, la Sexta", channel("la Sexta")),
        ("es", "ponme la Sexta, digo, Telecinco", channel("Telecinco")),
        ("fr", "mets Arte, euh non, TF1", channel("TF1")),
        ("fr", "passe sur M6, enfin non, sur TF1", channel("TF1")),
        ("fr", "mets Arte, pas TF1", channel("Arte")),
        ("it", "metti Rai Uno, anzi no, Rai 3", channel("Rai 3")),
        ("it", "passa a Rai 2, no scusa, Rai 3", channel("Rai 3")),
        ("it", "metti Rai 1, non Rai 2", channel("Rai 1")),
    ],
)
def test_a_channel_that_is_corrected_is_not_put_on_first(
    understander: Understander, language: str, text: str, wanted: tuple[str, dict[str, Any]]
) -> None:
    assert read(understander, text, language) == [wanted]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "put on BBC One, no, play Inception", watch("Inception")),
        ("de", "spiel Inception ab, nein, Interstellar", watch("Interstellar")),
        ("de", "spiel Dark, nein, lieber Babylon Berlin", watch("Babylon Berlin")),
        ("es", "pon Élite, no, mejor La casa de papel", watch("La casa de papel")),
        ("fr", "mets Lupin, non, plutôt Dix pour cent", watch("Dix pour cent")),
        ("it", "metti Gomorra, anzi, Suburra", watch("Suburra")),
        ("de", "nimm den Tatort auf, nein, die Tagesschau", ("tv.record", {"on": True, "title": "Tagesschau"})),
    ],
)
def test_a_title_that_is_corrected_is_not_put_on_first(
    understander: Understander, language: str, text: str, wanted: tuple[str, dict[str, Any]]
) -> None:
    assert read(understander, text, language) == [wanted]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "go back ten seconds, no, twenty", seek(-20)),
        ("de", "geh zehn Sekunden zurück, nein, zwanzig", seek(-20)),
        ("es", "retrocede diez segundos, no, veinte", seek(-20)),
        ("fr", "recule de dix secondes, non, vingt", seek(-20)),
        ("it", "torna indietro di dieci secondi, anzi venti", seek(-20)),
        ("en", "volume thirty, not forty", level(30)),
        ("en", "remind me at eight, no, nine", ("reminder.set", {"when": "nine"})),
        ("en", "go back an hour, I dunno, maybe half an hour", seek(-1800)),
        ("de", "geh eine Stunde zurück, weiß nicht, vielleicht eine halbe", seek(-1800)),
        ("es", "retrocede una hora, no sé, quizá media hora", seek(-1800)),
        ("fr", "recule d'une heure, je sais pas, peut-être une demi-heure", seek(-1800)),
        ("it", "vai indietro di un'ora, boh, forse mezz'ora", seek(-1800)),
    ],
)
def test_an_amount_that_is_corrected_keeps_its_unit_and_its_direction(
    understander: Understander, language: str, text: str, wanted: tuple[str, dict[str, Any]]
) -> None:
    assert read(understander, text, language) == [wanted]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "put on ITV, no, go back ten seconds", [seek(-10)]),
        ("en", "mute it, no, just turn it down", [QUIETER]),
        ("en", "I'm bored, put on BBC One, no, BBC Two", [channel("BBC Two")]),
        ("en", "put on BBC One, no, Dave, and turn it up", [channel("Dave"), LOUDER]),
        ("de", "schalt eins weiter, nee doch gleich zu RTL, und stumm", [channel("RTL"), ("tv.mute", {"on": True})]),
        ("fr", "j'en ai marre de ça, mets Arte, euh non, TF1", [channel("TF1")]),
        ("fr", "mets TF1, non, baisse le son", [QUIETER]),
        ("it", "metti Rai 1, no, Rai 3, e alza il volume", [channel("Rai 3"), LOUDER]),
    ],
)
def test_a_whole_other_request_takes_the_place_of_the_first_and_what_is_around_both_stays(
    understander: Understander, language: str, text: str, wanted: Said
) -> None:
    assert read(understander, text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "um, would you mind rewinding, I dunno, a minute and a half", seek(-90)),
        ("de", "spul mal, äh, was weiß ich, zwei Minuten zurück", seek(-120)),
        ("es", "retrocede, yo qué sé, dos minutos", seek(-120)),
        ("fr", "recule de, je sais pas moi, deux minutes", seek(-120)),
        ("it", "torna indietro, non so, due minuti", seek(-120)),
        ("en", "skip the intro would you, it's about a minute", seek(60)),
        ("en", "skip the ads, they're about three minutes", seek(180)),
        ("de", "überspring das Intro, das dauert etwa eine Minute", seek(60)),
        ("es", "salta la intro, dura un minuto más o menos", seek(60)),
        ("fr", "passe le générique, il dure à peu près une minute", seek(60)),
        ("it", "salta la sigla, dura circa un minuto", seek(60)),
    ],
)
def test_an_amount_is_heard_behind_hesitation_and_in_a_sentence_of_its_own(
    understander: Understander, language: str, text: str, wanted: tuple[str, dict[str, Any]]
) -> None:
    assert read(understander, text, language) == [wanted]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "put on BBC One, no subtitles", [channel("BBC One"), ("tv.subtitles", {"on": False})]),
        ("en", "put on Film4, I can't stand this", [channel("Film4")]),
        ("en", "put on ITV, no one is watching this", [channel("ITV")]),
        ("en", "I want to hear their real voices, not the dub", [("tv.audio_track", {"original": True})]),
        ("en", "we're football people, so, football", [("tv.watch", {"genre": "football"})]),
        ("de", "mach RTL an, nicht so laut", [channel("RTL"), QUIETER]),
        ("es", "pon La 1, no me gusta esto", [channel("La 1")]),
        ("fr", "mets Arte, il y a un bon film", [channel("Arte")]),
        ("it", "metti Rai 1, non mi piace questo", [channel("Rai 1")]),
    ],
)
def test_a_remark_or_a_second_request_is_no_second_thought(
    understander: Understander, language: str, text: str, wanted: Said
) -> None:
    assert read(understander, text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "turn it off, the oven I mean"),
        ("en", "turn it down, the radiator"),
        ("en", "the oven, turn it off"),
        ("de", "mach ihn aus, den Ofen mein ich"),
        ("es", "apágalo, el horno digo"),
        ("fr", "éteins-le, le four je veux dire"),
        ("it", "spegnilo, il forno intendo"),
    ],
)
def test_what_is_said_of_another_thing_at_home_does_nothing(
    understander: Understander, language: str, text: str
) -> None:
    assert read(understander, text, language) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("turn it off, the film I mean", ("tv.stop", {})),
        ("pause it, the oven's beeping", ("tv.pause", {})),
        ("turn it down, the telly", QUIETER),
    ],
)
def test_a_thing_that_is_played_or_only_the_reason_is_no_other_thing(
    understander: Understander, text: str, wanted: tuple[str, dict[str, Any]]
) -> None:
    assert read(understander, text, "en") == [wanted]


@pytest.mark.parametrize(
    ("language", "text", "slots"),
    [
        ("en", "record the nine o'clock news on Channel 4 tomorrow", ("nine o'clock news", "Channel 4", "tomorrow")),
        ("en", "record Taskmaster on Dave tomorrow", ("Taskmaster", "Dave", "tomorrow")),
        ("de", "nimm die Nachrichten auf RTL morgen auf", ("die Nachrichten", "RTL", "morgen")),
        ("es", "graba las noticias de La 1 mañana", ("las noticias", "La 1", "mañana")),
        ("fr", "enregistre le film de ce soir sur TF1", ("le film", "TF1", "ce soir")),
        ("it", "registra il Gran Premio domenica su Rai 1", ("il Gran Premio", "Rai 1", "domenica")),
    ],
)
def test_what_is_recorded_keeps_its_channel_and_its_day(
    understander: Understander, language: str, text: str, slots: tuple[str, str, str]
) -> None:
    title, name, when = slots
    wanted = {"on": True, "title": title, "channel": name, "when": when}
    assert read(understander, text, language) == [("tv.record", wanted)]


def test_a_topic_behind_on_is_no_channel(understander: Understander) -> None:
    wanted = {"on": True, "title": "documentary on sharks", "when": "tomorrow"}
    assert read(understander, "record the documentary on sharks tomorrow", "en") == [("tv.record", wanted)]


@pytest.mark.parametrize(
    ("language", "text", "title", "when"),
    [
        ("en", "remind me half an hour before the match tomorrow", "the match", "tomorrow"),
        ("de", "erinnere mich eine halbe Stunde vor dem Spiel morgen", "Spiel", "morgen"),
        ("es", "recuérdame media hora antes del partido mañana", "partido", "mañana"),
        ("fr", "rappelle-moi une demi-heure avant le match demain", "match", "demain"),
        ("it", "ricordami mezz'ora prima della partita domani", "partita", "domani"),
    ],
)
def test_a_reminder_ahead_of_time_keeps_its_day_out_of_the_title(
    understander: Understander, language: str, text: str, title: str, when: str
) -> None:
    wanted = {"title": title, "when": when, "lead_seconds": 1800}
    assert read(understander, text, language) == [("reminder.set", wanted)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "noch ein bisschen"),
        ("de", "noch etwas"),
        ("es", "otro poco"),
        ("fr", "encore un chouïa"),
        ("it", "un altro po'"),
    ],
)
def test_a_little_more_goes_one_step_further(understander: Understander, language: str, text: str) -> None:
    last = {"name": "tv.volume", "slots": {"mode": "step", "delta": 5}}
    context = UtteranceContext.model_validate({"language": language, "last_command": last})
    assert [command.slots for command in understander.understand(text, context).commands] == [last["slots"]]


@pytest.mark.parametrize("text", ["hm, what can I watch tonight, something calm?", "what can I watch, a comedy maybe"])
def test_a_question_and_the_sort_that_narrows_it_are_one_wish(understander: Understander, text: str) -> None:
    (found,) = read(understander, text, "en")
    assert found[0] == "ask.recommend"
    assert found[1]["genre"] in text


@pytest.mark.parametrize("text", ["Absolutely", "oh absolutely", "absolutely, yes", "absolutely, go ahead"])
def test_absolutely_is_a_yes(understander: Understander, text: str) -> None:
    asked = UtteranceContext(pending="Shall I delete the recording?")
    assert [command.name for command in understander.understand(text, asked).commands] == ["confirm"]
