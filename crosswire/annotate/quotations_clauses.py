"""What is said, as far as the parse says it: cues of one paragraph with the words of their content and source.

A draft holds sets of token indices of one paragraph; quotation marks are brought in afterwards.
"""

from dataclasses import dataclass, field
from typing import Any

from crosswire.annotate.cues import ANY, Cue, load_cues
from crosswire.annotate.quotations_sources import PASSED_ON, RELATIVES, child, find_addressee, find_source, is_passive, phrase_of

CLAUSES = ("ccomp", "xcomp")
CONTRASTS = ("while", "whereas")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TIMES = (*WEEKDAYS, "yesterday", "today", "tonight", "earlier", "later", "recently", "again", "here", "afterward", "afterwards")
GOING_ON = ("continue", "begin", "start", "go", "proceed", "use", "take", "appear", "seem", "move", "rush", "return", "write", "say")
LONGEST_SENTENCE = 400
"""Tokens: a longer sentence is a table or a broken text, and its contents inside contents would grow with its square."""
SAY_OBJECT = 4
"""Fewest words of a noun phrase after "say" that is taken as what was said: below, it is "said nothing", "said so"."""


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


def is_cue_verb(token: Any, cues: dict[str, Cue]) -> Cue | None:
    """Return the table's entry where a token is used as a verb that attributes, else None."""
    entry = cues.get(token.lemma_.lower())
    if entry is None or token.pos_ not in ("VERB", "AUX"):
        return None
    if token.dep_ in ("amod", "compound", "nmod", "nsubj", "pobj", "dobj", "aux", "poss") and token.tag_ != "VBG":
        return None
    if token.dep_ in ("amod", "compound"):
        return None
    particle = child(token, "prt")
    if particle is not None and particle.lower_ in ("off", "down", "over", "away"):
        return None  # "called off", "turned down": another verb
    if token.lemma_ in PASSED_ON and is_passive(token) and any(c.lower_ == "as" for c in token.children):
        return None  # "was quoted as saying": "saying" is the cue
    if token.dep_ == "acl" and child(token, "aux") is not None:
        return None  # "an opportunity to express": nothing is said yet
    return entry


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
    if entry is None or not entry.speech:
        return False
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
    return "," in before and "but" in before and token.tag_ == outer.tag_


def joined_to(verb: Any, cues: dict[str, Cue]) -> Any:
    """Return the attribution beside which a verb without subject stands though the parser hung it below its content, or None."""
    if child(verb, "nsubj", "nsubjpass", "agent") is not None or verb.dep_ not in ("advcl", "conj", "acl", "dep"):
        return None
    found = None
    for above in verb.ancestors:
        if above.i < verb.i and is_cue_verb(above, cues) is not None and rival(verb, above, cues) and above != verb.head:
            found = above
    return found


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
        return subtree(patient) if told else set()
    object_ = child(cue, "dobj")
    if object_ is None:
        named = child(cue, "oprd") if entry.takes("oprd") else None
        return subtree(named) if named is not None else set()
    if object_.pos_ == "PRON" and object_.lower_ in ("what", "it", "that", "which", "so") and child(cue, "oprd", "xcomp") is None:
        return set()
    words = {i for c in cue.children if c.dep_ == "dobj" for i in subtree(c)}
    if entry.takes("obj") or entry.takes("oprd"):
        words |= right_siblings(cue, object_.i, ("oprd", "xcomp", "ccomp") if entry.takes("oprd") else ())
        for c in cue.children:
            if c.dep_ == "prep" and c.i > object_.i and c.lower_ in ("as", "for", "of", "over", "on", "about", "against", "with", "to"):
                words |= subtree(c)
    return without_rivals(words, cue, load_cues())


def second_half(cue: Any, clause: Any, cues: dict[str, Cue]) -> set[int]:
    """Return the words of "and is ..." that the parser hung on the cue instead of on the clause that it says."""
    for c in cue.children:
        if c.dep_ != "conj" or c.i < clause.i or child(c, "nsubj", "nsubjpass") is not None or c.lemma_.lower() in cues:
            continue
        helper = child(c, "aux", "auxpass")
        finite = c if c.pos_ == "AUX" else helper
        if finite is not None and finite.tag_ in ("VBZ", "VBP", "MD", "VBD") and finite.i > max(subtree(clause)):
            return set(range(max(subtree(clause)) + 1, max(subtree(c)) + 1))
    return set()


def clauses_first(cue: Any) -> list[Any]:
    """Return a cue's children, without a clause before it that a colon or semicolon cuts off, later clauses first."""
    doc = cue.doc
    kept = [c for c in cue.children if c.i > cue.i or c.dep_ != "ccomp" or not any(t.text in (":", ";") for t in doc[c.i : cue.i])]
    return sorted(kept, key=lambda c: (c.i < cue.i, c.i))


def is_said_of(part: Any, entry: Cue) -> bool:
    """Whether a prepositional phrase of a cue is what is said ("warned against X") and not a time ("spoke on Tuesday")."""
    if part.dep_ != "prep" or part.lower_ not in entry.prepositions:
        return False
    object_ = child(part, "pobj", "pcomp")
    return object_ is not None and object_.ent_type_ not in ("DATE", "TIME") and object_.lower_ not in WEEKDAYS


def complement(cue: Any, entry: Cue, cues: dict[str, Cue]) -> tuple[set[int], str]:
    """Return the words that a cue verb governs as its content, and the frame that gave them."""
    wants_clause = entry.takes("that") or entry.takes("quote")
    for c in clauses_first(cue):
        if c.dep_ == "ccomp" and (wants_clause or entry.takes("oprd")):
            return clause_words(c, cue, cues) | second_half(cue, c, cues), "that"
        if c.dep_ == "ccomp" and c.pos_ in ("VERB", "AUX") and (entry.takes("dobj-to") or entry.takes("to")):
            return clause_words(c, cue, cues), "to"
        if c.dep_ == "xcomp" and entry.takes("to"):
            return clause_words(c, cue, cues), "to"
        if c.dep_ == "xcomp" and entry.takes("dobj-to"):
            object_ = child(cue, "dobj")
            return clause_words(c, cue, cues) | (subtree(object_) if object_ is not None else set()), "to"
        if c.dep_ == "xcomp" and entry.takes("ger") and c.tag_ == "VBG":
            return clause_words(c, cue, cues), "gerund"
        if c.dep_ == "advcl" and entry.family == "ask" and c.i > cue.i:
            mark = child(c, "mark")
            if mark is not None and mark.lower_ in ("if", "whether"):
                return clause_words(c, cue, cues), "whether"
    if entry.takes("obj-out") and child(cue, "prt") is not None:
        words = nominal(cue, entry)
        if words:
            return words, "object"
    prepositional = {i for c in cue.children if is_said_of(c, entry) for i in subtree(c)}
    if prepositional and entry.family == "call":
        prepositional |= {i for c in cue.children if c.dep_ in ("xcomp", "advcl") and c.i > min(prepositional) and child(c, "aux") is not None for i in subtree(c)}
    if entry.takes("obj") or entry.takes("obj0") or entry.takes("oprd"):
        words = nominal(cue, entry)
        if words:
            return words, "object"
    if prepositional:
        return prepositional, "preposition"
    if entry.takes("say-obj"):
        words = nominal(cue, entry)
        if len(words) >= SAY_OBJECT:
            return words, "object"
    return set(), ""


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
    if cue.dep_ == "parataxis" or as_clause or (cue.dep_ in ("ccomp", "dep", "advcl", "conj", "acl", "relcl", "appos", "intj") and subject is not None and set_off and closed and len(own) <= 12 and child(cue, "cc", "mark") is None):
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
        if token.lower_ in TIMES and following is not None and following.tag_ not in ("VBD", "VBZ", "VBP", "MD", "POS") and not following.is_punct:
            k += 1
        elif token.lower_ == "on" and following is not None and following.lower_ in WEEKDAYS:
            k += 2
        else:
            break
    order = order[k:]
    while order and doc[order[-1]].dep_ in ("cc", "punct") and doc[order[-1]].lower_ in ("and", "but", "or", ",", "—", "–"):
        order.pop()  # what follows it is not said
    return set(order)


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
    negated = child(verb, "neg") is not None
    future = hypothetical = False
    token = verb
    for _ in range(3):
        for c in token.children:
            if c.dep_ == "aux" and c.i < verb.i:
                future = future or c.lower_ in ("will", "shall", "'ll", "’ll")
                hypothetical = hypothetical or c.lower_ in ("would", "could", "should", "might", "may", "can", "must", "'d")
            if c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") and c.i < verb.i:
                hypothetical = True
        if token.dep_ == "xcomp" and token.head.lemma_ in ("refuse", "decline", "fail", "avoid"):
            negated = True
        if token.dep_ not in ("xcomp", "conj") or token.head == token or child(token, "nsubj") is not None:
            break
        token = token.head
    return negated, future, hypothetical


def unsaid(verb: Any) -> bool:
    """Whether a verb is an infinitive of something not yet said ("would need a majority to confirm judges")."""
    infinitive = any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)
    return infinitive and verb.dep_ in ("xcomp", "advcl", "relcl", "ccomp") and verb.head.lemma_ not in GOING_ON


def draft_verb(verb: Any, entry: Cue, cues: dict[str, Cue]) -> Draft | None:
    """Draft the attribution of one cue verb; its content may be empty, to be filled from quotation marks."""
    doc = verb.doc
    found = find_source(joined_to(verb, cues) or verb)
    words = cue_words(verb)
    if entry.family != "judge" and unsaid(verb) and child(verb, "ccomp") is None:
        return None
    content, frame = complement(verb, entry, cues)
    if not content:
        content, frame = enclosing(verb, entry), "clause around"
    source = phrase_of(found.head, set(words)) if found is not None else []
    if found is not None and found.relative is not None:
        source = sorted({*source, found.relative.i})
    via = phrase_of(found.via, set(words)) if found is not None and found.via is not None else []
    content = tidy(content, set(words), doc)
    content = past_that(content, max(words) + 1, doc) if frame == "that" else content
    content -= set(source) | set(via)
    addressee = find_addressee(verb, entry.takes("addressee"))
    spoken_to = phrase_of(addressee, set(words)) if addressee is not None and addressee.i not in content else []
    negated, future, hypothetical = flags(verb)
    return Draft(
        verb.i, words, verb.lemma_.lower(), entry, content, source, via, spoken_to,
        negated=negated, future=future, hypothetical=hypothetical,
        basis=f"{frame or 'cue'}; {found.way if found else 'no source'}",
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
        clause = head.pos_ in ("VERB", "AUX") and child(head, "nsubj", "nsubjpass", "expl") is not None
        if clause and not (edge and head.dep_ in ("ccomp", "advcl", "conj", "relcl", "acl", "xcomp")):
            break
        head = head.head
    content = {i for i in subtree(head) if i not in own}
    source = phrase_of(pobj, {token.i, to.i})
    return Draft(token.i, [token.i, to.i], "according to", ANY, content - set(source), source, basis="according to")


def find_drafts(doc: Any) -> list[Draft]:
    """Draft every attribution that the parse of one paragraph shows, in order."""
    cues = load_cues()
    drafts = []
    for sent in doc.sents:
        if len(sent) > LONGEST_SENTENCE:
            continue
        for token in sent:
            if token.lower_ == "according":
                draft = draft_according(token)
            else:
                entry = is_cue_verb(token, cues)
                draft = draft_verb(token, entry, cues) if entry is not None else None
            if draft is not None:
                drafts.append(draft)
    return drafts
