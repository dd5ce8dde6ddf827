"""Citations of the accounts: RIS, BibTeX and CSL-JSON, for reference managers.

RIS as of Research Information Systems' 2011 list of tags (type NEWS), BibTeX's `article`, CSL-JSON 1.0.2 (type `article-newspaper`).
A reference says what the capture says of itself: nothing that is not known is filled in, and a date that was inferred is called so.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from crosswire.dossier import Dossier, plural
from crosswire.export.common import Exporter, ExportOptions, Files, writable
from crosswire.model import Document

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\^{}",
    "~": r"\~{}",
}
_TEX_SIGN = re.compile("[" + re.escape("".join(_TEX)) + "]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = 3
"""Parts of an ISO date that names a day."""


def _line(value: str) -> str:
    """Return a value on one line without controls, which line-based formats would read as their own, nor lone surrogates."""
    if not value.isprintable():  # neither controls nor lone surrogates are
        value = _CONTROL.sub(" ", value).encode("utf-8", "replace").decode("utf-8")
    return " ".join(value.split())


def _date_parts(dossier: Dossier, document: Document) -> tuple[int, ...]:
    """Return year, month and day as far as they are known."""
    value = dossier.published(document.id).value or ""
    return tuple(int(p) for p in value[:10].split("-") if p.isdigit())


def _note(dossier: Dossier, document: Document, place: str) -> str:
    """Return what a reader needs to find the words again: where they stand, and in which text."""
    found = [place] if place else []
    found.append(f"stored text {plural(len(document.text), 'character')}, sha256 {document.text_sha256}")
    date = dossier.published(document.id)
    if date.value and date.status != "stated":
        found.append(f"date {'set by hand' if date.status == 'set' else 'inferred: ' + '; '.join(date.basis)}")
    agency = document.header.agency.value
    if agency and agency != dossier.outlet(document.id):
        found.append(f"agency: {agency}")
    if document.header.embargoed.value:
        found.append(f"embargoed until {document.header.embargoed.value} (as printed)")
    return _line("; ".join(found))


def _title(document: Document) -> str:
    """Return the headline, or the document's name in brackets where the capture has none."""
    return _line(document.header.headline.value or "") or f"[{_line(document.name)}]"


@dataclass(frozen=True, slots=True)
class _Reference:
    """What a reference says, each value on one line. parts: year, month and day as far as they are known."""

    id: str
    title: str
    authors: tuple[str, ...]
    outlet: str
    parts: tuple[int, ...]
    located: str
    language: str
    uri: str
    agency: str
    note: str


def _reference(dossier: Dossier, document: Document, place: str) -> _Reference:
    header = document.header
    return _Reference(
        id=document.id,
        title=_title(document),
        authors=tuple(_line(by.value) for by in header.by if by.value and by.value.strip()),
        outlet=_line(dossier.outlet(document.id)),
        parts=_date_parts(dossier, document),
        located=_line(header.located.value or ""),
        language=_line(header.language.value or ""),
        uri=_line(header.uri.value or ""),
        agency=_line(header.agency.value or ""),
        note=_note(dossier, document, place),
    )


def ris(dossier: Dossier, document: Document, place: str = "") -> str:
    """Return a document's reference in RIS. place: words on where in it, for the note."""
    return _ris(_reference(dossier, document, place))


def bibtex(dossier: Dossier, document: Document, place: str = "") -> str:
    """Return a document's reference in BibTeX. place: words on where in it, for the note."""
    return _bibtex(_reference(dossier, document, place))


def csl(dossier: Dossier, document: Document, place: str = "") -> dict[str, Any]:
    """Return a document's reference as a CSL-JSON item. place: words on where in it, for the note."""
    return _csl(_reference(dossier, document, place))


def references(dossier: Dossier, document: Document, place: str = "") -> dict[str, Any]:
    """Return a document's reference in all three formats, by their names. place: words on where in it, for the note."""
    of = _reference(dossier, document, place)
    return {"ris": _ris(of), "bibtex": _bibtex(of), "csl": _csl(of)}


def _ris(of: _Reference) -> str:
    rows = [("TY", "NEWS"), *(("AU", name) for name in of.authors), ("TI", of.title), ("T2", of.outlet)]
    if parts := of.parts:
        rows.append(("PY", f"{parts[0]:04}"))
        rows.append(("DA", "/".join([f"{parts[0]:04}", *(f"{p:02}" for p in parts[1:])]) + "/" * (_DAY - len(parts))))
    rows += [(tag, value) for tag, value in (("CY", of.located), ("LA", of.language), ("UR", of.uri)) if value]
    rows += [("ID", of.id), ("N1", of.note), ("ER", "")]
    return "".join([f"{tag}  - {value}\n" for tag, value in rows])


def _bibtex(of: _Reference) -> str:
    fields = [("title", "{" + _tex(of.title) + "}")]
    if of.authors:
        fields.append(("author", " and ".join("{" + _tex(name) + "}" for name in of.authors)))
    fields.append(("journal", _tex(of.outlet)))
    parts = of.parts
    if parts:
        fields.append(("year", f"{parts[0]:04}"))
    if len(parts) > 1 and 1 <= parts[1] <= len(_MONTHS):
        fields.append(("month", _MONTHS[parts[1] - 1]))
    if len(parts) >= _DAY:
        fields.append(("day", str(parts[2])))
    if of.language:
        fields.append(("language", _tex(of.language)))
    if of.uri:
        fields.append(("url", _url(of.uri)))
    fields.append(("note", _tex(of.note)))
    body = "".join([f"  {name} = {value if name == 'month' else '{' + value + '}'},\n" for name, value in fields])
    return f"@article{{{of.id},\n{body}}}\n"


def _csl(of: _Reference) -> dict[str, Any]:
    item: dict[str, Any] = {"id": of.id, "type": "article-newspaper", "title": of.title}
    if of.authors:
        item["author"] = [{"literal": name} for name in of.authors]
    item["container-title"] = of.outlet
    if of.parts:
        item["issued"] = {"date-parts": [list(of.parts)]}
    named = (("publisher-place", of.located), ("language", of.language), ("URL", of.uri), ("source", of.agency))
    return {**item, **{name: value for name, value in named if value}, "note": of.note}


def _tex(value: str) -> str:
    return _TEX_SIGN.sub(lambda sign: _TEX[sign[0]], value)


def _url(value: str) -> str:
    """Return an address as BibTeX can hold it: percent signs stay, braces and blanks are percent-encoded."""
    return value.replace("{", "%7B").replace("}", "%7D").replace(" ", "%20").replace("\\", "%5C")


def _ris_files(dossier: Dossier, options: ExportOptions) -> Files:
    yield "references.ris", _each(dossier, ris)


def _bibtex_files(dossier: Dossier, options: ExportOptions) -> Files:
    yield "references.bib", _bibtex_pieces(dossier)


def _bibtex_pieces(dossier: Dossier) -> Iterator[str]:
    yield _BIB_MARK + "\n"
    yield from _each(dossier, bibtex)


def _each(dossier: Dossier, write: Callable[[Dossier, Document], str]) -> Iterator[str]:
    for document in dossier.documents:
        yield write(dossier, document) + "\n"


def _csl_files(dossier: Dossier, options: ExportOptions) -> Files:
    yield "references.json", _csl_pieces(dossier)


def _csl_pieces(dossier: Dossier) -> Iterator[str]:
    yield "["
    for n, document in enumerate(dossier.documents):
        item: Mapping[str, Any] = csl(dossier, document)
        yield (",\n " if n else "\n ") + writable(json.dumps(item, ensure_ascii=False), item)
    yield "\n]\n"


_BIB_MARK = "% crosswire references"

RIS = Exporter("ris", "A reference to each account in RIS.", _ris_files, single="references.ris", mark="TY  - NEWS\n")
BIBTEX = Exporter(
    "bibtex", "A reference to each account in BibTeX.", _bibtex_files, single="references.bib", mark=_BIB_MARK
)
CSL = Exporter(
    "csl",
    "A reference to each account in CSL-JSON.",
    _csl_files,
    single="references.json",
    mark='[\n {"id": "d-',
)
