"""Reading watch files, and saying what is wrong with them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.errors import WatchError
from crosswire.model.watch import Watch, WatchedIssue, WatchedParty
from crosswire.store.codec import from_plain, to_plain
from crosswire.store.watches import LARGEST, find_watch, make_watch, read_watch

YAML = """
issues:
  - ferry law
  - name: the  masts
    terms: [radar masts, masts]
parties:
  - name: Osmark
    names: [Port Ellin]
"""
TOML = """
issues = ["ferry law", {name = "the masts", terms = ["radar masts", "masts"]}]
parties = [{name = "Osmark", names = ["Port Ellin"]}]
"""
WATCH = Watch(
    (WatchedIssue("ferry law", ("ferry law",)), WatchedIssue("the masts", ("the masts", "radar masts", "masts"))),
    (WatchedParty("Osmark", ("Osmark", "Port Ellin")),),
)


@pytest.mark.parametrize(("name", "text"), [("watch.yml", YAML), ("watch.toml", TOML)])
def test_read_watch(tmp_path: Path, name: str, text: str) -> None:
    """YAML and TOML tell the same; a name is a term of its own; blanks are made plain."""
    (tmp_path / name).write_text(text)
    assert read_watch(tmp_path / name) == WATCH
    assert find_watch([tmp_path / "nowhere", tmp_path]) == tmp_path / name
    assert from_plain(Watch, to_plain(WATCH)) == WATCH


def test_an_empty_file_watches_nothing(tmp_path: Path) -> None:
    """Nothing in it is no fault."""
    (tmp_path / "watch.yml").write_text("# later\n")
    assert read_watch(tmp_path / "watch.yml") == Watch()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([], "holds a list"),
        ({"actors": []}, "'actors' is not known; known are issues, parties"),
        ({"issues": "radar"}, "issues: a list is expected, words found"),
        ({"issues": [5]}, r"issues\[1\]: a name, or name and terms, is expected, a number found"),
        ({"issues": [{"nam": "x"}]}, r"issues\[1\]: 'nam' is not known"),
        (
            {"issues": [{"name": "x", "terms": {"a": 1}}]},
            r"issues\[1\].terms: a list of words is expected, a table found",
        ),
        ({"issues": [{"name": "x", "terms": [True]}]}, "put it in quotation marks"),
        ({"issues": ["--"]}, "'--' is no name"),
        ({"parties": ["Osmark", "osmark"]}, "parties: 'osmark' stands twice"),
    ],
)
def test_faults_are_told_with_their_place(told: object, said: str) -> None:
    """A fault names its place, what was expected and what was found."""
    with pytest.raises(WatchError, match=said):
        make_watch(told, "watch.yml")


def test_all_faults_at_once() -> None:
    """Everything that is wrong is told in one go."""
    with pytest.raises(WatchError, match=r"'foo' is not known.*issues: a list.*parties.1.: a name"):
        make_watch({"foo": 1, "issues": 3, "parties": [[]]}, "watch.yml")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A file that is missing, too large or not YAML is refused with its reason."""
    with pytest.raises(WatchError, match="cannot be read"):
        read_watch(tmp_path / "watch.yml")
    (tmp_path / "watch.yml").write_text("a: [")
    with pytest.raises(WatchError, match="is not YAML"):
        read_watch(tmp_path / "watch.yml")
    (tmp_path / "watch.toml").write_text("a = ")
    with pytest.raises(WatchError, match="is not TOML"):
        read_watch(tmp_path / "watch.toml")
    (tmp_path / "watch.yml").write_bytes(b"#" * (LARGEST + 1))
    with pytest.raises(WatchError, match="at most"):
        read_watch(tmp_path / "watch.yml")


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["issues", "parties", "more"]), PLAIN, max_size=3))
def test_whatever_is_told(told: dict[str, object]) -> None:
    """Any file gives a watch or a WatchError, nothing else."""
    try:
        watch = make_watch(told, "watch.yml")
    except WatchError:
        return
    assert all(i.name in i.terms for i in watch.issues) and all(p.name in p.names for p in watch.parties)
