"""A person's judgements on stories, applied to what the rules found."""

import pytest

from crosswire.errors import CorrectionError
from crosswire.link.stories_corrections import correct_stories, wish_group, wish_undo_stories, wish_ungroup
from crosswire.model import NO_DATE, CopyGroup, Document, Story
from tests.factory import make_document

Case = tuple[list[Document], tuple[Story, ...]]


@pytest.fixture
def case() -> Case:
    """Two stories: a, b and c."""
    documents = [make_document(f"Ferry number {name} sails.", name=f"{name}.txt") for name in "abc"]
    a, b, c = (d.id for d in documents)
    stories = (
        Story("s-1", tuple(sorted((a, b))), "l-1", "Ferry", a, NO_DATE, 2, ((a, b, 0.5, "ferry (same day)"),)),
        Story("s-2", (c,), None, "Other", c, NO_DATE, 1),
    )
    return documents, stories


def test_nothing_wished_nothing_changed(case: Case) -> None:
    """Without corrections the stories are the ones found."""
    documents, stories = case
    assert correct_stories(stories, documents, (), ()) == (stories, {}, ())


def test_group_keeps_the_greater_story(case: Case) -> None:
    """The greater story's id stays, the other redirects, a link says who joined them, copies count once."""
    documents, stories = case
    wish = wish_group(stories, documents, (), ["s-2", "a.txt"])
    copies = (CopyGroup("c-1", (documents[0].id, documents[2].id), documents[0].id, 0.9),)
    (story,), ended, troubles = correct_stories(stories, documents, copies, (wish,))
    assert story.id == "s-1" and story.storyline == "l-1" and len(story.docs) == 3 and story.independent == 2
    assert ended == {"s-2": "s-1"} and troubles == ()
    assert any(wish.id in grounds for *_, grounds in story.links)


def test_ungroup_makes_a_story_of_its_own(case: Case) -> None:
    """What is taken out has an id of its own that every build gives again, and the links to it are gone."""
    documents, stories = case
    wish = wish_ungroup(stories, documents, (), ["b.txt"])
    found, ended, _ = correct_stories(stories, documents, (), (wish,))
    assert len(found) == 3 and not ended
    whole = next(s for s in found if s.id == "s-1")
    assert whole.docs == (documents[0].id,) and whole.links == () and whole.independent == 1
    assert correct_stories(stories, documents, (), (wish,))[0] == found


def test_undo_and_documents_that_are_gone(case: Case) -> None:
    """A correction that is taken back does nothing; one whose documents are gone is told."""
    documents, stories = case
    wish = wish_group(stories, documents, (), ["a.txt", "c.txt"])
    back = wish_undo_stories((wish,), "")
    assert correct_stories(stories, documents, (), (wish, back))[0] == stories
    left = [documents[0]]
    found, _, troubles = correct_stories((Story("s-1", (left[0].id,), None, "", None, NO_DATE, 1),), left, (), (wish,))
    assert len(found) == 1 and "c.txt" in troubles[0]


def test_wishes_that_say_nothing_are_refused(case: Case) -> None:
    """One story, a whole story, documents of two, an unknown correction."""
    documents, stories = case
    with pytest.raises(CorrectionError):
        wish_group(stories, documents, (), ["a.txt", "b.txt"])
    with pytest.raises(CorrectionError):
        wish_ungroup(stories, documents, (), ["c.txt"])
    with pytest.raises(CorrectionError):
        wish_ungroup(stories, documents, (), ["b.txt", "c.txt"])
    with pytest.raises(CorrectionError):
        wish_undo_stories((), "k-1")
