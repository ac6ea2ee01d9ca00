"""How well and how fast commands are understood: `.venv/bin/python bench/understanding.py DATA`.

DATA is a folder with `nlu/` (see `llm-service/scripts/train_understanding.py`). One table: Prism by tier, hassil with
Home Assistant's public sentences, and a TF-IDF classifier (scikit-learn; all from `bench/requirements.txt`, each left
out where it is not installed). Compared is the kind of request alone (play, volume up, next …), as the collections
name no more; a request that none of them holds must give none (a calendar's "remind me" does hold one, and is not
counted). The classifier learns from the rows whose hash is even and all are measured on the others, which Prism's
model has seen in part: for Prism on what nobody has seen, `bench/data/utterances.txt` has sentences with whole
answers.
"""

import importlib.util
import json
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from prism_core.commands import Command
from prism_llm.understanding import ChannelNames, create_understander

FILES = ("hwu64", "slurp", "clinc150", "snips2017")
KINDS = ("play", "volume_up", "volume_down", "volume_set", "mute", "next")
UTTERANCES = Path(__file__).parent / "data" / "utterances.txt"
CHANNELS = (
    "BBC One", "BBC Two", "BBC News", "ITV", "Channel 4", "CNN", "Sky News", "Sky Sports Main Event", "ZDF", "TF1",
    "Rai 1",
)  # fmt: skip
Reader = Callable[[str], str | None]
"""Gives the kind of request in a text, or none."""


@dataclass
class Tally:
    """What came of one reader."""

    right: int = 0
    asked: int = 0
    false: int = 0
    nothing: int = 0
    seconds: list[float] = field(default_factory=list)
    tiers: Counter[str] = field(default_factory=Counter)

    def row(self, name: str) -> str:
        """The line of the table."""
        ordered = sorted(self.seconds)
        p50, p95 = (ordered[len(ordered) * share // 100] * 1000 for share in (50, 95))
        recall = self.right / max(self.asked, 1)
        false = 1000 * self.false / max(self.nothing, 1)
        return f"| {name:22} | {recall:6.1%} | {false:6.2f} | {p50:6.2f} | {p95:6.2f} | {dict(self.tiers)} |"


def kind_of(command: Command) -> str | None:
    """The collections' word for a command."""
    delta, level = command.slots.get("delta"), command.slots.get("level")
    if command.name == "tv.volume":
        up = not isinstance(delta, str) and delta is not None and delta > 0
        return "volume_set" if level is not None else "volume_up" if up else "volume_down"
    names = {"tv.watch": "play", "tv.channel": "play", "tv.surprise": "play", "tv.play": "play", "tv.next": "next"}
    return names.get(command.name, {"tv.mute": "mute", "lumen.hush": "mute"}.get(command.name, command.name))


def rows(folder: Path) -> list[dict[str, str]]:
    """English requests of the kinds that are compared, and of what asks a television for nothing."""
    found = []
    for name in FILES:
        for line in (folder / "nlu" / name / "dev.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["lang"] == "en" and row["family"] in (*KINDS, "other"):
                found.append(row)
    return found


def measure(read: Reader, asked: list[dict[str, str]], tally: Tally) -> None:
    """Ask each row and count; time is processor time, so that a busy machine does not count."""
    for row in asked:
        began = time.process_time()
        said = read(row["text"])
        tally.seconds.append(time.process_time() - began)
        if row["family"] == "other":
            tally.nothing += 1
            tally.false += said is not None and not (said.startswith("reminder.") and "remind" in row["text"])
        else:
            tally.asked += 1
            tally.right += said == row["family"]


def prism(tally: Tally) -> Reader:
    understander = create_understander()

    def read(text: str) -> str | None:
        found = understander.understand(text)
        tally.tiers[found.tier] += 1
        return kind_of(found.commands[0]) if found.commands else None

    return read


def classifier(learnt: list[dict[str, str]]) -> Reader:
    """TF-IDF of words and pairs, logistic regression."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), LogisticRegression(C=10, max_iter=300))
    model.fit([row["text"] for row in learnt], [row["family"] for row in learnt])

    def read(text: str) -> str | None:
        said = str(model.predict([text])[0])
        return None if said == "other" else said

    return read


def home_assistant() -> Reader:
    """Read by hassil on Home Assistant's own English sentences, in a home with a television in the living room."""
    from hassil import Intents, recognize
    from hassil.intents import TextSlotList
    from home_assistant_intents import get_intents

    intents = Intents.from_dict(get_intents("en"))
    home = {
        "name": TextSlotList.from_strings(["tv", "television", "speaker"]),
        "area": TextSlotList.from_strings(["living room"]),
        "floor": TextSlotList.from_strings(["ground floor"]),
    }
    kinds = {"HassMediaNext": "next", "HassMediaPlayerMute": "mute", "HassSetVolume": "volume_set",
             "HassMediaSearchAndPlay": "play", "HassMediaUnpause": "play"}  # fmt: skip

    def read(text: str) -> str | None:
        found = recognize(text.strip(" .?!"), intents, slot_lists=home, intent_context={"area": "living room"})
        if found is None or found.intent.name != "HassSetVolumeRelative":
            return found and kinds.get(found.intent.name, found.intent.name)
        step = found.entities.get("volume_step")
        return "volume_down" if step and str(step.value).startswith(("down", "-")) else "volume_up"

    return read


def exact() -> tuple[int, int, Counter[str]]:
    """Sentences whose commands and slots are all right, by tier."""
    understander = create_understander()
    understander.names = ChannelNames(CHANNELS)
    right, asked, tiers = 0, 0, Counter[str]()
    for line in UTTERANCES.read_text(encoding="utf-8").splitlines():
        text, _, wanted = line.partition("\t")
        found = understander.understand(text)
        got = [{"name": command.name, "slots": command.slots} for command in found.commands]
        asked += 1
        if _bare(got) == _bare(json.loads(wanted)):
            right += 1
            tiers[found.tier] += 1
    return right, asked, tiers


def _bare(commands: object) -> str:
    """Commands for comparing: case, a leading "the" and the writing of a gesture's name do not count."""
    said = json.dumps(commands, sort_keys=True, ensure_ascii=False).casefold()
    return said.replace('"the ', '"').replace("thumbs_up", "thumbs up")


def main(folder: Path) -> None:
    """Measure and print."""
    everything = rows(folder)
    learnt = [row for row in everything if zlib.crc32(row["id"].encode()) % 2 == 0]
    asked = [row for row in everything if zlib.crc32(row["id"].encode()) % 2]
    print(f"{len(asked)} sentences, {sum(row['family'] == 'other' for row in asked)} of which ask for nothing")
    print("| reader | right kind | false in 1,000 | CPU ms p50 | p95 | by tier |\n|---|---|---|---|---|---|")
    tally = Tally()
    measure(prism(tally), asked, tally)
    print(tally.row("Prism"))
    if importlib.util.find_spec("sklearn"):
        tally = Tally()
        measure(classifier(learnt), asked, tally)
        print(tally.row("TF-IDF"))
    if importlib.util.find_spec("hassil") and importlib.util.find_spec("home_assistant_intents"):
        tally = Tally()
        measure(home_assistant(), [row for row in asked if row["family"] != "other"] + asked[:500], tally)
        print(tally.row("hassil, Home Assistant"))
    right, count, tiers = exact()
    print(f"whole answers right: {right} of {count} ({right / count:.1%}), by tier {dict(tiers)}")


if __name__ == "__main__":
    if len(sys.argv) == 2:
        main(Path(sys.argv[1]))
    else:
        print("not measured: name the folder with the data, as this script's first lines say")
