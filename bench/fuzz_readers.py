"""Fuzzed files through every reader: no exception, a row for each, zones that partition the text, places that resolve, bounded time.

    python bench/fuzz_readers.py --seconds 600 [--seed 7] [--only warc] [--limit 10]
    python bench/fuzz_readers.py --atheris --seconds 600

Mutates one seed of each kind (bench/reader_seeds.py) and packs what it mutated into containers; with `--atheris` the mutations are
led by coverage of `crosswire.ingest`. What breaks is kept below work/bench/fuzz_readers, one file each, with the reason beside it.
A failure inside a reader is a broken promise even where the finder turns it into a row (C110), so these are counted by their
exception, and shown.
"""

import argparse
import gzip
import random
import re
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from reader_seeds import MAIL, make_response, make_seeds, make_tar, make_zip
from running import ROOT, WORK

sys.path.insert(0, str(ROOT))

FOUND = WORK / "fuzz_readers"

MOST = 12
"""Captures of one file that are read on to documents."""

TOKENS = [
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\r\n\r\n",
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"\x1f\x8b\x08\x00",
        b"%PDF-",
        b"{\\rtf1",
        b"BZh9",
    ),
    *(
        b"<![CDATA[",
        b"]]>",
        b"<!--",
        b"-->",
        b"<item>",
        b"</item>",
        b"<entry>",
        b"&nbsp;",
        b"&#0;",
        b"&#x110000;",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    ),
    *(
        b"Content-Length: 99999999999999\r\n",
        b"Content-Length: -1\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Content-Encoding: br\r\n",
    ),
    *(
        b"=?utf-8?B?",
        b"=?x?Q?=ZZ?=",
        b"Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n",
        b"--B--",
        b"charset=base64",
        b"charset=utf-7",
    ),
    *(
        b'"',
        b'""',
        b",",
        b"\t",
        b"[",
        b"]",
        b"{",
        b"}",
        b"\\ud800",
        b"\\u0000",
        b"1e999",
        b"null",
        b"NaN",
        b'"text":',
        b"[" * 2000,
        b"<b>" * 2000,
    ),
    *(
        "\u2028".encode(),
        "\u202e".encode(),
        "😀".encode(),
        b"\xed\xa0\x80",
        b"\xc0\x80",
        b"(" * 500,
        b"From x Tue \n",
        b"WARC/1.0\r\n",
    ),
]


class TooSlow(Exception):
    """An input took longer than it may."""


def _alarm(signum: int, frame: object) -> None:
    raise TooSlow


def mutate(rng: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """Return content changed at one to a few places."""
    for _ in range(rng.choice([1, 1, 2, 3, 8])):
        changed = bytearray(content)
        at = rng.randrange(len(changed) + 1)
        end = min(len(changed), at + rng.choice([1, 2, 8, 64, 512]))
        kind = rng.randrange(9)
        if kind == 0 and changed:
            changed[at % len(changed)] ^= 1 << rng.randrange(8)
        elif kind == 1:
            del changed[at:end]
        elif kind == 2:
            changed[at:at] = rng.choice(TOKENS)
        elif kind == 3:
            changed[at:end] = changed[at:end] * rng.choice([2, 3, 50])
        elif kind == 4:
            changed = changed[:at]
        elif kind == 5:
            changed[at:end] = rng.randbytes(end - at)
        elif kind == 6:
            other = rng.choice(others)
            start = rng.randrange(len(other) + 1)
            changed[at:end] = other[start : start + rng.choice([4, 60, 900])]
        elif kind == 7:
            numbers = list(re.finditer(rb"\d+", bytes(changed[:20000])))
            if numbers:
                one = rng.choice(numbers)
                changed[one.start() : one.end()] = rng.choice(
                    [b"0", b"-1", b"65536", b"4294967295", b"99999999999999999999", b"1" * 400]
                )
        else:
            words = [m.span() for m in re.finditer(rb"[<\n\x00]", bytes(changed[:20000]))]
            if len(words) > 2:
                (a, _), (b, _) = sorted(rng.sample(words, 2))
                changed[at:at] = changed[a:b]
        content = bytes(changed[:400_000])
    return content


def pack(rng: random.Random, name: str, content: bytes) -> tuple[str, bytes]:
    """Put a file into a container, so that what is mutated is met inside whole packings too."""
    kind = rng.randrange(10)
    if kind == 0:
        return "p.zip", make_zip({f"x/{name}": content, "b.txt": b"Talks went on."})
    if kind == 1:
        return name + ".gz", gzip.compress(content, mtime=0)
    if kind == 2:
        return "p.tar", make_tar({name: content})
    if kind == 3:
        return "p.warc", make_response(
            content, rng.choice(["", "Content-Encoding: gzip\r\n", "Transfer-Encoding: chunked\r\n"])
        )
    if kind == 4:
        return "p.eml", MAIL.replace(b"Caf=E9 talks went on.", content[:100_000])
    return name, content


def inputs(rng: random.Random, seeds: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents without end."""
    names, all_contents = sorted(seeds), list(seeds.values())
    while True:
        name = rng.choice(names)
        content = mutate(rng, seeds[name], all_contents)
        if rng.random() < 0.1:
            name = rng.choice(names)  # an ending that lies
        yield pack(rng, name, content)


def check_document(document: object) -> None:
    """Assert what holds of every document."""
    from crosswire.model import DateValue, Document, HeaderValue, Place, sha256

    assert isinstance(document, Document)
    text, end = document.text, 0
    text.encode("utf-8")
    assert document.text_sha256 == sha256(text)
    for zone in document.zones:
        assert end <= zone.start < zone.end <= len(text), f"zone {zone} after {end}"
        assert not text[end : zone.start].strip(), f"{text[end : zone.start]!r} is in no zone"
        end = zone.end
    assert not text[end:].strip(), f"{text[end:][:60]!r} is in no zone"

    def places(value: object) -> Iterator[Place]:
        if isinstance(value, Place):
            yield value
        elif isinstance(value, tuple):
            for one in value:
                yield from places(one)
        elif isinstance(value, HeaderValue):
            yield from places(value.place)
        elif isinstance(value, DateValue):
            yield from places((value.place, value.places))

    for one in fields(document.header):
        value = getattr(document.header, one.name)
        for place in places(value):
            assert place.doc == document.id and 0 <= place.start < place.end <= len(text), f"{one.name}: {place}"
        for stated in value if isinstance(value, tuple) else (value,):
            if isinstance(stated, HeaderValue) and stated.place:
                assert stated.value == document.words(stated.place), f"{one.name}: {stated}"


def check_file(path: Path) -> Counter[str]:
    """Read one file through to documents. Returns the codes of problems; raises what is wrong."""
    from crosswire.ingest import find_captures, read_capture
    from crosswire.model import CODES, Capture

    codes: Counter[str] = Counter()
    names: set[str] = set()
    rows = read = 0
    for found in find_captures([path]):
        rows += 1
        if not isinstance(found, Capture):
            assert found.code in CODES, found.code
            found.name.encode("utf-8")
            found.message.encode("utf-8")
            codes[found.code] += 1
            if found.code == "C110":
                reason = re.search(r"\((\w+(?:Error|Exception|Warning|File|Zip))", found.message)
                codes[f"C110 {reason.group(1) if reason else ''}"] += 1
            continue
        assert found.name not in names, f"two captures are called {found.name}"
        names.add(found.name)
        found.name.encode("utf-8")
        assert len(found.content) <= 20 * 1024 * 1024
        if read < MOST:
            read += 1
            documents, problems = read_capture(found)
            assert documents or problems, f"no row for {found.name}"
            codes.update(p.code for p in problems)
            for document in documents:
                check_document(document)
    assert rows, "neither a capture nor a problem"
    return codes


def run_one(folder: Path, name: str, content: bytes, limit: int) -> tuple[str | None, Counter[str], float]:
    """Read one input. Returns what is wrong or None, codes, and processor seconds."""
    path = folder / name
    path.write_bytes(content)
    wrong, codes = None, Counter[str]()
    started = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    try:
        codes = check_file(path)
    except TooSlow:
        wrong = f"more than {limit} s\n{traceback.format_exc()[-3000:]}"
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        wrong = traceback.format_exc()[-3000:]
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        path.unlink()
    return wrong, codes, time.process_time() - started


def keep(name: str, content: bytes, wrong: str, seen: Counter[str]) -> None:
    """Keep an input that broke something, the first three of each reason."""
    lines = [line.strip() for line in wrong.strip().splitlines() if line.strip()]
    places = [line for line in lines if line.startswith("File ") and "fuzz_readers" not in line]
    reason = (places[-1] if places else "") + " " + re.sub(r"\d+|'.*'", "#", lines[-1])[:80]
    seen[reason] += 1
    if seen[reason] <= 3:
        FOUND.mkdir(parents=True, exist_ok=True)
        stem = f"{len(seen):03d}-{seen[reason]}-"
        (FOUND / (stem + name)).write_bytes(content)
        (FOUND / (stem + name + ".reason")).write_text(wrong)
        print(f"BROKEN {stem}{name}: {reason}", flush=True)


def fuzz_random(chosen: argparse.Namespace) -> int:
    """Mutate until the time is over; returns how many inputs broke something."""
    seeds = {n: c for n, c in make_seeds().items() if not chosen.only or chosen.only in n}
    rng = random.Random(chosen.seed)
    seen: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    count, slowest, ends = 0, (0.0, ""), time.process_time() + chosen.seconds
    signal.signal(signal.SIGVTALRM, _alarm)
    with tempfile.TemporaryDirectory() as scratch:
        for name, content in inputs(rng, seeds):
            if time.process_time() > ends:
                break
            count += 1
            wrong, found, seconds = run_one(Path(scratch), name, content, chosen.limit)
            codes += found
            if seconds > slowest[0]:
                slowest = (seconds, name)
                if seconds > chosen.limit / 3:
                    keep(name, content, f"slow\n{seconds:.1f} s for {name}", Counter())
            if wrong:
                keep(name, content, wrong, seen)
            if count % 5000 == 0:
                print(
                    f"{count} inputs, {sum(seen.values())} broken, slowest {slowest[0]:.1f} s ({slowest[1]})",
                    flush=True,
                )
    print(f"{count} inputs in {chosen.seconds} processor seconds, {sum(seen.values())} broken in {len(seen)} ways")
    print(f"slowest {slowest[0]:.1f} s ({slowest[1]})")
    print(", ".join(f"{code} {n}" for code, n in sorted(codes.items())))
    return sum(seen.values())


def fuzz_guided(chosen: argparse.Namespace) -> None:
    """Let atheris (a development tool, not installed with Crosswire) lead the mutations by coverage; ends the process."""
    import atheris

    with atheris.instrument_imports(include=["crosswire.ingest"]):
        from crosswire.ingest import readers

        readers.find_readers()
        import crosswire.ingest.documents  # noqa: F401
    seeds = make_seeds()
    names = sorted(seeds)
    corpus = WORK / "fuzz_corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(names):
        (corpus / f"seed{number:02d}").write_bytes(bytes([number]) + seeds[name])
    seen: Counter[str] = Counter()
    signal.signal(signal.SIGVTALRM, _alarm)
    scratch = Path(tempfile.mkdtemp())

    def one(given: bytes) -> None:
        if not given:
            return
        name = names[given[0] % len(names)]
        wrong, _, _ = run_one(scratch, name, given[1:], chosen.limit)
        if wrong:
            keep(name, given[1:], wrong, seen)

    atheris.Setup(
        [
            sys.argv[0],
            str(corpus),
            f"-max_total_time={chosen.seconds}",
            "-max_len=60000",
            "-rss_limit_mb=2500",
            "-print_final_stats=1",
        ],
        one,
    )
    atheris.Fuzz()


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60, help="processor seconds (with --atheris: wall clock)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", default="", help="seeds whose name holds this")
    parser.add_argument("--limit", type=int, default=20, help="seconds that one input may take")
    parser.add_argument("--atheris", action="store_true", help="lead mutations by coverage")
    chosen = parser.parse_args(arguments)
    if chosen.atheris:
        fuzz_guided(chosen)
        return 0
    return 1 if fuzz_random(chosen) else 0


if __name__ == "__main__":
    sys.exit(main())
