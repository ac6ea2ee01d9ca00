"""What stands behind a wish and is no part of its title, and words that only point back, in four languages."""

from typing import Any

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander

Said = list[tuple[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def said(understander: Understander, language: str, text: str, **context: object) -> Said:
    found = understander.understand(text, UtteranceContext.model_validate({"language": language, **context})).commands
    return [(command.name, dict(command.slots)) for command in found]


def watch(**slots: object) -> Said:
    return [("tv.watch", dict(slots))]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("es", "pon las noticias a ver qué dicen del temporal", watch(kind="news")),
        ("es", "ponme flamenco en la radio mientras plancho", watch(genre="flamenco", kind="radio")),
        ("es", "pon Telecinco a ver si dan el sorteo", [("tv.channel", {"name": "Telecinco"})]),
        ("es", "pon Pasión de Gavilanes que lo quiere ver mi mamá", watch(title="Pasión de Gavilanes")),
        ("es", "pon cualquier cosa mientras cenamos", [("tv.surprise", {})]),
        ("es", "busca recetas mientras ceno", [("ui.search", {"query": "recetas"})]),
        ("es", "ponle sutítulos en inglés que así practico", [("tv.subtitles", {"on": True, "language": "en"})]),
        ("es", "pon Masterchef que me encanta", watch(title="Masterchef")),
        ("es", "pon TVE que quiero ver el tiempo", [("tv.channel", {"name": "TVE"})]),
        ("es", "pon la radio para no aburrirme", [("ui.open", {"page": "radio"})]),
        ("es", "graba MasterChef que esta noche salgo", [("tv.record", {"on": True, "title": "MasterChef"})]),
        ("fr", "mets BFM qu'on sache ce qui se passe", [("tv.channel", {"name": "BFM"})]),
        ("fr", "lance Lupin dès que tu peux", watch(title="Lupin")),
        ("fr", "enregistre le match puisqu'on sort", [("tv.record", {"on": True})]),
        ("it", "metti Un posto al sole che comincia", watch(title="Un posto al sole")),
        ("it", "metti Radio Maria che la nonna prega", [("tv.channel", {"name": "Radio Maria"})]),
        ("fr", "mets le podcast Transfert pendant que je range", watch(kind="podcast", title="Transfert")),
        ("fr", "mets France Info pour voir ce qu'ils disent de la tempête", [("tv.channel", {"name": "France Info"})]),
        ("fr", "mets Koh-Lanta que ma mère veut le voir", watch(title="Koh-Lanta")),
        ("fr", "mets Thalassa parce que mamie adore ça", watch(title="Thalassa")),
        (
            "fr",
            "mets les sous-titres anglais comme ça je pratique",
            [("tv.subtitles", {"on": True, "language": "en"})],
        ),
        ("it", "metti una cosa a caso, basta che si guardi", [("tv.surprise", {})]),
        ("it", "metti Rai Uno che c'è mia zia dalla Romania", [("tv.channel", {"name": "Rai Uno"})]),
        ("it", "metti Chi l'ha visto che c'è il mio paese", watch(title="Chi l'ha visto")),
        ("it", "metti Gomorra che lo vuole vedere mio marito", watch(title="Gomorra")),
        ("it", "metti il tg a vedere cosa dicono del terremoto", watch(kind="news")),
        ("de", "mach Jazz im Radio an, während ich bügle", watch(genre="Jazz", kind="radio")),
        ("de", "mach den Tatort an, weil die Oma das sehen will", watch(title="Tatort")),
        ("de", "mach die Nachrichten an, mal sehen was die zum Sturm sagen", watch(kind="news")),
        (
            "de",
            "spiel den Podcast Zeit Verbrechen während ich aufräume",
            watch(kind="podcast", title="Zeit Verbrechen"),
        ),
        ("de", "nimm den Tatort auf weil wir nicht da sind", [("tv.record", {"on": True, "title": "Tatort"})]),
    ],
)
def test_what_goes_on_besides_and_what_it_is_for_are_no_part_of_a_title(
    understander: Understander, language: str, text: str, wanted: Said
) -> None:
    assert said(understander, language, text) == wanted


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("it", "metti Mentre dormivi", "Mentre dormivi"),
        ("it", "metti Perché Sanremo è Sanremo", "Perché Sanremo è Sanremo"),
        ("it", "metti La ragazza che giocava con il fuoco", "La ragazza che giocava con il fuoco"),
        ("fr", "mets Pendant que le loup n'y est pas", "Pendant que le loup n'y est pas"),
        ("fr", "mets Pendant la tempête", "Pendant la tempête"),
        ("es", "pon Mientras dure la guerra", "Mientras dure la guerra"),
        ("es", "pon El hombre que sabía demasiado", "El hombre que sabía demasiado"),
        ("es", "pon La chica que soñaba con una cerilla", "La chica que soñaba con una cerilla"),
        ("es", "pon Todo lo que quiero", "Todo lo que quiero"),
        ("fr", "mets Tant qu'on a la santé", "Tant qu'on a la santé"),
        ("it", "metti La vita che voglio", "La vita che voglio"),
        ("de", "spiel Während du schliefst", "Während du schliefst"),
    ],
)
def test_a_title_that_begins_or_goes_on_like_a_clause_stays_whole(
    understander: Understander, language: str, text: str, title: str
) -> None:
    assert said(understander, language, text) == watch(title=title)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "pon la mesa mientras cocino"),
        ("es", "veo la tele mientras como"),
        ("es", "pon la lavadora que ya es tarde"),
        ("fr", "mets la table pendant que je finis de cuisiner"),
        ("fr", "je regarde la télé pendant que je repasse"),
        ("it", "metti la tavola mentre cucino"),
        ("it", "guardo la tv mentre stiro"),
        ("de", "ich schau Tatort weil ich Krimis mag"),
        ("de", "mach die Tür zu weil es zieht"),
    ],
)
def test_talk_with_such_a_clause_asks_for_nothing(understander: Understander, language: str, text: str) -> None:
    assert said(understander, language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("it", "voglio vedere qualcosa di Sorrentino", watch(person="Sorrentino")),
        ("it", "vorrei guardare qualcosa di Fellini", watch(person="Fellini")),
        ("es", "quiero escuchar algo de Rosalía", watch(person="Rosalía")),
        ("es", "quiero ver algo de Almodóvar", watch(person="Almodóvar")),
        ("fr", "je veux regarder quelque chose de Truffaut", watch(person="Truffaut")),
        ("de", "ich will was von Fassbinder sehen", watch(person="Fassbinder")),
        ("it", "voglio rivedere La grande bellezza", watch(title="La grande bellezza")),
        ("it", "stasera mi va un giallo, mettine uno", watch(genre="giallo")),
        ("it", "ho voglia di un horror, mettimene uno", watch(genre="horror")),
        ("es", "hoy me apetece una comedia, ponme una", watch(genre="comedia")),
        ("fr", "j'ai envie d'un polar ce soir, mets-en un", watch(genre="polar")),
        ("fr", "j'ai envie d'un western, mets-m'en un", watch(genre="western")),
        ("de", "ich hab Lust auf einen Krimi, mach einen an", watch(genre="Krimi")),
        ("it", "mettine uno", []),
        ("es", "ponme una", []),
    ],
)
def test_an_order_that_only_points_back_adds_nothing(
    understander: Understander, language: str, text: str, wanted: Said
) -> None:
    assert said(understander, language, text) == wanted


@pytest.mark.parametrize(
    ("language", "text", "title", "when"),
    [
        ("it", "ricordami domani sera che c'è Ballando con le stelle", "Ballando con le stelle", "domani sera"),
        ("it", "ricordaci stasera che danno Report", "Report", "stasera"),
        ("es", "recuérdame mañana que ponen Masterchef", "Masterchef", "mañana"),
        ("fr", "rappelle-moi demain soir qu'il y a Koh-Lanta", "Koh-Lanta", "demain soir"),
        ("fr", "rappelle-moi que demain soir il y a The Voice", "The Voice", "demain soir"),
        ("de", "erinnere mich morgen, dass Let's Dance läuft", "Let's Dance", "morgen"),
        ("de", "erinner mich heute Abend, dass die Bundesliga kommt", "die Bundesliga", "heute Abend"),
    ],
)
def test_a_reminder_of_what_is_on_then_keeps_its_title(
    understander: Understander, language: str, text: str, title: str, when: str
) -> None:
    assert said(understander, language, text) == [("reminder.set", {"title": title, "when": when})]


@pytest.mark.parametrize(
    ("language", "text", "when"),
    [
        ("es", "graba la serie que empieza esta noche", "esta noche"),
        ("it", "registra il film che comincia alle nove", "alle nove"),
    ],
)
def test_what_is_recorded_is_told_by_when_it_begins(
    understander: Understander, language: str, text: str, when: str
) -> None:
    ((name, slots),) = said(understander, language, text)
    assert (name, slots["when"]) == ("tv.record", when)


@pytest.mark.parametrize(
    ("language", "text", "channel"),
    [
        ("de", "schalt auf Phoenix und tu den zu den Favoriten", "Phoenix"),
        ("es", "pon ETB 2 y mete ese en favoritos", "ETB 2"),
        ("it", "metti su Rai 1 e aggiungila ai preferiti", "Rai 1"),
        ("fr", "mets Arte et ajoute-la aux favoris", "Arte"),
    ],
)
def test_a_word_that_points_is_no_channel(understander: Understander, language: str, text: str, channel: str) -> None:
    wanted = [("tv.channel", {"name": channel}), ("tv.favourite", {"on": True})]
    assert said(understander, language, text) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("de", "ich bin in einer halben Stunde zurück, nur kurz zum Rewe", []),
        ("de", "ich bin gleich zurück, mach mal Pause", [("tv.pause", {})]),
        ("de", "geh zehn Minuten zurück", [("tv.seek", {"mode": "relative", "seconds": -600})]),
        ("es", "vuelvo en media hora, voy al súper", []),
        ("es", "vuelve cinco minutos", [("tv.seek", {"mode": "relative", "seconds": -300})]),
        ("fr", "je suis de retour dans dix minutes, juste un saut au Carrefour", []),
        ("fr", "je reviens dans dix minutes, mets en pause", [("tv.pause", {})]),
        ("it", "torno tra mezz'ora, vado un attimo al supermercato", []),
        ("it", "torno subito, metti in pausa", [("tv.pause", {})]),
    ],
)
def test_who_will_be_back_goes_nowhere_in_the_programme(
    understander: Understander, language: str, text: str, wanted: Said
) -> None:
    assert said(understander, language, text) == wanted


@pytest.mark.parametrize(
    ("text", "context", "wanted"),
    [
        ("baja, que no veo las demás", {"screen": "movies", "playing": False}, ("ui.scroll", {"direction": "down"})),
        ("sube un poco", {"screen": "movies", "playing": False}, ("ui.scroll", {"direction": "up"})),
        ("baja", {"screen": "guide", "playing": True}, ("tv.volume", {"mode": "step", "delta": -10})),
        ("baja un poco", {}, ("tv.volume", {"mode": "step", "delta": -5})),
        ("baja la tele", {"screen": "movies", "playing": False}, ("tv.volume", {"mode": "step", "delta": -10})),
    ],
)
def test_a_list_moves_where_nothing_plays(
    understander: Understander, text: str, context: dict[str, Any], wanted: tuple[str, dict[str, Any]]
) -> None:
    assert said(understander, "es", text, **context) == [wanted]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("fr", "montre le son", ("tv.volume", {"mode": "step", "delta": 10})),
        ("es", "su be el volumen", ("tv.volume", {"mode": "step", "delta": 10})),
        ("es", "baj a el volumen", ("tv.volume", {"mode": "step", "delta": -10})),
        ("it", "al za il volume", ("tv.volume", {"mode": "step", "delta": 10})),
        ("it", "spe gni la tv", ("tv.stop", {})),
        ("es", "pon Su Be", ("tv.watch", {"title": "Su Be"})),
    ],
)
def test_a_verb_that_was_cut_in_two_or_half_heard_is_put_right(
    understander: Understander, language: str, text: str, wanted: tuple[str, dict[str, Any]]
) -> None:
    assert said(understander, language, text) == [wanted]
