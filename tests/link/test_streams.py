"""Stories of documents that come in one by one: assigned at once, whole after a re-merge, ids that last."""

from crosswire.link import streams
from crosswire.link.days import read_all_days
from crosswire.link.streams import StoryStream
from crosswire.model import Document
from tests.link.test_stories import FERRY, RADAR, dated, group, names


def flow(documents: list[Document]) -> StoryStream:
    """Return a stream that has taken some documents."""
    stream, days = StoryStream(), read_all_days(documents, ())
    for document in documents:
        stream.take(document, days[document.id])
    return stream


def news() -> list[Document]:
    """Return five accounts of two occasions, mixed."""
    texts = [RADAR[0], FERRY[0], RADAR[1], FERRY[1], RADAR[2]]
    return [dated(text, "2014-05-13", f"{n}") for n, text in enumerate(texts)]


def test_each_document_is_assigned_at_once() -> None:
    """Two occasions, two stories, as in one go."""
    documents = news()
    stream = flow(documents)
    stream.remerge()
    found: dict[str, set[str]] = {}
    for document, story in zip(documents, stream.story_of, strict=True):
        found.setdefault(story, set()).add(document.name)
    assert {frozenset(x) for x in found.values()} == names(documents, group(documents))


def test_ids_last_and_ended_ones_redirect(monkeypatch) -> None:
    """A story keeps its id while it grows; every id that was ever given leads to a story that there is."""
    monkeypatch.setattr(streams, "REMERGE", 2)
    stream, documents = StoryStream(), news()
    days = read_all_days(documents, ())
    given = [stream.take(document, days[document.id]) for document in documents]
    alive = set(stream.story_of)
    assert all(story in alive or stream.redirects[story] in alive for story in given)
    assert given[0] == stream.story_of[0]
    assert not stream.redirects.keys() & alive


def test_closed_documents_stay_with_their_story(monkeypatch) -> None:
    """What is no longer linked anew keeps its story, and the story its members."""
    monkeypatch.setattr(streams, "OPEN", 3)
    monkeypatch.setattr(streams, "REMERGE", 3)
    stream = flow(news())
    stream.remerge()
    assert len(stream.story_of) == 5
    assert stream.story_of[0] == stream.story_of[2]
    assert not stream.remerge()


def test_what_is_forgotten_keeps_its_story(monkeypatch) -> None:
    """A document of which the words are forgotten stays in its story; a later account of it opens another."""
    monkeypatch.setattr(streams, "OPEN", 2)
    monkeypatch.setattr(streams, "KEPT", 2)
    documents = [dated(text, "2014-05-13", f"{n}") for n, text in enumerate([RADAR[0], FERRY[0], FERRY[1], RADAR[1]])]
    stream = flow(documents)
    assert stream.story_of[1] == stream.story_of[2]
    assert stream.story_of[0] != stream.story_of[3]


def test_nothing_came_in() -> None:
    """An empty stream has nothing to merge."""
    assert StoryStream().remerge() == {}
