"""English: put something on."""

import re

from prism_llm.understanding.english.homes import NAMES
from prism_llm.understanding.english.lexicon import KINDS, PEOPLES
from prism_llm.understanding.english.named import is_called, is_title
from prism_llm.understanding.english.numbered import CODE
from prism_llm.understanding.english.people import is_known, is_person
from prism_llm.understanding.english.screen import query
from prism_llm.understanding.english.watched import what
from prism_llm.understanding.grammar import Rule, SlotValues, built, rule
from prism_llm.understanding.languages.brands import is_broadcaster
from prism_llm.understanding.languages.famous import FAMOUS
from prism_llm.understanding.titles import is_written_as_name
from prism_llm.understanding.utterance import read

_WISHED = frozenset("a an some something anything another more".split())
_AT_TABLE = frozenset("with lunch dinner tea breakfast supper pudding eat drink wear read".split())
"""What else one wishes for: "something light for lunch"."""
_LONGEST_WISH = 9
"""Words."""
_JOKES = frozenset("funny hilarious silly".split())
_TELLS = frozenset(
    "i we he she they you it who what when where how why is are was did do does have has my can could would "
    "will please lets may play put watch start show stream resume continue record tape remind find search skip "
    "go delete add next stick get let's give fancy i'd we'd bring pull fire lets".split()
)
"""How a sentence begins that is more than a title and its episode."""
_TOLD_OF = frozenset("i we he she they you it who what that there".split())
_NTH_OF_NOTHING = re.compile(r"(?:st|nd|rd|th|first|second) (?:episode|season|series)(?! of\b)", re.I)
"""What is also told of a story that is not named: "I've only seen the first episode"."""
_ALSO_LIFE = frozenset("family kids children light travel house metal romance dance action war soul".split())
"""Genres that are wished for apart from any television."""
_WELCOMED = re.compile(
    r"(?:be|go down|go|hit|suit|make|do|not go|cheer|brighten)\b(?:(?! (?:if|but|when|because) ).)*", re.I
)
_JUST_SEEN = re.compile(
    r"(?:that|this|the) (?:goal|try|penalty|tackle|save|catch|shot|hit|play|foul|wicket|punch|crash|bit|part|"
    r"scene|moment|"
    r"replay|line|joke|ad|advert|knockout|touchdown|dunk|ace|overtake|dive|header|finish|miss|pass|move|trick)(?: .*)?"
)
_OWNED = frozenset("his her their its my your our a an it that this lights light heating fan ac".split())
_THINGS_HAD = re.compile(
    r"\b(?:Netflix|Prime|Disney|Plus|Hulu|Spotify|YouTube|Apple|Google|Alexa|Siri|Wi-?Fi|Bluetooth|HDMI|USB|PIN|Monday|"
    r"Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Christmas|Covid|English|French|Spanish|German|"
    r"Italian)\b|['’]s \w+$"
)
"""What one has that is nothing to watch."""
_GIVEN = re.compile(
    r"(?:Strength|Peace|Time|Space|Hope|Chinese|Indian|Thai|Italian|Mexican|Coffee|Tea|Netflix|Disney|YouTube|Spotify|"
    r"Google|Alexa|Siri|Wi-?Fi|Bluetooth|English|Christmas|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)\b$"
)
"""What is given to people, or is no programme by itself."""
_SEEN_APART = re.compile(r"Doctor (?!Who\b|Strange\b|Zhivago\b)")
"""Who is seen, and not on a screen."""
_SWITCHED = frozenset("subtitles captions subs sound volume timer telly tv television guide full screen".split())
"""What is put on and no programme."""
_PLAYS_ANYWAY = frozenset(
    "it this that there now please again later playback video film movie show episode programme program series song "
    "track music stream tv telly recording timer conversation story book audiobook life work playlist".split()
)
"""What is gone on with and is no title by itself."""
_MINE = frozenset("my your his her to with by from up over again a an doing it this".split())


def _coded(slots: SlotValues) -> SlotValues | None:
    """A title with its episode, and no other word: "the office s02e04", "friends season five episode one"."""
    text = str(slots["what"])
    first = text.casefold().split()[0].replace("’", "'")
    if first in _TELLS or first.partition("'")[0] in _TOLD_OF:
        return None
    if (code := CODE.search(text)) and code.end() == len(text) and code.start() > 0:
        return what(slots)
    found = what(slots) or {}
    told = _NTH_OF_NOTHING.search(text) and not {"season", "episode"} <= set(found)
    return None if told or len({"title", "season", "episode"} & set(found)) < 2 else found


def _wished(slots: SlotValues) -> SlotValues | None:
    """A genre or a kind that is only named, with its article: "a nice romantic film for date night"."""
    words = str(slots["what"]).casefold().split()
    short = words[0] in _WISHED and 2 < len(words) <= _LONGEST_WISH and not _AT_TABLE & set(words)
    found = what(slots) if short else None
    return found if found and not {"title", "person"} & set(found) and "genre" in found else None


def _begun(slots: SlotValues) -> SlotValues | None:
    """What can be started: two words at least, or a name, and no doing ("start calling me Bob")."""
    words = str(slots["what"]).split()
    if len(words) == 1 and (not words[0][0].isupper() or words[0].isupper() or words[0].casefold() in _PLAYS_ANYWAY):
        return None
    return None if words[0].endswith("ing") or words[0] in _MINE else what(slots)


def _may_have(slots: SlotValues) -> SlotValues | None:
    """What one may have: a title that everybody knows, as sweets have names, too: "can we have Frozen"."""
    return what(slots) if read(str(slots["what"])).norm().strip().removeprefix("the ") in FAMOUS else None


def _may_have_on(slots: SlotValues) -> SlotValues | None:
    """What one may have on: what is written as a name, and nobody and no day."""
    said = str(slots["what"])
    first = said.casefold().split()[0]
    nobody = first in NAMES or first in _MINE or first.endswith("day") or not is_called(said)
    return None if nobody or said.split()[-1][0].islower() else what(slots)


def _of_before(slots: SlotValues) -> SlotValues | None:
    """What was on before, by its name: "old episodes of Cheers"."""
    return what(slots) if str(slots["what"])[0].isupper() else None


def _resumed(slots: SlotValues) -> SlotValues | None:
    """What is gone on with: a title, and nothing that one does or the thing that plays anyway."""
    words = str(slots["what"]).casefold().split()
    return None if words[0].endswith("ing") or words[0] in _MINE or words[-1] in _PLAYS_ANYWAY else what(slots)


_PLAY = "(play|put on|watch|start watching|listen to|stream|throw on|stick on|start playing|play me)"


def _heard(slots: SlotValues) -> SlotValues | None:
    """What can be listened to or seen; something funny to hear is a joke, and "that goal" was just on."""
    found = what(slots)
    if _JUST_SEEN.fullmatch(str(slots["what"])):
        return None
    return None if found and str(found.get("genre", "")).casefold() in _JOKES else found


def _whose(slots: SlotValues) -> SlotValues | None:
    """Something with a person in it: "something with action" is a genre."""
    found = what({"what": slots["person"]})
    return found if found and "genre" in found else what({"what": f"something with {slots['person']}"})


def _of_whom(slots: SlotValues) -> SlotValues | None:
    """The same where nothing else says that it is to be watched, as there are things with nuts."""
    found = what({"what": f"something with {slots['person']}"})
    return found if found and is_person(str(found.get("person", ""))) else None


def _with_somebody(slots: SlotValues) -> SlotValues | None:
    """What is described with somebody in it."""
    found = _told(slots)
    return found if found and "person" in found else None


def _told(slots: SlotValues) -> SlotValues | None:
    """What is described and not named, and no life that one would like: "I'd love a family"."""
    found = what({"what": slots["what"]})
    plain = found is not None and not {"title", "season", "episode"} & set(found)
    return found if found and plain and (set(found) != {"genre"} or found["genre"] not in _ALSO_LIFE) else None


def _of_a_kind_and_origin(slots: SlotValues) -> SlotValues | None:
    """What comes from somewhere: "Turkish film"; a show is also what is seen elsewhere."""
    return {"genre": slots["comes"], "kind": slots["kind"]} if slots["kind"] != "series" else None


def _of_a_decade(slots: SlotValues) -> SlotValues | None:
    """What is of a decade, by its genre or by its kind alone: "eighties music"."""
    decade, _, last = str(slots["what"]).rpartition(" ")
    kind = "music" if last in ("hits", "classics") else KINDS.get(last)
    if decade.casefold().removeprefix("the ").count(" ") or kind is None:
        return _told(slots)
    return {"genre": re.sub("^the ", "", decade, flags=re.I), "kind": kind}


def _for_somebody(slots: SlotValues) -> SlotValues | None:
    """What somebody of the home wants on; what they want on themselves has its owner before it."""
    words = str(slots["what"]).casefold().split()
    return None if words[0] in _OWNED or words[-1] in _OWNED else what(slots)


def _had(slots: SlotValues) -> SlotValues | None:
    """What is looked for by whether it is there; capital letters tell a title or a person."""
    said = str(slots["query"])
    words = [word for word in said.split() if word.casefold() not in ("the", "new", "a")]
    led = what({"what": said}) or {}
    named = (
        is_person(said) or is_written_as_name(said) or (len(said.split()) > 1 and bool(words) and words[0][0].isupper())
    )
    named = named or ("kind" in led and "title" in led)
    thing = is_broadcaster(said) or _THINGS_HAD.search(said)
    return query(slots) if named and words and words[-1][0].isupper() and not thing else None


def _written_for(slots: SlotValues) -> SlotValues | None:
    """What somebody wants on, where it is written as a name."""
    words = str(slots["what"]).split()
    written = words[-1][0].isupper() and (len(words) == 1 or words[0][0].isupper() or words[0] == "the")
    return _for_somebody(slots) if written else None


def _led_by_its_kind(slots: SlotValues) -> SlotValues | None:
    """A title that is only named, behind its kind: "the film Drishyam"; capital letters tell it from talk."""
    words = str(slots["title"]).split()
    named = (
        words[0][0].isupper() and words[-1][0].isupper() and (len(words) == 1 or is_written_as_name(" ".join(words)))
    )
    found = what({"what": f"the {slots['sort']} {slots['title']}"}) if named else None
    return found if found and "title" in found and len(found) > 1 else None


def _wished_by_name(slots: SlotValues) -> SlotValues | None:
    """What somebody of the home would like, where it is written as a title of several words."""
    return _for_somebody(slots) if is_written_as_name(str(slots["what"])) else None


def _lately(slots: SlotValues) -> SlotValues | None:
    """What is written as a name, of which the last or the next part is asked for, or to go on with it."""
    said = str(slots["what"])
    return what(slots) if said[0].isupper() or (said.startswith("the ") and said[4:5].isupper()) else None


def _put_on(slots: SlotValues) -> SlotValues | None:
    """What stands between "put" and "on", and not behind "put on"."""
    slots = {slot: value for slot, value in slots.items() if slot != "why"}
    said = str(slots["what"]).casefold()
    return None if said.startswith("on ") or said.removeprefix("the ") in _SWITCHED else what(slots)


def _put(slots: SlotValues) -> SlotValues | None:
    """What is only put, as homes in India say: two words and more that are written as a name."""
    said = str(slots["what"])
    return what(slots) if is_written_as_name(said) and not said.split()[-1].islower() else None


def _by_its_name(slots: SlotValues) -> SlotValues | None:
    """What is written as a name behind words that are also said of other things: "give us strength"."""
    said = str(slots["what"]).removesuffix("'s").removesuffix("’s")
    first = said.split()[0].casefold()
    other = first in (*NAMES, *PEOPLES) or _GIVEN.match(said)
    return what({"what": said}) if is_called(said) and not other else None


_ANY_OF = re.compile(r"^(?:any|some|an?|another|more) (?:(?:old|early|late|good) )?", re.I)
"""What stands before a name for something of theirs: "any Kurosawa"."""


def _by_a_full_name(slots: SlotValues) -> SlotValues | None:
    """The same where only a name of two words and more tells a title or a person."""
    said = str(slots["what"]).removesuffix("'s").removesuffix("’s")
    who = _ANY_OF.sub("", said)
    if is_known(who) and (who == said or " " not in who):
        return {"person": who}
    return what({"what": said}) if is_title(said) and not _SEEN_APART.match(said) else None


def _film_night(slots: SlotValues) -> SlotValues | None:
    """A film behind what tells that it is one."""
    return {"kind": "movie", "title": slots["title"]} if is_called(str(slots["title"])) else None


def _put_up(slots: SlotValues) -> SlotValues | None:
    """What is put on the screen, and not brought to somebody who cannot get up."""
    return None if str(slots["what"]).casefold().split()[0] in ("me", "us") else what(slots)


def _lived(slots: SlotValues) -> SlotValues | None:
    """A genre that is only named."""
    return None if str(slots["genre"]).casefold() in _ALSO_LIFE else dict(slots)


def _welcome(slots: SlotValues) -> SlotValues | None:
    """What one would not mind: "a thriller would go down nicely"."""
    return _told({"what": slots["what"]}) if _WELCOMED.fullmatch(str(slots["how"])) else None


def _offered(slots: SlotValues) -> SlotValues | None:
    """What there is of a sort is recommended; what there is with somebody is put on."""
    found = _told(slots)
    return {"@name": "ask.recommend", **found} if found and set(found) == {"genre"} else found


def _more_of(slots: SlotValues) -> SlotValues | None:
    """More of what is written as a name, which is nobody's."""
    title = str(slots["title"])
    return dict(slots) if is_called(title) and title.casefold() not in NAMES else None


def _part(slots: SlotValues) -> SlotValues | None:
    """A season or an episode of what was named before."""
    return None if any(isinstance(value, int) and value < 1 for value in slots.values()) else dict(slots)


def _looked_for(slots: SlotValues) -> SlotValues | None:
    """What is about something is looked for; what is of a kind or with somebody is put on."""
    text = str(slots["what"])
    return {"@name": "ui.search", "query": text} if " about " in text else what(slots)


def _on_about(slots: SlotValues) -> SlotValues | None:
    """A kind and its topic, parted by the verb's own "on": "put a podcast on about history"."""
    found = what({"what": f"a {slots['sort']} about {slots['topic']}"})
    return found if found and "title" not in found else None


def _by_its_maker(slots: SlotValues) -> SlotValues | None:
    """A title behind what tells which it is: "that Tarkovsky film, Stalker, start that"."""
    kind, title = KINDS.get(str(slots["sort"]).casefold()), str(slots["title"]).strip(" ,.")
    return {"title": title, **({"kind": kind} if kind else {})} if title[:1].isupper() else None


RULES: tuple[Rule, ...] = (
    built(
        "tv.watch",
        _by_its_maker,
        "(that|the) {who} <told:sort> {title} (start|play|put|watch|stick|get|pop|run) (that|it|this) [on] "
        "[(then|now)]",
    ),
    built(
        "tv.watch",
        _part,
        "(play|put on|watch|start) (season|series) <int:season> [on] and (start|begin|go) (from|at|with) episode "
        "<int:episode>",
    ),
    built(
        "tv.watch",
        _on_about,
        "(put|stick|get|have|bung|whack|pop|chuck|throw) [(me|us)] (a|an|some|any|another) {sort} on about {topic}",
    ),
    built("tv.watch", _coded, "{what}", "(do|get|give|find|show) (me|us) {what}"),
    built("tv.watch", _wished, "{what}"),
    built(
        "tv.watch",
        _heard,
        "(i|we) (want|would like|wish|d like|wanna) to see {what}",
        "(id|wed) (like|love) to see {what}",
    ),
    rule(
        "tv.watch",
        "(give|show|get|put) [(me|us)] [on] [the] [(latest|news|main|top)] headlines [on] [(for (me|us)|please)]",
        "the news",
        kind="news",
    ),
    built("tv.watch", _begun, "start {what} [for (me|us)]"),
    built("tv.watch", _begun, "restart {what}"),
    built("tv.watch", _may_have, "(can|could) (we|i) have <written:what>"),
    built("tv.watch", _may_have_on, "(can|could) (we|i) have <written:what> on"),
    built("tv.watch", _of_before, "[(play|put on|watch|some|an|the)] [(some|an|the)] old (episode|episodes) of {what}"),
    built(
        "tv.watch",
        _resumed,
        "resume {what}",
        "(resume|continue|carry on|go on) (watching|listening to|reading|playing) {what}",
    ),
    rule(
        "tv.watch",
        "(put|stick|turn|get|have|bung|chuck|switch|show|throw|watch) [(me|us)] [on] the (game|match) [on] [for (me|"
        "us)]",
        kind="sport",
    ),
    rule(
        "tv.watch",
        "(play|put on|show me|show us|show|watch|turn on|listen to|hear|start|give me|give us|i want|stick on|put|have|"
        "get|get us|see|find me|find us|find|open) [(me|us|some|a|an|the|any|something|anything|a bit of|another|a "
        "good|some good|more|a nice|something a bit)] <genre:genre> <kind:kind> [on] [(to watch|to listen to|on tv)]",
        "(play|put on|show me|show|watch|turn on|listen to|start|give me|i want|stick on|put|have|see|find me|in the "
        "mood for) [(me|us|some|a|an|the|any|something|anything|a bit of|another|a good|some good|more|a nice|"
        "something a bit)] <genre:genre> [on] [(to watch|to listen to|on tv)]",
        "(something|anything|some) [(a bit|more|really|quite|nice and|a little|a bit more)] <genre:genre> [(on|on tv|"
        "to watch|for tonight|for the kids)]",
        "(bung|stick|put|throw|chuck|whack|get|have) [(some|the|a|a bit of)] <genre:genre> on",
        "(bung|stick|throw|chuck|whack|fire up|queue up) [on] [(some|the|a|a bit of)] <genre:genre> [<kind:kind>]",
        "(got|have you got|do you have|do we have|have we got|are there|is there|you got) [(any|some)] [good] "
        "<genre:genre> [<kind:kind>] [(on|at the moment|now|to watch|on tonight)]",
        "(fancy|feel like|in the mood for|up for|could go for|go for|craving|need) [(watching|seeing|hearing|"
        "listening to)] [(a|some|something|an|a good|a bit of)] <genre:genre> [<kind:kind>]",
        "(how about|what about|lets (have|see|watch|try|get|go for)|shall we (have|watch|see|try)|give us|gimme) [(a|"
        "some|something|an|a good|a bit of)] <genre:genre> [<kind:kind>]",
        "(can|could|may) (i|we) (watch|have|see|get|listen to|hear) [(a|some|something|an|a good|a bit of)] "
        "<genre:genre> [<kind:kind>] [on]",
        "(i|we) (want|need|wish|would like) [to] (watch|see|listen to) [(a|some|something|an|a good|a bit of)] "
        "<genre:genre> [<kind:kind>]",
        "[(i|we) (want|need|wish|would like) [to]] hear [(some|a bit of|a little|more)] <genre:genre> [<kind:kind>]",
        "something for [the] <genre:genre>",
        "(play|put on|put|show me|find|find me|find us|watch|stick on|i want|i fancy) (something|anything) "
        "(thats|that is|which is) [(a bit|more|really|quite|not too|nice and|a little)] "
        "<genre:genre> [(on|to watch|please)]",
        "[(a|some|the)] <genre:genre> <kind:kind>",
        "(im|i am|were|we are) in the mood for [(a|some|something|an|a good|a bit of)] <genre:genre> [<kind:kind>]",
        "something a bit more <genre:genre>",
        "(a|an|some|something) [(good|nice|bit of)] <genre:genre> [<kind:kind>] would be (lovely|nice|great|good)",
        "(i|we) (want|fancy) [(a|some|something|an|a good|a bit of)] <genre:genre> [<kind:kind>]",
    ),
    rule(
        "tv.watch",
        "(play|put on|show me|watch|turn on|listen to|hear|start|give me|stick on|put|have|get|see|i want|switch on|"
        "open|lets have|go to) [(me|us|some|a|the|any|my|a bit of|another|a good|a nice|good|live)] <kind:kind> [on] "
        "[(to watch|to listen to|on tv|please)]",
        "(some|a) <kind:kind>",
        "[(put|switch|turn)] [the] <kind:kind> on",
        "(im|i am|were|we are) in the mood for [(a|some|something|an|a good|a bit of)] <kind:kind>",
        "(put|stick|throw|get|have|bung|chuck) [(me|us)] [(a|some|the)] <kind:kind> on (with|starring|by|featuring) "
        "{person}",
        "(put|stick|throw|get|have|bung|chuck) [(me|us)] [(a|some|the)] <genre:genre> [<kind:kind>] on (with|starring|"
        "by|featuring) {person}",
        "<kind:kind> please",
        "(fancy|feel like|in the mood for|up for|could go for|need|how about|lets (have|see|watch|try|get)|gimme|give "
        "us|bung|chuck|throw|whack) [(watching|seeing|hearing|listening to)] [(a|some|the|a good|a bit of)] "
        "<kind:kind> [on]",
        "(can|could|may) (i|we) (watch|have|see|get|listen to|hear) [(a|some|the|a good|a bit of)] <kind:kind> [on] "
        "[(now|please)]",
        "(i|we) (want|need|wish|would like) [to] (watch|see|hear|listen to) [(a|some|the|a good|a bit of)] "
        "<kind:kind> [(now|please)]",
        "(watch|see|hear|listen to) [(a|some|the|a good|a bit of)] <kind:kind> [(now|please)]",
        "(is there|are there|got|have you got) any <kind:kind> [on] [(put|stick) (it|some) on]",
        "(a|some) [good] <kind:kind> would be (lovely|nice|great|good)",
    ),
    rule(
        "@about",
        "(play|put on|watch|show|show me|switch to|record|i want|give me|find|lets have|have|get) the (one|show|film|"
        "movie|programme|series|thing) (with|about|that has|where theres|where there is|of) [(the|a|some|all the)] "
        "{about} [(on|in [(it|them)])]",
        "put the (one|show|film|movie|programme|series|thing) (with|about) [(the|a|some)] {about} on",
    ),
    built(
        "tv.watch",
        _for_somebody,
        "(<folk>|he|she|they) (wants|want|would like|likes|needs) {what} on [(again|now|please|back on)]",
    ),
    built(
        "tv.watch",
        _written_for,
        "(<folk>|he|she|they) (wants|want|would like|likes|needs) <written:what> on [(again|now|please|back on)]",
    ),
    built(
        "ui.search",
        _had,
        "(do you have|have you got|have we got|do we have|yall got|you got|got|do they have|have they got) [(any|"
        "anything (by|with))] <written:query> [(on here|anywhere|at all|to watch)]",
        "is there any <written:query> [(on here|anywhere|at all|to watch)]",
        "(is|have we got) <written:query> (on here|available|anywhere on here)",
    ),
    rule(
        "tv.watch",
        "(something|anything) [(good|nice|new|more|else|really|proper)] [(in|thats|that is)] <comes:genre>",
    ),
    built(
        "tv.watch",
        _led_by_its_kind,
        "[(the|that)] <shelf:sort> <written:title>",
    ),
    built(
        "tv.watch",
        _lately,
        "(show|give|get|find|put|play) (me|us) the (latest|newest|new|last|next|most recent) <written:what> [on]",
        "(carry on|go on|continue|crack on|keep going) with <written:what>",
        "(carry on|go on|continue|keep) (watching|playing|listening to|reading) <written:what>",
        "(continue|restart) <written:what>",
    ),
    built(
        "tv.watch",
        _wished_by_name,
        "<folk> [(really|just)] (wants|want|would like|fancies|fancy|is asking for|keeps asking for) [to (see|watch)] "
        "<written:what> [again]",
    ),
    built(
        "tv.watch",
        _told,
        "[(put on|put|watch|play|show (me|us)|find (me|us)|have you got|is there)] (a|an|the|some|any|another) "
        "<sorted:what> (channel|station) [on]",
        "<sorted:what> (channel|station)",
    ),
    built(
        "tv.watch",
        _told,
        "(show|show me|show us|give me|give us|gimme|get|get me|find|find me|find us|any|got any|got|are there any|is "
        "there any|have you got any|do you have any|have we got any|i want|we want|lets have|bring up) [(some|a|an|"
        "the|all the|me|us)] [(good|new|old|nice|classic)] <sorted:what> [(on|to watch|on (now|tonight|tv)|to listen "
        "to)]",
    ),
    built(
        "tv.watch",
        _put_on,
        "(put|stick|have|get|pop|bung|whack|switch) {what} back on [(there|here|please|now)]",
        "(put|stick|have|get) {what} on [(there|here)]",
        "(put|stick|have|get|pop|bung|whack) {what} on (before|while|whilst|because|cause|cos|so|since|or) {why}",
        "(put|stick|chuck|whack) {what} on (season|series) <int:season> [episode <int:episode>]",
    ),
    built(
        "tv.watch",
        _heard,
        "(i|we) (want|need|would like|wish|like|d like) to (hear|listen to) {what}",
        "(id|wed) (like|love) to (hear|listen to) {what}",
        "(let|let me|lets) hear {what}",
        "(can|could|may) (i|we) hear {what}",
        "(i|we) (wanna|gotta) (hear|listen to) {what}",
    ),
    built(
        "tv.watch",
        _whose,
        "(play|put on|show me|show us|find me|find us|stick on|watch|i want|i fancy|we fancy) "
        "(anything|something|stuff) [good] (with|starring|by|featuring) {person} [in (it|them)]",
        "(put|stick|have|get) (anything|something|stuff) [good] (with|starring|by|featuring) {person} [in it] on",
    ),
    built(
        "tv.watch",
        _of_whom,
        "[(have you got|got|is there|want|any chance of|in the mood for|im in the mood for)] "
        "(anything|something|stuff) [good] (with|starring|by|featuring) {person} [in (it|them)]",
        "what have (you|we) got (with|starring|by|featuring) {person} [in it]",
    ),
    built(
        "@part",
        _of_whom,
        "[the] (one|ones) (with|starring|by|featuring|directed by) {person} [in it]",
    ),
    rule(
        "tv.watch",
        "[the] [news] headlines [please]",
        "(lets|let me|can (i|we)) (see|have|hear) the headlines",
        kind="news",
    ),
    rule(
        "tv.watch",
        "(gimme|give (me|us)|play (me|us)|show (me|us)|get (me|us)) something [(nice and|really|a bit)] <genre:genre>",
        "(gimme|give (me|us)|play (me|us)|show (me|us)|get (me|us)) something [(nice and|really|a bit)] <comes:genre>",
    ),
    rule(
        "tv.watch",
        "[(i|we)] [(want|need|fancy|d like|would like)] [to (watch|see)] something [really] <manner:genre> [(please|"
        "tonight|now|to watch|this time)]",
    ),
    built(
        "tv.watch",
        _part,
        "(go|skip|jump|move|switch|take (me|us)) [back] to episode [number] <int:episode>",
        "(go|skip|jump|move|switch|take (me|us)) [back] to the <ordinal:episode> episode",
        "back to episode [number] <int:episode>",
        "back to the <ordinal:episode> episode",
    ),
    built("tv.watch", _of_a_kind_and_origin, "[(a|an|some)] <comes:comes> <kind:kind>"),
    built("tv.watch", _of_a_decade, "[(some|a bit of)] <aged:what>"),
    built(
        "tv.watch",
        _more_of,
        "[(i want|we want|can (i|we) (have|see|watch)|put on|play|watch|lets have|how about|give (me|us))] [some] more "
        "{title}",
        "[(i want|we want|can (i|we) (have|see|watch)|put on|play|watch|lets have|how about|give (me|us))] another "
        "(episode|one) of {title}",
    ),
    built(
        "@part",
        _part,
        "[the] (season|series) [number] <int:season> [[the] episode [number] <int:episode>]",
        "[the] <ordinal:season> (season|series) [episode <int:episode>]",
        "[the] [very] <ordinal:episode> episode",
        "episode [number] <int:episode>",
        "[the] <ordinal:season> (season|series) [the] [very] <ordinal:episode> episode",
        "[the] [very] <ordinal:episode> episode of (season|series) <int:season>",
        "(season|series) <int:season> [the] [very] <ordinal:episode> episode",
    ),
    built(
        "tv.watch",
        _told,
        "(i|we) could [(really|just|right)] (murder|go [for]|do with|handle) {what}",
        "(im|i am|were|we are) [really] (dying for|craving|after|hoping for|gasping for|looking for|thinking [of]) "
        "{what}",
        "(i was|we were) thinking [(of|about|maybe)] {what}",
        "(im|i am|were|we are) in the mood for {what}",
        "(id|wed|i would|we would) [(really|quite|rather)] (like|love|prefer|fancy|have) {what}",
        "(i|we) [(really|quite|kinda|do|just|sort of)] (fancy|want|need) {what}",
        "(got|have you got|have we got|do you have|do we have|is there|are there|any|yall got|you got) {what} (put|pop|"
        "stick|bung|whack|chuck|get|throw) (one|it|some|that|something) on",
        "(any|is there any) chance of {what}",
        "(is there|are there|have you got|have we got|do we have|do you have|got) (a|an|some) {what} (we|i) (could|can|"
        "might) {how}",
    ),
    built(
        "tv.watch",
        _with_somebody,
        "(got|have you got|have we got|do you have|do we have|is there|are there|yall got|you got) <starring:what> "
        "(put|pop|stick|bung|whack|chuck|get|throw) (one|it|some|that|something) on",
        "(have you got|have we got|do you have|do we have|are there|is there|got|any|yall got|you got) {what}",
    ),
    built(
        "tv.watch",
        _by_its_name,
        "(hit (me|us) with|give (me|us)|gimme|show us) {what}",
        "get {what} (going|started|rolling) [for (me|us)]",
        "let <watching> (have|see|watch) [(his|her|their|some)] {what}",
        "[(im|i am|were|we are)] in the mood for <written:what>",
    ),
    built(
        "tv.watch",
        _by_a_full_name,
        "{what} (would|will|ll|d) (do|be) [(nicely|me|us|lovely|great|grand|perfect|nice|fine)]",
        "any {what} (is|would be) (fine|ok|okay|alright|good) [(by|with|for) (me|us)]",
        "{what} is what (i|we) (want|fancy|need|would like)",
        "{what} [is] (what|whats) (were|we are|im|i am) after",
        "{what} (tonight|this evening|for (me|us)|all evening|while (i|we) (eat|cook|iron|have our tea|wait))",
        "[(a|just a)] [(wee|little|good old)] bit of {what}",
        "(id|i) (been|was|were|am|have been|d been) told to (see|watch|try) {what}",
    ),
    built(
        "tv.watch",
        _film_night,
        "(film|movie) night <written:title>",
        "its (film|movie) night <written:title>",
        "(the|that) (film|movie) (called|named) <written:title>",
    ),
    built(
        "tv.watch",
        _by_its_name,
        "(put on|play|watch|start) (the|that) (one|show|thing) (called|named) <written:what>",
    ),
    rule("tv.watch", "<comes:genre> news [(on|please)]", kind="news"),
    built("tv.watch", _put, "(put|switch on|turn on) [(me|us)] <written:what>"),
    built("tv.watch", _put_up, "(get|pull|bring|fire) {what} up"),
    built(
        "tv.watch",
        _lived,
        "(a|some) <genre:genre>",
        "yall (got|have) [(any|some)] [(good|old|new|nice)] <genre:genre> [<kind:kind>] [(on|on tonight|to watch)]",
    ),
    built("tv.watch", _welcome, "{what} (would|wouldnt|will) {how}"),
    built(
        "tv.watch",
        _offered,
        "what have (you|we) got (thats|that is|in the way of) {what}",
        "(got any|have you got any|do you have any|any|are there any) {what} (we|i) (could|can|might) {how}",
    ),
    built(
        "tv.watch",
        _looked_for,
        "(find|find me|find us|get me|look for|search for|seek) [(some|any|all|the|a|an|me|us)] <tellable:what>",
    ),
    rule(
        "tv.channel",
        "[(i|we)] (want|put on|give (me|us)|show (me|us)|lets (see|watch|have)|see|watch|play|get|stick on) [(me|us)] "
        "(whatever is|whatevers|what is|whats|something|anything) on <brand:name> [(now|right now|at the moment)]",
        "[(i|we)] (want|put on|give (me|us)|show (me|us)|lets (see|watch|have)|see|watch|play|get|stick on) [(me|us)] "
        "(whatever is|whatevers|what is|whats|something|anything) on channel <int:number> [(now|right now|at "
        "the moment)]",
    ),
    built(
        "tv.watch",
        what,
        f"{_PLAY} {{what}}",
        f"{_PLAY} [(some|any|all|the|a|an|another)] <tellable:what>",
        "find and (play|put on|start|show [(me|us)]) {what}",
        "(chuck|whack|bung|fire|queue|pull) (on|up) {what}",
        "(want|like) [to] (watch|see) [(a|the|some)] <tellable:what>",
        "(find|get) (me|us) {what} (to watch|on tv)",
        "(i|we) want watch {what}",
        "show (me|us) {what} <aired>",
        "[(a|an|some|something|anything)] <tellable:what>",
        "(show|show me|show us|give me|give us|get) [(me|us|some|a|an|the|any|all)] <tellable:what>",
        "(in the mood for|i feel like watching|feel like watching|watching) {what}",
        "[(im|i am|were|we are)] in the mood to (watch|see|hear|listen to) {what}",
        "(can|could) i (watch|listen to) {what}",
        "(i|id|i would|i wouldnt|wouldnt) [not] say no to {what}",
        "(start|begin|resume|continue) {what} (from|at|with) (season|episode|series) <int:season>",
        "(fancy|how about|what about|up for|shall we (watch|have|see)|lets (watch|see|have|get)|throw on|chuck on|"
        "stick on|bung on|whack on|fire up|queue up|pull up|bring up|get) <tellable:what> [on]",
        "(got|have you got|do you have|do we have|have we got|is there|are there|are there any|got any) (any|some|a) "
        "<tellable:what>",
    ),
)
