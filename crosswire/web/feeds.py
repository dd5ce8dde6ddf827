"""Atom feeds (RFC 4287): what was said by an actor, about an issue, in a story, or what a search finds; the latest first.

A feed says nothing that its dossier does not: dates are those of the accounts, so the same dossier gives the same bytes at any time.
"""

import re
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from crosswire.dossier import Dossier, Wording, listed, slices
from crosswire.errors import PageUnknown
from crosswire.store.lookups import Lookups
from crosswire.store.search import Query
from crosswire.web.rendering import place_href
from crosswire.web.texts import manner_of

ENTRIES = 40
"""Entries of a feed at most."""

NO_DATE = "1970-01-01"
"""What stands for a date that is not known, since a feed needs one."""

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def actor_feed(lookups: Lookups, actor: str, base: str) -> str:
    """Return the feed of what an actor says. base: address of the dossier. Raises PageUnknown."""
    found = _one(lookups, "actor", actor)
    quotations = _quotations(lookups, lookups.linked("said", actor, limit=ENTRIES))
    quotations += lookups.linked("alone", actor, limit=ENTRIES)
    return _feed(lookups, quotations, f"{found.name}: said", f"actor:{actor}", f"{base}a/{actor}.html", base)


def issue_feed(lookups: Lookups, issue: str, base: str) -> str:
    """Return the feed of what is said about an issue. Raises PageUnknown."""
    found = _one(lookups, "issue", issue)
    quotations = _quotations(lookups, lookups.linked("about", issue, limit=ENTRIES))
    quotations += lookups.linked("about_alone", issue, limit=ENTRIES)
    return _feed(lookups, quotations, f"Issue: {found.name}", f"issue:{issue}", f"{base}i/{issue}.html", base)


def story_feed(lookups: Lookups, story: str, base: str) -> str:
    """Return the feed of what is said in a story. Raises PageUnknown."""
    found = _one(lookups, "story", story)
    statements = lookups.select("statements", {"story": story}, limit=ENTRIES)[0]
    quotations = tuple(q for s in statements for q in s.quotations)
    title = found.title or "Story without a headline"
    return _feed(lookups, quotations, title, f"story:{story}", f"{base}s/{story}.html", base)


def search_feed(lookups: Lookups, query: Query, title: str, address: str, base: str) -> str:
    """Return the feed of what a search finds among what was said. address: of the search, below `base`."""
    found = () if query.is_empty else lookups.search(query, "statement", limit=ENTRIES).entries
    return _feed(lookups, tuple(e.record for e in found), f"Search: {title}", f"search:{address}", base + address, base)


_TABLES = {"actor": "actors", "issue": "issues", "story": "stories"}


def _one(lookups: Lookups, kind: str, record: str) -> Any:
    """Return the actor, issue or story of an id. Raises PageUnknown."""
    found = lookups.by_id(_TABLES[kind], [record])
    if not found:
        raise PageUnknown(f"There is no {kind} {record!r} in this dossier.")
    return found[0]


def _quotations(lookups: Lookups, statements: Iterable[str]) -> tuple[str, ...]:
    return tuple(q for s in lookups.by_id("statements", statements) for q in s.quotations)


def _feed(lookups: Lookups, quotations: tuple[str, ...], title: str, id_: str, address: str, base: str) -> str:
    dossier = slices.quotations_slice(lookups, quotations[: 2 * ENTRIES])
    wordings = [dossier.wording(q) for q in dict.fromkeys(quotations) if dossier.has_quotation(q)]
    wordings.sort(key=lambda w: (dossier.published(w.doc).value or "", w.quotation.id), reverse=True)
    wordings = [w for w in wordings if w.evidence][:ENTRIES]
    updated = _moment(dossier.published(wordings[0].doc).value if wordings else None)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{_text(title)}</title>",
        f"<id>urn:crosswire:{_text(id_)}</id>",
        f"<updated>{updated}</updated>",
        f'<link rel="alternate" type="text/html" href={quoteattr(_clean(address))}/>',
        "<author><name>Crosswire</name></author>",
        *(_entry(dossier, w, base) for w in wordings),
        "</feed>",
    ]
    return "\n".join(lines) + "\n"


def _entry(dossier: Dossier, wording: Wording, base: str) -> str:
    words = " […] ".join(e.exact for e in wording.evidence)
    who = listed(a.name for a in wording.speakers) or "Speaker not known"
    outlet = dossier.outlet(wording.doc)
    link = base + place_href("", wording.evidence[0].place)
    return "\n".join(
        [
            "<entry>",
            f"<title>{_text(f'{who}, via {outlet} ({manner_of(wording.quotation)})')}</title>",
            f"<id>urn:crosswire:{_text(wording.quotation.id)}</id>",
            f"<updated>{_moment(dossier.published(wording.doc).value)}</updated>",
            f'<link rel="alternate" type="text/html" href={quoteattr(_clean(link))}/>',
            f'<content type="text">{_text(words)}</content>',
            "</entry>",
        ]
    )


def _moment(date: str | None) -> str:
    """Return a date, also a reduced one, as the moment that Atom needs: the beginning of what is known."""
    known = (date or NO_DATE)[:10]
    return f"{known}{NO_DATE[len(known) :]}T00:00:00Z"


def _clean(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _text(text: str) -> str:
    return escape(_clean(text))
