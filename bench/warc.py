"""Records per second out of a web archive: ours, with all that makes captures of them, against fastwarc alone, in one run.

    python bench/warc.py [--records 3000] [--rounds 5]

The archive is made here: pages about invented states, some 20 kB each, every third packed by the server, with a picture, a style
sheet and a request beside each four. Both read the same file turn about; the best of the rounds counts. fastwarc alone parses the
HTTP header and reads the body of each response; ours also hashes, unpacks, names and filters.
"""

import argparse
import gzip
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from reader_seeds import make_record, make_response
from running import ROOT, WORK

sys.path.insert(0, str(ROOT))

WORDS = [
    "talks",
    "straits",
    "minister",
    "council",
    "border",
    "harbour",
    "treaty",
    "envoy",
    "vote",
    "fish",
    "lights",
    "ships",
    "Veldania",
    "Osmark",
    "Marran",
    "said",
    "would",
    "after",
    "before",
]


def make_pages(count: int, seed: int) -> Iterator[bytes]:
    """Yield the records of an archive, each packed alone as archiving programs do."""
    rng = random.Random(seed)
    for number in range(count):
        lines = (" ".join(rng.choices(WORDS, k=40)) for _ in range(70))
        head = f"<html><head><title>Page {number}</title></head><body><nav>{'<a href=/x>Home</a>' * 60}</nav>"
        page = (head + "".join(f"<p>{line}.</p>\n" for line in lines) + "</body></html>").encode()
        address = f"https://trel.example/{number}"
        if number % 3 == 0:
            yield make_response(gzip.compress(page, 6, mtime=0), "Content-Encoding: gzip\r\n", number, address)
        else:
            yield make_response(page, "", number, address)
        if number % 4 == 0:
            yield make_record("request", f"WARC-Target-URI: {address}\r\n", b"GET / HTTP/1.1\r\n\r\n", number)
            picture = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n" + rng.randbytes(30_000)
            kind = "Content-Type: application/http; msgtype=response\r\n"
            yield make_record("response", f"WARC-Target-URI: {address}.png\r\n{kind}", picture, number)


def make_archive(path: Path, count: int, seed: int = 7) -> int:
    """Write the archive. Returns how many responses it has."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        for record in make_pages(count, seed):
            out.write(gzip.compress(record, 6, mtime=0))
    return count + (count + 3) // 4


def read_alone(path: Path) -> int:
    """Read all bodies by fastwarc; returns how many."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    count = 0
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True):
            record.reader.read()
            count += 1
    return count


def read_ours(path: Path) -> int:
    """Find all captures; returns how many."""
    from crosswire.ingest import find_captures
    from crosswire.model import Capture

    return sum(isinstance(found, Capture) for found in find_captures([path]))


def seconds(work: Callable[[Path], int], path: Path) -> float:
    """Return the processor seconds of one run."""
    started = time.process_time()
    work(path)
    return time.process_time() - started


def measure(count: int, rounds: int) -> dict[str, float]:
    """Return records per second of both, and the ratio."""
    path = WORK / "pages.warc.gz"
    responses = make_archive(path, count)
    found = read_ours(path)
    if found != count:
        raise SystemExit(f"{found} captures of {count} pages")
    alone, ours = [], []
    for _ in range(rounds):
        alone.append(seconds(read_alone, path))
        ours.append(seconds(read_ours, path))
    rates = {"fastwarc alone": responses / min(alone), "crosswire": responses / min(ours)}
    return {
        **{name: round(rate) for name, rate in rates.items()},
        "ratio": round(min(alone) / min(ours), 3),
        "records": responses,
        "megabytes": round(path.stat().st_size / 1e6, 1),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=3000, help="pages in the archive")
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args(arguments)
    print(json.dumps(measure(chosen.records, chosen.rounds), indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
