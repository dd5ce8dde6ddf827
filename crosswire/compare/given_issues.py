"""Issues that people give: those of a watch file found in the texts, and corrections applied to what the texts gave."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from crosswire.compare.accounts import Accounts
from crosswire.compare.issues import about
from crosswire.model import Document, Issue, Place, Reading, make_id
from crosswire.model.corrections import IssueCorrection, standing
from crosswire.model.desk import HALF, Desk
from crosswire.model.watch import Watch


class IssueDesk(Desk[IssueCorrection]):
    """The issues while people's wishes are applied to them."""

    def __init__(self, issues: Sequence[Issue], documents: Sequence[Document], readings: Sequence[Reading]) -> None:
        self.issues = {i.id: i for i in issues}
        super().__init__(self.issues, "issues")
        self.accounts = Accounts(documents=documents, readings=readings)
        self.readings = sorted(self.accounts.readings.values(), key=lambda r: r.doc)
        self.first: list[str] = []

    # ------------------------------------------------------------------------------------------- places and words

    def words(self, place: Place) -> str:
        """Return what stands at a place, with plain blanks."""
        return " ".join(self.accounts.words(place.doc, place.start, place.end).split())

    def find_places(self, terms: Sequence[str]) -> list[Place]:
        """Return where terms stand in the bodies of the documents, the longest first where two begin together."""
        pattern = re.compile("|".join(term_pattern(t) for t in sorted(terms, key=lambda t: (-len(t), t))))
        found = []
        for reading in self.readings:
            text = self.accounts.documents[reading.doc].text
            for sentence in reading.sentences:
                if sentence.where == "body":
                    found += [
                        Place(reading.doc, *m.span()) for m in pattern.finditer(text, sentence.start, sentence.end)
                    ]
        return found

    def with_places(self, issue: Issue, places: Sequence[Place], given: tuple[str, ...]) -> Issue:
        """Return an issue that stands at other places, with the aliases and quotations that these give it."""
        own = tuple(sorted(set(places)))
        return replace(
            issue,
            places=own,
            aliases=tuple(sorted({self.words(p) for p in own})),
            quotations=tuple(about(own, self.accounts, self.readings)),
            given=given,
        )

    # ------------------------------------------------------------------------------------------- a watch file

    def watch(self, name: str, terms: Sequence[str], by: str, id_: str) -> None:
        """Put an issue under an id wherever its terms stand, with what the texts call the same."""
        places = set(self.find_places(terms))
        low = {t.casefold() for t in terms}
        same = [
            i
            for i in self.issues.values()
            if i.name.casefold() in low
            or sum(any(p.doc == q.doc and p.start < q.end and q.start < p.end for q in places) for p in i.places)
            > HALF * len(i.places)
        ]
        for issue in same:
            places |= set(self.issues.pop(issue.id).places)
            self.ended[issue.id] = id_
        if places:
            self.issues[id_] = self.with_places(Issue(id_, name, (), ()), sorted(places), (by,))
            self.first.append(id_)
        self.ended.pop(id_, None)

    # ------------------------------------------------------------------------------------------- corrections

    def shared(self, id_: str, c: IssueCorrection) -> tuple[Counter[str], int]:
        """Return how many of the forms that an issue had each issue has."""
        forms = set(c.anchors_of(id_))
        return Counter({i.id: len(forms & {i.name, *i.aliases}) for i in self.issues.values()}), len(forms)

    def join(self, kept: str, gone: str, by: str) -> None:
        """Put one issue's places into another's."""
        a, b = self.issues[kept], self.issues.pop(gone)
        self.issues[kept] = replace(
            a,
            aliases=tuple(sorted({*a.aliases, *b.aliases})),
            places=tuple(sorted({*a.places, *b.places})),
            quotations=tuple(sorted({*a.quotations, *b.quotations})),
            given=(*a.given, *b.given, by),
        )

    def split(self, c: IssueCorrection) -> None:
        """Take the places with some forms out of an issue into a new one, whose id comes from the correction."""
        from_ = self.find_or_tell(c.issue, c.name, c)
        if from_ is None:
            return
        whole = self.issues[from_]
        forms = {f.casefold() for f in c.forms}
        out = [p for p in whole.places if self.words(p).casefold() in forms]
        left = [p for p in whole.places if self.words(p).casefold() not in forms]
        if not out or not left:
            why = "none of its places has these words any more" if not out else "nothing of the issue would be left"
            self.troubles.append(f"split {c.id} of {c.name}: {why}")
            return
        new = make_id("i", "split", c.id)
        self.issues[from_] = self.with_places(whole, left, (*whole.given, c.id))
        self.issues[new] = self.with_places(Issue(new, c.value or c.forms[0], (), ()), out, (c.id,))

    def rename(self, c: IssueCorrection) -> None:
        """Give an issue the name that a person wants."""
        id_ = self.find_or_tell(c.issue, c.name, c)
        if id_ is None:
            return
        issue = self.issues[id_]
        self.issues[id_] = replace(issue, name=c.value, given=(*issue.given, c.id))

    def pin(self, c: IssueCorrection) -> None:
        """Keep an issue, in front of the others, also where the texts alone would no longer make one of it."""
        id_ = self.find(c.issue, c)
        if id_ is None:
            self.watch(c.name, c.forms, c.id, c.issue)
            return
        issue = self.issues[id_]
        self.issues[id_] = replace(issue, given=(*issue.given, c.id))
        self.first.append(id_)


def term_pattern(term: str) -> str:
    """Return a pattern for a term: any blanks and hyphens between its words, a plural of a plain last one; small letters stand for capitals
    too, but not capitals for small letters ("US" is no "us")."""
    words = [re.escape(w) for w in re.split(r"[\s\-]+", term.strip()) if w]
    body = r"[\s\-]+".join(words) + ("s?" if words[-1].islower() else "")
    return rf"(?<!\w)(?:{body if any(c.isupper() for c in term) else f'(?i:{body})'})(?!\w)"


def give_issues(
    issues: Sequence[Issue],
    *,
    watch: Watch,
    log: tuple[IssueCorrection, ...],
    documents: Sequence[Document],
    readings: Sequence[Reading],
) -> tuple[tuple[Issue, ...], dict[str, str], tuple[str, ...]]:
    """Return the issues with a watch file's and with the corrections of a log that stand, in the order given.

    What is watched or pinned comes first. Returns also ended id -> id that took its places, and in words what could not be applied. Where
    nothing is given, the issues are returned as they are.
    """
    if not standing(log) and not watch.issues:
        return tuple(issues), {}, ()
    desk = IssueDesk(issues, documents, readings)
    for watched in watch.issues:
        desk.watch(watched.name, watched.terms, "watch", make_id("i", "watch", watched.name.casefold()))
    verbs = {"merge": desk.merge, "split": desk.split, "rename": desk.rename, "pin": desk.pin}
    ended = desk.apply(log, verbs)
    rank = {id_: n for n, id_ in enumerate(dict.fromkeys(desk.first))}
    found = sorted(desk.issues.values(), key=lambda i: rank.get(i.id, len(rank)))  # the others in the order they had
    return tuple(found), ended, tuple(desk.troubles)
