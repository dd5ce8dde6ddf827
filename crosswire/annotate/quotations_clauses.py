"""Attributions as far as the parse shows them: each cue of a paragraph with the words of its content and source.

A draft holds token indices of one paragraph; quotation marks are brought in afterwards.
"""

from dataclasses import dataclass, field
from typing import Any

from crosswire.annotate.cues import ANY, Cue, load_cue_nouns, load_cues
from crosswire.annotate.quotations_content import (
    complement,
    enclosing,
    is_cue_verb,
    is_finite,
    past_that,
    rival,
    subtree,
    tidy,
    without_aside,
)
from crosswire.annotate.quotations_lookalikes import means_otherwise
from crosswire.annotate.quotations_sources import Found, child, find_addressee, find_source, phrase_of, relative_or_own
from crosswire.annotate.quotations_speakers import can_speak, is_person_word
from crosswire.annotate.quotations_standing import DENYING, below_coming, below_refusal, standing
from crosswire.annotate.quotations_via import find_via, is_outlet, is_paper
from crosswire.model.folding import word_set

ISSUING = word_set("make issue repeat renew level give offer release publish deliver reiterate raise")
"""Verbs whose subject is the source of the cue noun that is their object."""

GOING_ON = word_set("continue begin start go proceed use take appear seem move rush return write say")
"""Verbs under which an infinitive has been said ("went on to say"); under others it has not ("needs to confirm")."""

REPUTED = ("say", "report", "allege", "believe", "know", "understand", "think", "rumour", "rumor", "claim")
"""Passives under which an infinitive tells what somebody did ("is reported to have told")."""

ASKING = ("if", "whether")

LOOSE = ("infinitive", "noun phrase", "prepositional phrase")
"""Frames that most verbs of the table share with verbs of doing: there the subject has to be one that can speak. Of 99 attributions that
this drops from every third PolNeAR training document, 66 were wrong."""

LONGEST_SENTENCE = 400
"""Tokens: a longer sentence is a table or a broken text, and its contents inside contents would grow with its square."""


@dataclass(slots=True)
class Draft:
    """An attribution in the making. Indices are of the paragraph's tokens.

    verb: index of the cue's head. marked: numbers of the marked stretches it took in. inside: number of the marked stretch that holds
    the cue, or None. fragments: places (code points of the document) taken in from other paragraphs, with the words they hold.
    """

    verb: int
    cue: list[int]
    lemma: str
    entry: Cue
    content: set[int]
    source: list[int]
    via: list[int] = field(default_factory=list)
    addressee: list[int] = field(default_factory=list)
    marked: list[int] = field(default_factory=list)
    inside: int | None = None
    fragments: list[tuple[int, int, int]] = field(default_factory=list)
    negated: bool = False
    future: bool = False
    hypothetical: bool = False
    basis: str = ""


def joined_to(verb: Any, cues: dict[str, Cue]) -> Any:
    """Return the attribution beside which a verb without subject stands though the parser hung it below its content, or None."""
    if child(verb, "nsubj", "nsubjpass", "agent") is not None or verb.dep_ not in ("advcl", "conj", "acl", "dep"):
        return None
    found = None
    for above in verb.ancestors:
        if (
            above.i < verb.i
            and is_cue_verb(above, cues) is not None
            and rival(verb, above, cues)
            and above != verb.head
        ):
            found = above
    return found


def cue_words(verb: Any) -> list[int]:
    """Return the verb with its particle and the auxiliaries right before it."""
    words = [verb.i]
    particle = child(verb, "prt")
    if particle is not None and 0 < particle.i - verb.i <= 2:
        words.append(particle.i)
    for c in reversed(list(verb.children)):
        if c.dep_ in ("aux", "auxpass", "neg") and c.i == words[0] - 1:
            words.insert(0, c.i)
    return sorted(words)


def flags(verb: Any) -> tuple[bool, bool, bool]:
    """Return whether a cue is negated, future, hypothetical ("did not say", "will tell", "would say", "if he says")."""
    return standing(verb, load_cues())


def unsaid(verb: Any) -> bool:
    """Whether a verb is an infinitive of something not yet said ("would need a majority to confirm judges")."""
    infinitive = any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)
    if not infinitive or verb.dep_ not in ("xcomp", "advcl", "relcl", "ccomp") or verb.head.lemma_ in GOING_ON:
        return False
    if verb.head.lemma_ in REPUTED and child(verb.head, "auxpass") is not None:
        return False  # "is said to have offered"
    return not (below_refusal(verb) or below_coming(verb))


def asks_who(subject: Any) -> bool:
    """Whether a subject is the "who" of a question, which names nobody."""
    return subject.tag_ == "WP" and subject.dep_ == "nsubj" and subject.head.dep_ != "relcl" and subject.lower_ == "who"


def is_empty_subject(found: Found) -> bool:
    """Whether a source is the "it" or "that" of "it is wrong to suggest", "that is to say", which says nothing."""
    over = found.way == "subject of the verb above" and found.head.head.lemma_ == "be"
    return over and found.head.lower_ in ("it", "that", "this")


def draft_verb(verb: Any, entry: Cue, cues: dict[str, Cue]) -> Draft | None:
    """Draft the attribution of one cue verb; its content may be empty, to be filled from quotation marks."""
    doc = verb.doc
    found = find_source(joined_to(verb, cues) or verb)
    words = cue_words(verb)
    if verb.lemma_ == "draw" and (drawn := child(verb, "nsubjpass")) is not None:
        found = relative_or_own(drawn, "subject")
    if verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl") and child(verb, "nsubj", "agent", "aux") is None:
        return draft_asked(verb, entry, cues)  # "Asked about it, she said": who asked is not told
    if entry.family != "judge" and unsaid(verb) and child(verb, "ccomp") is None:
        return None
    content, frame = complement(verb, entry, cues)
    if not content:
        content, frame = enclosing(verb, entry), "clause around"
    object_ = child(verb, "dobj") if frame == "prepositional phrase" else None
    if object_ is not None and means_otherwise(verb, object_):
        return None  # "declared war on the islands"
    if frame in LOOSE and found is not None and not can_speak(found.head):
        return None  # "the evening promised rain"
    if found is not None and (asks_who(found.head) or (verb.tag_ == "VB" and is_empty_subject(found))):
        return None
    before = verb.dep_ == "advcl" and verb.i < verb.head.i
    if frame == "prepositional phrase" and verb.tag_ == "VBG" and before and is_cue_verb(verb.head, cues):
        return None  # "Commenting on the verdict, she said"
    source = phrase_of(found.head, set(words)) if found is not None else []
    if found is not None and found.relative is not None:
        source = sorted({*source, found.relative.i})
    addressee = find_addressee(verb, entry.takes("addressee"))
    passing = found.via if found is not None else None
    if passing is None:
        passing = find_via(verb, found.head if found is not None else None, addressee)
    via = phrase_of(passing, set(words) | set(source)) if passing is not None else []
    content = tidy(content, set(words), doc)
    content = past_that(content, max(words) + 1, doc) if frame == "clause" else content
    content = without_aside(content - set(source) - set(via), doc)
    spoken_to = phrase_of(addressee, set(words)) if addressee is not None and addressee.i not in content else []
    negated, future, hypothetical = flags(verb)
    return Draft(
        verb.i, words, verb.lemma_.lower(), entry, content, source, via, spoken_to,
        negated=negated, future=future, hypothetical=hypothetical,
        basis=f"content: {frame or 'marks'}; source: {found.way if found else 'none'}",
    )  # fmt: skip


def draft_according(token: Any) -> Draft | None:
    """Draft "according to X": X is the source, the clause around it the content."""
    to = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if to is None or to.lower_ != "to":
        return None
    pobj = child(to, "pobj") or child(token, "pobj")
    if pobj is None or token.head == token:
        return None
    own = subtree(token) | subtree(to)
    head = token.head
    first, last = min(own), max(own)
    sent = token.sent
    edge = first == sent.start or last >= sent.end - 2
    for _ in range(8):
        if head.head == head or head.i in own:
            break
        clause = is_finite(head) and child(head, "nsubj", "nsubjpass", "expl") is not None
        if clause and not (edge and head.dep_ in ("ccomp", "advcl", "conj", "relcl", "acl", "xcomp")):
            break
        head = head.head
    content = {i for i in subtree(head) if i not in own}
    source = phrase_of(pobj, {token.i, to.i})
    passing = find_via(token, pobj, None)
    return Draft(
        token.i,
        [token.i, to.i],
        "according to",
        ANY,
        content - set(source),
        source,
        phrase_of(passing, set(source)) if passing is not None else [],
        basis="content: clause around; source: according to",
    )


def draft_asked(verb: Any, entry: Cue, cues: dict[str, Cue]) -> Draft | None:
    """Draft "Asked whether X, she said": a question that was put by nobody named."""
    if entry.family != "ask":
        return None
    content, frame = complement(verb, entry, cues)
    first = verb.doc[min(content)].lower_ if content else ""
    if frame != "clause" or not (first in ASKING or verb.doc[min(content)].tag_ in ("WRB", "WP", "WDT", "WP$")):
        return None
    words = cue_words(verb)
    return Draft(
        verb.i,
        words,
        verb.lemma_.lower(),
        entry,
        tidy(content, set(words), verb.doc),
        [],
        basis="asked; source: none named",
    )


def draft_words(token: Any) -> Draft | None:
    """Draft "In X's words, ..." and "..., in the words of X": X is the source, the clause around it the content."""
    words = child(token, "pobj")
    if words is None or words.lower_ not in ("words", "telling") or token.head == token:
        return None
    whose = child(words, "poss")
    if whose is None:
        of = next((c for c in words.children if c.lower_ == "of"), None)
        whose = child(of, "pobj") if of is not None else None
    head = token.head
    if whose is None or whose.pos_ == "PRON" or head.pos_ not in ("VERB", "AUX"):
        return None  # "said in her own words": the verb is the cue
    own = subtree(token)
    first = min(own)
    if first != token.sent.start and token.doc[first - 1].text != ",":
        return None
    if max(own) + 1 >= len(token.doc) or is_cue_verb(head, load_cues()) is not None:
        return None
    source = phrase_of(whose, {words.i})
    while len(source) > 1 and token.doc[source[-1]].tag_ == "POS":
        source.pop()
    cue = [i for i in sorted(own) if i not in source and token.doc[i].tag_ != "POS"]
    return Draft(
        words.i,
        cue,
        "word",
        ANY,
        tidy(subtree(head) - own, set(cue), token.doc),
        source,
        basis="content: clause around; source: whose words",
    )


def draft_noun(noun: Any, frames: frozenset[str]) -> Draft | None:
    """Draft "X's claim that ...", "X's threat to ...", "X made the claim that ..."."""
    clause = None
    for c in noun.children:
        if c.dep_ not in ("acl", "ccomp", "relcl") or c.i < noun.i or c.i - noun.i > 40:
            continue
        mark = child(c, "mark")
        said = mark is not None and mark.lower_ == "that" and "that" in frames
        intended = "to" in frames and any(t.dep_ == "aux" and t.tag_ == "TO" for t in c.children)
        if (said or intended) and child(c, "nsubj", "nsubjpass", "expl", "aux") is not None:
            clause = c
            break
    verb = noun.head
    if clause is None and noun.dep_ == "dobj" and verb.lemma_ in ISSUING:
        clause = next(
            (
                c
                for c in noun.children
                if c.dep_ == "prep" and c.lower_ in frames and child(c, "pobj", "pcomp") is not None
            ),
            None,
        )
    if clause is None:
        return None
    holder = child(noun, "poss")
    if holder is None and noun.dep_ == "dobj" and verb.lemma_ in ISSUING:
        found = find_source(verb)
        holder = found.head if found is not None else None
    if holder is None:
        return None
    if holder.pos_ == "NOUN" and not can_speak(holder):
        return None  # "two days' warning to leave"
    source = phrase_of(holder, {noun.i})
    while len(source) > 1 and noun.doc[source[-1]].tag_ == "POS":
        source.pop()
    content = tidy(subtree(clause), {noun.i}, noun.doc)
    negated = noun.lemma_.lower() in DENYING or any(c.lower_ == "no" for c in noun.children)
    future = hypothetical = False
    if verb.lemma_ in ISSUING and noun.dep_ == "dobj":
        refused, future, hypothetical = standing(verb, load_cues())
        negated = negated or refused
    return Draft(
        noun.i,
        [noun.i],
        noun.lemma_.lower(),
        ANY,
        content - set(source),
        source,
        negated=negated,
        future=future,
        hypothetical=hypothetical,
        basis="content: clause of a noun; source: whose it is",
    )


def without_citing(drafts: list[Draft], doc: Any) -> list[Draft]:
    """Make one attribution of "the agency reported ..., citing X": X says it, the agency passed it on; changes the drafts kept."""
    kept = []
    for draft in drafts:
        verb = doc[draft.verb]
        cited = child(verb, "dobj") if draft.lemma in ("cite", "quote") and verb.tag_ == "VBG" else None
        outer = next((d for d in drafts if d is not draft and d.content and doc[d.verb] in verb.ancestors), None)
        if cited is None or outer is None or not outer.source or not (is_person_word(cited) or is_paper(cited)):
            kept.append(draft)
            continue
        carrier = next((doc[i] for i in outer.source if is_outlet(doc[i])), None)
        if carrier is None:
            kept.append(draft)
            continue
        outer.via = list(outer.source)
        outer.source = phrase_of(cited, set(outer.cue) | set(draft.cue))
        outer.content -= set(outer.source) | set(draft.cue)
        outer.basis += "; cited by an outlet"
    return kept


def find_drafts(doc: Any) -> list[Draft]:
    """Draft every attribution that the parse of one paragraph shows, in order."""
    cues, nouns = load_cues(), load_cue_nouns()
    drafts = []
    for sent in doc.sents:
        if len(sent) > LONGEST_SENTENCE:
            continue
        for token in sent:
            if token.lower_ == "according":
                draft = draft_according(token)
            elif token.lower_ == "in" and token.dep_ == "prep":
                draft = draft_words(token)
            elif token.pos_ == "NOUN" and token.lemma_ in nouns:
                draft = draft_noun(token, nouns[token.lemma_])
            else:
                entry = is_cue_verb(token, cues)
                draft = draft_verb(token, entry, cues) if entry is not None else None
            if draft is not None:
                drafts.append(draft)
    return without_citing(drafts, doc)
