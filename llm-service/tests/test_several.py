"""Two things of which the same is asked in one breath, and names that have an "and" of their own."""

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander
from prism_llm.understanding.titles import Titles


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def asked(understander: Understander, code: str, text: str) -> list[tuple[str, str]]:
    """The name of each command, and what it names."""
    found = understander.understand(text, UtteranceContext(language=code))
    slots = [{slot: str(value) for slot, value in one.slots.items()} for one in found.commands]
    named = [next((one[slot] for slot in ("title", "channel", "name") if slot in one), "") for one in slots]
    return [(command.name, name) for command, name in zip(found.commands, named, strict=True)]


@pytest.mark.parametrize(
    ("code", "text", "name", "both"),
    [
        ("en", "add Rai 3 and La7 to my favourites", "tv.favourite", ["Rai 3", "La7"]),
        ("en", "take BBC One and ITV out of my favourites", "tv.favourite", ["BBC One", "ITV"]),
        ("en", "add BBC One to my favourites and ITV too", "tv.favourite", ["BBC One", "ITV"]),
        ("en", "record the News and also Panorama", "tv.record", ["the News", "Panorama"]),
        ("en", "record Vera, and Lewis too", "tv.record", ["Vera", "Lewis"]),
        ("en", "record both Vera and Lewis", "tv.record", ["Vera", "Lewis"]),
        ("en", "delete the Vera recording and the Lewis one", "delete", ["Vera", "Lewis"]),
        ("en", "delete the reminder for Vera and the one for Lewis", "reminder.cancel", ["Vera", "Lewis"]),
        ("en", "remind me of Bake Off and of Panorama", "reminder.set", ["Bake Off", "Panorama"]),
        ("it", "aggiungi Rai 3 e La7 ai preferiti", "tv.favourite", ["Rai 3", "La7"]),
        ("it", "metti Rai 3 e La7 nei preferiti", "tv.favourite", ["Rai 3", "La7"]),
        ("it", "registra Report e anche Blob", "tv.record", ["Report", "Blob"]),
        ("it", "cancella la registrazione di Report e quella di Blob", "delete", ["Report", "Blob"]),
        ("it", "ricordami di Report e anche di Blob", "reminder.set", ["Report", "Blob"]),
        ("es", "graba el telediario y también Saber y ganar", "tv.record", ["el telediario", "Saber y ganar"]),
        ("es", "añade La 1 y Antena 3 a mis favoritos", "tv.favourite", ["La 1", "Antena 3"]),
        ("es", "borra la grabación de Cuéntame y la de Masterchef", "delete", ["Cuéntame", "Masterchef"]),
        ("de", "nimm die Tagesschau auf und auch Tatort", "tv.record", ["Tagesschau", "Tatort"]),
        ("de", "nimm ZDF und Arte aus den Favoriten", "tv.favourite", ["ZDF", "Arte"]),
        ("de", "lösch die Tatort-Aufnahme und die vom Polizeiruf", "delete", ["Tatort", "Polizeiruf"]),
        ("de", "erinnere mich an Tatort und Tagesschau", "reminder.set", ["Tatort", "Tagesschau"]),
        (
            "de",
            "erinnere mich an Mord mit Aussicht und auch an Tatort",
            "reminder.set",
            ["Mord mit Aussicht", "Tatort"],
        ),
        ("fr", "enregistre Koh-Lanta et aussi Top Chef", "tv.record", ["Koh-Lanta", "Top Chef"]),
        ("fr", "supprime l'enregistrement d'Alice et celui d'Hélène", "delete", ["Alice", "Hélène"]),
        ("fr", "rappelle-moi Koh-Lanta et Top Chef", "reminder.set", ["Koh-Lanta", "Top Chef"]),
        ("fr", "ajoute France 2 et Arte à mes favoris", "tv.favourite", ["France 2", "Arte"]),
    ],
)
def test_the_same_is_asked_of_each(
    understander: Understander, code: str, text: str, name: str, both: list[str]
) -> None:
    assert asked(understander, code, text) == [(name, one) for one in both]


@pytest.mark.parametrize(
    ("code", "text", "whole"),
    [
        ("en", "record Pride and Prejudice", ("tv.record", "Pride and Prejudice")),
        ("en", "record Then and Now", ("tv.record", "Then and Now")),
        ("en", "remind me of Law and Order", ("reminder.set", "Law and Order")),
        ("en", "add Crime and Investigation to my favourites", ("tv.favourite", "Crime and Investigation")),
        ("es", "graba Saber y ganar", ("tv.record", "Saber y ganar")),
        ("fr", "enregistre Des racines et des ailes", ("tv.record", "Des racines et des ailes")),
        ("de", "nimm Gut und Böse auf", ("tv.record", "Gut und Böse")),
        ("it", "registra Un medico in famiglia e Don Matteo", ("tv.record", "Un medico in famiglia e Don Matteo")),
    ],
)
def test_a_name_may_have_an_and(understander: Understander, code: str, text: str, whole: tuple[str, str]) -> None:
    assert asked(understander, code, text) == [whole]


@pytest.mark.parametrize(
    ("code", "text", "second"),
    [
        ("en", "record Vera and also turn it up", "tv.volume"),
        ("en", "record Vera and then turn it off", "tv.stop"),
        ("en", "put on BBC One and add ITV to favourites", "tv.favourite"),
        ("en", "cancel the reminder for Vera and also record Lewis", "tv.record"),
        ("de", "nimm Tatort auf und guck ZDF", "tv.channel"),
        ("fr", "enregistre Lupin puis éteins", "tv.stop"),
        ("es", "graba Masterchef y luego apaga", "tv.stop"),
        ("it", "registra Report e anche alza il volume", "tv.volume"),
    ],
)
def test_another_order_is_no_second_name(understander: Understander, code: str, text: str, second: str) -> None:
    (_, first), (name, _) = asked(understander, code, text)
    assert " " not in first or first == "BBC One"
    assert name == second


def test_two_titles_of_the_guide_are_two_and_one_with_an_and_is_one() -> None:
    understander = create_understander()
    understander.titles = Titles(dict.fromkeys(["Panorama", "The News", "Love and Marriage", "Love", "Marriage"], ""))
    assert asked(understander, "en", "record the News and Panorama") == [
        ("tv.record", "the News"),
        ("tv.record", "Panorama"),
    ]
    assert asked(understander, "en", "record Love and Marriage") == [("tv.record", "Love and Marriage")]


@pytest.mark.parametrize("text", ["record Vera tonight and also Lewis", "record Vera and also Lewis tonight"])
def test_both_are_recorded_at_the_time_that_was_said(understander: Understander, text: str) -> None:
    found = understander.understand(text, UtteranceContext(language="en"))
    assert [command.slots.get("when") for command in found.commands] == ["tonight", "tonight"]
