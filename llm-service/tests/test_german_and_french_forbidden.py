"""What Germans and French forbid, report, quote and put under a condition, and how they say yes and no."""

from typing import Any

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander

Said = list[tuple[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def asked(understander: Understander, language: str, text: str, *, pending: bool = False, **known: Any) -> Said:
    question = "Delete the playlist “Summer”?" if pending else None
    context = UtteranceContext(language=language, pending=question, **known)
    return [(command.name, dict(command.slots)) for command in understander.understand(text, context).commands]


YES = {
    "de": """
        in Ordnung | geht in Ordnung | stimmt | das stimmt | ja, stimmt | aber ja | aber klar | kann weg |
        die kann weg | ja, die kann weg | ja, weg damit | ja, raus damit | ja, endlich | nur zu | ja, nur zu |
        ja, sofort löschen | ja, schmeiß sie raus | alles klar | geht klar | so ist es | ganz sicher |
        von mir aus gern | ja, brauchen wir nicht | ja brauch ich nicht mehr | ja, die hör ich nie |
        ja, die taugt nichts | ja, die will keiner | die brauchen wir nicht mehr, weg damit
    """,
    "fr": """
        c'est bon | c'est ça | oui, c'est ça | tout à fait | évidemment | volontiers | parfait | entendu |
        je suis sûr | oui, je suis sûre | supprime-la | efface-la | oui, supprime-la | vire-la | oui, tu peux |
        tu peux y aller | oui, tu peux la supprimer | certainement | ça marche | ça me va | sans problème |
        oui, on peut | oui, je n'en veux pas | oui, on ne l'écoute jamais | oui, elle ne me plaît pas |
        oui personne ne la regarde | oui, on n'en a plus besoin
    """,
}
NO = {
    "de": """
        sag ja | sag doch ja | ja, ja, mach du nur | stimmt nicht | stimmt das | stimmt, aber behalte sie |
        in Ordnung, dann lass sie | nicht in Ordnung | aber ja nicht | kann noch nicht weg | kann bleiben |
        ja, wenn Mama will | ja, ich scherze | ja, das ist Annas | ja, ich bin noch nicht fertig damit |
        ja, ich hab die noch nicht gesehen | ja, ich weiß nicht | ja, wir sollten das nicht tun | ja, die nicht |
        ja, ich will das nicht | ja, ich hab ne Idee | ja, ich brauch nen Moment | ja, ich glaub eher nicht |
        ja, wir schauen die nie ohne Oma | ja, es eilt nicht | ja, ich hab kein Backup | ja, brauch ich nicht mehr? |
        ja, vielleicht
    """,
    "fr": """
        dis oui | dis-moi oui | c'est ça, oui | oui, c'est ça, bien sûr | mais oui, c'est ça | oui oui, c'est ça |
        oui, j'en ai besoin | oui, on en a besoin | oui, j'en veux encore | c'est bon, laisse | c'est bon, annule |
        c'est bon, pas besoin | non, c'est bon | parfait, garde-la | je ne suis pas sûr | supprime-la demain |
        oui, tu peux attendre | oui, si maman veut | évidemment que non | oui, je rigole | oui, je n'ai pas fini |
        oui, on ne l'a pas encore vue | oui, je ne sais pas | oui, je l'écoute de plus en plus | oui, ça ne va pas |
        oui, je ne veux pas | oui, je crois pas | oui, personne ne doit y toucher | oui, je n'ai plus qu'elle
    """,
}


def each(said: dict[str, str]) -> list[tuple[str, str]]:
    return [(code, text.strip()) for code, texts in said.items() for text in texts.split("|")]


@pytest.mark.parametrize(("language", "text"), each(YES))
def test_a_plain_yes_is_one_in_whatever_words(understander: Understander, language: str, text: str) -> None:
    assert asked(understander, language, text, pending=True) == [("confirm", {})]


@pytest.mark.parametrize(("language", "text"), each(NO))
def test_a_joke_a_doubt_and_what_is_still_wanted_are_no_yes(
    understander: Understander, language: str, text: str
) -> None:
    assert "confirm" not in {name for name, _ in asked(understander, language, text, pending=True)}


NOTHING = {
    "de": """
        hör auf lauter zu machen | hör auf, lauter zu machen | hör auf umzuschalten | hör auf vorzuspulen |
        hör endlich auf leiser zu drehen | hör auf den Ton auszumachen |
        niemand hat gesagt, dass du ausschalten sollst | keiner hat gesagt, dass du umschalten sollst |
        ich hab nicht gesagt, dass du leiser machen sollst | ich hab nie gesagt du sollst die Aufnahme löschen |
        wer hat dir gesagt, dass du umschalten sollst | wer hat gesagt du sollst ausschalten |
        wehe du löschst die Aufnahme | wehe du schaltest aus | wehe, du löschst meine Playlist |
        untersteh dich, die Aufnahme zu löschen | trau dich ja nicht die Playlist zu löschen |
        auf gar keinen Fall die Aufnahme abbrechen | auf keinen Fall die Playlist löschen |
        unter keinen Umständen die Aufnahme löschen | die Aufnahme darf auf keinen Fall gelöscht werden |
        die Erinnerung auf keinen Fall löschen | du darfst die Aufnahme nicht löschen |
        du sollst die Playlist nicht löschen | du sollst nicht umschalten | du musst nicht lauter machen |
        du brauchst nicht umzuschalten | ich will nicht, dass du umschaltest |
        ich möchte nicht, dass die Aufnahme gelöscht wird | ich will nicht dass du lauter machst |
        es gibt keinen Grund leiser zu machen | kein Grund auszuschalten | es ist verboten umzuschalten |
        es ist verboten, die Playlist zu löschen | niemals die Aufnahme löschen | lösch niemals die Playlist Sommer |
        lösch bloß nicht die Aufnahme | lösch ja nicht die Playlist | mach ja nicht lauter | mach bloß nicht aus |
        schalt ja nicht um | bitte nicht umschalten | nicht auf Kanal fünf | im Film sagen sie mach aus |
        im Film sagt einer schalt um | im Fernsehen sagen sie immer mach lauter |
        in der Serie ruft er lösch die Aufnahme | der Typ im Fernsehen ruft mach den Ton aus |
        der Moderator sagt schalten Sie um | Oma sagt immer mach aus | Papa sagt ständig mach leiser |
        meine Oma hat immer gesagt mach die Kiste aus | auf dem Schild steht Ton aus |
        in der Anleitung steht drück auf Pause | lösch die Playlist Sommer, wenn Mama will |
        lösch die Playlist Sommer wenn Mama will | lösch die Aufnahme falls sie schon alt ist |
        wenn Mama ja sagt, lösch die Playlist | lösch die Aufnahme, sobald Papa sie gesehen hat |
        lösch die Aufnahme erst wenn ich sie gesehen hab | brich die Aufnahme ab wenn es regnet |
        stopp die Aufnahme falls das Spiel langweilig wird | lösch die Erinnerung wenn Papa da ist |
        schalt aus, falls ich einschlafe | mach aus wenn keiner mehr guckt |
        ich weiß nicht ob ich die Aufnahme löschen soll | ich frag mich, ob ich ausschalten soll |
        soll ich die Aufnahme löschen | soll ich ausschalten | was wäre, wenn ich die Playlist lösche |
        was passiert wenn ich die Aufnahme lösche | stell dir vor, ich lösche die Aufnahme |
        ich überlege die Aufnahme zu löschen | vielleicht sollte ich die Aufnahme löschen | lauter machen? niemals |
        ausschalten? nein | ausschalten? kommt nicht in Frage | die Aufnahme löschen? von wegen |
        mach aus, nur ein Witz | lösch die Playlist, war nur Spaß | lass den Ton so wie er ist |
        lass die Lautstärke wie sie ist | lass die Aufnahme in Ruhe | lass die Playlist Sommer in Ruhe |
        Finger weg von der Aufnahme | Finger weg von der Lautstärke | mach nichts lauter | dreh nicht am Ton |
        fass die Lautstärke nicht an | das Letzte was ich will ist umschalten | ich will auf keinen Fall umschalten |
        du hast schon wieder die Aufnahme gelöscht | warum hast du die Aufnahme gelöscht |
        warum löschst du die Aufnahme | warum schaltest du um | lösch die Aufnahme bitte nicht |
        lösch mir bloß nicht die Aufnahmen | vergiss die Aufnahme nicht | toll, lösch doch gleich alles |
        ja klar, lösch doch gleich die ganze Playlist | ich hasse es wenn jemand umschaltet |
        ich mag es nicht wenn du lauter machst | keine Aufnahme löschen | keine Playlist löschen |
        keine Erinnerung löschen
    """,
    "fr": """
        pas question de couper le son | pas question de monter le son | pas question d'éteindre |
        il n'est pas question d'éteindre | hors de question de supprimer la playlist | hors de question d'éteindre |
        interdit de supprimer la playlist | il est interdit de supprimer la playlist |
        interdiction de changer de chaîne | je t'interdis de supprimer la playlist | je t'interdis d'éteindre |
        arrête de monter le son | arrête de baisser le son | arrête de changer de chaîne | arrête de couper le son |
        arrête d'avancer | gare à toi si tu supprimes l'enregistrement | malheur à toi si tu éteins |
        t'avise pas de supprimer la playlist | ne t'avise pas d'éteindre |
        si jamais tu supprimes ma playlist tu vas voir | n'ose même pas changer de chaîne |
        en aucun cas supprimer la playlist | en aucun cas il ne faut supprimer l'enregistrement |
        sous aucun prétexte ne supprime la playlist | surtout ne supprime rien |
        surtout ne supprime pas l'enregistrement | surtout pas supprimer la playlist |
        il ne faut pas supprimer la playlist | il faut pas supprimer l'enregistrement |
        tu ne dois pas supprimer l'enregistrement | tu dois pas couper le son | tu n'as pas à monter le son |
        tu n'as pas besoin de monter le son | je ne veux pas que tu supprimes la playlist |
        je veux pas que tu éteignes | je ne veux pas qu'on change de chaîne |
        je préfère que tu ne changes pas de chaîne | j'aimerais mieux que tu n'éteignes pas |
        inutile de monter le son | ça sert à rien de monter le son | aucune raison de couper le son |
        il n'y a aucune raison d'éteindre | personne n'a dit de couper | personne n'a dit d'éteindre la télé |
        personne ne t'a demandé de changer de chaîne | qui t'a dit d'éteindre | qui t'a demandé de monter le son |
        je n'ai pas dit de monter le son | je ne t'ai jamais demandé de supprimer la playlist |
        j'ai pas dit d'éteindre | dans le film ils disent éteins la télé | dans le film il dit coupe le son |
        à la télé ils disent monte le son | à la radio on dit change de chaîne |
        dans la chanson elle dit monte le son | le présentateur dit éteignez la télé | la pub dit changez de chaîne |
        mamie dit toujours d'éteindre | mamie dit toujours éteins la télé | papa n'arrête pas de dire baisse le son |
        mon père disait toujours coupe le son | sur la boîte il est écrit appuyez sur pause |
        supprime la playlist Été si maman veut | supprime la playlist Été si maman est d'accord |
        supprime l'enregistrement s'il est vieux | si maman veut, supprime la playlist Été |
        supprime l'enregistrement quand papa l'aura vu | supprime l'enregistrement dès que je l'aurai vu |
        arrête l'enregistrement s'il pleut | arrête l'enregistrement si le match est nul |
        annule le rappel si papa rentre | éteins si je m'endors | éteins la télé si personne ne regarde |
        je ne sais pas si je dois supprimer la playlist | je me demande si je dois éteindre |
        est-ce que je dois supprimer l'enregistrement | je devrais peut-être supprimer la playlist |
        j'hésite à supprimer la playlist | qu'est-ce qui se passe si je supprime la playlist |
        imagine que je supprime la playlist | éteindre ? jamais de la vie | couper le son ? non |
        supprimer la playlist ? pas question | monte le son, je plaisante | supprime la playlist, je rigole |
        laisse le son comme il est | laisse le volume tel quel | laisse l'enregistrement tranquille |
        ne touche pas au volume | touche pas à la playlist | pas touche à mes enregistrements |
        pourquoi tu supprimes l'enregistrement | pourquoi tu changes de chaîne | pourquoi as-tu éteint |
        je déteste quand on change de chaîne | j'aime pas quand tu montes le son |
        la dernière chose que je veux c'est éteindre | supprime pas la playlist |
        n'efface surtout pas l'enregistrement | n'annule pas le rappel | ne va pas me supprimer la playlist |
        évite de supprimer la playlist | évite de changer de chaîne | c'est ça, supprime tout pendant que tu y es |
        vas-y, supprime toute la playlist tant que tu y es | aucun enregistrement à supprimer
    """,
}


@pytest.mark.parametrize(("language", "text"), each(NOTHING))
def test_what_is_forbidden_told_quoted_doubted_or_put_under_a_condition_is_not_done(
    understander: Understander, language: str, text: str
) -> None:
    assert asked(understander, language, text, playing=True) == []


DOWN, UP = {"mode": "step", "delta": -10}, {"mode": "step", "delta": 10}


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("de", "nicht so laut", [("tv.volume", DOWN)]),
        ("de", "nicht auf Kanal fünf, auf Kanal sechs", [("tv.channel", {"number": 6})]),
        ("de", "nicht auf ARD, sondern auf ZDF", [("tv.channel", {"name": "ZDF"})]),
        ("de", "mach nicht lauter, mach leiser", [("tv.volume", DOWN)]),
        ("de", "schalt nicht aus, mach nur leiser", [("tv.volume", DOWN)]),
        ("de", "hör auf zu reden", [("lumen.stop", {})]),
        ("de", "hör auf aufzunehmen", [("tv.record", {"on": False})]),
        ("de", "lösch die Aufnahme, wenn es dir nichts ausmacht", [("delete", {"kind": "recording"})]),
        ("de", "die Aufnahme soll gelöscht werden", [("delete", {"kind": "recording"})]),
        ("de", "lösch die Aufnahme, die brauch ich nicht mehr", [("delete", {"kind": "recording"})]),
        ("de", "mach aus, wenn der Film zu Ende ist", [("sleep.set", {"programme_end": True})]),
        ("de", "Mama sagt mach leiser", [("tv.volume", DOWN)]),
        ("de", "ich hab gesagt mach lauter", [("tv.volume", UP)]),
        ("de", "was sagt der Typ im Film", [("tv.repeat_line", {})]),
        ("fr", "pas trop fort", [("tv.volume", DOWN)]),
        ("fr", "pas la cinq, la six", [("tv.channel", {"number": 6})]),
        ("fr", "pas TF1, M6", [("tv.channel", {"name": "M6"})]),
        ("fr", "pas TF1 mais M6", [("tv.channel", {"name": "M6"})]),
        ("fr", "n'éteins pas, mets juste pause", [("tv.pause", {})]),
        ("fr", "arrête d'enregistrer", [("tv.record", {"on": False})]),
        ("fr", "supprime la playlist si tu peux", [("delete", {"kind": "playlist"})]),
        ("fr", "supprime la playlist, on ne l'écoute jamais", [("delete", {"kind": "playlist"})]),
        ("fr", "éteins quand le film est fini", [("sleep.set", {"programme_end": True})]),
        ("fr", "maman dit de baisser le son", [("tv.volume", DOWN)]),
        ("fr", "je n'ai pas compris ce que le type a dit", [("tv.repeat_line", {})]),
        ("fr", "mets Imagine de John Lennon", [("tv.watch", {"title": "Imagine", "person": "John Lennon"})]),
        ("fr", "il ne faut pas que ce soit trop fort", [("tv.volume", DOWN)]),
    ],
)
def test_what_is_asked_for_in_like_words_is_done(
    understander: Understander, language: str, text: str, wanted: Said
) -> None:
    assert asked(understander, language, text) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("de", "vergiss nicht, das Spiel aufzunehmen", [("tv.record", {"on": True, "title": "Spiel"})]),
        (
            "de",
            "vergiss nicht den Tatort morgen aufzunehmen",
            [("tv.record", {"on": True, "title": "Tatort", "when": "morgen"})],
        ),
        ("de", "vergiss nicht, mich an das Spiel zu erinnern", [("reminder.set", {"title": "das Spiel"})]),
        ("de", "hör auf Dune aufzunehmen", [("tv.record", {"on": False, "title": "Dune"})]),
        ("de", "red nicht so leise", [("lumen.voice", {"louder": True})]),
        ("de", "zwei Kanäle zurück", [("tv.channel", {"step": -1})] * 2),
        ("de", "schalt drei Sender weiter", [("tv.channel", {"step": 1})] * 3),
        (
            "de",
            "ich will Lola rennt auf Deutsch sehen",
            [("tv.watch", {"title": "Lola rennt"}), ("tv.audio_track", {"language": "de"})],
        ),
        (
            "de",
            "spiel Lola rennt auf Deutsch ab",
            [("tv.watch", {"title": "Lola rennt"}), ("tv.audio_track", {"language": "de"})],
        ),
        ("de", "such such nach Krimis", [("ui.search", {"query": "Krimis"})]),
        ("de", "nimm den nächsten Tatort auf", [("tv.record", {"on": True, "title": "Tatort"})]),
        ("de", "mach Pause und mach das Licht aus", [("tv.pause", {})]),
        ("fr", "n'oublie pas d'enregistrer le match", [("tv.record", {"on": True, "title": "match"})]),
        (
            "fr",
            "n'oublie pas d'enregistrer Koh-Lanta ce soir",
            [("tv.record", {"on": True, "title": "Koh-Lanta", "when": "ce soir"})],
        ),
        ("fr", "n'oublie pas de me rappeler le match", [("reminder.set", {"title": "le match"})]),
        ("fr", "arrête d'enregistrer Dune", [("tv.record", {"on": False, "title": "Dune"})]),
        ("fr", "ne parle pas si vite", [("lumen.voice", {"slower": True})]),
        ("fr", "arrête de parler si fort", [("lumen.voice", {"quieter": True})]),
        ("fr", "tu n'as pas un film drôle", [("tv.watch", {"genre": "drôle", "kind": "movie"})]),
        ("fr", "y a pas un film drôle", [("tv.watch", {"genre": "drôle", "kind": "movie"})]),
        ("fr", "mets pause et éteins la lumière", [("tv.pause", {})]),
        ("fr", "éteins la lumière et mets pause", [("tv.pause", {})]),
        (
            "fr",
            "mets Lupin en anglais sous-titré français",
            [
                ("tv.watch", {"title": "Lupin"}),
                ("tv.audio_track", {"language": "en"}),
                ("tv.subtitles", {"on": True, "language": "fr"}),
            ],
        ),
        ("fr", "recule de deux chaînes", [("tv.channel", {"step": -1})] * 2),
        ("fr", "cherche cherche Lupin", [("ui.search", {"query": "Lupin"})]),
        ("fr", "mets plus fort", [("tv.volume", UP)]),
        ("fr", "arrête d'écrire ce qu'ils disent en bas", [("tv.subtitles", {"on": False})]),
        ("fr", "je vais m'endormir, arrête dans vingt minutes", [("sleep.set", {"seconds": 1200})]),
        ("fr", "zappe, zappe", [("tv.channel", {"step": 1})] * 2),
        ("fr", "c'était pas TF1, je voulais M6", [("tv.channel", {"name": "M6"})]),
        ("fr", "y a pas de foot", [("tv.watch", {"genre": "foot"})]),
        ("de", "läuft denn gar kein Fußball", [("tv.watch", {"genre": "Fußball"})]),
        ("de", "hast du keinen guten Krimi", [("tv.watch", {"genre": "Krimi"})]),
        ("de", "nicht laut genug", [("tv.volume", UP)]),
        ("de", "das war nicht RTL, ich wollte Vox", [("tv.channel", {"name": "Vox"})]),
        ("de", "Sekunde, nicht weiterlaufen", [("tv.pause", {})]),
        ("de", "willst du mir nicht den Tatort aufnehmen", [("tv.record", {"on": True, "title": "Tatort"})]),
        ("fr", "quand passe le prochain Koh-Lanta", [("ask.when", {"title": "Koh-Lanta"})]),
        ("fr", "enregistre le prochain Koh-Lanta", [("tv.record", {"on": True, "title": "Koh-Lanta"})]),
    ],
)
def test_a_request_is_heard_with_a_no_a_count_or_a_language_in_it(
    understander: Understander, language: str, text: str, wanted: Said
) -> None:
    assert asked(understander, language, text) == wanted
