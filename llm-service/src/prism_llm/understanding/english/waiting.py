"""English: waiting before something is done."""

from prism_llm.understanding.repeating import Repeats

_LED = r"^(?:(?:please|lumen|hey|ok|okay|no|just|can you|could you|would you),? )*"
_THEN = r",? (?:and then|then|and|before you|before|(?:and )?only then|to)(?= \w+ \w)(?! (?:see|watch|i|we|the)\b)"
_CLOCK = (
    r"(?:half past \w+|(?:a )?quarter (?:to|past) \w+|\d{1,2}(?:[:.]\d\d)?(?: ?(?:am|pm|o'?clock))?|(?:one|two|three|"
    r"four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight)(?: (?:thirty|fifteen|am|pm|o'?clock))?)"
)

DEFERRED = Repeats.of(
    {
        rf"{_LED}(?:wait|give it|give them|hang on|hold on)(?: for)?(?: about)? (?!(?:a|one|just a) (?:sec|second|"
        rf"moment|"
        rf"mo)\b)(?:another )?((?:\w+ ){{1,4}}?(?:seconds?|minutes?|hours?|secs?|mins?)){_THEN}": r"in \1",
        rf"{_LED}(?:wait|hang on|hold on|hold off|hold fire) (?:until|till|til|'til) ({_CLOCK}){_THEN}": r"at \1",
    }
)
"""What tells when in the place of the words that say to wait: "wait ten minutes and turn it down"."""
