"""The committed avatar is what its source makes."""

import json
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

AVATAR = Path(__file__).parent.parent
PUBLIC = AVATAR.parent / "public" / "avatar"
REST = AVATAR.parent / "src" / "avatar" / "rest-pose.json"
GESTURES = ("thumbs_up", "shrug", "cheer", "clap", "lean_in", "surprised_step_back")
FILES = ("lumen.vrm", "lumen-light.vrm", "lumen.svg", "LICENSE.txt", *(f"{name}.vrma" for name in GESTURES))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("avatar")
    for program in (["make_lumen.py", str(folder)], ["make_vrma.py", str(folder), str(folder / "rest-pose.json")]):
        subprocess.run([sys.executable, *program], cwd=AVATAR, check=True, capture_output=True)
    return folder


def document(path: Path) -> dict[str, Any]:
    """The JSON chunk of a GLB file, its lengths checked."""
    data = path.read_bytes()
    magic, version, length = struct.unpack_from("<4sII", data)
    assert (magic, version, length) == (b"glTF", 2, len(data))
    size = struct.unpack_from("<I", data, 12)[0]
    parsed: dict[str, Any] = json.loads(data[20 : 20 + size])
    return parsed


@pytest.mark.parametrize("name", FILES)
def test_generating_again_gives_the_same_bytes(made: Path, name: str) -> None:
    assert (made / name).read_bytes() == (PUBLIC / name).read_bytes()


def test_the_players_rest_pose_is_that_of_the_gestures(made: Path) -> None:
    assert (made / "rest-pose.json").read_bytes() == REST.read_bytes()


@pytest.mark.parametrize("name", ["lumen.vrm", "lumen-light.vrm"])
def test_the_avatar_has_what_vrm_asks_for_and_what_prism_uses(name: str) -> None:
    vrm = document(PUBLIC / name)["extensions"]["VRMC_vrm"]
    assert {"hips", "spine", "head", "leftHand", "rightHand", "leftFoot", "rightFoot"} <= set(
        vrm["humanoid"]["humanBones"]
    )
    assert set(vrm["expressions"]["preset"]) == {
        "aa", "ih", "ou", "ee", "oh", "blink", "blinkLeft", "blinkRight",
        "happy", "angry", "sad", "relaxed", "surprised", "neutral",
    }  # fmt: skip


def test_the_light_model_has_fewer_triangles_and_no_outline() -> None:
    def triangles(name: str) -> int:
        parsed = document(PUBLIC / name)
        primitives = [primitive for mesh in parsed["meshes"] for primitive in mesh["primitives"]]
        return sum(int(parsed["accessors"][primitive["indices"]]["count"]) // 3 for primitive in primitives)

    assert triangles("lumen-light.vrm") < triangles("lumen.vrm") * 0.6
    assert "outlineWidthMode" not in json.dumps(document(PUBLIC / "lumen-light.vrm"))
    assert "outlineWidthMode" in json.dumps(document(PUBLIC / "lumen.vrm"))


def test_the_meta_grants_what_the_licence_text_grants() -> None:
    meta = document(PUBLIC / "lumen.vrm")["extensions"]["VRMC_vrm"]["meta"]
    assert meta["otherLicenseUrl"] in (PUBLIC / "LICENSE.txt").read_text(encoding="utf-8")
    assert all(value is True for key, value in meta.items() if key.startswith("allow"))


@pytest.mark.parametrize("name", GESTURES)
def test_a_gesture_begins_and_ends_at_rest(made: Path, name: str) -> None:
    rest = json.loads(REST.read_text(encoding="utf-8"))
    path = made / f"{name}.vrma"
    parsed, data = document(path), path.read_bytes()
    binary = data[20 + struct.unpack_from("<I", data, 12)[0] + 8 :]
    for channel in parsed["animations"][0]["channels"]:
        bone = parsed["nodes"][channel["target"]["node"]]["name"]
        if channel["target"]["path"] != "rotation":
            continue
        output = parsed["animations"][0]["samplers"][channel["sampler"]]["output"]
        accessor = parsed["accessors"][output]
        start = parsed["bufferViews"][accessor["bufferView"]]["byteOffset"]
        for frame in (0, accessor["count"] - 1):
            turn = struct.unpack_from("<4f", binary, start + 16 * frame)
            # A quaternion and its negative are the same turn.
            likeness = abs(sum(a * b for a, b in zip(turn, rest.get(bone, [0, 0, 0, 1]), strict=True)))
            assert likeness == pytest.approx(1, abs=1e-4)
