"""Captures made worse: what scraping, bad disks and ill will do to files. Deterministic by seed."""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

Mutator = Callable[[random.Random, bytes], tuple[str, bytes]]
"""From a capture's bytes to a suffix for its name and the changed bytes."""

MARKS = "\"'“”‘’«»„‟‹›`´"
INVISIBLE = "\u200b\u200d\u202e\u2066\u2069\ufeff\u00ad\u2028\u2029\x0b\x0c\x85"
LINE = 5_000_000
RUN_ON = 120_000
"""Characters of a sentence without end: more than a paragraph is read of."""


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _cut(rng: random.Random, content: bytes) -> tuple[str, bytes]:
    start, end = sorted(rng.randrange(len(content) + 1) for _ in range(2))
    return rng.choice([(".txt", content[:end]), (".txt", content[start:]), (".txt", content[start:end])])


def _doubled(rng: random.Random, content: bytes) -> tuple[str, bytes]:
    return ".txt", content * rng.choice([2, 3, 7])


def _shuffled(rng: random.Random, content: bytes) -> tuple[str, bytes]:
    lines = content.splitlines(keepends=True)
    rng.shuffle(lines)
    return ".txt", b"".join(lines)


def _glued(rng: random.Random, content: bytes) -> tuple[str, bytes]:
    lines = _text(content).splitlines()
    return ".txt", _bytes("".join(line + rng.choice(["", "", " ", "\n", "\r", "\r\n"]) for line in lines))


def _noise(rng: random.Random, content: bytes) -> tuple[str, bytes]:
    changed = bytearray(content)
    for _ in range(rng.choice([1, 5, 50, 500])):
        if changed:
            changed[rng.randrange(len(changed))] = rng.randrange(256)
    return ".txt", bytes(changed)


def _binary(rng: random.Random, content: bytes) -> tuple[str, bytes]:
    head = rng.choice([b"", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"\x1f\x8b\x08", b"%PDF-1.7\n"])
    return rng.choice([".txt", ".html", ".jsonl", ".md"]), head + rng.randbytes(rng.choice([1, 40, 4000]))


def _emptied(rng: random.Random, content: bytes) -> tuple[str, bytes]:
    return rng.choice([".txt", ".html", ".jsonl", ".md"]), rng.choice(
        [b"", b"\n", b" \t\r\n" * 40, b"\xef\xbb\xbf", b"\xff\xfe"]
    )


def _odd_marks(rng: random.Random, content: bytes) -> tuple[str, bytes]:
    letters = list(_text(content))
    for _ in range(rng.choice([1, 3, 30])):
        at = rng.randrange(len(letters) + 1)
        if rng.random() < 0.5:
            letters.insert(at, rng.choice(MARKS))
        else:
            letters = [c for i, c in enumerate(letters) if c not in MARKS or i < at or rng.random() < 0.9]
    return ".txt", _bytes("".join(letters))


def _only_marks(rng: random.Random, content: bytes) -> tuple[str, bytes]:
    return ".txt", _bytes("".join(rng.choice(MARKS + " \nsaid") for _ in range(rng.choice([3, 300, 6000]))))


def _wrong_encoding(rng: random.Random, content: bytes) -> tuple[str, bytes]:
    text = _text(content)
    name = rng.choice(
        ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp1251", "koi8-r", "shift_jis", "utf-7"]
    )
    if rng.random() < 0.3:
        return ".txt", text.encode("utf-8").decode("latin-1").encode("utf-8")
    return ".txt", text.encode(name, "replace")


def _broken_utf8(rng: random.Random, content: bytes) -> tuple[str, bytes]:
    at = rng.randrange(len(content) + 1)
    junk = rng.choice(
        [b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc3", b"\xe2\x80", b"\x00", b"\xff\xff", b"\xf0\x9f\x8c"]
    )
    return ".txt", content[:at] + junk * rng.choice([1, 9, 900]) + content[at:]


def _nuls(rng: random.Random, content: bytes) -> tuple[str, bytes]:
    return ".txt", content.replace(b" ", rng.choice([b"\x00", b" \x00", b"\x1b[31m", b"\x08"]))


def _invisible(rng: random.Random, content: bytes) -> tuple[str, bytes]:
    return ".txt", _bytes("".join(c + (rng.choice(INVISIBLE) if rng.random() < 0.05 else "") for c in _text(content)))


def _astral(rng: random.Random, content: bytes) -> tuple[str, bytes]:
    signs = "🛰🌊𝕍𝖊𝗹𐍈🏴‍☠️"
    return ".md", _bytes("".join(rng.choice(signs) + c if rng.random() < 0.1 else c for c in _text(content)))


def _long_line(rng: random.Random, content: bytes) -> tuple[str, bytes]:
    piece = (
        rng.choice([_bytes(" ".join(_text(content).split())), b"a", b"said ", b'"', b"1,", "говорит ".encode()]) or b"a"
    )
    return rng.choice([".txt", ".html", ".jsonl"]), (piece * (LINE // len(piece) + 1))[:LINE]


def _run_on(rng: random.Random, content: bytes) -> tuple[str, bytes]:
    """One sentence with verbs, names, times and quotation marks, and no full stop: what parses, yet is no article."""
    clause = rng.choice(
        [
            'Minister Ana Bole said "we will go" on Monday, and ',
            "Minister Ana Bole said we will go on Monday, while ",
            "Ana Bole, Tarn Osk, the envoy of Veldania, ",
            "“we shall sign” and “we shall sail” told Osk who said ",
        ]
    )
    return ".txt", _bytes(clause * (RUN_ON // len(clause) + 1))


def _short_lines(rng: random.Random, content: bytes) -> tuple[str, bytes]:
    line = rng.choice(["a\n", "- Field: x\n", "\n\n", '"\n', "1\n", "He said.\n", "MOSS\n"])
    return ".txt", _bytes(line * rng.choice([1000, 30_000]))


def _soup(rng: random.Random, content: bytes) -> tuple[str, bytes]:
    tags = [
        "<div>",
        "</p>",
        "<p",
        "<script>alert(1)//",
        "</script>",
        "<style>",
        "<!--",
        "-->",
        "<table><td>",
        "<![CDATA[",
        "<svg/onload=x>",
    ]
    tags += [
        "<a href='javascript:alert(1)'>",
        "<article>",
        "</html>",
        '<p class="&quot;',
        "<img src=x onerror=alert(1)>",
        "<title>",
        "<base href=//x>",
    ]
    words = _text(content).split(" ")
    mixed = "".join(w + (rng.choice(tags) if rng.random() < 0.2 else " ") for w in words)
    return ".html", _bytes(rng.choice(["", "<!DOCTYPE html><html><body>", "<?xml version='1.0'?>"]) + mixed)


def _deep(rng: random.Random, content: bytes) -> tuple[str, bytes]:
    depth = rng.choice([200, 5000, 40_000])
    tag = rng.choice(["div", "b", "table", "p", "blockquote", "svg"])
    return ".html", f"<{tag}>".encode() * depth + content + f"</{tag}>".encode() * rng.choice([0, depth])


def _entities(rng: random.Random, content: bytes) -> tuple[str, bytes]:
    codes = [
        "&#x110000;",
        "&#xD800;",
        "&#0;",
        "&lt;script&gt;",
        "&amp;amp;",
        "&nosuch;",
        "&#x202E;",
        "&quot",
        "&ldquo;",
    ]
    return ".html", _bytes("<p>" + "".join(w + rng.choice(codes) for w in _text(content).split(" ")[:400]))


def _ld_json(rng: random.Random, content: bytes) -> tuple[str, bytes]:
    bad = [
        '{"@type": "NewsArticle", "datePublished": "0000-99-99"}',
        "[" * 3000,
        '{"headline": 7, "author": [[[null]]], "publisher": "x"}',
    ]
    bad += [
        '{"datePublished": 1e400, "headline": {"a": []}}',
        '{"headline": "\\ud800", "author": {"name": 5}}',
        "</script><script>alert(1)",
    ]
    page = f'<html><head><script type="application/ld+json">{rng.choice(bad)}</script><meta property="og:title"></head><body><p>'
    return ".html", page.encode() + content


def _rows(rng: random.Random, content: bytes) -> tuple[str, bytes]:
    text = _text(content)[:3000]
    rows = [
        json.dumps(
            {
                "id": rng.choice(["a", "b", 7, None, "../x", "a/b", ""]),
                "text": text,
                "date": rng.choice(["", "2014-99-99", 5, "May"]),
            }
        )
    ]
    rows += rng.choices(
        [
            "{",
            "null",
            "[]",
            '{"id": "x"}',
            '{"text": 5}',
            '{"text": ""}',
            "NaN",
            '{"id": {}, "text": "x"}',
            "\x00",
            "[" * 5000,
        ],
        k=4,
    )
    rng.shuffle(rows)
    return ".jsonl", _bytes(rng.choice(["\n", "\r\n", "\n\n"]).join(rows))


def _bad_dates(rng: random.Random, content: bytes) -> tuple[str, bytes]:
    dates = [
        "February 31, 2014",
        "May 0",
        "June 99, 99999",
        "31/31/31",
        "14th of 14 2014",
        "29 February 2015",
        "May 14, 0000",
        "Wednesday, May 15, 2014",
    ]
    text = _text(content)
    for printed in ("May 14, 2014", "May 14", "May 12", "14th May 2014", "Wednesday", "29th May 2014 18:00"):
        text = text.replace(printed, rng.choice(dates))
    return ".txt", _bytes(text)


def _fields(rng: random.Random, content: bytes) -> tuple[str, bytes]:
    lines = [
        f"- {rng.choice(['Title', 'Date', 'Embargoed', 'Story Text', 'Summary', 'X' * 300, ''])}: {w}"
        for w in _text(content).split("\n")[:60]
    ]
    return ".txt", _bytes("\n".join(lines))


MUTATORS: tuple[tuple[Mutator, int], ...] = (
    (_cut, 14),
    (_doubled, 3),
    (_shuffled, 5),
    (_glued, 6),
    (_noise, 10),
    (_binary, 5),
    (_emptied, 3),
    (_odd_marks, 14),
    (_only_marks, 3),
    (_wrong_encoding, 8),
    (_broken_utf8, 6),
    (_nuls, 4),
    (_invisible, 5),
    (_astral, 4),
    (_short_lines, 2),
    (_soup, 10),
    (_deep, 3),
    (_entities, 4),
    (_ld_json, 4),
    (_rows, 6),
    (_bad_dates, 6),
    (_fields, 4),
)
"""Every mutator with its weight. `_long_line` and `_run_on` stand apart: they are slow, and a handful of each is enough."""

LONG_LINES = 400
"""One mutant in so many is a line of 5 MB, and one a sentence without end."""


def make_mutants(bases: Sequence[tuple[str, bytes]], count: int, *, seed: int = 7) -> Iterator[tuple[str, bytes]]:
    """Yield `count` captures as (file name, bytes), each made from one of the bases; the name says by what."""
    rng = random.Random(seed)
    mutators, weights = zip(*MUTATORS, strict=True)
    for number in range(count):
        base, content = bases[rng.randrange(len(bases))]
        rare = {LONG_LINES - 1: _long_line, LONG_LINES // 2 - 1: _run_on}.get(number % LONG_LINES)
        chosen = rare or rng.choices(mutators, weights)[0]
        suffix, changed = chosen(rng, content)
        if rng.random() < 0.15:  # a second blow
            _, changed = rng.choice((_cut, _noise, _odd_marks, _broken_utf8))(rng, changed[:200_000])
        yield f"{number:05d}{chosen.__name__}-{Path(base).stem[:12]}{suffix}", changed


def read_bases(*folders: Path) -> list[tuple[str, bytes]]:
    """Return the captures of the folders that exist as (name, bytes), sorted."""
    return [(p.name, p.read_bytes()) for f in folders if f.is_dir() for p in sorted(f.iterdir()) if p.is_file()]
