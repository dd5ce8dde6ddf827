"""A short run of bench/kill_builds.py: a kill at any moment leaves a store that the next build finishes."""

from pathlib import Path

import pytest
from kill_builds import one_kill, undisturbed
from running import CROSSWIRE

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CROSSWIRE.exists(), reason="the command is not installed here")]


@pytest.fixture(scope="module")
def two(straits: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of two of the example captures."""
    folder = tmp_path_factory.mktemp("two")
    for path in sorted(straits.glob("0[48]*")):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.mark.parametrize(("share", "grown", "group"), [(0.6, True, False), (0.95, False, True)])
def test_a_killed_build_is_finished_by_the_next(
    two: Path, tmp_path: Path, share: float, grown: bool, group: bool
) -> None:
    """Killed while an existing dossier grows, or while pages are written: the end is that of an undisturbed build."""
    seconds, expected = undisturbed(two, tmp_path / "calm" / "dossier", grown=grown)
    said = one_kill(two, tmp_path / "killed" / "dossier", share * seconds, expected, grown=grown, group=group)
    assert said.startswith("equal"), said
