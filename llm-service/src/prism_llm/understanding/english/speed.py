"""English: how fast."""

from prism_llm.understanding.grammar import Rule, SlotValues, built, rule

_FASTEST = 4
_RUN = "[(play|run|set|put|watch|make|go|do|have)] [(it|this|<it>)] [(speed|go)]"


def _between(slots: SlotValues) -> SlotValues | None:
    """A speed that no channel has for its number: "watch it at 1.25"."""
    rate = slots["rate"]
    speed = isinstance(rate, float) and 0 < rate <= _FASTEST and not rate.is_integer()
    return dict(slots) if speed else None


RULES: tuple[Rule, ...] = (
    built("tv.rate", _between, "(play|run) at <num:rate> [x]"),
    built("tv.rate", _between, "(watch|play|run|put|have|see|set) <it> (at|on|to) <num:rate> [x]"),
    rule(
        "tv.rate",
        "[(play|watch|run|set)] [(it|this|the speed|speed|playback speed|the playback speed)] [(at|to|in)] <num:rate> "
        "(times|x) [speed]",
        "[(play|set|put)] [(it|this|the speed|speed|playback speed|the playback speed|playback)] [(at|to|on)] "
        "<num:rate> [(times|x)] speed",
        "(speed|playback speed|rate) [(to|at)] <num:rate> [(times|x)]",
        "<num:rate> times [the] (speed|normal speed)",
        "(play|run|watch|put|show|speed|go|set) [<it>] [(up)] [(at|to|in|on|by)] <num:rate> (times|x) [(the|its)] "
        "[(speed|normal speed|faster|as fast)]",
        "(set|change|put|turn|make) [the] (speed|playback speed|rate|playback) [(to|at|on)] <num:rate> [(times|x)] "
        "[speed]",
        "(set|change) [the] (speed|playback speed|rate) to <num:rate> [(times|x)]",
    ),
    rule(
        "tv.rate",
        "[(play|put|back to|go back to|return to|set|at)] [(it|this|the)] [(at|to|in|back to)] [the] (normal|regular|"
        "original|usual) (speed|rate|pace)",
        "(reset|normalise|normalize) [the] (speed|playback speed)",
        "(speed|playback speed) [back] [to] normal",
        rate=1,
    ),
    rule(
        "tv.rate",
        "[(play|put|show|watch)] [(it|this|that)] [in] (slow motion|slo mo|slowmo)",
        "[(play|at|play it at|play at)] half [the] speed",
        "slow motion",
        "(play|watch|show|see|put|run) [me] <it> (in|at|on) [a] (slow motion|slow mo|slo mo|slowmo|half speed|half "
        "the speed|slow speed)",
        "[(in|go|turn on)] (slow mo|slo mo|slowmo|slow motion) [(please|mode)]",
        "half as fast",
        "[(play|put)] [(it|this)] [(at|to)] half speed",
        rate=0.5,
    ),
    rule(
        "tv.rate",
        "[(play|put)] [(it|this)] [(at|to)] double [the] speed",
        "double speed",
        "twice as fast",
        "two x",
        "(play|watch|run|show|put) [<it>] (at|in|on|to) (double|twice the|twice normal) [the] speed",
        "(twice|double) [the] (speed|pace)",
        "(play|run|watch) <it> twice as fast",
        rate=2,
    ),
    rule(
        "tv.rate",
        "[(play|watch|run|put|set)] [<it>] [(at|to)] (three quarter|three quarters|three quarters of the|three "
        "quarter the) speed",
        rate=0.75,
    ),
    rule(
        "tv.rate",
        "[(play|watch|run|put|set)] [<it>] [(at|to)] (a quarter|one quarter|quarter) [of the] speed",
        rate=0.25,
    ),
    rule(
        "tv.rate",
        f"{_RUN} [(at|to|on|up to)] (one|1) and [(a|one)] quarter [(times|times speed|speed|x|times the speed)]",
        f"{_RUN} [(at|to)] (a quarter faster|a quarter again as fast)",
        rate=1.25,
    ),
    rule(
        "tv.rate",
        f"{_RUN} [(at|to|on|up to)] (one|1) and three (quarters|quarter) [(times|times speed|speed|x|times the speed)]",
        rate=1.75,
    ),
    rule("tv.rate", "(play|run|watch|put|have) <it> (at|on|in) double", rate=2),
    rule("tv.rate", f"{_RUN} [(at|to)] three (quarters|quarter) (speed|of [the] [normal] speed)", rate=0.75),
    rule(
        "tv.rate",
        "[play (it|this)] [<bit>] faster",
        "speed <it> up [<bit>]",
        "speed up [<it>] [<bit>]",
        "(increase|raise) [the] (speed|playback speed) [<bit>]",
        "(go|play) <bit> faster",
        "faster playback",
        "speed things up",
        "(make|play|run|get) <it> [go] [<bit>] (faster|quicker)",
        "<bit> (faster|quicker)",
        "(speed|hurry) <it> (up|along) <bit>",
        "pick up the pace",
        "(its|this is) [(going|playing)] too slow",
        step=0.25,
    ),
    rule(
        "tv.rate",
        "[play (it|this)] [<bit>] slower",
        "[(play|make) (it|this)] [<bit>] (less (fast|quick)|more slow)",
        "slow <it> down [<bit>]",
        "slow down [<it>] [<bit>]",
        "(decrease|reduce|lower) [the] (speed|playback speed) [<bit>]",
        "(go|play) <bit> slower",
        "slower playback",
        "(make|play|run|get) <it> [go] [<bit>] slower",
        "<bit> slower",
        "(its|this is) (going|playing|going by) too (fast|quick|quickly)",
        step=-0.25,
    ),
)
