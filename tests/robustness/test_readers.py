"""Readers under fuzzing: a short run, and what long ones found."""

import random
from pathlib import Path

import pytest
from fuzz_readers import check_document, check_file, inputs, mutate
from reader_seeds import make_seeds

from crosswire.ingest import read_capture
from crosswire.model import Capture, sha256

SEEDS = make_seeds()


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_every_seed_is_read(tmp_path: Path, name: str) -> None:
    """A whole file of each kind gives its captures without a problem that it is broken."""
    (tmp_path / name).write_bytes(SEEDS[name])
    codes = check_file(tmp_path / name)
    assert not {"C101", "C106", "C108", "C110", "C111"} & set(codes) - (
        {"C108"} if name.endswith((".warc", ".wacz")) else set()
    )


def test_fuzzed_files_break_nothing(tmp_path: Path) -> None:
    """Some hundred mutated files: a row for each, zones that partition, places that resolve."""
    given = inputs(random.Random(3), SEEDS)
    for _ in range(250):
        name, content = next(given)
        (tmp_path / name).write_bytes(content)
        check_file(tmp_path / name)
        (tmp_path / name).unlink()


def test_mutations_are_the_same_every_time() -> None:
    """By their seed, so that what a run found can be found again."""
    one, two = (mutate(random.Random(5), SEEDS["a.rss"], [b"x"]) for _ in range(2))
    assert one == two != SEEDS["a.rss"]


FOUND = [
    (
        "text/html",
        b",\n<p>Talks on the straits will resume next week, the minister said on Tuesday in Trel Bay.</p>",
    ),  # an empty agency
]


@pytest.mark.parametrize(("media_type", "content"), FOUND)
def test_what_fuzzing_found(media_type: str, content: bytes) -> None:
    """Each once broke a promise."""
    documents, problems = read_capture(Capture(sha256(content), "a", media_type, content))
    assert documents or problems
    for document in documents:
        check_document(document)
