"""A grammar as the smallest deterministic automaton over words.

A recogniser that searches a grammar keeps every state alive that the sound has not ruled out, so its speed is the
number of states. Expanding rules where they are referred to (what a JSGF compiler does) makes ten times more of them
than subset construction and minimisation do (Hopcroft, Motwani, Ullman: Introduction to Automata Theory, 2.3 and 4.4).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from prism_core.errors import BadInput

from .jsgf import Choice, Expression, Reference, Repeat, Sequence, Word


@dataclass(frozen=True)
class Automaton:
    """States are 0..`states`-1 and 0 is the start; `arcs[state]` maps a word to the state after it."""

    arcs: tuple[Mapping[str, int], ...]
    accepting: frozenset[int]

    @property
    def words(self) -> frozenset[str]:
        """Every word of the language."""
        return frozenset(word for arcs in self.arcs for word in arcs)

    def accepts(self, sentence: str) -> bool:
        """Whether the words of `sentence`, split at blanks, are in the language."""
        state = 0
        for word in sentence.split():
            following = self.arcs[state].get(word)
            if following is None:
                return False
            state = following
        return state in self.accepting


def compile_grammar(rules: Mapping[str, Expression], start: str) -> Automaton:
    """The smallest automaton for the language of rule `start`.

    Raises:
        BadInput: a rule is referred to and missing, or refers to itself (repetition is written with `*`).
    """
    graph = _Graph(rules)
    first, last = graph.state(), graph.state()
    graph.add(Reference(start), first, last, ())
    return _minimise(_determinise(graph, first, last))


@dataclass
class _Graph:
    """A nondeterministic automaton under construction (Thompson's construction)."""

    rules: Mapping[str, Expression]
    words: list[list[tuple[str, int]]] = field(default_factory=list)
    silent: list[list[int]] = field(default_factory=list)

    def state(self) -> int:
        self.words.append([])
        self.silent.append([])
        return len(self.words) - 1

    def add(self, expression: Expression, before: int, after: int, within: tuple[str, ...]) -> None:
        match expression:
            case Word(text):
                self.words[before].append((text, after))
            case Reference(rule):
                self.add(self._rule(rule, within), before, after, (*within, rule))
            case Choice(parts):
                for part in parts:
                    self.add(part, before, after, within)
            case Sequence(parts):
                for part in parts:
                    between = self.state()
                    self.add(part, before, between, within)
                    before = between
                self.silent[before].append(after)
            case Repeat(part):
                loop = self.state()
                self.silent[before].append(loop)
                self.add(part, loop, loop, within)
                self.silent[loop].append(after)

    def _rule(self, rule: str, within: tuple[str, ...]) -> Expression:
        if rule in within:
            raise BadInput(f"grammar rule <{rule}> refers to itself; write repetition with *")
        if rule not in self.rules:
            raise BadInput(f"grammar rule <{rule}> is missing; rules: {', '.join(sorted(self.rules))}")
        return self.rules[rule]

    def closure(self, states: frozenset[int]) -> frozenset[int]:
        """All states that are reached without a word."""
        reached = set(states)
        open_states = list(states)
        while open_states:
            for following in self.silent[open_states.pop()]:
                if following not in reached:
                    reached.add(following)
                    open_states.append(following)
        return frozenset(reached)


def _determinise(graph: _Graph, first: int, last: int) -> Automaton:
    start = graph.closure(frozenset((first,)))
    number = {start: 0}
    order = [start]
    arcs: list[dict[str, int]] = []
    for subset in order:  # grows while it is read: subsets found are appended
        targets: dict[str, set[int]] = {}
        for state in subset:
            for word, following in graph.words[state]:
                targets.setdefault(word, set()).add(following)
        arcs.append({})
        for word, following_states in sorted(targets.items()):
            reached = graph.closure(frozenset(following_states))
            if reached not in number:
                number[reached] = len(order)
                order.append(reached)
            arcs[-1][word] = number[reached]
    return Automaton(tuple(arcs), frozenset(number[subset] for subset in order if last in subset))


def _minimise(automaton: Automaton) -> Automaton:
    """Merge states that no continuation tells apart, by refining a partition until it is stable (Moore)."""
    block = [int(state in automaton.accepting) for state in range(len(automaton.arcs))]
    blocks = len(set(block))
    while True:
        signatures: dict[tuple[object, ...], int] = {}
        refined = []
        for state, arcs in enumerate(automaton.arcs):
            signature = (block[state], tuple((word, block[following]) for word, following in arcs.items()))
            refined.append(signatures.setdefault(signature, len(signatures)))
        block = refined
        if len(signatures) == blocks:
            break
        blocks = len(signatures)
    representative: dict[int, int] = {}
    for state, label in enumerate(block):
        representative.setdefault(label, state)
    merged = tuple(
        {word: block[following] for word, following in automaton.arcs[representative[label]].items()}
        for label in range(blocks)
    )
    return Automaton(merged, frozenset(block[state] for state in automaton.accepting))
