"""How well found beats agree with true ones."""

from collections.abc import Sequence

from prism_companion.audio.spectrum import Floats

TOLERANCE_SECONDS = 0.07
"""The window that the field scores beats with (MIREX; Davies et al. 2009, section 3.1)."""


def f_measure(true: Sequence[float] | Floats, found: Sequence[float] | Floats, skip: float = 5.0) -> float:
    """F-measure in [0, 1]: each true beat is matched by at most one found beat within the tolerance.

    Beats before `skip` seconds do not count, as in the field's evaluations: nobody can know them yet.
    """
    expected = [at for at in true if at >= skip]
    given = [at for at in found if at >= skip]
    if not expected or not given:
        return float(not expected and not given)
    hits, position = 0, 0
    for at in expected:
        while position < len(given) and given[position] < at - TOLERANCE_SECONDS:
            position += 1
        if position < len(given) and given[position] <= at + TOLERANCE_SECONDS:
            hits, position = hits + 1, position + 1
    return 2 * hits / (len(expected) + len(given))
