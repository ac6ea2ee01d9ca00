"""What follows a question in German, Spanish, French and Italian."""

from typing import Any

import pytest

from prism_core.commands import Command
from prism_core.requests import Choice, UtteranceContext
from prism_llm.understanding import ChannelNames, create_understander

UNDERSTANDER = create_understander()
Wanted = tuple[str, dict[str, Any]] | None


def after(code: str, last: Command, said: str) -> Wanted:
    found = UNDERSTANDER.understand(said, UtteranceContext(language=code, last_command=last, playing=True)).commands
    assert len(found) <= 1
    return (found[0].name, dict(found[0].slots)) if found else None


@pytest.mark.parametrize(
    ("code", "channel", "said", "name", "slots"),
    [
        ("de", "ZDF", "und auf Prism Clock?", "ask.now", {"channel": "Prism Clock"}),
        ("de", "ZDF", "und morgen um acht?", "ask.at", {"when": "morgen um acht", "channel": "ZDF"}),
        ("de", "ZDF", "und danach?", "ask.next", {"channel": "ZDF"}),
        ("de", "ZDF", "dann schalt da hin", "tv.channel", {"name": "ZDF"}),
        ("es", "La 1", "¿y en La 2?", "ask.now", {"channel": "La 2"}),
        ("es", "La 1", "¿y luego?", "ask.next", {"channel": "La 1"}),
        ("es", "La 1", "ponla", "tv.channel", {"name": "La 1"}),
        ("fr", "TF1", "et sur M6 ?", "ask.now", {"channel": "M6"}),
        ("fr", "TF1", "et après ?", "ask.next", {"channel": "TF1"}),
        ("fr", "TF1", "mets-la", "tv.channel", {"name": "TF1"}),
        ("it", "Rai 1", "e su Canale 5", "ask.now", {"channel": "Canale 5"}),
        ("it", "Rai 1", "e dopo?", "ask.next", {"channel": "Rai 1"}),
        ("it", "Rai 1", "mettilo", "tv.channel", {"name": "Rai 1"}),
    ],
)
def test_another_channel_or_time_may_be_asked_about(
    code: str, channel: str, said: str, name: str, slots: dict[str, str]
) -> None:
    assert after(code, Command.of("ask.now", channel=channel), said) == (name, slots)


@pytest.mark.parametrize(
    ("code", "when", "said", "slots"),
    [
        ("de", "um acht", "und um neun?", {"when": "neun"}),
        ("de", "um acht", "und auf ARD?", {"when": "um acht", "channel": "ARD"}),
        ("es", "a las ocho", "¿y en La 2?", {"when": "a las ocho", "channel": "La 2"}),
        ("fr", "à huit heures", "et sur M6 ?", {"when": "à huit heures", "channel": "M6"}),
        ("it", "alle otto", "e alle nove?", {"when": "alle nove"}),
    ],
)
def test_what_was_said_of_a_time_holds_for_what_follows(code: str, when: str, said: str, slots: dict[str, str]) -> None:
    assert after(code, Command.of("ask.at", when=when), said) == ("ask.at", slots)


@pytest.mark.parametrize(
    ("code", "said", "name", "title"),
    [
        ("de", "und die Tagesschau?", "ask.when", "Tagesschau"),
        ("de", "erinnere mich daran", "reminder.set", "Dune"),
        ("es", "¿y Cuéntame?", "ask.when", "Cuéntame"),
        ("es", "grábalo", "tv.record", "Dune"),
        ("fr", "et The Voice ?", "ask.when", "The Voice"),
        ("fr", "rappelle-le-moi", "reminder.set", "Dune"),
        ("it", "e Don Matteo?", "ask.when", "Don Matteo"),
        ("it", "registralo", "tv.record", "Dune"),
    ],
)
def test_another_title_may_be_asked_for_and_this_one_be_kept(code: str, said: str, name: str, title: str) -> None:
    found = after(code, Command.of("ask.when", title="Dune"), said)
    assert found is not None
    assert (found[0], found[1]["title"]) == (name, title)


@pytest.mark.parametrize(
    ("code", "said"),
    [("de", "und Dortmund?"), ("es", "¿y el Dortmund?"), ("fr", "et Dortmund ?"), ("it", "e il Dortmund?")],
)
def test_another_score_may_be_asked_for(code: str, said: str) -> None:
    assert after(code, Command.of("ask.score", team="Milan"), said) == ("ask.score", {"team": "Dortmund"})


@pytest.mark.parametrize(
    ("code", "said"), [("de", "was anderes"), ("es", "otra cosa"), ("fr", "autre chose"), ("it", "qualcos'altro")]
)
def test_something_else_is_recommended(code: str, said: str) -> None:
    last = Command.of("ask.recommend", genre="Krimi")
    assert after(code, last, said) == ("ask.recommend", {"genre": "Krimi"})


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("de", "und der Hund muss raus"),
        ("de", "und was ist mit Oma?"),
        ("es", "y mañana viene tu madre"),
        ("fr", "et il pleut"),
        ("it", "e ho fame"),
    ],
)
def test_talk_after_a_question_asks_for_nothing(code: str, said: str) -> None:
    assert after(code, Command.of("ask.now", channel="ZDF"), said) is None


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("de", "und auf Prism Beat?"),
        ("es", "¿y en Prism Beat?"),
        ("fr", "et sur prism beat ?"),
        ("it", "e su Prism Beat?"),
    ],
)
def test_the_viewers_own_channels_may_be_asked_about(code: str, said: str) -> None:
    understander = create_understander()
    understander.names = ChannelNames(["Prism Beat", "Prism Clock"])
    last = Command.of("ask.at", when="ce soir")
    found = understander.understand(said, UtteranceContext(language=code, last_command=last)).commands
    assert [(one.name, str(one.slots["channel"]).casefold()) for one in found] == [("ask.at", "prism beat")]


def test_what_comes_next_may_be_reminded_of() -> None:
    for code, said in (
        ("de", "erinnere mich daran"),
        ("es", "recuérdamelo"),
        ("fr", "préviens-moi"),
        ("it", "avvisami"),
    ):
        assert after(code, Command.of("ask.next"), said) == ("reminder.set", {"title": "it"})


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("de", "erinnere mich, wenn es anfängt"),
        ("de", "sag mir Bescheid, wenn der Film losgeht"),
        ("es", "avísame cuando empiece"),
        ("es", "avísame"),
        ("fr", "préviens-moi quand ça commence"),
        ("fr", "rappelle-le-moi"),
        ("it", "avvisami quando comincia"),
        ("it", "ricordamelo"),
    ],
)
def test_who_is_to_be_reminded_when_it_begins_names_no_title(code: str, said: str) -> None:
    found = UNDERSTANDER.understand(said, UtteranceContext(language=code)).commands
    assert found == (Command.of("reminder.set", title="it"),)


OFFERED = Choice(label="Test Card", command=Command(name="tv.channel", slots={"name": "Prism Clock"}))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "yes, put it on"),
        ("en", "ok let's watch that"),
        ("de", "ja, mach an"),
        ("de", "klingt gut"),
        ("es", "sí, ponlo"),
        ("fr", "oui, mets-le"),
        ("it", "va bene, metti quello"),
    ],
)
def test_what_was_recommended_is_taken_in_plain_words(code: str, said: str) -> None:
    context = UtteranceContext(
        language=code,
        pending="How about Test Card on Prism Clock?",
        options=("Test Card",),
        choices=(OFFERED,),
        last_command=Command.of("ask.recommend"),
    )
    found = UNDERSTANDER.understand(said, context).commands
    assert found == (OFFERED.command,) or [one.name for one in found] == ["confirm"]
    alone = UNDERSTANDER.understand(said, UtteranceContext(language=code)).commands
    assert OFFERED.command not in alone


@pytest.mark.parametrize(
    ("code", "said", "taken"),
    [
        ("en", "thanks, put it on", True),
        ("de", "mach es an", True),
        ("es", "ponlo", True),
        ("fr", "mets-le", True),
        ("it", "mettilo", True),
        ("de", "das klingt gut", False),
        ("es", "me parece bien", False),
        ("fr", "bonne idée", False),
        ("it", "mi piace", False),
    ],
)
def test_after_a_word_of_talk_only_who_asks_for_it_takes_it(code: str, said: str, taken: bool) -> None:
    context = UtteranceContext(
        language=code, options=("Test Card",), choices=(OFFERED,), last_command=Command.of("ask.recommend")
    )
    assert (UNDERSTANDER.understand(said, context).commands == (OFFERED.command,)) is taken


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("de", "nimm das doch nicht auf"),
        ("de", "nein, nicht aufnehmen"),
        ("es", "no lo grabes"),
        ("fr", "ne l'enregistre pas"),
        ("it", "non registrarlo"),
    ],
)
def test_a_recording_just_asked_for_is_taken_back(code: str, said: str) -> None:
    last = Command.of("tv.record", on=True, title="Dune")
    assert after(code, last, said) == ("tv.record", {"on": False, "title": "Dune"})
    assert after(code, Command.of("tv.pause"), said) in (None, ("tv.record", {"on": False}))


@pytest.mark.parametrize(
    ("code", "said"), [("en", "wait"), ("de", "Moment"), ("es", "espera"), ("fr", "attends"), ("it", "no aspetta")]
)
def test_who_asks_to_wait_has_not_said_yes_and_the_programme_goes_on(code: str, said: str) -> None:
    context = UtteranceContext(language=code, playing=True, pending="Delete the playlist Summer?")
    assert [one.name for one in UNDERSTANDER.understand(said, context).commands] == ["deny"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("fr", "non laisse tomber, laisse allumé"),
        ("fr", "finalement n'éteins pas"),
        ("fr", "ne t'éteins pas, on regarde encore un peu"),
        ("fr", "laisse tourner"),
    ],
)
def test_a_sleep_timer_just_set_is_called_off_by_who_wants_to_go_on(code: str, said: str) -> None:
    assert after(code, Command.of("sleep.set", seconds=1800), said) == ("sleep.cancel", {})


@pytest.mark.parametrize(
    "said", ["n'éteins pas encore", "laisse le son", "laisse la chaîne", "on regarde encore Dune", "laisse tomber"]
)
def test_a_sleep_timer_just_set_stays_for_who_means_another_thing(said: str) -> None:
    assert after("fr", Command.of("sleep.set", seconds=1800), said) != ("sleep.cancel", {})


@pytest.mark.parametrize("said", ["non finalement ne l'enregistre pas", "en fait, pas la peine de l'enregistrer"])
def test_a_recording_just_asked_for_is_taken_back_on_second_thoughts(said: str) -> None:
    last = Command.of("tv.record", on=True, title="Dune")
    assert after("fr", last, said) == ("tv.record", {"on": False, "title": "Dune"})


@pytest.mark.parametrize(
    ("code", "text", "first", "when"),
    [
        ("en", "what's on next, and at ten", "ask.next", "ten"),
        ("en", "what's on now and at ten", "ask.now", "ten"),
        ("en", "what's on at nine and at ten", "ask.at", "ten"),
        ("fr", "qu'est-ce qui passe ensuite et à vingt-deux heures", "ask.next", "vingt-deux heures"),
        ("de", "was kommt als Nächstes, und um zehn", "ask.next", "zehn"),
        ("es", "qué echan luego y a las diez", "ask.next", "las diez"),
        ("it", "che c'è dopo, e alle ventidue", "ask.next", "alle ventidue"),
    ],
)
def test_a_time_behind_a_question_asks_it_of_that_time(code: str, text: str, first: str, when: str) -> None:
    found = UNDERSTANDER.understand(text, UtteranceContext(language=code))
    assert [command.name for command in found.commands] == [first, "ask.at"]
    assert found.commands[1] == Command.of("ask.at", when=when)


@pytest.mark.parametrize(
    ("code", "text", "channel", "times"),
    [
        ("en", "what's on BBC One tonight and tomorrow", "BBC One", ["tonight", "tomorrow"]),
        ("fr", "qu'est-ce qu'il y a sur TF1 ce soir et demain soir", "TF1", ["ce soir", "demain soir"]),
        ("es", "qué ponen en La 1 esta noche y mañana", "La 1", ["esta noche", "mañana"]),
        ("de", "was läuft heute Abend auf ZDF und morgen", "ZDF", ["heute Abend", "morgen"]),
    ],
)
def test_it_is_asked_of_the_same_channel(code: str, text: str, channel: str, times: list[str]) -> None:
    found = UNDERSTANDER.understand(text, UtteranceContext(language=code))
    assert found.commands == tuple(Command.of("ask.at", channel=channel, when=when) for when in times)


def test_what_comes_next_is_asked_behind_what_is_on() -> None:
    for code, text in (("en", "what's on now and next"), ("de", "was läuft jetzt und danach")):
        found = UNDERSTANDER.understand(text, UtteranceContext(language=code))
        assert [command.name for command in found.commands] == ["ask.now", "ask.next"]
