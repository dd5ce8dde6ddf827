"""The gate's own arithmetic: floors only rise, ceilings only fall, a contract is never broken."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bench"))

import gate
from running import differences, tree

SHARE, FAULTS = "stories: B-cubed F", "documents: date wrong"


def scored(**figures: float) -> gate.Scored:
    """Return an outcome of one set."""
    names = {"share": SHARE, "faults": FAULTS, "contract": gate.CONTRACT}
    return gate.Scored("seeds", {names[k]: v for k, v in figures.items()}, "hash", 1.0, 1.0)


@given(st.floats(0, 1))
def test_a_figure_holds_its_own_floor(value: float) -> None:
    """A floor made from a figure is never above it, nor a ceiling below it."""
    for name in (SHARE, FAULTS):
        assert gate.holds(name, value, gate.floor_for(name, value))


def test_floors_rise() -> None:
    """A better figure raises its floor; fewer faults lower their ceiling."""
    floors = {"seeds": {"sha256": "hash", "figures": {SHARE: 0.5, FAULTS: 3}}}
    assert gate.raise_floors([scored(share=0.9, faults=1)], floors, allow_regression=False) == []
    assert floors["seeds"]["figures"] == {SHARE: 0.898, FAULTS: 1}


def test_floors_are_not_lowered_unless_asked() -> None:
    """A worse figure is refused by name, and keeps its floor; asked for, it is lowered."""
    floors = {"seeds": {"sha256": "hash", "figures": {SHARE: 0.9, FAULTS: 0}}}
    refused = gate.raise_floors([scored(share=0.5, faults=2)], floors, allow_regression=False)
    assert len(refused) == 2 and floors["seeds"]["figures"] == {SHARE: 0.9, FAULTS: 0}
    assert gate.raise_floors([scored(share=0.5, faults=2)], floors, allow_regression=True) == []
    assert floors["seeds"]["figures"] == {SHARE: 0.498, FAULTS: 2}


def test_a_figure_that_is_gone_is_noticed() -> None:
    """A scorer or an export that stops giving a figure does not slip through."""
    floors = {"seeds": {"sha256": "hash", "figures": {SHARE: 0.9, FAULTS: 0}}}
    assert gate.raise_floors([scored(share=0.95)], floors, allow_regression=False)
    assert any("no such figure" in line for line in gate.print_table([scored(share=0.95)], floors))


def test_another_set_is_noticed() -> None:
    """Figures on other texts than the floors' are not compared with them in silence."""
    floors = {"seeds": {"sha256": "other", "figures": {SHARE: 0.5}}}
    assert any("not the one" in line for line in gate.print_table([scored(share=0.9)], floors))


def test_a_broken_contract_has_no_floor_to_hide_behind() -> None:
    """Rows that break the tables' contract are wrong however many were reached before."""
    floors: dict[str, dict[str, object]] = {}
    gate.raise_floors([scored(contract=7)], floors, allow_regression=True)
    assert gate.print_table([scored(contract=7)], floors)


def test_without_labelled_sets_nothing_is_scored(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A stranger without ../shared is told so, and nothing fails."""
    monkeypatch.setattr(gate, "SHARED", Path("nowhere"))
    assert gate.main([]) == 0
    assert "not here" in capsys.readouterr().out


def test_trees_are_compared_by_content(tmp_path: Path) -> None:
    """A file more, a file less, a byte changed: each is named."""
    for side, files in {"a": {"x": b"1", "y": b"2"}, "b": {"x": b"1", "y": b"3", "z": b""}}.items():
        (tmp_path / side).mkdir()
        for name, content in files.items():
            (tmp_path / side / name).write_bytes(content)
    assert differences(tree(tmp_path / "a"), tree(tmp_path / "b")) == ["y", "z"]
