"""Quotations inside quotations: marks within a marked stretch go to the attributions that stand within it."""

from crosswire.annotate.marks import Marked, pair_marks
from crosswire.annotate.quotations_clauses import Draft
from crosswire.annotate.quotations_marked import Sheet, find_owners, is_full, lay_out, take_in, widen

SHORTEST = 12
"""Fewest characters of a stretch that can hold another with its attribution."""


def inner_stretches(sheet: Sheet, number: int) -> tuple[Marked, ...]:
    """Return the marked stretches inside one, in code points of the paragraph."""
    stretch = sheet.stretches[number]
    text = sheet.text[stretch.start + 1 : stretch.end - stretch.closed]
    if len(text) < SHORTEST:
        return ()
    found, _ = pair_marks(text)
    begin = stretch.start + 1
    return tuple(
        Marked(begin + m.start, begin + m.end, m.closed, m.single)
        for m in found
        if m.closed and m.end - m.start < len(text)
    )


def attach_inner(drafts: list[Draft], sheet: Sheet) -> list[Draft]:
    """Give each marked stretch inside another to the attribution within it; changes those drafts and returns all, new ones among them.

    An inner stretch without an attribution of its own in the same outer stretch stays a part of it.
    """
    made = list(drafts)
    for number in range(len(sheet.stretches)):
        stretches = inner_stretches(sheet, number)
        if not stretches:
            continue
        room = sheet.tokens[number]
        within = [d for d in drafts if d.inside == number]
        inner = lay_out(sheet.doc, stretches)
        for draft in within:
            draft.inside = inner.holder[draft.verb]
        for n in range(len(inner.stretches)):
            outside = [d for d in within if d.inside is None]
            marked = {id(d): list(d.marked) for d in outside}
            beside = [d for d in outside if stands_before(d, inner, n)]
            owners, new = (beside, None) if beside else find_owners(outside, inner, n)
            if new is not None and new.cue and set(new.cue) <= room and new.content <= room and is_full(inner, n):
                made.append(new)
                owners = [new]
            for draft in owners:
                take_in(draft, inner, n)
                draft.content &= room
                draft.source = [i for i in draft.source if i in room]
                if draft in beside or not spoken_before(draft, inner):
                    draft.content = set(inner.tokens[n])
            for draft in within:
                draft.marked = marked.get(id(draft), draft.marked)
        for draft in made:
            if draft in within or (draft not in drafts and set(draft.cue) <= room):
                draft.inside = number
                draft.marked = [m for m in draft.marked if m == number]
    return made


def attach_reported(drafts: list[Draft], sheet: Sheet) -> None:
    """Give a stretch in what somebody reports to the attribution right before it, too ('Witnesses said the driver shouted "Get out!"');
    changes the drafts."""
    for number in range(len(sheet.stretches)):
        owners = [d for d in drafts if number in d.marked and d.inside is None]
        for draft in drafts if is_full(sheet, number) else ():
            reported = draft.inside is None and not draft.content and any(draft.verb in d.content for d in owners)
            if reported and stands_before(draft, sheet, number):
                widen(draft, sheet, number)


def stands_before(draft: Draft, inner: Sheet, number: int) -> bool:
    """Whether a cue that takes a quotation stands right before an inner stretch ("he said, 'Go'"), whatever the parser makes of it."""
    gap = inner.doc[max(draft.cue) + 1 : inner.first(number)] if draft.cue else None
    if gap is None or not draft.entry.takes("quote") or max(draft.cue) >= inner.first(number) or not draft.source:
        return False
    return len(gap) <= 3 and all(t.is_punct or t.pos_ == "PRON" for t in gap)


def spoken_before(draft: Draft, inner: Sheet) -> bool:
    """Whether a draft's content holds words of its own beside its marked ones."""
    return any(inner.holder[i] is None and any(c.isalnum() for c in inner.doc[i].text) for i in draft.content)
