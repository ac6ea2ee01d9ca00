"""English: guide, pages, search, lists, looks."""

from prism_llm.understanding.grammar import Rule, SlotValues, built, rule

_GUIDE = (
    "[(the|a|my)] (tv guide|programme guide|program guide|guide|epg|tv listings|listings|tv "
    "schedule|schedule|tv listing|channel guide|tv programme|electronic programme guide)"
)
_ELSEWHERE = frozenset(
    "restaurant restaurants recipe recipes weather email emails calendar ticket tickets "
    "flight flights hotel hotels "
    "phone lights alarm timer meeting meetings taxi uber traffic bank account bill bills "
    "card price prices stock "
    "shopping facebook twitter tweet order pizza coffee vacuum map maps directions google "
    "web internet online cafe near "
    "nearest nearby store shop job jobs keys wallet car contact contacts address number gas "
    "petrol train bus route "
    "way balance out me my you your about how why what where when who if definition meaning "
    "cheapest information "
    "info reviews review doctor dentist rental insurance interest sale file files folder "
    "photo photos reservation "
    "theatre theater cinema showtimes schedule schedules book books novel novels painting "
    "game games wikipedia facts fact joke jokes "
    "event events item items place places parking airport bar bars pub pubs gym park".split()
)


def _query(slots: SlotValues) -> SlotValues | None:
    """Search only for what can be found here."""
    query = str(slots["query"])
    words = set(query.casefold().split())
    return None if words & _ELSEWHERE else {"query": query}


_MEDIA_WORD = (
    "(movies|movie|films|film|channels|channel|shows|show|series|episodes|programmes|"
    "programs|documentaries|documentary|music|sport|sports|football|news|radio|stations|"
    "station|comedies|cartoons|matches|match|concerts|podcasts|tv|games on tv)"
)

RULES: tuple[Rule, ...] = (
    rule(
        "ui.guide",
        f"[<open>] {_GUIDE}",
        f"[<open>] {_GUIDE} [for] <when:when>",
        "(tv|guide|listings) for <when:when>",
        f"(show|open) me [whats in] {_GUIDE}",
        "(show me|see|let me see) (what is|whats) on tv <when:when>",
        f"whats in {_GUIDE}",
        "open guide",
    ),
    rule(
        "ui.guide",
        f"[<open>] {_GUIDE} (for|of|on) [the] <brand:channel>",
        f"[<open>] {_GUIDE} (for|of) <brand:channel> <when:when>",
        f"[<open>] {_GUIDE} <when:when> (for|on) <brand:channel>",
        "[<open>] [the] <brand:channel> (guide|schedule|listings|programme)",
    ),
    rule(
        "ui.guide",
        f"[<open>] {_GUIDE} (for|of) [the] {{channel}}",
        f"<open> {_GUIDE} (for|of) [the] {{channel}} <when:when>",
    ),
    rule(
        "ui.open",
        "<open> [(the|my|our|all|all my|up|to)] <page:page> [(page|screen|list|section|tab|menu|please)]",
        "(my|the) <page:page>",
        "(go|take me|bring me|back|return|go back|get back) (to|back to) [(the|my)] <page:page> "
        "[(page|screen|section|menu)]",
        "(favourites|favorites|home screen|main menu|settings|my recordings|recordings|channel list|home page)",
        "<page:page> (page|screen|menu|section|tab)",
        "[<open>] [(the|my)] list of <page:page>",
    ),
    rule("ui.open", "go home", "take me home", "home", page="home"),
    rule(
        "ui.open",
        "<open> (what|whatever) (i|ive|i have|we|weve) recorded",
        "<open> [(the|my)] (recorded|saved) (stuff|shows|programmes|things)",
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
        "what channels (do you have|are there|have you got)",
        "<open> [the] (live tv|channel list)",
        page="live",
    ),
    rule("ui.open", "open [the] search", page="search"),
    built(
        "ui.search",
        _query,
        "(search|look|have a look|do a search) for {query}",
        "search {query}",
        "(search|find|look up) {query} (in the guide|on (the tv|tv|telly|here)|in the channels|"
        "in my channels|in my playlist)",
        "(search|look) (for|up) {query} (movies|films|channels|shows)",
    ),
    built(
        "ui.search",
        _query,
        "(find|find me|look up) [(a|an|some|the|all|me|any)] <live:query>",
        "(find|find me) [(a|an|some|all|any)] <liveg:query>",
        "(which|what) channels (have|show|are showing|has) {query}",
        "(is there|are there) any {query} on [(tv|tonight|now|the tv|right now)]",
    ),
    built(
        "ui.search",
        _query,
        f"(find|find me|look up|show me all|list all) [(a|an|some|the|all|any)] {{query}} {_MEDIA_WORD}",
    ),
    # Lists.
    rule(
        "ui.select",
        "[(the|select|choose|pick|open|play|take|i want|give me|lets take|go with|go for|watch|"
        "show me|click|click on|i will take|ill take|ill have|number)] [(the|with|for)] "
        "<ordinal:index> (one|option|result|entry|item|choice|on the list|from the top|in the "
        "list|movie|film|show|channel|of them|match|suggestion|row|link)",
        "(select|choose|pick|open|play|take|the|i want|go with|go for|watch|click|ill take|ill "
        "have) [the] <ordinal:index>",
        "[the] <ordinal:index> please",
    ),
    rule(
        "ui.select",
        "(select|choose|pick|option|take|go with|open) [(option|number|result|item|choice|entry|"
        "the)] [number] <int:index>",
        "(option|result|item|choice|entry) [number] <int:index>",
        "[the] (last one|last|bottom one) [(in|on|of) (the list|them)]",
        "(select|choose|pick|play) number <int:index>",
    ),
    rule(
        "ui.select",
        "[(the|select|choose|pick|play|take)] [the] last (one|option|result|item|of them|entry)",
        "[the] (bottom|final) one",
        index=-1,
    ),
    rule("@select", "[(the|number|option)] <ordinal:index>", "number <int:index>"),
    rule(
        "@screen_back",
        "go back (a|one) (screen|page|step)",
        "(back|previous) (screen|page|menu)",
        "(go|take me) back to the (previous|last) (screen|page|menu)",
        "(one|a) (screen|page) back",
        "(close|exit|leave|dismiss|hide) (this|that|the|the settings|the guide|the search) "
        "[(page|screen|menu|list|window|guide|panel|dialog|dialogue|settings|search|overlay)]",
        "close [the] (guide|settings|menu|list|search)",
        "(escape|press back|hit back)",
        "get out of here",
        "exit [the] (guide|menu|settings)",
        "hide the guide",
        "go back to [the] (previous|last) (screen|page|menu)",
    ),
    rule(
        "ui.scroll",
        "scroll [(further|more|the (page|list|screen|guide))] [(to the|a bit|a little|some "
        "more)] down [(a bit|a little|more|further|please)]",
        "(page|move|go) down [(a page|the (page|list))]",
        "scroll",
        "(further|move) down",
        "scroll (a bit|further|the list)",
        direction="down",
    ),
    rule(
        "ui.scroll",
        "scroll [(further|more|the (page|list|screen|guide))] [(back|to the|a bit)] up [(a bit|a little|more|further)]",
        "(page|move|go) up [(a page|the (page|list))]",
        "scroll back up",
        direction="up",
    ),
    rule(
        "ui.scroll",
        "(scroll|move|go|page) [(to the|a bit|the (page|list|guide))] left [(a bit|more)]",
        direction="left",
    ),
    rule(
        "ui.scroll",
        "(scroll|move|go|page) [(to the|a bit|the (page|list|guide))] right [(a bit|more)]",
        direction="right",
    ),
    # The picture.
    rule(
        "ui.fullscreen",
        "[(go|turn|switch|make|put|set|enter|show|play|watch|expand|open|have)] [(it|this|the "
        "(picture|video|movie|film|screen|player|tv)|on|me)] [(to|into|in|on|go)] (full screen|"
        "fullscreen|full-screen) [(mode|on|please|now)]",
        "(fill|use) the [(whole|entire)] screen",
        "(maximise|maximize|enlarge|expand) <it>",
        "(make it|make the picture|make the video) (bigger|larger|big)",
        "(maximise|maximize) [the] (screen|picture|video|player|window)",
        "fullscreen on",
        on=True,
    ),
    rule(
        "ui.fullscreen",
        "(exit|leave|quit|close|end|stop|turn off|get out of|come out of|cancel|no|out of|"
        "disable) [the] (full screen|fullscreen|full-screen) [mode]",
        "(full screen|fullscreen) off",
        "(minimise|minimize|shrink) <it>",
        "(make it|make the picture|make the video) (smaller|small)",
        "(windowed|window) mode",
        "(minimise|minimize) [the] (screen|picture|video|player|window)",
        on=False,
    ),
    rule(
        "ui.pip",
        "[(go|turn|switch|make|put|set|enter|show|play|open)] [(it|this|on)] [(to|into|in|on)] "
        "(picture in picture|picture-in-picture|pip|mini player|small window|a small window|the "
        "corner|a corner|floating window) [(mode|on)]",
        "pop [it] out",
        "pop (it|this|the picture) out",
        on=True,
    ),
    rule(
        "ui.pip",
        "(exit|leave|quit|close|end|stop|turn off|get out of|no|disable) [the] (picture in "
        "picture|pip|mini player|small window) [mode]",
        "(picture in picture|pip) off",
        "pop [it] (back in|in)",
        on=False,
    ),
    rule(
        "ui.theme",
        "(switch|change|turn|set|go|put|make) [(it|on|the|to|everything|back)] [(theme|look|"
        "screen|interface|colours|colors|design|skin|app|page)] [(to|on|into)] [(the|a|an)] "
        "<theme:name> [(theme|mode|look|please)]",
        "[(the|a|use|use the|give me|i want|apply|apply the|try|try the|turn on|enable|activate|"
        "go)] <theme:name> (theme|mode|look|skin)",
        "(make|have) (it|everything|the app|the screen|the interface) [(look|all)] [(more)] <theme:name>",
        "make it dark",
    ),
    rule(
        "ui.theme",
        "(make|have) (it|everything|the app|the screen|the interface|this|the page|prism|the "
        "whole thing) look [(more)] like [(a|an|the)] {name}",
        "(change|set|switch) [the] (theme|look|skin|design) to [(a|an|the)] {name}",
        "(use|apply|give me|try|switch to|i want) [(a|an|the)] {name} (theme|skin|look)",
        "theme {name}",
        "redesign [(it|everything|the interface)] (as|like|in the style of) [(a|an|the)] {name}",
        "[a] {name} theme",
    ),
)
