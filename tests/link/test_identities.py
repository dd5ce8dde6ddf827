"""Ids that stay when clusters grow, merge and split."""

from hypothesis import given
from hypothesis import strategies as st

from crosswire.link.identities import keep_ids, rename_ids
from crosswire.model import Place, Story
from crosswire.model.documents import NO_DATE

CLUSTERS = st.dictionaries(
    st.sampled_from(["s-1", "s-2", "s-3", "s-4"]),
    st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=5, unique=True),
)


def test_a_cluster_that_grows_keeps_its_id():
    """One more member is no new cluster."""
    kept, ended = keep_ids({"s-new": ["a", "b", "c"]}, {"s-old": ["a", "b"]})
    assert kept == {"s-new": "s-old"} and ended == {}


def test_merged_clusters_redirect():
    """Of two that merge, the larger lends its id and the other redirects to it."""
    kept, ended = keep_ids({"s-new": ["a", "b", "c"]}, {"s-1": ["a"], "s-2": ["b", "c"]})
    assert kept == {"s-new": "s-2"} and ended == {"s-1": "s-2"}


def test_a_split_gives_one_new_id():
    """Of the parts of a cluster, the larger keeps the id."""
    kept, _ = keep_ids({"s-x": ["a", "b"], "s-y": ["c"]}, {"s-old": ["a", "b", "c"]})
    assert kept == {"s-x": "s-old", "s-y": "s-y"}


def test_a_name_that_was_handed_on_is_not_given_twice():
    """A new cluster whose own id now belongs to another gets a third."""
    kept, _ = keep_ids({"s-1": ["z"], "s-2": ["a", "b"]}, {"s-1": ["a", "b"]})
    assert kept["s-2"] == "s-1" and kept["s-1"] not in ("s-1", "s-2")


@given(CLUSTERS, CLUSTERS)
def test_one_to_one(found, earlier):
    """Every cluster gets an id, no two the same one; redirects lead to ids in use."""
    kept, ended = keep_ids(found, earlier)
    assert set(kept) == set(found)
    assert len(set(kept.values())) == len(kept)
    assert set(ended.values()) <= set(kept.values())
    assert not set(ended) & set(kept.values())


@given(CLUSTERS)
def test_nothing_new_changes_nothing(clusters):
    """The same clusters again keep their ids."""
    same = {i: m for i, m in clusters.items() if all(not set(m) & set(o) for j, o in clusters.items() if i != j)}
    kept, ended = keep_ids(same, same)
    assert kept == {i: i for i in same} and ended == {}


def test_rename_reaches_nested_ids():
    """Ids are replaced wherever they stand, and nothing else is."""
    story = Story("s-1", ("d-1",), "l-1", "s-1 is a title too", "d-1", NO_DATE, 1, (("d-1", "d-2", 0.5, "x"),))
    renamed = rename_ids((story,), {"s-1": "s-9", "l-1": "l-9", "d-2": "d-7"})[0]
    assert (renamed.id, renamed.storyline, renamed.title) == ("s-9", "l-9", "s-1 is a title too")
    assert renamed.links == (("d-1", "d-7", 0.5, "x"),)
    assert rename_ids(Place("d-1", 0, 1), {}) == Place("d-1", 0, 1)
