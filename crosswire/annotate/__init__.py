"""One document -> records of that document: sentences, mentions, quotations, times, phrases, acts.

Everything here is a function of the document alone, so it runs in any worker and is cached by the text's hash.
"""

from crosswire.annotate._nlp import Engine, Parsed, find_model, load_engine
from crosswire.annotate._sense import fingerprint as sense_fingerprint
from crosswire.annotate.acts import find_acts
from crosswire.annotate.certainty import load_calibration, rate_ruled
from crosswire.annotate.coreference import resolve_mentions
from crosswire.annotate.events import find_events
from crosswire.annotate.events_model import load_coder
from crosswire.annotate.mentions import find_mentions
from crosswire.annotate.phrases import find_lemmas, find_phrases
from crosswire.annotate.quotations import find_quotations
from crosswire.annotate.quotations_clauses import LONGEST_SENTENCE
from crosswire.annotate.quotations_tongues import find_quotations_abroad, tongue_of
from crosswire.annotate.sentences import find_sentences
from crosswire.annotate.tagger import Tagger, find_quotations_both, load_tagger
from crosswire.annotate.times import find_times
from crosswire.annotate.vectors import find_vectors
from crosswire.model import Document, Problem, Reading

__all__ = [
    "Engine",
    "Tagger",
    "find_vectors",
    "fingerprint",
    "load_calibration",
    "load_engine",
    "load_tagger",
    "read_document",
    "sense_fingerprint",
]


def fingerprint(*, learned: bool = False) -> str:
    """Return what names the models that would read: weights and versions. Raises ModelError as `load_engine`, `load_tagger` and `load_coder` do.

    learned: the tagger reads too. The sentence encoder has a fingerprint of its own.
    """
    own = find_model()[1]
    return f"{own}; {load_tagger().fingerprint}; {load_coder().fingerprint}" if learned else own


def read_document(
    document: Document, engine: Engine, tagger: Tagger | None = None
) -> tuple[Reading, tuple[Problem, ...]]:
    """Read one document by itself. With a tagger, quotations are found by it and the rules together; without, by the rules; in another language than
    English by its marks, verbs of saying and names (`quotations_tongues`).

    What an actor wants, believes or feels (`Quotation.speech` False) is among them; each says how certain it is.

    Returns its records, sorted by place, and what went wrong on the way; without vectors, which only documents need that are
    compared with others (`find_vectors`). Offsets are code points of `document.text`.
    """
    parsed = engine.parse(document)
    times = find_times(document, parsed)
    mentions = find_mentions(document, parsed)
    problems: tuple[Problem, ...] = ()
    if (tongue := tongue_of(document)) is not None:
        quotations, mentions = find_quotations_abroad(document, parsed, tongue, mentions)
    elif tagger is None:
        ruled, problems = find_quotations(document, parsed)
        quotations = tuple(map(rate_ruled, ruled))
    else:
        quotations, problems = find_quotations_both(document, parsed, tagger)
    mentions, quotations = resolve_mentions(document, parsed, mentions, quotations)
    acts = find_acts(document, parsed, mentions, quotations, times)
    reading = Reading(
        doc=document.id,
        sentences=find_sentences(document, parsed),
        mentions=mentions,
        quotations=quotations,
        times=times,
        phrases=find_phrases(document, parsed),
        acts=acts,
        event_reports=find_events(
            document, parsed, mentions, quotations, times, acts, load_coder() if tagger is not None else None
        ),
        lemmas=find_lemmas(document, parsed),
    )
    return reading, parsed.problems + problems + _long_sentences(document, parsed)


def _long_sentences(document: Document, parsed: Parsed) -> tuple[Problem, ...]:
    """Return a problem for each paragraph with a sentence that is too long to be read by its grammar."""
    return tuple(
        Problem(
            "Q102",
            document.name,
            f"a sentence of {max(map(len, long))} words and marks is read by its quotation marks only; mend the text if stops are missing",
            paragraph.start,
            paragraph.end,
            document.id,
        )
        for paragraph in parsed.paragraphs
        if (long := [sent for sent in paragraph.doc.sents if len(sent) > LONGEST_SENTENCE])
    )
