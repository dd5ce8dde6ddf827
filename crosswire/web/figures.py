"""Extracts as HTML: a wording, a place, a place in its sentence, each with its account and its footnote.

They stand hundreds of times on a page, so they are put together here and not in a template, which takes three times as long. Whatever comes
from a capture goes through `safe`.
"""

from collections.abc import Callable, Iterable, Sequence
from html import escape

from markupsafe import Markup

from crosswire.dossier import Dossier, Evidence, Wording, listed, long_date
from crosswire.model import Actor, Story
from crosswire.web.diffs import Piece
from crosswire.web.notes import Notes
from crosswire.web.reasons import reading_reason, spell_basis
from crosswire.web.rendering import file_of, place_href, zone_word
from crosswire.web.texts import manner_of, safe


class Figures:
    """The extracts of one page, seen from a page whose way to the front page is `root`. has_page: whether an actor has a page."""

    def __init__(self, dossier: Dossier, root: str, notes: Notes, has_page: Callable[[str], bool]) -> None:
        self._dossier, self._root, self._notes, self._has_page = dossier, root, notes, has_page
        self._credits: dict[str, str] = {}
        self._languages: dict[str, str] = {}
        self._actors: dict[str, str] = {}

    # The figures ------------------------------------------------------------------------------------------------------

    def wording(
        self,
        wording: Wording,
        pieces: Sequence[Piece] | None = None,
        show_outlet: bool = True,
        same: Sequence[Wording] = (),
    ) -> Markup:
        """Return a quotation. pieces: its words with those marked that differ; show_outlet: its account is printed; same: copies of it, in
        the same words, which are named and not shown again.
        """
        q, manner = wording.quotation, manner_of(wording.quotation)
        note = self._notes.add_wording(wording) if wording.evidence else 0
        names = listed(safe(a.name) for a in wording.speakers) or "a speaker not known"
        credit = self._credit(wording.doc)
        told = f"{credit}, {manner}{' speech' if q.speech else ''} of {names}"
        by = f"{names}, via {credit}" if q.speech and q.type == "direct" else told
        spans = ", ".join(f"{e.place.start}–{e.place.end}" for e in wording.evidence)
        number = f' data-note="{note}"' if note else ""
        return Markup(
            f'<figure class="wording {manner}"{number} data-by="{by}" '
            f'data-at="{safe(self._dossier.document(wording.doc).name)}, characters {spans}">\n'
            f'<blockquote class="words"{self._language(wording.doc)}>{_words(wording, pieces)}</blockquote>\n'
            f"<figcaption>\n{self._places(wording, note, show_outlet)}"
            f'<span class="manner {manner}">{manner}</span>\n{self._said_so(wording)}{_badges(wording)}{_doubts(wording)}'
            f"{self.same_words([w.evidence[0] for w in same if w.evidence])}</figcaption>\n</figure>\n"
        )

    def extract(self, evidence: Evidence, same: Sequence[Evidence] = ()) -> Markup:
        """Return the words of a place. same: places of copies that hold the same words."""
        words = f'<blockquote class="words"{self._language(evidence.place.doc)}>{safe(evidence.exact)}</blockquote>'
        return self._figure(evidence, words, self.same_words(same))

    def in_sentence(
        self, evidence: Evidence, value: str = "", other: Story | None = None, same: Sequence[Evidence] = ()
    ) -> Markup:
        """Return the words of a place in their sentence. value: the words of it that count. other: the story that tells it, if another.
        same: places of copies that hold the same words.
        """
        words = safe(evidence.exact)
        if value and value in evidence.exact:
            before, _, after = evidence.exact.partition(value)
            words = f'{safe(before)}<u class="value">{safe(value)}</u>{safe(after)}'
        before = f'<span class="around">{safe(evidence.prefix)}</span>' if evidence.prefix else ""
        after = f'<span class="around">{safe(evidence.suffix)}</span>' if evidence.suffix else ""
        quoted = (
            f"<blockquote{self._language(evidence.place.doc)}>"
            f'{before}<span class="words">{words}</span>{after}</blockquote>'
        )
        told = f' <span class="inferred-note">told in another story: {self.story_link(other)}</span>' if other else ""
        return self._figure(evidence, quoted, f"{told}{self.same_words(same)}")

    def same_words(self, copies: Sequence[Evidence]) -> Markup:
        """Return where copies have the same words, as links; nothing without copies."""
        links = ", ".join(self.chip(e) for e in copies)
        return Markup(f'<span class="note same">same words in {links}</span>\n' if links else "")

    def _figure(self, evidence: Evidence, quoted: str, rest: str) -> Markup:
        place, note = evidence.place, self._notes.add(evidence)
        return Markup(
            f'<figure class="extract" data-note="{note}" data-by="{self._credit(place.doc)}" '
            f'data-at="{safe(evidence.document)}, characters {place.start}–{place.end}">\n{quoted}\n'
            f"<figcaption>{self.chip(evidence)}{_footnote(note)}{rest}</figcaption>\n</figure>\n"
        )

    # Their parts ------------------------------------------------------------------------------------------------------

    def chip(self, evidence: Evidence, show_outlet: bool = True) -> Markup:
        """Return the link to a place: its account, paragraph and characters."""
        place = evidence.place
        where = "" if evidence.where == "body" else f"{zone_word(evidence.where)} · "
        where = f"¶{evidence.paragraph} · " if evidence.paragraph else where
        return Markup(
            f'<a class="evidence" href="{escape(place_href(self._root, place))}"><bdi class="{"outlet" if show_outlet else "unseen"}">'
            f'{safe(evidence.outlet)}</bdi> <span class="span">{where}{place.start}–{place.end}</span></a>'
        )

    def actor_link(self, actor: Actor) -> Markup:
        """Return an actor's name, with a link where the actor has a page."""
        return Markup(self._actor(actor))

    def actor_links(self, actors: Iterable[Actor]) -> Markup:
        """Return the names of those who speak together."""
        return Markup(listed(self._actor(a) for a in actors) or "Speaker not known")

    def story_link(self, story: Story) -> Markup:
        """Return a story's date, or its headline where that is not known, as a link."""
        words = safe(long_date(story.date.value))
        if not story.date.value:
            title = safe(story.title) or '<span class="headline lost">No headline in the captures</span>'
            words = f"<span{self._language(story.title_of) if story.title_of else ''}>{title}</span>, date not known"
        return Markup(f'<a href="{self._root}s/{file_of(story.id)}.html">{words}</a>')

    def _actor(self, actor: Actor) -> str:
        found = self._actors.get(actor.id)
        if found is None:
            found = f"<bdi>{safe(actor.name)}</bdi>"
            if self._has_page(actor.id):
                found = f'<a href="{self._root}a/{file_of(actor.id)}.html">{found}</a>'
            self._actors[actor.id] = found
        return found

    def _credit(self, doc: str) -> str:
        """Return an account with its date."""
        found = self._credits.get(doc)
        if found is None:
            date = self._dossier.published(doc).value
            found = safe(self._dossier.outlet(doc)) + (f", {safe(long_date(date))}" if date else "")
            self._credits[doc] = found
        return found

    def _language(self, doc: str) -> str:
        found = self._languages.get(doc)
        if found is None:
            value = self._dossier.document(doc).header.language.value
            found = self._languages[doc] = f' lang="{safe(value)}"' if value else ""
        return found

    def _places(self, wording: Wording, note: int, show_outlet: bool) -> str:
        if not wording.evidence:
            return ""
        more = "".join(
            f'<a class="evidence more" href="{escape(place_href(self._root, e.place))}"><span class="unseen">{safe(e.outlet)} </span>'
            f'<span class="span">+ {e.place.start}–{e.place.end}</span></a>\n'
            for e in wording.evidence[1:]
        )
        return f"{self.chip(wording.evidence[0], show_outlet)}{_footnote(note)}{more}"

    def _said_so(self, wording: Wording) -> str:
        """Return who is said to have said it, in the account's own words, and how that is known."""
        out, attribution = "", wording.attribution
        if said := self._dossier.attribution_words(wording):
            out = f'<span class="said-so"{self._language(wording.doc)}>{safe(said)}</span>\n'
        if attribution.via:
            names = ", ".join(f"<bdi>{safe(a.name)}</bdi>" for a in self._dossier.actors_of(attribution.via))
            out += f'<span class="note">passed on by {names}</span>\n'
        return out


def _footnote(number: int) -> str:
    """Return the number of a footnote: on paper only."""
    return f'<sup class="footnote" aria-hidden="true">{number}</sup>'


def _words(wording: Wording, pieces: Sequence[Piece] | None) -> str:
    if pieces:
        return "".join(f'<span class="differs">{safe(p.text)}</span>' if p.differs else safe(p.text) for p in pieces)
    return ' <span class="gap">[…]</span> '.join(safe(e.exact) for e in wording.evidence)


def _badges(wording: Wording) -> str:
    q, out = wording.quotation, ""
    if q.where != "body":
        out += f'<span class="badge zone">in the {zone_word(q.where)}, not counted</span>\n'
    if not wording.certain:
        out += '<span class="badge possible">may be the same</span>\n'
    if q.negated:
        out += '<span class="badge">negated</span>\n'
    return out


def _doubts(wording: Wording) -> str:
    """Return what is not plain about a reading, with its reason: a speaker who was inferred, a reading that is less than sure."""
    q, attribution = wording.quotation, wording.attribution
    told, reasons = [], []
    if attribution.status == "inferred":
        told.append("speaker inferred")
        reasons.append(spell_basis(attribution.basis))
    if q.certainty_word not in ("", "sure"):
        told.append(q.certainty_word)
        reasons.append(reading_reason(q))
    if not told:
        return ""
    why = "; ".join(safe(r) for r in reasons if r) or "no reason is recorded"
    return f'<details class="basis doubt"><summary>{safe(", ".join(told))}</summary><p>{why}</p></details>\n'
