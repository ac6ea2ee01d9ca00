"""English: what only points at a thing, and is no part of its name."""

import re

THIS_ONE = re.compile(r"th(?:is|at)(?: (?:channel|one|station))?|it", re.I)
THOSE = re.compile(r"^(?:all )?(?:those|these|them) (?:old )?(?=[A-Z])")
NOW = re.compile(r"(?<=[a-z]) (?:right )?now$")
"""What says in small letters that a title is to be put on at once."""
