"""What the learned coder of event types looks at: the words, the grammar and the frames around a given pair of parties.

Features are strings; they are hashed (`bucket`), so that no vocabulary is kept. Names are masked, so that what is learnt is about acts, not about who
tends to do them.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any
from zlib import crc32

from crosswire.annotate.clauses import auxiliaries, is_negated, modality_of, verb_of
from crosswire.annotate.events_coding import code_token, lemma_of, object_lemmas
from crosswire.annotate.events_lexicon import sectors

BUCKETS = 1 << 15
"""Hash buckets. On cross-validated plv_dev twice as many gave the same."""
NEAREST = 3


def bucket(feature: str) -> int:
    """Return the bucket of a feature (CRC-32, the same on every machine)."""
    return crc32(feature.encode("utf-8", "replace")) % BUCKETS


def tokens_over(sentence: Any, spans: Sequence[tuple[int, int]]) -> set[int]:
    """Return the indices of a sentence's tokens that some places (code points of its paragraph) meet."""
    return {t.i for t in sentence for a, b in spans if t.idx < b and a < t.idx + len(t)}


def head_of(sentence: Any, inside: set[int]) -> Any | None:
    """Return the token of a set by which it hangs on the rest, or None for an empty set."""
    tops = [t for t in sentence if t.i in inside and (t.head.i not in inside or t.head == t)]
    nouns = [t for t in tops if t.pos_ in {"NOUN", "PROPN", "PRON"}]
    return next(iter([*nouns, *tops]), None)


def masked(sentence: Any, actors: set[int], recipients: set[int]) -> list[str]:
    """Return a sentence's lemmas with its parties, other names and numbers masked, each run once."""
    out: list[str] = []
    for t in sentence:
        if t.i in actors:
            word = "ACTOR"
        elif t.i in recipients:
            word = "RECIPIENT"
        elif t.is_space or (t.is_punct and t.text not in {'"', "?"}):
            continue
        elif t.pos_ == "PROPN" or t.ent_type_ in {"GPE", "PERSON", "NORP", "ORG"}:
            word = "NAME"
        elif t.like_num:
            word = "NUMBER"
        else:
            word = lemma_of(t)
        if not out or out[-1] != word or word.islower():
            out.append(word)
    return out


def path_between(left: Any, right: Any) -> list[Any]:
    """Return the tokens of the way between two tokens in the parse, from the first to the second."""
    up = [left, *left.ancestors]
    other = [right, *right.ancestors]
    known = {t.i: n for n, t in enumerate(up)}
    meet = next((n for n, t in enumerate(other) if t.i in known), None)
    return [*up[: known[other[meet].i] + 1], *reversed(other[:meet])] if meet is not None else []


def verb_features(verb: Any, mark: str) -> list[str]:
    """Return the features of the verb that a pair of parties hangs on."""
    lemma = lemma_of(verb)
    out = [f"{mark}={lemma}"]
    out += [f"{mark}+o={lemma}+{o}" for o in sorted(object_lemmas(verb))]
    out += [f"{mark}o={o}" for o in sorted(object_lemmas(verb))]
    for child in verb.children:
        if child.dep_ in {"prt", "prep", "advmod"}:
            out.append(f"{mark}+p={lemma}+{child.lower_}")
        if child.dep_ in {"xcomp", "ccomp", "advcl"}:
            out += [f"{mark}x={lemma_of(child)}", f"{mark}+x={lemma}+{lemma_of(child)}", f"{mark}+x={lemma}+*"]
    modality = modality_of(verb)
    if modality:
        out += [f"{mark}m={modality}", f"{mark}m={modality}+{lemma}"]
    out += [f"{mark}a={a.lower_}" for a in auxiliaries(verb)]
    if is_negated(verb):
        out += [f"{mark}n", f"{mark}n={lemma}"]
    out += [f"{mark}c={lemma[i : i + 4]}" for i in range(max(1, len(lemma) - 3))]
    return out


def event_features(sentence: Any, actors: set[int], recipients: set[int]) -> list[str]:
    """Return the features of a pair of parties in a parsed sentence, sorted, each once. actors, recipients: indices of their tokens."""
    words = masked(sentence, actors, recipients)
    out = {f"1={w}" for w in words}
    out |= {f"2={a} {b}" for a, b in pairwise(words)}
    out |= {f"3={a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)}
    where = "before"
    places = [n for n, w in enumerate(words) if w in {"ACTOR", "RECIPIENT"}]
    if places:
        first, last = places[0], places[-1]
        for n, w in enumerate(words):
            where = "b" if n < first else "a" if n > last else "m"
            out.add(f"{where}={w}")
            if where == "m":
                out.add(f"order={words[first]}")
    actor, recipient = head_of(sentence, actors), head_of(sentence, recipients)
    verbs: list[Any] = []
    for mark, token in (("s", actor), ("t", recipient)):
        if token is None:
            continue
        noun = lemma_of(token)
        out |= {f"{mark}h={noun}", f"{mark}c={sectors().get(noun, '-')}", f"{mark}d={token.dep_}"}
        out |= {
            f"{mark}w={lemma_of(t)}"
            for t in sentence
            if t.i in (actors if mark == "s" else recipients) and t.pos_ in {"NOUN", "ADJ"}
        }
        verb = verb_of(token.head if token.head != token else token)
        if verb is not None:
            verbs.append(verb)
            out.add(f"{mark}vd={lemma_of(verb)}+{token.dep_}+{token.head.lower_ if token.head != verb else ''}")
            out.update(verb_features(verb, f"{mark}v"))
    if actor is not None and recipient is not None:
        path = path_between(actor, recipient)[1:-1]
        inner = [lemma_of(t) for t in path]
        out |= {f"p={w}" for w in inner}
        out.add("path=" + " ".join(inner[:5]))
        verbs += [t for t in path if t.pos_ in {"VERB", "NOUN"}]
    out |= frame_features(sentence, verbs)
    return sorted(out)


def frame_features(sentence: Any, near: Sequence[Any]) -> set[str]:
    """Return what the frames say of the words that the parties hang on, and of the whole sentence."""
    out: set[str] = set()
    for n, token in enumerate(near[:NEAREST]):
        coded = code_token(token)
        kind = coded.code.kind if coded is not None else "-"
        out |= {f"f{n}={kind}", f"f={kind}"}
        if coded is not None:
            out |= {f"fc={coded.code.cameo}", f"fc={coded.code.cameo[:2]}", f"fm={kind}+{coded.code.mode}"}
            out.add(f"fo={coded.frame.code.kind}+{coded.inner.code.kind if coded.inner else '-'}")
    for token in sentence:
        if token.pos_ in {"VERB", "NOUN"} and (coded := code_token(token)) is not None:
            out.add(f"g={coded.code.kind}")
            if token.dep_ == "ROOT":
                out.add(f"root={coded.code.kind}")
    return out
