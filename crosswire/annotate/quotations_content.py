"""What a cue governs: from a verb in the parse to the words of what is said.

All functions return sets of token indices of one paragraph.
"""

from typing import Any

from crosswire.annotate.cues import Cue, load_cues
from crosswire.annotate.quotations_lookalikes import means_otherwise
from crosswire.annotate.quotations_sources import PASSED_ON, RELATIVES, child, saying_after
from crosswire.annotate.quotations_speakers import can_speak, is_person_word
from crosswire.annotate.quotations_standing import standing

CLAUSES = ("ccomp", "xcomp")
CONTRASTS = ("while", "whereas")
QUOTES = ('"', "“", "”", "‘", "'", "``", "''", "«")
SHORT_OBJECT = 3
"""Words of what is called something at most, where no complement is seen: "called her brother"."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TIMES = frozenset(WEEKDAYS) | frozenset(
    ["yesterday", "today", "tonight", "earlier", "later", "recently", "again", "here", "afterward", "afterwards"]
)
"""Words of time that may stand between a cue and its clause ("said Tuesday the country ...")."""

ASIDE = 0.45
"""Share of a content from which a relative clause at its end is cut. Tuned on the PolNeAR development set."""

SAY_OBJECT = 4
"""Fewest words of a noun phrase after "say" that is taken as what was said: below, it is "said nothing", "said so"."""


def is_cue_verb(token: Any, cues: dict[str, Cue]) -> Cue | None:
    """Return the table's entry where a token is used as a verb that attributes, else None."""
    entry = cues.get(token.lemma_.lower())
    if token.pos_ not in ("VERB", "AUX"):
        return None
    for phrase in ("out", "back", "it"):
        joined = cues.get(f"{token.lemma_.lower()} {phrase}") if token.i + 1 < len(token.doc) else None
        if joined is not None and any(
            c.lower_ == phrase and c.dep_ in ("prt", "dobj", "advmod") for c in token.children
        ):
            return joined
    if entry is None or (token.lemma_ == "draw" and not is_drawn(token)):
        return None
    if token.dep_ in ("amod", "compound", "nmod", "nsubj", "pobj", "dobj", "aux", "poss") and token.tag_ != "VBG":
        return None
    if token.dep_ in ("amod", "compound"):
        return None
    particle = child(token, "prt")
    if particle is not None and particle.lower_ in ("off", "down", "over", "away"):
        return None  # "called off", "turned down": another verb
    if token.lemma_ in PASSED_ON and saying_after(token) is not None:
        return None  # "was quoted as saying": "saying" is the cue
    if token.dep_ == "acl" and child(token, "aux") is not None:
        return None  # "an opportunity to express": nothing is said yet
    return entry


def named_so(cue: Any, object_: Any, end: int) -> bool:
    """Whether something is called something: a complement beside the object, or marks in or right after it."""
    beside = ("oprd", "xcomp", "ccomp", "acomp", "attr", "advcl")
    if any(c.dep_ in beside or c.lower_ == "as" for c in (*cue.children, *object_.children)):
        return True
    objects = [c for c in cue.children if c.dep_ in ("dobj", "dative")]
    if len(objects) > 1 or len(list(object_.subtree)) > SHORT_OBJECT:
        return True
    return any(t.text in QUOTES for t in cue.doc[cue.i : min(end + 12, cue.sent.end)])


def is_drawn(verb: Any) -> bool:
    """Whether "draw" is "would not be drawn on": it was asked and not told."""
    return child(verb, "auxpass") is not None and (
        child(verb, "neg") is not None or verb.head.lemma_ in ("refuse", "decline")
    )


def subtree(token: Any) -> set[int]:
    """Return the indices of a token and all below it."""
    return {t.i for t in token.subtree}


def rival(token: Any, outer: Any, cues: dict[str, Cue]) -> bool:
    """Whether a clause that the parser hung below a content is a second attribution beside the first.

    "A says ..., while B insists ..."; "A says ..., but B says ..."; "A said ..., adding that ..."; "A said ... and vowed to ...".
    """
    if token == outer or token.dep_ not in ("advcl", "conj", "acl", "dep"):
        return False
    entry = is_cue_verb(token, cues)
    if entry is None or not entry.speech or entry.family == "talk":
        return False
    if token.dep_ == "conj" and refused_after_but(token, outer):
        return True
    subject = child(token, "nsubj")
    first = min(subtree(token))
    before = [t.lower_ for t in token.doc[max(0, first - 2) : first]]
    if subject is None:
        if token.tag_ == "VBG" and token.dep_ != "conj":
            return bool(before) and before[-1] in (",", "”", '"', "''") and bool(complement_words(token, entry))
        if token.tag_ == "VBG" and token.head.tag_ != "VBG" and outer.tag_ == "VBG":
            return bool(complement_words(token, entry))
        same = token.tag_ == outer.tag_ and token.tag_ in ("VBD", "VBZ", "VBP")
        return same and token.dep_ == "conj" and bool(complement_words(token, entry))
    if subject.i > token.i or child(token, *CLAUSES) is None:
        return False
    mark = child(token, "mark")
    if token.dep_ == "advcl":
        return mark is not None and mark.lower_ in CONTRASTS
    if "," not in before or token.tag_ != outer.tag_:
        return False
    return "but" in before or ("and" in before and token.tag_ != token.head.tag_ and can_speak(subject))


def refused_after_but(token: Any, outer: Any) -> bool:
    """Whether a verb of saying without subject is "but would not say", "but declined to say", which the parser hangs below what was said."""
    if child(token, "nsubj") is not None or token.head == outer:
        return False
    first = min([token.i, *(c.i for c in token.children if c.dep_ in ("aux", "neg"))])
    if first == 0 or token.doc[first - 1].lower_ != "but":
        return False
    return child(token, "neg") is not None or token.lemma_ in ("decline", "refuse")


def complement_words(token: Any, entry: Cue) -> bool:
    """Whether a cue verb has some complement of its own, or a quotation right after it."""
    if any(c.i > token.i and c.dep_ in ("ccomp", "xcomp", "dobj", "oprd", "prep") for c in token.children):
        return True
    return token.i + 1 < len(token.doc) and token.doc[token.i + 1].tag_ in ("``", "IN", ",", ":")


def clause_words(clause: Any, outer: Any, cues: dict[str, Cue]) -> set[int]:
    """Return the words of a clause without a rival attribution that the parser hung below it."""
    words = subtree(clause)
    for token in list(clause.subtree):
        if token.i in words and token != clause and token.i > outer.i and rival(token, outer, cues):
            gone = subtree(token)
            words -= gone | set(range(min(gone), max(gone) + 1))
            words = {i for i in words if i < min(gone)} if outer.i < min(gone) else words
    return words


def without_rivals(words: set[int], outer: Any, cues: dict[str, Cue]) -> set[int]:
    """Return words up to the first rival attribution among them."""
    rivals = [i for i in words if i > outer.i and rival(outer.doc[i], outer, cues)]
    if not rivals:
        return words
    first = min(min(subtree(outer.doc[i])) for i in rivals)
    return {i for i in words if i < first} or words


def right_siblings(cue: Any, after: int, deps: tuple[str, ...]) -> set[int]:
    """Return the words of the cue's later complements with these labels."""
    return {i for c in cue.children if c.i > after and c.dep_ in deps for i in subtree(c)}


def nominal(cue: Any, entry: Cue) -> set[int]:
    """Return the words of a noun phrase complement, with what belongs to it, or nothing."""
    patient = child(cue, "nsubjpass")
    if patient is not None:
        told = entry.family == "judge" and child(cue, "agent") is not None and patient.lower_ not in RELATIVES
        told = told and not (cue.lemma_ == "challenge" and is_person_word(patient))
        return subtree(patient) if told else set()
    object_ = child(cue, "dobj")
    if object_ is None:
        named = child(cue, "oprd") if entry.takes("oprd") else None
        return subtree(named) if named is not None else set()
    if (
        object_.pos_ == "PRON"
        and object_.lower_ in ("what", "it", "that", "which", "so")
        and child(cue, "oprd", "xcomp") is None
    ):
        return set()
    if means_otherwise(cue, object_):
        return set()
    words = {i for c in cue.children if c.dep_ == "dobj" for i in subtree(c)}
    if entry.takes("oprd") and not entry.takes("obj") and not named_so(cue, object_, max(words)):
        return set()  # "called her brother"
    if any(entry.takes(frame) for frame in ("obj", "oprd", "obj-as")):
        words |= right_siblings(cue, object_.i, ("oprd", "xcomp", "ccomp") if entry.takes("oprd") else ())
        for c in cue.children:
            if (
                c.dep_ == "prep"
                and c.i > object_.i
                and c.lower_ in ("as", "for", "of", "over", "on", "about", "against", "with", "to")
            ):
                words |= subtree(c)
    if entry.takes("oprd"):
        words = set(range(min(words), max(words) + 1))
    return until_occasion(without_rivals(words, cue, load_cues()), object_)


def reasons(cue: Any, clause: Any) -> set[int]:
    """Return the words of "because ...", "if ..." that the parser hung on the cue instead of on the clause that it says."""
    words = set()
    for c in cue.children:
        mark = child(c, "mark") if c.dep_ == "advcl" and c.i > clause.i else None
        if mark is not None and mark.lower_ in ("because", "if", "unless", "until", "since") and cue.i < clause.i:
            words |= subtree(c)
    return words


def until_occasion(words: set[int], object_: Any) -> set[int]:
    """Cut a noun phrase complement before the occasion on which it was said ("... Wednesday on the show", "during a visit")."""
    ends = [
        i for i in words if i > object_.i and (object_.doc[i].lower_ in WEEKDAYS or object_.doc[i].lower_ == "during")
    ]
    kept = {i for i in words if not ends or i < min(ends)}
    while kept and object_.doc[max(kept)].lower_ in ("on", "last", "this", "late", "early"):
        kept.remove(max(kept))
    return kept or words


def second_half(cue: Any, clause: Any, cues: dict[str, Cue]) -> set[int]:
    """Return the words of "and is ..." that the parser hung on the cue instead of on the clause that it says."""
    end = max(subtree(clause))
    for c in cue.children:
        if c.dep_ != "conj" or c.i < end or c.lemma_.lower() in cues:
            continue
        finite = c if c.pos_ == "AUX" else child(c, "aux", "auxpass")
        if finite is None or finite.tag_ not in ("VBZ", "VBP", "MD", "VBD") or finite.i < end:
            continue
        if child(c, "nsubj", "nsubjpass") is None or cue.doc[end + 1].lower_ == "and":
            return set(range(end + 1, max(subtree(c)) + 1))
    return set()


def clauses_first(cue: Any) -> list[Any]:
    """Return a cue's children, without a clause before it that a colon or semicolon cuts off, later clauses first."""
    doc = cue.doc
    kept = [
        c
        for c in cue.children
        if c.i > cue.i or c.dep_ != "ccomp" or not any(t.text in (":", ";") for t in doc[c.i : cue.i])
    ]
    return sorted(kept, key=lambda c: (c.i < cue.i, c.i))


def is_said_of(part: Any, entry: Cue) -> bool:
    """Whether a prepositional phrase of a cue is what is said ("warned against X") and not a time ("spoke on Tuesday")."""
    if part.dep_ != "prep" or part.lower_ not in entry.prepositions:
        return False
    object_ = child(part, "pobj", "pcomp")
    if object_ is None or object_.lemma_ in ("condition", "behalf"):
        return False  # "spoke on condition of anonymity"
    return object_.ent_type_ not in ("DATE", "TIME") and object_.lower_ not in WEEKDAYS


def complement(cue: Any, entry: Cue, cues: dict[str, Cue]) -> tuple[set[int], str]:
    """Return the words that a cue verb governs as its content, and the frame that gave them."""
    wants_clause = entry.takes("that") or entry.takes("quote")
    for c in clauses_first(cue):
        if c.dep_ == "ccomp" and entry.family == "show" and c.pos_ not in ("VERB", "AUX"):
            continue  # "found the kitchens spotless"
        if c.dep_ == "ccomp" and (wants_clause or entry.takes("oprd")):
            return clause_words(c, cue, cues) | second_half(cue, c, cues) | reasons(cue, c), "clause"
        if c.dep_ == "ccomp" and entry.takes("obj") and c.i > cue.i and c.doc[min(subtree(c))].lower_ == "what":
            return clause_words(c, cue, cues), "clause"
        if c.dep_ == "ccomp" and c.pos_ in ("VERB", "AUX") and (entry.takes("dobj-to") or entry.takes("to")):
            return clause_words(c, cue, cues), "infinitive"
        if c.dep_ == "xcomp" and entry.takes("to"):
            return clause_words(c, cue, cues), "infinitive"
        if c.dep_ == "xcomp" and entry.takes("dobj-to"):
            object_ = child(cue, "dobj")
            return clause_words(c, cue, cues) | (subtree(object_) if object_ is not None else set()), "infinitive"
        if c.dep_ == "xcomp" and entry.takes("ger") and c.tag_ == "VBG":
            return clause_words(c, cue, cues), "gerund"
        if c.dep_ == "advcl" and entry.family == "ask" and c.i > cue.i:
            mark = child(c, "mark")
            if mark is not None and mark.lower_ in ("if", "whether"):
                return clause_words(c, cue, cues), "clause"
    unsaid = unsaid_when(cue) if wants_clause else None
    if unsaid is not None:
        return clause_words(unsaid, cue, cues), "clause"
    strayed = stray_clause(cue) if wants_clause else None
    if strayed is not None:
        return clause_words(strayed, cue, cues), "clause"
    if cue.lemma_ == "draw":
        return {
            i for c in cue.children if c.i > cue.i and c.dep_ in ("advcl", "ccomp", "prep") for i in subtree(c)
        }, "prepositional phrase"
    if entry.takes("obj-out") and child(cue, "prt") is not None:
        words = nominal(cue, entry)
        if words:
            return words, "noun phrase"
    prepositional = {i for c in cue.children if is_said_of(c, entry) for i in subtree(c)}
    if prepositional and entry.family == "call":
        prepositional |= {
            i
            for c in cue.children
            if c.dep_ in ("xcomp", "advcl") and c.i > min(prepositional) and child(c, "aux") is not None
            for i in subtree(c)
        }
    if any(entry.takes(frame) for frame in ("obj", "obj0", "oprd", "obj-as")):
        words = nominal(cue, entry)
        if words:
            return words, "noun phrase"
    if prepositional:
        return prepositional, "prepositional phrase"
    if entry.takes("say-obj"):
        words = nominal(cue, entry)
        if len(words) >= SAY_OBJECT:
            return words | second_half(cue, child(cue, "dobj"), cues), "noun phrase"
    return set(), ""


def unsaid_when(cue: Any) -> Any:
    """Return the clause of "has not said when the fleet will sail", which the parser takes for a time, or None."""
    asked = [
        c
        for c in cue.children
        if c.dep_ == "advcl" and c.i > cue.i and c.doc[c.left_edge.i].lower_ in ("when", "where", "why", "how")
    ]
    if not asked or any(c.dep_ in ("dobj", "ccomp", "xcomp", "prep") for c in cue.children):
        return None
    return asked[0] if standing(cue, load_cues())[0] else None


def stray_clause(cue: Any) -> Any:
    """Return the "that" clause that the parser hung on the noun before it ("denied through lawyers that he knew"), or None."""
    for part in cue.children:
        if part.dep_ != "prep" or part.i < cue.i:
            continue
        noun = child(part, "pobj")
        for c in noun.children if noun is not None else ():
            mark = child(c, "mark")
            if (
                c.dep_ in ("relcl", "acl", "ccomp")
                and mark is not None
                and mark.lower_ == "that"
                and child(c, "nsubj", "nsubjpass") is not None
            ):
                return c
    return None


def enclosing(cue: Any, entry: Cue) -> set[int]:
    """Return the words of the clause into which an attribution is put: "X, he said, Y"; "as he said, X"."""
    if not (entry.takes("that") or entry.takes("quote")) or cue.head == cue:
        return set()
    mark = child(cue, "mark", "advmod")
    as_clause = cue.dep_ == "advcl" and mark is not None and mark.lower_ == "as" and mark.i < cue.i
    own = subtree(cue)
    doc = cue.doc
    left, right = min(own), max(own)
    before = doc[left - 1].text if left > cue.sent.start else ","
    after = doc[right + 1].text if right + 1 < cue.sent.end else "."
    set_off = before in (",", "—", "–", "-", "--", "”", '"') or left == cue.sent.start
    closed = after in (",", ".", "—", "–", "-", "--", ";", "”", '"') or doc[right].is_punct
    subject = child(cue, "nsubj")
    if (
        cue.dep_ == "parataxis"
        or as_clause
        or (
            cue.dep_ in ("ccomp", "dep", "advcl", "conj", "acl", "relcl", "appos", "intj")
            and subject is not None
            and set_off
            and closed
            and len(own) <= 12
            and child(cue, "cc", "mark") is None
        )
    ):
        head = cue.head
        if as_clause or cue.dep_ in ("parataxis", "ccomp", "advcl"):
            while head.dep_ in ("xcomp", "conj") and head.head != head and child(head, "nsubj") is None:
                head = head.head
        return {i for i in subtree(head) if i not in own and cue.sent.start <= i < cue.sent.end}
    return set()


def tidy(words: set[int], cue_words: set[int], doc: Any) -> set[int]:
    """Drop from a content what belongs to the attribution: time words right after the cue, edges that are only punctuation."""
    words = words - cue_words
    if not words:
        return words
    order = sorted(words)
    last_cue = max(cue_words)
    k = 0
    while k < len(order) and order[k] == last_cue + 1 + k:
        token = doc[order[k]]
        following = doc[order[k] + 1] if order[k] + 1 < len(doc) else None
        if (
            token.lower_ in TIMES
            and following is not None
            and following.tag_ not in ("VBD", "VBZ", "VBP", "MD", "POS")
            and not following.is_punct
        ):
            k += 1
        elif token.lower_ == "on" and following is not None and following.lower_ in WEEKDAYS:
            k += 2
        else:
            break
    order = order[k:]
    while (
        order
        and doc[order[-1]].dep_ in ("cc", "punct")
        and doc[order[-1]].lower_ in ("and", "but", "or", ",", "—", "–")
    ):
        order.pop()  # what follows it is not said
    return set(order)


def without_aside(words: set[int], doc: Any) -> set[int]:
    """Cut a long relative clause after a comma from the end of a content: it is the writer's background, not what was said."""
    if not words:
        return words
    end = max(words)
    for i in sorted(words):
        token = doc[i]
        if (
            token.tag_ not in ("WDT", "WP")
            or i == min(words)
            or doc[i - 1].text != ","
            or end - i < ASIDE * (end - min(words))
        ):
            continue
        clause = token.head
        while clause.dep_ not in ("relcl", "ROOT") and clause.head != clause:
            clause = clause.head
        if clause.dep_ == "relcl" and max(subtree(clause)) >= end - 1:
            return {j for j in words if j < i - 1}
    return words


def past_that(words: set[int], clause_start: int, doc: Any) -> set[int]:
    """Cut what the parser put before the clause's own "that": adjuncts of the cue ("said during a debate that")."""
    order = sorted(words)
    for i in order[:25]:
        if doc[i].dep_ == "mark" and doc[i].lower_ == "that" and i > clause_start:
            head = doc[i].head
            subjects = [c for c in head.children if c.dep_ in ("nsubj", "nsubjpass", "expl") and c.i < i]
            outside = head.head
            if not subjects and outside.i not in words:
                return {j for j in words if j >= i}
            return words
    return words


def is_finite(verb: Any) -> bool:
    """Whether a verb heads a finite clause."""
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    return any(
        t.tag_ in ("VBD", "VBZ", "VBP", "MD")
        for t in [verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass"))]
    )
