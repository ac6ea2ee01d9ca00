"""Numbers as English speakers say them."""

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()  # reads as the counting it is
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
LARGEST = 10**15
"""Numbers from here on are said digit by digit."""


def cardinal(number: int) -> str:
    """Whole number in words: "one hundred and five" for 105."""
    if number >= LARGEST:
        return digits(str(number))
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (f" {_ONES[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = f" and {cardinal(number % 100)}" if number % 100 else ""
        return f"{_ONES[number // 100]} hundred{rest}"
    size, scale = next(entry for entry in _SCALES if number >= entry[0])
    following = number % size
    joint = " and " if following < 100 else " "
    return f"{cardinal(number // size)} {scale}" + (f"{joint}{cardinal(following)}" if following else "")


def ordinal(number: int) -> str:
    """Place in an order: "twenty first" for 21."""
    before, _, last = cardinal(number).rpartition(" ")
    regular = last[:-1] + "ieth" if last.endswith("y") else last + "th"
    return f"{before} {_ORDINALS.get(last, regular)}".strip()


def plural(word: str) -> str:
    """More than one of a number: "nineties", "tens"."""
    return word[:-1] + "ies" if word.endswith("y") else f"{word}s"


def fraction(part: int, of: int) -> str:
    """Part of a whole: "one half", "three quarters", "two thirds"."""
    named = {2: "half", 4: "quarter"}.get(of) or ordinal(of)
    return f"{cardinal(part)} {named}" if part == 1 else f"{cardinal(part)} {'halves' if of == 2 else named + 's'}"


def year(number: int) -> str:
    """Year in words: "nineteen eighty four" for 1984, "two thousand and five", "twenty twenty six"."""
    century, rest = divmod(number, 100)
    if century % 10 == 0 and rest < 10:
        return cardinal(number)
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {'oh ' if rest < 10 else ''}{cardinal(rest)}"


def digits(text: str) -> str:
    """Digit by digit: "four zero two" for 402."""
    return " ".join(_ONES[int(digit)] for digit in text)


def number(text: str) -> str:
    """A written number, with thousands separated or a decimal part: "1,200.5"."""
    whole, _, fraction = text.replace(",", "").partition(".")
    if len(whole) > 1 and whole.startswith("0"):
        return digits(whole + fraction)
    spoken = cardinal(int(whole or 0))
    return f"{spoken} point {digits(fraction)}" if fraction else spoken


def clock(hour: int, minute: int) -> str:
    """A time of day: "eight thirty", "eight oh five", "eight o'clock", "midnight", "noon"."""
    if minute == 0 and hour in (0, 24):
        return "midnight"
    if minute == 0 and hour == 12:
        return "noon"
    spoken = cardinal(hour % 12 or 12)
    if minute == 0:
        return f"{spoken} o'clock"
    return f"{spoken} {'oh ' if minute < 10 else ''}{cardinal(minute)}"


def score(first: int, second: int) -> str:
    """Result of a match: "two one"; a side without a goal has "nil"."""
    return f"{cardinal(first) if first else 'nil'} {cardinal(second) if second else 'nil'}"
