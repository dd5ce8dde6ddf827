"""The labelled sets of stories, read as documents, and how a grouping of them is scored."""

import json
import tempfile
from collections import Counter
from collections.abc import Hashable, Sequence
from pathlib import Path

from crosswire.ingest import find_captures, read_capture
from crosswire.link import group_copies, group_stories
from crosswire.model import Document

FIELDS = ("id", "text", "title", "date", "url")


def read_set(path: Path, *, titles: bool = False) -> tuple[list[Document], dict[str, str]]:
    """Return the documents of a labelled set, without its labels, and the story of each by name. titles: of each its title alone."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for row in rows:
        # headlines alone, as the labelled sets' own feed has them
        row["text"] = row["title"] or row["text"] if titles else row["text"] or row["title"]
    with tempfile.TemporaryDirectory() as scratch:
        feed = Path(scratch) / "feed.jsonl"
        feed.write_text("\n".join(json.dumps({k: row[k] for k in FIELDS if row.get(k) is not None}) for row in rows))
        documents = [d for capture in find_captures([feed], as_is=True) for d in read_capture(capture)[0]]  # type: ignore[arg-type]
    return documents, {str(row["id"]): row["story"] for row in rows}


def b_cubed(gold: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """Return B-cubed F1 (Bagga and Baldwin 1998)."""
    theirs, ours, both = Counter(gold), Counter(found), Counter(zip(gold, found, strict=True))
    precision = sum(n * n / ours[c] for (_, c), n in both.items()) / len(gold)
    recall = sum(n * n / theirs[s] for (s, _), n in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def pair_scores(gold: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over the pairs that stand together."""

    def pairs(counts: Counter[Hashable]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    right = pairs(Counter(zip(gold, found, strict=True)))
    ours, theirs = pairs(Counter(found)), pairs(Counter(gold))
    precision, recall = right / ours if ours else 1.0, right / theirs if theirs else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def score_linked(path: Path, table: str) -> dict[str, float]:
    """Return the figures of a labelled set's stories or copies, grouped by the stages themselves from documents that nothing has parsed.

    It is the pipeline's own code on the pipeline's own documents, but for the tenses of dates in the text, which a parse gives.
    """
    documents, gold = read_set(path)
    copies = group_copies(documents=documents, readings=())
    groups = group_stories(documents=documents, readings=(), copies=copies) if table == "stories" else copies
    group_of = {doc: group.id for group in groups for doc in group.docs}
    theirs, found = [gold[d.name] for d in documents], [group_of.get(d.id, d.id) for d in documents]
    precision, recall, f1 = pair_scores(theirs, found)
    if table == "copies":
        return {"copies: pair F": f1, "copies: pair P": precision, "copies: pair R": recall}
    return {"stories: B-cubed F": b_cubed(theirs, found), "stories: pair F": f1, "stories: pair P": precision}
