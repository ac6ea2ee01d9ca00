"""English: guide, pages, search, lists."""

import re

from prism_llm.understanding.english.named import is_called
from prism_llm.understanding.grammar import Rule, SlotValues, built, rule

_GUIDE = (
    "([(the|a|my)] (tv guide|programme guide|program guide|guide|epg|tv listings|listings|tv schedule|tv listing|"
    "channel guide|tv programme|electronic programme guide)|[(the|a)] schedule)"
)
_ELSEWHERE = frozenset(
    "restaurant restaurants recipe recipes weather email emails calendar ticket tickets flight flights hotel "
    "hotels phone lights alarm timer meeting meetings taxi uber traffic bank account bill bills card price "
    "prices stock shopping facebook twitter tweet order pizza coffee vacuum map maps directions google web "
    "internet online cafe near nearest nearby store shop job jobs keys wallet car contact contacts address "
    "number gas petrol train bus route way balance out me my you your about how why what where when who if "
    "definition meaning cheapest information info reviews review doctor dentist rental insurance interest sale "
    "file files folder photo photos reservation menu menus shops recipe theatre theater cinema showtimes "
    "schedule schedules book books novel novels painting game games wikipedia facts fact joke jokes event "
    "events alert alerts item items place places parking airport bar bars pub pubs gym park word words "
    "dictionary recipes spelling synonym synonyms".split()
)


_MEANWHILE = re.compile(r"(?<=\S),? (?:while|whilst) (?:[Ii]|we)(?:['’]?(?:m|re|ve|ll))? .+$")
"""What those who ask do meanwhile."""


_THERE = re.compile(r"^(?:the |my )?(?:tv |programme )?(?:guide|listings|channels|epg|schedule|recordings) for (?=\S)")
"""Where it is looked for: "search the guide for snooker"."""


def query(slots: SlotValues) -> SlotValues | None:
    """Search only for what can be found here."""
    query = _MEANWHILE.sub("", _THERE.sub("", str(slots["query"])))
    words = query.casefold().split()
    nothing = not words or words in (["it"], ["that"], ["them"], ["the"], ["my"], ["a"], ["our"])
    return None if set(words) & _ELSEWHERE or nothing else {"query": query}


_TELLS_NOTHING = frozenset("me us a an the some any all good nice decent great new".split())


def _documentary(slots: SlotValues) -> SlotValues | None:
    """A documentary on something, which is looked for by both: "a shark documentary"."""
    words = str(slots["query"]).split()
    while words and words[0].casefold() in _TELLS_NOTHING:
        words.pop(0)
    if not words:
        return {"@name": "tv.watch", "genre": "documentary"}
    return query({"query": f"{' '.join(words)} documentary"})


_MEDIA_WORD = (
    "(movies|movie|films|film|channels|channel|shows|show|series|episodes|programmes|programs|documentaries|"
    "documentary|music|sport|sports|football|news|radio|stations|station|comedies|cartoons|matches|match|concerts|"
    "podcasts|tv|games on tv)"
)

_ALONE = {
    "home": "(go home|take me home|home|home screen|home page|main menu)",
    "favourites": "(favourites|favorites|favs)",
    "recordings": "[my] recordings",
    "settings": "settings",
    "movies": "movies",
    "radio": "radio",
    "live": "(live tv|channel list)",
}
"""Pages whose names alone ask for them."""

RULES: tuple[Rule, ...] = (
    rule(
        "ui.guide",
        f"[<open>] {_GUIDE}",
        f"[<open>] {_GUIDE} [for] <when:when>",
        "(<open>|show me|lets see|let me see) <whose:when> (telly|tv|television|listings|schedule|line up|lineup)",
        f"[<open>] {_GUIDE} [(for|on|over|at)] <day:when>",
        "(tv|guide|listings) for <when:when>",
        f"(show|open) me [whats in] {_GUIDE}",
        "(show me|see|let me see) (what is|whats) on tv <when:when>",
        f"whats in {_GUIDE}",
        "open guide",
        "(<whats>|show me whats) (on|in) the (tv guide|guide|tv schedule|schedule|listings|epg) [for] <when:when>",
        f"(whats|what is) {_GUIDE} [(for|like)] <when:when>",
        f"(i|we) (want|need) (to see|to check|to look at|the) {_GUIDE}",
        f"(can|could|may) (i|we) (see|have|check|look at) {_GUIDE} [for] [<when:when>]",
        f"{_GUIDE} [for] <when:when>",
        f"(look|take a look|have a look) (at|in|through) {_GUIDE} [for] [<when:when>]",
    ),
    rule(
        "ui.guide",
        f"[<open>] {_GUIDE} (for|of|on) [the] <brand:channel>",
        f"[<open>] {_GUIDE} (for|of) <brand:channel> <when:when>",
        f"[<open>] {_GUIDE} <when:when> (for|on) <brand:channel>",
        f"[(<open>|whats|what is)] {_GUIDE} (for|of|on) [the] <brand:channel> [<when:when>]",
        f"(<open>|whats|what is) {_GUIDE} (for|of|on) <numbered:channel> [<when:when>]",
        f"[<open>] {_GUIDE} <brand:channel>",
        f"[<open>] {_GUIDE} <numbered:channel>",
        "[<open>] [the] <brand:channel> (guide|schedule|listings|programme)",
        "(bring|pull|call|put) up <whats> on [the] <brand:channel> [<when:when>] [the (listings|guide|schedule) i "
        "mean]",
        "(bring|pull|call|put) up <whats> on [(tv|telly|the (tv|telly))] [<when:when>] [the (listings|guide|schedule) "
        "i mean]",
    ),
    rule(
        "ui.guide",
        f"[<open>] {_GUIDE} (for|of) [the] {{channel}}",
        f"<open> {_GUIDE} (for|of) [the] {{channel}} <when:when>",
    ),
    built(
        "ui.guide",
        lambda slots: dict(slots) if is_called(str(slots["channel"])) else None,
        f"(<open>|whats|what is) {_GUIDE} on <written:channel> [<when:when>]",
    ),
    rule(
        "ui.open",
        "<open> [(the|my|our|all|all my|up|to)] <page:page> [(page|screen|list|section|tab|menu|please)]",
        "(my|the) <page:page>",
        "<open> (his|her|their) <page:page> [please]",
        "(go|take me|bring me|back|return|go back|get back) (to|back to) [(the|my)] <page:page> [(page|screen|section|"
        "menu)]",
        "<page:page> (page|screen|menu|section|tab)",
        "(can|could|may) (i|we) (see|have|get|look at|go to|open) [(the|my|our|all my)] <page:page> [(page|screen|"
        "list|section|please)]",
        "(i|we) (want|need|would like) [to] (see|open|change|check|look at|go to|get to|adjust|edit) [(the|my|our|"
        "some|a few|to the)] <page:page> [(page|screen|list|section)]",
        "(let|lets) (me|us|have a|take a) (see|look at|check|open|go to|look through) [(the|my|our|all my)] "
        "<page:page> [(page|screen|list|section)]",
        "(show|list|open) [me] (all|everything in|whats in|what is in|whats on) [(the|my|our)] <page:page>",
        "where (are|is) [(the|my|our)] <page:page>",
        "(change|adjust|edit) [(the|my|some)] settings",
        "(take|bring) (me|us) [back] to [(the|my)] <page:page> [(page|screen|list|section)]",
        "(switch|change|jump|move|get|return|head) [back] to [(the|my)] <page:page> (page|screen|section|list|menu|"
        "tab)",
        "[<open>] [(the|my)] list of <page:page>",
    ),
    *(rule("ui.open", said, page=page) for page, said in _ALONE.items()),
    rule(
        "ui.open",
        "<open> (what|whatever) (i|ive|i have|we|weve) recorded",
        "<open> [(the|my)] (recorded|saved) (stuff|shows|programmes|things)",
        "(my|the) recorded (stuff|shows|programmes|films)",
        "(let|lets) [me] see (whats|what is) been (taped|recorded|saved)",
        "(wheres|where is) the (stuff|thing|things|film|show) (i|we) (saved|recorded|taped)",
        "what (have|did) (i|we|you) (recorded|record|saved|taped) [so far]",
        "(watch|show [(me|us)]|see|put on|play|start|open) [(the|my|our)] [very] (latest|last|newest|most recent) "
        "(recording|recordings)",
        "(what|which) recordings (do (i|we) have|have (i|we) got|are there)",
        "(show|list|see) [me] (what|everything) (ive|i have|weve|we have|i|we) (recorded|saved|taped)",
        page="recordings",
    ),
    rule(
        "ui.open",
        "<open> (my|the) favourite (channels|stations|shows)",
        "list my (favourites|favorites|favourite channels)",
        page="favourites",
    ),
    rule(
        "ui.open",
        "<open> (all|all the|the) (channels|stations)",
        "(list|what) [(the|all the)] channels",
        "(what|which) channels (do (you|i|we) have|are there|have (you|i|we) got|can i get)",
        "<open> [the] (live tv|channel list)",
        page="live",
    ),
    rule(
        "ui.open",
        "open [the] search",
        "(i|we) (want|need|would like) to search [for something]",
        page="search",
    ),
    rule(
        "ui.open",
        "(where|how) (do|can) (i|we) (change|find|adjust) [the] (options|settings|preferences|a setting)",
        "(i|we) (need|want) to (change|adjust) (a|some|the) (setting|settings)",
        "(get|bring|pull|put) the settings [up]",
        "[(in|into)] [to] the settings",
        "settings",
        page="settings",
    ),
    rule(
        "ui.open",
        "(go to|show me|open|take me to|browse) [the] (film|films|movie) (section|list|library|page)",
        page="movies",
    ),
    built(
        "ui.search",
        query,
        "(search|look|have a look|do a search) for {query}",
        "search [up] {query}",
        "search (the guide|for) {query}",
        "(im|i am) looking for [(something|anything|a (film|show|programme))] (about|on|with) {query}",
        "(look|hunt|search) (for|down) (anything|everything|something|stuff) (by|with|about|on) {query}",
        "(find|look for) (anything|something) (on|about) {query}",
        "type [in] {query} and search",
        "(find|find me|find us|look for|search for) [(a|an|some|any|all|the)] [(good|new)] (programmes|programme|"
        "programs|shows|things|stuff) (on|about) {query}",
        "type [in] {query}",
        "(what have you got|have you got anything|is there (anything|something|any programme|a programme)) (on|about) "
        "{query}",
        "any (programmes|shows|films) about {query}",
        "look up {query}",
        "(can|could) you (search|look) for {query}",
        "(look|search) (around|about|up) for {query}",
        "(find|show) me (everything|anything|all) [(with|about|by|on)] {query}",
        "(find|get) [me] (anything|everything) (with|about|by|starring|featuring) {query}",
        "(have (you|we) got|do (you|we) have|is there) anything (with|about|by|starring|on about) {query}",
        "(are there|have you got|do you have|do we have) any {query} (films|movies|shows|channels|documentaries|"
        "series)",
        "(search|find|look up) {query} (in the guide|on (the tv|tv|telly|here)|in the channels|in my channels|in my "
        "playlist)",
        "(search|look) (for|up) {query} (movies|films|channels|shows)",
    ),
    built(
        "ui.search",
        query,
        "(find|find me|look up) [(a|an|some|the|all|me|any)] <live:query>",
        "(find|find me) [(a|an|some|all|any)] <liveg:query>",
        "(which|what) channels (have|show|are showing|has) {query}",
        "(is there|are there) any {query} on [(tv|tonight|now|the tv|right now)]",
    ),
    built("ui.search", _documentary, "(find|look up|search for) [(me|us)] {query} (documentary|documentaries)"),
    built(
        "ui.search",
        query,
        f"(find|find me|look up|show me all|list all) [(a|an|some|the|all|any)] {{query}} {_MEDIA_WORD}",
    ),
    # Lists.
    rule(
        "ui.select",
        "[(the|select|choose|pick|open|play|take|i want|give me|lets take|go with|ill go with|ill go for|go for|watch|"
        "show me|click|click on|i will take|ill take|ill have|number)] [(the|with|for)] <ordinal:index> (one|option|"
        "result|entry|item|choice|on the list|from the top|in the list|movie|film|show|channel|of them|match|"
        "suggestion|row|link)",
        "(select|choose|pick|open|play|take|the|i want|go with|go for|watch|click|ill take|ill pick|ill go with|ill "
        "go for|lets go with|lets take|ill have) [the] <ordinal:index>",
        "[the] <ordinal:index> please",
        "[the] <ordinal:index> [one] (will do|will do nicely|looks good|is good|sounds good|is fine|it is|then)",
    ),
    rule(
        "ui.select",
        "(select|choose|pick|option|take|go with|open) [(option|number|result|item|choice|entry|the)] [number] "
        "<int:index>",
        "(option|result|item|choice|entry) [number] <int:index>",
        "(select|choose|pick|play|take|open|go with|go for) [(the|option|result)] number <int:index>",
        "(ill|i will|lets|i|we) (take|have|go with|go for|pick|choose|want) [(the|option|result|item)] [number] "
        "<int:index>",
        "(go with|go for|pick|choose|take) [the] [number] <int:index>",
    ),
    rule(
        "ui.select",
        "[(the|select|choose|pick|play|take)] [the] last (one|option|result|item|of them|entry)",
        "[the] (last one|last|bottom one|final one) [(in|on|of) (the list|them)]",
        index=-1,
    ),
    rule("@select", "[(the|number|option)] <ordinal:index>", "number <int:index>"),
    rule(
        "@screen_back",
        "go back (a|one) (screen|page|step)",
        "(go back|back) to the (page|screen|menu) (before|from before)",
        "(back|previous) (screen|page|menu)",
        "(go|take me) back to the (previous|last) (screen|page|menu)",
        "(one|a) (screen|page) back",
        "(close|exit|leave|dismiss|hide) (this|that|[(this|that|the)] [(settings|guide|search)] (page|screen|menu|list|"
        "window|guide|panel|dialog|dialogue|settings|search|overlay))",
        "close [the] (guide|settings|menu|list|search)",
        "(escape|press back|hit back)",
        "get out of here",
        "exit [the] (guide|menu|settings)",
        "(get|take) me out of (this|here|the) [(page|screen|menu|list|guide)]",
        "hide the guide",
        "back out of (this|here)",
        "(return|go|back) to the (screen|page|menu) before",
        "(close|dismiss|get rid of) (that|this|it)",
        "get rid of (this|that|the) (screen|page|menu|list|window|guide|box)",
        "go back to [the] (previous|last) (screen|page|menu)",
    ),
    rule(
        "ui.scroll",
        "(scroll|swipe|page|move|go|keep scrolling|keep going) [(further|more|the (page|list|screen|guide))] [(to the|"
        "a bit|a little|some more)] down [(a bit|a little|more|further|please|some more|a page|the (page|list|guide|"
        "screen))]",
        "keep scrolling",
        "[(go|move|scroll)] <bit> (further|more) down [(the (list|page|guide))]",
        "further down [(the (list|page|guide))]",
        "scroll more down",
        "(show|see) [me] more (results|channels|entries|options|of the list)",
        "(next|one) page [down]",
        "(page|move|go) down [(a page|the (page|list))]",
        "scroll",
        "(further|move) down",
        "scroll (a bit|further|the list)",
        "go down [<bit>] [(in|on)] the (list|page|guide)",
        "down <bit> (on|in) the (list|page|guide)",
        "next page [of the (list|guide|results)]",
        direction="down",
    ),
    rule("@scroll", "down <bit>", direction="down", delta=-5),
    rule(
        "ui.scroll",
        "(scroll|swipe|page|move|keep scrolling) [(further|more|the (page|list|screen|guide))] [(back|to the|a bit|a "
        "little|some more)] up [(a bit|a little|more|further|please|some more|a page|the (page|list|guide|screen)|to "
        "the top)]",
        "(previous page|one page up|page up)",
        "(page|move|go) up [(a page|the (page|list))]",
        "scroll back up",
        "(go|back|move) up [<bit>] [(in|on)] the (list|page|guide)",
        "scroll to the top [<bit>]",
        "keep (going|scrolling) up [(a bit|more)]",
        direction="up",
    ),
    rule(
        "ui.scroll",
        "(scroll|move|go|page) [(along|over)] [(to the|a bit|the (page|list|guide))] left [(a bit|more)]",
        "back to the left [<bit>]",
        "(further|more) [to the] left",
        "keep (going|scrolling|moving) [(along|over)] [to the] left [(a bit|more)]",
        direction="left",
    ),
    rule(
        "ui.scroll",
        "(scroll|move|go|page) [(along|over)] [(to the|a bit|the (page|list|guide))] right [(a bit|more)]",
        "(further|more) [to the] right",
        "keep (going|scrolling|moving) [(along|over)] [to the] right [(a bit|more)]",
        direction="right",
    ),
)
