"""English: how often."""

from prism_llm.understanding.repeating import Repeats

_DAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
REPEATS = Repeats.of(
    {
        rf"(?:every|each) (?:single )?({_DAY}) (morning|afternoon|evening|night)": r"on \1 \2",
        rf"(?:every|each) (?:single )?({_DAY})": r"on \1",
        rf"(?:on )?({_DAY})s(?= at )": r"on \1",
        "(?:every|each) (?:single )?morning": "tomorrow morning",
        "(?:every|each) (?:single )?(?:evening|night)": "this evening",
        "(?:every|each) (?:single )?afternoon": "this afternoon",
        "(?:every|each) hour": "in an hour",
        r"(?:every|each) ((?:\w+ ){1,3}(?:minutes|hours))": r"in \1",
        "(?:every|each) (?:other )?(?:single )?(?:day|weekday|week day|week|weekend|month|year)": "",
        "daily|weekly|monthly|on weekdays|on weekends|once a (?:day|week)": "",
    }
)
