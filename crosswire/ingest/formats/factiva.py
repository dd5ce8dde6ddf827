"""Exports of Factiva (Dow Jones): articles with two-letter field codes (`HD`, `BY`, `WC` ...), or printed plainly.

Each article closes with `Document` and its accession number. Codes after Factiva's published list of field codes. An article's
stored text is its slice of the file.
"""

import re

from crosswire.ingest.fielded import Article, languages
from crosswire.ingest.forms import RIGHTS, find_names
from crosswire.ingest.lines import Line
from crosswire.ingest.readers import Source
from crosswire.ingest.stated_dates import find_date

CLOSE = re.compile(
    r"(?m)^[^\S\n]*(?:AN[^\S\n]+)?(?:Document|Dokument|Documento)[^\S\n]+[A-Z][A-Z0-9]{3,9}0{2,}[A-Za-z0-9]{8,20}[^\S\n]*$"
)
WORDS = re.compile(r"[\d.,\u202f ]{1,9} (?:words|Wörter|mots|palabras|parole|woorden|palavras|字|слов)", re.IGNORECASE)
CODE = re.compile(r"(?P<code>[A-Z]{2}|CLM|VOL|ART|PUB|IPC|IPD)(?P<gap>\t\s*|[^\S\t]{1,12}|$)")
CLOCK = re.compile(r"\d{1,2}:\d\d(?:\s?[AP]M)?(?: GMT)?")
SOURCE_CODE = re.compile(r"[A-Z][A-Z0-9]{2,9}")
PAGE = re.compile(r"(?:Pg\.? ?)?[A-Z]?\d{1,4}(?:[-/]\d{1,3})?")
SUMMARY = re.compile(r"(?m)^[^\S\n]*(?:Search Summary|Suchzusammenfassung|Résumé de la recherche)[^\S\n]*$")

ROLES = {
    "HD": "title", "BY": "byline", "CR": "credit", "WC": "length", "PD": "date", "ET": "time", "SN": "publisher", "SC": "source_code",
    "ED": "edition", "PG": "page_number", "LA": "language", "CY": "copyright_notice", "SE": "section", "CLM": "section", "VOL": "volume",
    "ART": "caption", "CX": "correction", "CT": "contact", "RF": "reference", "AN": "record_id", "CO": "organisation", "IN": "industry",
    "NS": "subject", "RE": "geographic", "IPC": "subject", "IPD": "subject", "PUB": "rights_holder",
}  # fmt: skip
"""Roles of the coded fields; LP (lead paragraph) and TD (text) hold the article."""

TEXT = ("LP", "TD")
REACH = 16
"""Lines before the text in the printed layout."""


def split_factiva(text: str) -> list[Source] | None:
    """Return the articles of an export, or None where the text is none. Line ends must be `\\n`, one paragraph a line."""
    closes = [match.end() for match in CLOSE.finditer(text)]
    if not closes:
        return None
    starts = [0, *closes[:-1]]
    articles = [Article(text, start, end) for start, end in zip(starts, closes, strict=True)]
    if not any(_is_coded(a) or _words_line(a) is not None for a in articles):
        return None
    rest = text[closes[-1] :]
    if rest.strip() and not SUMMARY.match(rest.strip()) and len(rest.split()) > 60:
        articles.append(Article(text, closes[-1], len(text)))  # its accession number is lost
    for article in articles:
        if _is_coded(article):
            _tell_codes(article)
        else:
            _tell_printed(article)
    return [article.source(number) for number, article in enumerate(articles, start=1)]


def _code(line: Line, inside: bool = False) -> str | None:
    """Return the code that opens a line, or None. inside: in an article's text, where one blank after two capitals is prose."""
    match = CODE.match(line.text)
    if not match or (inside and match["gap"] == " "):
        return None
    return match["code"] if match["code"] in ROLES or match["code"] in TEXT else None


def _is_coded(article: Article) -> bool:
    codes = {_code(line) for line in article.lines}
    return len(codes & {"HD", "WC", "PD", "SN", "LP", "TD", "LA", "AN"}) >= 4


def _tell_codes(article: Article) -> None:
    """Tell coded fields; a line without code goes on with the field before it."""
    role = "cover"
    seen: set[str] = set()
    for n, line in enumerate(article.lines):
        code = _code(line, inside=role == "")
        if code and not (code in seen and code in ("HD", "LP", "TD", "BY")):
            seen.add(code)
            role = "" if code in TEXT else ROLES[code]
            match = CODE.match(line.text)
            width = match.end() if match else 2
            article.tell(n, "name", 0, len(code))
            if role:
                article.tell(n, role, width)
        elif role:
            article.tell(n, role)


def _words_line(article: Article) -> int | None:
    """Return the number of the line that counts the words, or None."""
    return next((n for n, line in enumerate(article.lines[:REACH]) if WORDS.fullmatch(line.text)), None)


def _tell_printed(article: Article) -> None:
    """Tell the printed layout: title, byline, words, date, publication, code, page, language, rights, then the text."""
    lines = article.lines
    if CLOSE.fullmatch(lines[-1].text):
        article.tell(len(lines) - 1, "record_id")
    count = _words_line(article)
    if count is None:
        if len(lines) > 1 and not lines[0].ends:
            article.tell(0, "title")
        return
    for n in range(count):
        byline = n > 0 and bool(find_names(lines[n].text))
        article.tell(n, "byline" if byline else "title" if n == 0 else "section")
    article.tell(count, "length")
    for n in range(count + 1, min(len(lines) - 1, count + REACH)):
        role = _printed_role(lines[n], article)
        if role is None:
            return
        article.tell(n, role)
        if role == "copyright_notice":
            return


def _printed_role(line: Line, article: Article) -> str | None:
    """Return what a line below the count of words is, by its form and by what was told before; None where the text begins."""
    words = line.text
    date = find_date(words)
    if RIGHTS.match(words) and line.length <= 60:
        return "copyright_notice"
    if line.length > 20:
        return None
    if "date" not in article.roles:
        return "date" if date and date.year and len(words) < 40 else "edition"
    if CLOCK.fullmatch(words):
        return "time"
    if "publisher" not in article.roles:
        return "publisher"
    if SOURCE_CODE.fullmatch(words) and "source_code" not in article.roles:
        return "source_code"
    if PAGE.fullmatch(words):
        return "page_number"
    if words.lower() in languages():
        return "language"
    return None if line.ends or "language" in article.roles else "edition"
