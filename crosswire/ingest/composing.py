"""Putting a stored text together from the parts that a format keeps apart, with a zone for each part whose kind it tells."""

import re

from crosswire.ingest.pages import SPACE, clean_source, dump_text, parse_page, strip_tags
from crosswire.model import Zone

CROSSHEADS = {"h2", "h3", "h4", "h5", "h6"}
FORMS = {"figcaption": ("caption", "photo_caption"), "byline": ("byline", "byline")}
"""What the elements of an article's HTML say of their lines."""

SURROGATES = re.compile("[\ud800-\udfff]")
ENDS_LINE = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


class Composition:
    """A stored text as it grows: one part below the other, a line end between; parts are never changed."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._at = 0
        self._titles: set[str] = set()
        self.zones: list[Zone] = []

    @property
    def text(self) -> str:
        """The text as far as it has grown."""
        return "\n".join(self._parts)

    def add(self, words: str, label: str = "", sub: str | None = None) -> None:
        """Add a part; without label the zones of its lines are told later. Lone surrogates become U+FFFD."""
        words = SURROGATES.sub("\ufffd", words)
        bare = words.strip()
        if not bare:
            return
        if label:
            start = self._at + words.index(bare)
            self.zones.append(Zone(start, start + len(bare), label, sub))
        if label == "title":
            self._titles.add(_key(bare))
        self._parts.append(words)
        self._at += len(words) + 1

    def expect_title(self, words: str) -> None:
        """Tell what the title is where the text itself shows it."""
        self._titles.add(_key(words))

    def has_line(self, words: str) -> bool:
        """Tell whether a line of the text says this and nothing else."""
        return _key(words) in {_key(line) for line in self.text.split("\n")}

    def add_line(self, words: str, label: str, sub: str | None = None) -> None:
        """Add a part on one line: its runs of blanks become single spaces."""
        self.add(SPACE.sub(" ", ENDS_LINE.sub(" ", words)).strip(), label, sub)

    def add_html(self, source: str) -> None:
        """Add the visible text of an article's HTML, by the rules of pages.py; its elements tell captions, crossheads and bylines.

        A heading that repeats a title added before is a title.
        """
        tree = parse_page(source)
        text, contexts = dump_text(tree) if tree is not None else (strip_tags(source), {})
        for start, words in _lines(text):
            context = contexts.get(start, "")
            if context in FORMS:
                self.add(words, *FORMS[context])
            elif context in ("h1", *CROSSHEADS) and _key(words) in self._titles:
                self.add(words, "title", "headline")
            elif context in CROSSHEADS:
                self.add(words, "crosshead", "crosshead")
            else:
                self.add(words)

    def add_text(self, text: str) -> None:
        """Add an article's plain text, unchanged; a first line that repeats a title is one."""
        text = SURROGATES.sub("\ufffd", text)
        start, words = next(iter(_lines(text)), (0, ""))
        if words and _key(words) in self._titles:
            self.zones.append(Zone(self._at + start, self._at + start + len(words), "title", "headline"))
        self.add(text)


def _lines(text: str) -> list[tuple[int, str]]:
    """Return (start, bare words) of the lines that are not blank."""
    found = []
    at = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            found.append((at + line.index(bare), bare))
        at += len(line) + 1
    return found


def _key(words: str) -> str:
    return " ".join(words.split()).casefold()


def shows_title(text: str, html: bool, title: str) -> bool:
    """Tell whether an article's own text opens with its title, so that it need not be put before it."""
    if html:
        text = strip_tags(text[:20_000]) if "<" in text else text
    first = next(iter(_lines(clean_source(text[:20_000]))), (0, ""))[1]
    return _key(first) == _key(title)
