"""Exports of Nexis (LexisNexis, Nexis Uni): many articles in one DOCX, RTF, PDF or text file.

Two layouts. The older one opens each article with `1 of 50 DOCUMENTS` and prints its fields in capitals (`LENGTH: 512 words`); the
newer one opens with the title and closes with `End of Document`, the text standing between `Body` and `Classification`. Layouts
after the public documentation of R packages that read such files (LexisNexisTools, tm.plugin.lexisnexis) and the field names that
Nexis prints in English, German, French, Spanish, Italian and Dutch. An article's stored text is its slice of the file.
"""

import re
from collections.abc import Sequence

from crosswire.ingest.fielded import MONTH, Article
from crosswire.ingest.forms import RIGHTS
from crosswire.ingest.lines import Line, find_lines
from crosswire.ingest.readers import Source
from crosswire.ingest.stated_dates import find_date

COUNT = re.compile(
    r"(?m)^[^\S\n]*(?:\d{1,6} (?:of|von|de|di|van) \d{1,6} (?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTI)|"
    r"(?:Dokument|Document|Documento) \d{1,6} (?:von|de|di|van|of) \d{1,6})[^\S\n]*$"
)
END = re.compile(
    r"(?m)^[^\S\n]*(?:End of Document|Ende des Dokuments?|Fin du document|Fin del documento|Fine del documento|Einde (?:van het )?document)[^\S\n]*$",
    re.IGNORECASE,
)
BODY = re.compile(r"(?:Body|Volltext|Corps|Texto|Testo|Hoofdtekst)", re.IGNORECASE)
INDEX = re.compile(
    r"(?:Classification|Klassifi[kz]ierung|Klassifikation|Clasificación|Classificazione|Classificatie)", re.IGNORECASE
)
PICTURES = re.compile(r"(?:Graphic|Grafik|Graphique|Gráfico|Grafico|Illustrations?)", re.IGNORECASE)
FIELD = re.compile(r"(?P<name>[^\W\d_][\w &/-]{1,28}?)\s?:(?=\s|$)")
PAGE = re.compile(r"Page \d{1,5} of \d{1,5}|Seite \d{1,5} von \d{1,5}", re.IGNORECASE)
RESERVED = re.compile(
    r"all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos", re.IGNORECASE
)
EDITION = re.compile(
    r"\b(?:edition|ausgabe|édition|edición|final|late|early|national|international|regional|correction)\b",
    re.IGNORECASE,
)
COVER = re.compile(
    r"\d{1,5}\.\s|Documents? \(\d|Client/Matter|Search (?:Terms|Type)|Narrowed by|Content Type|User Name|Date and Time|Job Number|"
    r"Terms:|Source:|Download Request|Time of Request|-None-|\|\s?About LexisNexis|News$|Timeline",
    re.IGNORECASE,
)
LISTED = re.compile(r"\d{1,5}\.\s+(?P<title>\S.*)")

HEAD = {
    "section": "section", "rubrik": "section", "rubrique": "section", "sección": "section", "sezione": "section", "sectie": "section",
    "length": "length", "länge": "length", "longueur": "length", "longitud": "length", "lunghezza": "length", "lengte": "length",
    "byline": "byline", "autor": "byline", "auteur": "byline", "author": "byline", "autore": "byline",
    "dateline": "located", "highlight": "standfirst", "headline": "title", "show": "section", "guests": "guests", "anchor": "anchor",
    "anchors": "anchor", "reporter": "byline", "distribution": "distribution", "journal code": "journal_code", "kicker": "kicker",
    "series": "series", "correction": "correction", "type": "publication_type", "edition": "edition", "copyright": "copyright_notice",
}  # fmt: skip
"""Fields that stand before the text, by role."""

TAIL = {
    "load-date": "load_date", "update": "load_date", "language": "language", "sprache": "language", "langue": "language",
    "idioma": "language", "lingua": "language", "taal": "language", "publication-type": "publication_type", "graphic": "caption",
    "grafik": "caption", "graphique": "caption", "publikationsart": "publication_type", "type-publication": "publication_type",
    "type de publication": "publication_type", "journal-code": "journal_code", "subject": "subject", "subjects": "subject",
    "thema": "subject", "organization": "organisation", "company": "organisation", "ticker": "ticker", "industry": "industry",
    "person": "person", "people": "person", "geographic": "geographic", "city": "geographic", "state": "geographic",
    "country": "geographic", "acc-no": "record_id", "document-type": "publication_type", "pub-type": "publication_type",
    "url": "uri", "notes": "notes", "note": "notes", "correction-date": "correction", "series": "series", "isbn": "record_id",
    "issn": "record_id",
}  # fmt: skip
"""Fields that stand after the text, by role."""

REACH = 60
"""Lines of an article within which its text begins."""

SHORT = 90
"""Characters of a date line or a field's heading."""


def split_nexis(text: str) -> list[Source] | None:
    """Return the articles of an export, or None where the text is none. Line ends must be `\\n`, one paragraph a line."""
    counts = list(COUNT.finditer(text))
    ends = list(END.finditer(text))
    if counts and any(_has_field(text[a.end() : a.end() + 8000]) for a in counts[:3]):
        return _split_old(text, [match.start() for match in counts])
    if ends and _has_field(text[: ends[0].start()]):
        return _split_new(text, [match.end() for match in ends])
    return None


def _has_field(text: str) -> bool:
    """Tell whether a stretch holds a field that only exports have."""
    roles = set()
    for line in find_lines(text):
        match = FIELD.match(line.text[:40])
        if match:
            name = match["name"].lower()
            roles |= {HEAD.get(name, ""), TAIL.get(name, "")}
        elif BODY.fullmatch(line.text):
            roles.add("body")
    return len(roles & {"length", "load_date", "publication_type", "body", "section", "language"}) >= 2


def _split_old(text: str, starts: Sequence[int]) -> list[Source]:
    """Return the articles between the counters; what stands before the first is the cover."""
    return [
        _read_old(text, start, end).source(number)
        for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True), start=1)
    ]


def _split_new(text: str, ends: Sequence[int]) -> list[Source]:
    """Return the articles between the end marks; an article whose mark is lost ends after its load date."""
    spans = []
    start = 0
    for end in [*ends, len(text)]:
        spans += _between(text, start, end)
        start = end
    kept = [(a, b) for a, b in spans if text[a:b].strip() and (b in ends or _has_field(text[a:b]))]
    articles = []
    for number, (first, last) in enumerate(kept, start=1):
        if number == 1:
            first += _after_cover(text[first:last])
        articles.append(_read_new(text, first, last).source(number))
    return articles


LOAD_DATE = re.compile(r"(?m)^[^\S\n]*Load-Date:.*$", re.IGNORECASE)
BODY_LINE = re.compile(rf"(?m)^[^\S\n]*{BODY.pattern}[^\S\n]*$", re.IGNORECASE)


def _between(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a stretch between two end marks after each load date that another article's text follows."""
    spans = []
    bodies = [match.start() for match in BODY_LINE.finditer(text, start, end)]
    for match in LOAD_DATE.finditer(text, start, end) if len(bodies) > 1 else ():
        if bodies[0] < match.start() and bodies[-1] > match.end():
            spans.append((start, match.end()))
            start = match.end()
            bodies = [at for at in bodies if at > start]
            if len(bodies) < 2:
                break
    return [*spans, (start, end)]


def _after_cover(chunk: str) -> int:
    """Return where the first article begins after a cover with search terms and a list of titles."""
    lines = find_lines(chunk)
    fields = [
        n for n, line in enumerate(lines) if _role(line, HEAD) or RIGHTS.match(line.text) or BODY.fullmatch(line.text)
    ]
    last = fields[0] if fields else len(lines)
    cover = [n for n, line in enumerate(lines[:last]) if COVER.match(line.text)]
    if not cover:
        return 0
    titles = {_key(match["title"]) for n in cover if (match := LISTED.match(lines[n].text))}
    listed = [n for n in range(max(0, last - 10), last) if _key(lines[n].text) in titles]
    if listed:
        return lines[listed[-1]].start
    dated = [n for n in range(max(0, last - 6), last) if _is_date(lines[n])]
    first = max(cover[-1] + 1, dated[-1] - 2 if dated else last - 3)
    return lines[first].start if first < len(lines) else 0


def _key(words: str) -> str:
    return " ".join(words.split()).casefold()


def _role(line: Line, table: dict[str, str]) -> str | None:
    """Return the role of a field line by a table of names, or None."""
    match = FIELD.match(line.text[:40])
    return table.get(match["name"].lower()) if match else None


def _is_date(line: Line) -> bool:
    """Tell a line that gives the article's date, a weekday or an hour beside it."""
    if len(line.text) > SHORT:
        return False
    date = find_date(line.text)
    return bool(date and date.year and date.start <= 20) or bool(MONTH.match(line.text))


def _read_new(text: str, start: int, end: int) -> Article:
    """Tell the lines of an article in the newer layout."""
    article = Article(text, start, end)
    lines = article.lines
    head = [n for n, line in enumerate(lines[:REACH]) if _role(line, HEAD) or RIGHTS.match(line.text)]
    body = next((n for n, line in enumerate(lines[:REACH]) if n and BODY.fullmatch(line.text)), None)
    first = next((n for n in (*head, len(lines)) if n > 0), len(lines))
    closing = next((n for n, line in enumerate(lines) if n and _closes(line)), len(lines))
    top = min(first, body if body is not None else first, closing, 8)
    _tell_top(article, top)
    begin = max(top, body + 1 if body is not None else (head[-1] + 1 if head else 0))
    _tell_head(article, top, begin)
    tail = next((n for n in range(begin, len(lines)) if _closes(lines[n])), len(lines))
    _tell_pages(article, begin, tail)
    _tell_tail(article, tail)
    return article


def _closes(line: Line) -> bool:
    """Tell a line with which an article's text has ended."""
    words = line.text
    return bool(
        INDEX.fullmatch(words) or PICTURES.fullmatch(words) or END.fullmatch(words) or _role(line, TAIL) == "load_date"
    )


def _tell_top(article: Article, top: int) -> None:
    """Tell the lines before the first field: title, publication, date, edition."""
    lines = article.lines
    dated = [n for n in range(1, top) if _is_date(lines[n])]
    date = dated[0] if dated else None
    for n in range(top):
        if date is None:
            role = "title" if n == 0 else "publisher" if n == 1 else "edition"
        elif n == date:
            role = "date"
        elif n > date:
            role = "edition"
        else:
            role = "publisher" if n == date - 1 and n > 0 else "title"
        article.tell(n, role)


def _tell_head(article: Article, first: int, last: int) -> None:
    """Tell the field lines before the text; a line that is none goes on with the notice on rights or the field before it."""
    before = "field"
    for n in range(first, last):
        line = article.lines[n]
        match = FIELD.match(line.text[:40])
        role = _role(line, HEAD)
        if match and role:
            article.tell_field(n, role, match.end())
            before = role if role in ("section", "byline", "standfirst") else "field"
        elif RIGHTS.match(line.text) or RESERVED.search(line.text[:80]):
            article.tell(n, "copyright_notice")
        elif BODY.fullmatch(line.text):
            article.tell(n, "name")
        else:
            article.tell(n, "date" if _is_date(line) and "date" not in article.roles else before)


def _tell_pages(article: Article, first: int, last: int) -> None:
    """Tell the heads of pages inside the text."""
    for n in range(first, last):
        if PAGE.fullmatch(article.lines[n].text):
            article.tell(n, "page")


def _tell_tail(article: Article, first: int) -> None:
    """Tell what stands after the text: captions, index terms, load date, rights, the end mark."""
    before = "index"
    for n in range(first, len(article.lines)):
        line = article.lines[n]
        match = FIELD.match(line.text[:40])
        if END.fullmatch(line.text):
            article.tell(n, "end")
        elif INDEX.fullmatch(line.text) or PICTURES.fullmatch(line.text):
            article.tell(n, "name")
            before = "caption" if PICTURES.fullmatch(line.text) else "index"
        elif RIGHTS.match(line.text) or RESERVED.match(line.text):
            article.tell(n, "copyright_notice")
        elif match and (before != "caption" or match["name"].lower() in TAIL):
            role = TAIL.get(match["name"].lower(), "index")
            article.tell_field(n, role, match.end())
            before = role if role == "caption" else "index"
        elif PAGE.fullmatch(line.text):
            article.tell(n, "page")
        else:
            article.tell(n, before)


def _read_old(text: str, start: int, end: int) -> Article:
    """Tell the lines of an article in the older layout."""
    article = Article(text, start, end)
    lines = article.lines
    article.tell(0, "counter")
    first = next((n for n, line in enumerate(lines[:REACH]) if n and _is_capital(line, HEAD)), None)
    top = first if first is not None else min(len(lines), 6)
    _tell_old_top(article, top)
    begin = top
    while begin < len(lines) and (_is_capital(lines[begin], HEAD) or RIGHTS.match(lines[begin].text)):
        begin += 1
    if begin < len(lines) and BODY.fullmatch(lines[begin].text):
        begin += 1
    _tell_head(article, top, begin)
    tail = next(
        (n for n in range(begin, len(lines)) if _is_capital(lines[n], TAIL) or END.fullmatch(lines[n].text)), len(lines)
    )
    closing = [
        n for n in range(max(begin, len(lines) - 4), tail) if RIGHTS.match(lines[n].text) and lines[n].length <= 30
    ]
    tail = closing[0] if closing else tail
    _tell_pages(article, begin, tail)
    _tell_tail(article, tail)
    return article


def _is_capital(line: Line, table: dict[str, str]) -> bool:
    """Tell a field line of the older layout, whose names are in capitals (or in the newer one's spelling, with a hyphen)."""
    match = FIELD.match(line.text[:40])
    return bool(match and match["name"].lower() in table and (match["name"].isupper() or "-" in match["name"]))


def _tell_old_top(article: Article, top: int) -> None:
    """Tell the lines before the first field: rights, publication, date, edition (centred, or named one), title."""
    lines = article.lines
    dated = [n for n in range(1, top) if _is_date(lines[n])]
    date = dated[0] if dated else 0
    named = [n for n in range(1, date) if not (RIGHTS.match(lines[n].text) or RESERVED.search(lines[n].text[:80]))]
    for n in range(1, top):
        line = lines[n]
        if RIGHTS.match(line.text) or RESERVED.search(line.text[:80]):
            role = "copyright_notice"
        elif n == date:
            role = "date"
        elif n < date:
            role = "publisher" if named and n == named[0] else "edition"
        else:
            centred = date > 0 and _indent(article.text, line) > 8
            named_one = n == date + 1 and n < top - 1 and len(line.text) < 40 and EDITION.search(line.text)
            role = "edition" if date and (centred or named_one) else "title"
        article.tell(n, role)


def _indent(text: str, line: Line) -> int:
    """Return the blanks before a line."""
    return line.start - (text.rfind("\n", 0, line.start) + 1)
