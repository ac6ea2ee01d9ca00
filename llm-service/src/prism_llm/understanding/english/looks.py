"""English: how large the picture is, and what everything around it looks like."""

from prism_llm.understanding.grammar import Rule, SlotValues, built, rule

_THINGS = frozenset("the my this that your".split())
_COMPARED = {"lighter": "light", "darker": "dark", "brighter": "bright"}


def _short_name(slots: SlotValues) -> SlotValues | None:
    """A theme's name before the word: two words at most, or it is a sentence."""
    words = str(slots["name"]).casefold().split()
    named = len(words) <= 2 and _THINGS.isdisjoint(words)
    return {"name": _COMPARED.get(words[0], str(slots["name"]))} if named else None


def _in_a_window(slots: SlotValues) -> SlotValues | None:
    """The picture in a corner, whatever is on there that has a name: "put the Ashes in a little window"."""
    return None if str(slots["title"]).islower() else {"on": True}


_LOOK = "(the|my|this|your) (screen|screens|app|interface|menus|menu|page|pages|look|background|display|colours|colors)"
RULES: tuple[Rule, ...] = (
    rule(
        "ui.theme",
        f"(make|have|turn|set|want) {_LOOK} [(a bit|a little|much|a lot)] darker",
        f"{_LOOK} (be|to be) [in] [(a bit|a little|much|a lot)] [(a|of a)] darker [(colour|color|shade)]",
        f"(could|can|should) {_LOOK} (be|go) [in] [(a bit|a little|much|a lot)] [a] darker [(colour|color|shade)]",
        f"(make|have|put|turn|set) {_LOOK} in a darker (colour|color|shade)",
        name="dark",
    ),
    rule(
        "ui.theme", f"(make|have|turn|set|want) {_LOOK} [(a bit|a little|much|a lot)] (lighter|brighter)", name="light"
    ),
    rule(
        "ui.fullscreen",
        "[(go|turn|switch|make|put|set|enter|show|play|watch|expand|open|have)] [(it|this|the (picture|video|movie|"
        "film|screen|player|tv)|on|me)] [(to|into|in|on|go)] (full screen|fullscreen|full-screen) [(mode|on|please|"
        "now|again)]",
        "(fill|use) the [(whole|entire|full)] (screen|display)",
        "(make|blow|expand|stretch|zoom) <it> [(up|out)] (big|bigger|huge|large|larger|full|full size|full screen|to "
        "full screen|to fill the screen|as big as possible|over the whole screen|to the whole screen)",
        "(make|blow) <it> (big|bigger|huge|large|larger|full size|fill the screen)",
        "(blow|scale) <it> up",
        "(on|over|across) the (whole|entire|full) screen",
        "(watch|see|show|play) <it> (in|on) [the] (full screen|fullscreen|whole screen|full size)",
        "(maximise|maximize|enlarge|expand) <it>",
        "(make it|make the picture|make the video) (bigger|larger|big)",
        "(maximise|maximize) [the] (screen|picture|video|player|window)",
        "fullscreen on",
        "(i|we) want (it|this|the picture) (big|bigger|full size)",
        "(do|use) the (full screen|fullscreen) thing",
        "(go|use|on) [the] (big|whole|entire) screen",
        "(bigger|larger|full) (picture|image)",
        "(whole|entire) screen",
        "(can|could) you make it (cover|fill) the [whole] screen",
        on=True,
    ),
    rule(
        "ui.fullscreen",
        "(exit|leave|quit|close|end|stop|turn off|get out of|come out of|cancel|no|out of|disable) [the] (full screen|"
        "fullscreen|full-screen) [mode]",
        "(full screen|fullscreen) off",
        "(minimise|minimize|shrink) <it> [(down|again)]",
        "(get|come|go|take (me|it)|back) (out of|off|from) [the] (full screen|fullscreen) [mode]",
        "(undo|no more|not) [the] (full screen|fullscreen)",
        "(make|put) <it> (small|smaller|normal size) [again]",
        "(normal|smaller) (size|screen) [please]",
        "(make it|make the picture|make the video) (smaller|small)",
        "(windowed|window) [mode]",
        "not (full screen|fullscreen) (anymore|any more|any longer)",
        "(smaller|small) picture",
        "shrink the picture [back] [down]",
        "(minimise|minimize) [the] (screen|picture|video|player|window)",
        on=False,
    ),
    rule(
        "ui.pip",
        "[(go|turn|switch|make|put|set|enter|show|play|open)] [(it|this|on)] [(to|into|in|on)] (picture in picture|"
        "picture-in-picture|pip|mini player|small window|a small window|the corner|a corner|floating window) [(mode|"
        "on)]",
        "pop [it] out",
        "(put|pop|shrink|keep|move|stick|play|watch|show|have|minimise|minimize|make) <it> (in|into|to|as) (picture "
        "in picture|picture-in-picture|pip|(a|the) [(small|little|tiny|mini|floating)] (window|corner|box|player)) "
        "[mode]",
        "(shrink|minimise|minimize) <it> (to|into) (a|the) [(small|little|tiny)] (corner|window|box)",
        "(picture in picture|pip|mini player) (mode|on|please|view)",
        "pop (it|this|the picture) out",
        "[(a|the)] (small|little|tiny|mini) picture [down] in (the|a) [(top|bottom|left|right)] corner",
        "keep (the (match|game|film|show|picture|video)|it|this) (playing|running|going) in (a|the) [(small|little)] "
        "(box|corner|window)",
        on=True,
    ),
    built(
        "ui.pip",
        _in_a_window,
        "(put|pop|stick|have|show|play) <written:title> (in|into) (a|the) (small|little|tiny|mini|floating) (window|"
        "box|player)",
    ),
    rule(
        "ui.pip",
        "(exit|leave|quit|close|end|stop|turn off|get out of|no|disable) [the] (picture in picture|pip|mini player|"
        "small window) [mode]",
        "(picture in picture|pip) off",
        "pop [it] (back in|in)",
        "(turn|switch|put) (off|away) [the] (picture in picture|pip|mini player|small window)",
        "(close|remove|hide|kill) the [(little|small|tiny|mini|floating)] (window|player|picture)",
        "(turn|switch|put|take|get) [the] (picture in picture|pip|mini player|small window) (off|away)",
        "(get out|come out|get rid) of [the] (picture in picture|pip|mini player|small window)",
        on=False,
    ),
    rule("ui.theme", "[(a|the)] theme like [(a|an|the)] {name}"),
    rule(
        "ui.theme",
        "(switch|change|turn|set|go|put|make) [(it|on|the|to|everything|back)] [(theme|look|screen|interface|colours|"
        "colors|design|skin|app|page)] [(to|on|into)] [(the|a|an)] <shade:name> [(theme|mode|look|please)]",
        "(switch|change|turn|set|put|make) [(the|my)] (theme|look|interface|colours|colors|design|skin|app|page) [(to|"
        "on|into)] [(the|a|an)] <theme:name> [(theme|mode|look|please)]",
        "[(the|a|use|use the|give me|i want|apply|apply the|try|try the|turn on|enable|activate|go)] <theme:name> "
        "(theme|mode|look|skin)",
        "(make|have) (it|everything|the app|the screen|the interface) [(look|all)] [(more)] <theme:name>",
        "make it dark",
        "(switch|change|turn|set|go|put) [back] (to|on|into) [the] <theme:name> (theme|mode|look|skin|colours|colors)",
        "(use|i want|i prefer|can i have|give me|lets have|give it|try|apply|put on|back to|go back to|return to) "
        "[(the|a|an)] <theme:name> (theme|mode|look|skin|style)",
        "<theme:name> (colours|colors|design|style) [please]",
    ),
    rule(
        "ui.theme",
        "(make|have) (it|everything|the app|the screen|the interface|this|the page|prism|the whole thing) look "
        "[(more)] like [(a|an|the)] {name}",
        "(change|set|switch) [the] (theme|look|skin|design|style|appearance) to [(a|an|the)] {name}",
        "(make|have) (it|everything|the (app|screen|interface|whole thing|page|tv|ui)|this|prism|all of it) [all] "
        "look [(more|a bit|all)] like [(a|an|the)] {name}",
        "(make|have) (it|everything|the (app|screen|interface|ui)) [(more|a bit|a bit more|all)] {name} (themed|"
        "looking|style|styled|like)",
        "(use|apply|give me|try|switch to|i want) [(a|an|the)] {name} (theme|skin|look)",
        "theme {name}",
        "redesign [(it|everything|the interface)] (as|like|in the style of) [(a|an|the)] {name}",
        "(give|make) (it|everything|the (app|screen|interface)) [(a|an|the)] {name} (look|theme|style|feel)",
    ),
    built(
        "ui.theme",
        _short_name,
        "[a] {name} theme",
    ),
)
