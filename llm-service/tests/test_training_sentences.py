"""The sentences that `scripts/train_*.py` teach the models are made by the product's own grammar, and stay in step."""

import random
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from prism_core.commands import Command
from prism_llm.understanding import languages
from prism_llm.understanding.english import ENGLISH
from prism_llm.understanding.trained.model import MODEL_FILE, MeaningModel

_SCRIPTS = Path(__file__).parents[1] / "scripts"
_CODES = ("de", "en", "es", "fr", "it")


@pytest.fixture(scope="module")
def scripts() -> Iterator[dict[str, ModuleType]]:
    sys.path.insert(0, str(_SCRIPTS))
    yield {name: import_module(f"understanding.{name}") for name in ("said", "samples", "spoken")}
    sys.path.remove(str(_SCRIPTS))


def test_what_people_said_asks_for_commands_as_the_vocabulary_has_them(
    scripts: dict[str, ModuleType],
) -> None:
    lines = list(scripts["said"].lines())
    assert {line.language for line in lines} == set(_CODES)
    for name, slots in (command for line in lines for command in line.commands):
        assert Command.model_validate({"name": name, "slots": slots}).name == name


@pytest.mark.parametrize("code", _CODES)
def test_each_language_s_rules_make_sentences_of_most_of_its_commands(
    scripts: dict[str, ModuleType], code: str
) -> None:
    language = ENGLISH if code == "en" else languages.load(code)
    made = list(scripts["samples"].of_rules(language, 1, random.Random(1), apart=True))
    assert len({sample.meaning for sample in made}) > 100
    assert all(sample.words for sample in made)


def test_paraphrases_and_what_was_said_make_the_meanings_that_the_english_model_knows(
    scripts: dict[str, ModuleType],
) -> None:
    made = [*scripts["samples"].from_rules(random.Random(1)), *scripts["samples"].from_templates(random.Random(1))]
    english = [line for line in scripts["said"].lines() if line.language == "en"]
    made += [sample for line in english for sample in scripts["spoken"].ways(line, random.Random(1), 1)]
    known = set(MeaningModel.load(MODEL_FILE).meanings)
    assert known <= {sample.meaning for sample in made}
