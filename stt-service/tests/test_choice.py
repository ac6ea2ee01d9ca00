import pytest

from prism_core.errors import BadInput
from prism_stt.engines.choice import Choice, Wanted, choose

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
