from pathlib import Path

import pytest

from prism_fleet import checks
from prism_fleet.errors import CannotStart


def test_the_data_folder_is_made_and_its_path_is_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert checks.prepare_data_dir(Path("deep/data"), least_free=0) == tmp_path / "deep" / "data"
    assert (tmp_path / "deep" / "data" / "redis").is_dir()


def test_a_data_folder_that_is_a_file_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(CannotStart, match=rf"{tmp_path}/data cannot be written .* PRISM_DATA_DIR"):
        checks.prepare_data_dir(tmp_path / "data", least_free=0)


def test_a_nearly_full_disk_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match=r"MiB left and Prism needs .* make room"):
        checks.prepare_data_dir(tmp_path, least_free=2**62)


def test_a_claim_ends_with_its_file(tmp_path: Path) -> None:
    folder = checks.prepare_data_dir(tmp_path, least_free=0)
    first = checks.claim(folder)
    with pytest.raises(CannotStart, match="already uses the data folder"):
        checks.claim(folder)
    first.close()
    checks.claim(folder).close()
