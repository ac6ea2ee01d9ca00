"""How alike two texts sound: the distance between their phones, where phones that are easily confused cost less."""

from collections.abc import Sequence

_ALIKE = (
    "P B", "T D", "K G", "F V", "S Z", "SH ZH", "CH JH", "TH DH", "M N", "N NG", "L R", "W V", "S TH", "Z DH",
    "CH SH", "JH ZH", "TH F", "T K", "P T", "HH F", "B V", "R W",
)  # fmt: skip
"""Consonants that differ in one feature, the pairs that listeners confuse (Miller & Nicely 1955)."""
CONFUSABLE = frozenset(frozenset(pair.split()) for pair in _ALIKE)
VOWELS = frozenset("AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW".split())
CONFUSION = 0.5
"""Cost of one for the other, of 1 for any other difference."""


def distance(phones: Sequence[str], others: Sequence[str]) -> float:
    """0 for the same phones, about 1 for unrelated ones."""
    row = [float(index) for index in range(len(others) + 1)]
    for number, phone in enumerate(phones, 1):
        before, row[0] = row[0], float(number)
        for index, other in enumerate(others, 1):
            cost = min(row[index] + 1, row[index - 1] + 1, before + _cost(phone, other))
            before, row[index] = row[index], cost
    return row[-1] / max(len(phones), len(others), 1)


def _cost(phone: str, other: str) -> float:
    if phone == other:
        return 0.0
    if (phone in VOWELS and other in VOWELS) or frozenset((phone, other)) in CONFUSABLE:
        return CONFUSION
    return 1.0
