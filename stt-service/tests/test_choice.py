from typing import Literal

import pytest

from prism_core.errors import BadInput
from prism_stt.engines.choice import MODELS, Choice, Precision, Wanted, choose, usable
from prism_stt.engines.models import hub_name

BOTH = frozenset({"faster_whisper", "pocketsphinx"})


def pick(wanted: Wanted, *, gpu: bool = False, cores: int = 4, here: tuple[str, ...] = ()) -> Choice:
    return choose(wanted, installed=BOTH, gpu=gpu, cores=cores, cached=lambda model: model in here)


@pytest.mark.parametrize(
    ("wanted", "gpu", "here", "engine", "model", "device"),
    [
        (Wanted(), False, (), "embedded", "en-us", "cpu"),
        (Wanted(), False, ("tiny", "small"), "whisper", "small", "cpu"),
        (Wanted(), False, ("large-v3-turbo", "tiny"), "whisper", "tiny", "cpu"),
        (Wanted(), True, (), "whisper", "large-v3", "cuda"),
        (Wanted(gpu="false"), True, (), "embedded", "en-us", "cpu"),
        (Wanted(model="large-v3-turbo"), False, (), "whisper", "large-v3-turbo", "cpu"),
        (Wanted(engine="embedded"), True, ("large-v3",), "embedded", "en-us", "cpu"),
        (Wanted(engine="whisper"), False, (), "whisper", "small", "cpu"),
    ],
)
def test_the_choice_follows_what_is_asked_and_what_is_here(
    wanted: Wanted, gpu: bool, here: tuple[str, ...], engine: str, model: str, device: str
) -> None:
    choice = pick(wanted, gpu=gpu, here=here)
    assert (choice.engine, choice.model, choice.device) == (engine, model, device)
    assert choice.reason


def test_a_gpu_that_is_demanded_and_absent_is_refused() -> None:
    with pytest.raises(BadInput, match="GPU_ENABLED"):
        pick(Wanted(gpu="true"))


def test_an_unknown_model_lists_the_known_ones() -> None:
    with pytest.raises(BadInput, match="large-v3-turbo"):
        pick(Wanted(model="larg"))


@pytest.mark.parametrize("wanted", [Wanted(gpu="true"), Wanted(model="larg"), Wanted(precision="float16")])
def test_what_cannot_be_had_is_told_and_something_hears_all_the_same(wanted: Wanted) -> None:
    had, trouble = usable(wanted, installed=BOTH, gpu=False, cores=2, cached=lambda model: model == "tiny.en")
    assert (had.model, had.gpu, had.precision) == ("auto", "auto", "auto")
    assert any(word in trouble for word in ("GPU_ENABLED", "WHISPER_MODEL", "STT_PRECISION"))


def test_each_name_is_a_model_of_faster_whisper() -> None:
    from faster_whisper.utils import _MODELS

    assert {model: hub_name(model) for model in MODELS} == _MODELS


@pytest.mark.parametrize(
    ("cores", "here", "model"),
    [(1, ("tiny.en", "base"), "tiny.en"), (2, ("tiny.en", "base"), "base"), (16, ("medium",), "medium")],
)
def test_a_processor_gets_the_largest_that_it_keeps_up_with(cores: int, here: tuple[str, ...], model: str) -> None:
    choice = pick(Wanted(), cores=cores, here=here)
    assert (choice.model, choice.threads, choice.compute_type) == (model, cores, "int8")
    assert "keep" in choice.reason


def test_a_model_that_is_too_large_for_the_processor_is_said_to_be() -> None:
    assert "smaller ones only" in pick(Wanted(model="large-v3")).reason
    assert "smaller ones only" not in pick(Wanted(model="large-v3"), gpu=True).reason


@pytest.mark.parametrize(
    ("wanted", "gpu", "computed"),
    [("auto", True, "float16"), ("int8_float16", True, "int8_float16"), ("int8", True, "int8"),
     ("auto", False, "int8"), ("float32", False, "float32")],
)  # fmt: skip
def test_the_precision_is_the_device_s_or_the_one_asked_for(
    wanted: Literal["auto"] | Precision, gpu: bool, computed: str
) -> None:
    assert pick(Wanted(model="small", precision=wanted), gpu=gpu).compute_type == computed


def test_a_precision_that_a_processor_lacks_is_refused() -> None:
    with pytest.raises(BadInput, match="STT_PRECISION"):
        pick(Wanted(model="small", precision="float16"))


@pytest.mark.parametrize(("asked", "gpu", "together"), [(0, True, 8), (0, False, 1), (4, False, 4), (2, True, 2)])
def test_windows_are_heard_together_where_that_is_quicker_or_asked_for(asked: int, gpu: bool, together: int) -> None:
    assert pick(Wanted(model="small", batch_size=asked), gpu=gpu).batch_size == together
