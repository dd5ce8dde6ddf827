"""A person's judgements on stories: what they want, and applied to what the rules have found. Documents are what is named, since they
outlast every build; a story's id does not."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from crosswire.errors import CorrectionError
from crosswire.link.actors_wishes import choose_document
from crosswire.link.stories import pick_title
from crosswire.model import CopyGroup, Document, Story, make_id
from crosswire.model.corrections import StoryCorrection, standing
from crosswire.model.desk import ends
from crosswire.model.wishes import SHOWN, choose_to_undo


def choose_documents(stories: Sequence[Story], documents: Sequence[Document], words: str) -> tuple[str, ...]:
    """Return the documents that words mean: a story's, by its id or the beginning of one, or a document by its name or id.

    Raises CorrectionError where none or several fit.
    """
    found = [
        s for s in stories if words == s.id or (len(words) > 3 and words.startswith("s-") and s.id.startswith(words))
    ]
    if len(found) == 1:
        return found[0].docs
    if found:
        several = ", ".join(f"{s.id} {s.title}" for s in found[:SHOWN])
        raise CorrectionError(f"{words!r} fits {len(found)} stories: {several}. Name one by its id.")
    return (choose_document(documents, words),)


def wish_group(
    stories: Sequence[Story], documents: Sequence[Document], log: tuple[StoryCorrection, ...], words: Sequence[str]
) -> StoryCorrection:
    """Say that stories, or documents with their stories, are one. Raises CorrectionError."""
    docs = [doc for word in words for doc in choose_documents(stories, documents, word)]
    held = {s.id for s in stories if set(s.docs) & set(docs)}
    if len(held) < 2:
        raise CorrectionError("A group needs two stories or more; these documents are one story as it is.")
    return _correction("group", docs, documents, log)


def wish_ungroup(
    stories: Sequence[Story], documents: Sequence[Document], log: tuple[StoryCorrection, ...], words: Sequence[str]
) -> StoryCorrection:
    """Say that documents do not belong to the story they stand in: together they are one of their own. Raises CorrectionError."""
    docs = [choose_document(documents, word) for word in words]
    held = [s for s in stories if set(s.docs) & set(docs)]
    if len(held) != 1:
        raise CorrectionError("Name documents of one story; `crosswire stories list DIR` shows them.")
    if set(held[0].docs) <= set(docs):
        raise CorrectionError("Nothing would be left of the story; name some of its documents.")
    return _correction("ungroup", docs, documents, log)


def wish_undo_stories(log: tuple[StoryCorrection, ...], words: str) -> StoryCorrection:
    """Take a correction back: the one whose id begins with `words`, or the last. Raises CorrectionError."""
    gone = choose_to_undo(log, words, "stories")
    return StoryCorrection(make_id("k", "stories", len(log), "undo", gone.id), "undo", gone.docs, gone.names, gone.id)


def _correction(
    verb: str, docs: Sequence[str], documents: Sequence[Document], log: tuple[StoryCorrection, ...]
) -> StoryCorrection:
    names = {d.id: d.name for d in documents}
    unique = tuple(dict.fromkeys(docs))
    id_ = make_id("k", "stories", len(log), verb, *unique)
    return StoryCorrection(id_, verb, unique, tuple(names[doc] for doc in unique))


def correct_stories(
    stories: tuple[Story, ...],
    documents: Sequence[Document],
    copies: Sequence[CopyGroup],
    log: tuple[StoryCorrection, ...],
) -> tuple[tuple[Story, ...], dict[str, str], tuple[str, ...]]:
    """Apply the corrections of a log that stand, in the order given.

    Returns the stories, sorted by id; ended id -> id that took its documents; and in words what could not be applied. Stories that are
    put together keep the id and storyline of the one that holds most of them; what is taken out has an id from its correction and
    stays in the storyline. A link says whose judgement it is.
    """
    found = {story.id: story for story in stories}
    voice_of = {doc: group.id for group in copies for doc in group.docs}
    known = {document.id: document for document in documents}
    ended: dict[str, str] = {}
    troubles: list[str] = []
    for c in standing(log):
        docs = [doc for doc in c.docs if doc in known]
        held = sorted((s for s in found.values() if set(s.docs) & set(docs)), key=lambda s: (-len(s.docs), s.id))
        if c.verb == "group" and len(held) > 1:
            kept, *others = held
            for other in others:
                ended[found.pop(other.id).id] = kept.id
            link = (docs[0], docs[-1], 0.0, f"put together by a person ({c.id})")
            whole = [doc for one in held for doc in one.docs]
            links = (*(x for one in held for x in one.links), link)
            found[kept.id] = _tell(replace(kept, links=links), whole, known, voice_of)
        elif c.verb == "ungroup" and docs and len(held) == 1 and set(held[0].docs) - set(docs):
            story = held[0]
            found[story.id] = _tell(story, set(story.docs) - set(docs), known, voice_of)
            part = replace(story, id=make_id("s", "ungrouped", c.id))
            found[part.id] = _tell(part, docs, known, voice_of)
        elif len(docs) < len(c.docs):
            troubles.append(f"{c.verb} {c.id}: {c.name} are no longer all here")
    return tuple(sorted(found.values(), key=lambda story: story.id)), ends(ended), tuple(troubles)


def _tell(
    story: Story, docs: Sequence[str] | set[str], known: Mapping[str, Document], voice_of: Mapping[str, str]
) -> Story:
    """Return a story with other documents, and what follows from them."""
    inside = tuple(sorted(set(docs)))
    links = tuple(link for link in story.links if link[0] in inside and link[1] in inside)
    title, title_of = pick_title([known[doc] for doc in inside], links)
    independent = len({voice_of.get(doc, doc) for doc in inside})
    return replace(story, docs=inside, links=links, title=title, title_of=title_of, independent=independent)
