"""How one asks in English to be reminded of doing something, and not to forget it."""

from prism_llm.understanding.english.types import TYPES
from prism_llm.understanding.reminded import Reminded

_LED = (
    "(?:(?:please|lumen|hey|ok|okay|and|then|also|but|so|just|oh|well|yes|can you|could you|would you|will you|"
    "can you please|could you please|would you please|i want you to|i need you to|id like you to|i would like you to|"
    "dont forget to|make sure to|make sure you) )*"
)
_TIMELY = "(?:please )?{when}(?:please )?"
_HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+|noon|midnight) "
"""What a time goes on with: "at ten to nine"."""

REMINDED = Reminded.of(
    {
        "begins": (
            rf"{_LED}(?:remind|nudge|prompt|alert|warn|notify|ping|wake) (?:me|us) (?:up )?(?:please )?(?:{_TIMELY})?"
            rf"(?=(?:not |never )?to (?!(?:the|a|an|my|our|your|what|which|where|whom) |{_HOUR}))",
            rf"{_LED}(?:dont|do not) let (?:me|us) forget (?=to )",
            rf"{_LED}(?:(?:make|take|leave|write)(?: me| us)? a note|(?:i|we) (?:want|need|would like) a reminder) "
            rf"(?:{{when}})?(?=(?:not )?to (?!{_HOUR}))",
            rf"{_LED}note to (?:self|myself) ",
            rf"{_LED}(?:set|add|create|make|give)(?: me| us)? (?:a|the) reminder (?:(?:for )?{{when}})?(?=(?:not "
            rf")?to (?!{_HOUR}))",
            rf"{_LED}{{when}}(?:please )?remind (?:me|us) (?:please )?(?=(?:not |never )?to )",
        ),
        "keeps": (
            rf"{_LED}(?:(?:dont|do not|never|you (?:mustnt|must not|better not)|lets not) (?:you )?forget|remember|"
            r"try (?:and|to) remember|be sure|mind you remember) to (?!(?:be|remind) )",
        ),
        "leads": r"to (?!not\b)",
        "these": "it this that them these those him her one",
    },
    TYPES["when"].pattern,
)
