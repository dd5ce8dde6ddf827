"""Who is meant, within one document: pronouns, role nouns, "the alliance"; and which mentions a quotation's source holds.

Rules in the order of salience that news prose follows (no coreference model installs without a network): the last speaker for "he", the
holder of the role for "the chief", the subject of the sentence before for "it". Where no rule speaks, the mention stays unresolved.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from crosswire.annotate._nlp import Parsed
from crosswire.annotate.antecedents import (
    Scene,
    pick_body,
    pick_person,
    pick_plural,
    pick_role,
    pick_sides,
    pick_thing,
)
from crosswire.annotate.antecedents_states import as_counterpart, lies_in, pick_group, pick_owner, pick_pair, pick_state
from crosswire.annotate.coreference_sources import apposed, has_speaker, named_behind
from crosswire.model import Document, Mention, Quotation, Span, make_id
from crosswire.model.folding import word_set

PRONOUNS = {"he": "m", "she": "f", "it": "", "they": "", "who": "", "which": ""}
NO_NAME = word_set(
    "we i you us me this that these those there what one some many most others another nobody everybody everyone anyone someone all both none few"
)
PEOPLE = word_set("leaders ministers men women presidents")
"""Of whom there are two persons rather than two parties."""
PAIR = frozenset({"both", "the two", "both men", "both women", "the two men", "the two women", "the pair", "the duo"})
OUTLET = frozenset({"outlet", "a newspaper's noun in its name"})
EXPLETIVE = word_set("be seem appear remain become take rain snow")
PASSED_ON = re.compile(
    r"\b(?:quoted|cited|carried|broadcast|published|reported|aired|relayed)\s+by\s+|\b(?:told|interview (?:with|to|on|in)|according to)\s+"
)


def resolve_mentions(
    document: Document, parsed: Parsed, mentions: tuple[Mention, ...], quotations: tuple[Quotation, ...]
) -> tuple[tuple[Mention, ...], tuple[Quotation, ...]]:
    """Resolve nominals and pronouns to the document's named actors, and give each quotation its source mentions.

    Mentions come back with `entity` and `basis` ("role of NAME", "pronoun: last speaker"), with pronouns and nominal sources added;
    a mention of two ("both sides") comes back twice, once for each. Quotations come back with `sources` and `via`. What a text
    leaves open keeps `entity` None, or a key of its own for a role whose holder other documents may name.
    """
    scene = Scene(document, parsed, add_pronouns(document, parsed, mentions, quotations), quotations)
    for mention in scene.order:
        if mention.entity is None:
            settle(scene, mention)
        elif mention.type == "person" and mention.role and (mention.role == "counterpart" or not mention.of):
            complete_office(scene, mention)
    return scene.result(), tuple(link_quotation(scene, q) for q in quotations)


def add_pronouns(
    document: Document, parsed: Parsed, mentions: Sequence[Mention], quotations: Sequence[Quotation]
) -> list[Mention]:
    """Add subject pronouns, and a nominal for each source that holds no mention."""
    out = list(mentions)
    proper: dict[int, bool] = {}
    sources = {span for q in quotations for span in q.source}
    for paragraph in parsed.paragraphs:
        for token in paragraph.doc:
            low = token.lower_
            start = paragraph.start + token.idx
            proper[start] = token.pos_ == "PROPN"
            end = start + len(token)
            is_source = (start, end) in sources
            if low in {"both", "two"} and not is_source and token.dep_ in {"nsubj", "nsubjpass"}:
                if low == "two" and (token.i == 0 or token.nbor(-1).lower_ != "the"):
                    continue
                first = start if low == "both" else paragraph.start + token.nbor(-1).idx
                out.append(pair_of(document, first, end, paragraph.where))
            if low not in PRONOUNS or (low in {"who", "which"} and not is_source):
                continue
            subject = token.dep_ in {"nsubj", "nsubjpass"}
            if not is_source and (
                not subject or (low == "it" and token.head.lemma_ in EXPLETIVE and token.dep_ == "nsubj")
            ):
                continue
            out.append(
                Mention(
                    make_id("m", document.id, start, end),
                    start,
                    end,
                    "pronoun",
                    None,
                    gender=PRONOUNS[low],
                    plural=low == "they",
                    where=paragraph.where,
                )
            )
    held = sorted(out, key=lambda m: m.start)
    starts = [m.start for m in held]
    longest = max((m.end - m.start for m in held), default=0)

    def near(start: int, end: int) -> list[Mention]:
        return held[bisect_left(starts, start - longest) : bisect_left(starts, end)]

    begins = [p.start for p in parsed.paragraphs]
    for start, end in sorted(set(sources)):
        within = [m for m in near(start, end) if m.start < end and start < m.end]
        at = bisect_right(begins, start) - 1
        if not within or not has_speaker(document.text, parsed.paragraphs, at, (start, end), within):
            where = document.zone_at(start) or "body"
            name = document.text[start:end]
            bare = name.removeprefix("the ").removeprefix("The ")
            named = bare[:1].isupper() and all(w[:1].isupper() for w in bare.split()) and len(bare.split()) <= 3
            lower = re.search(
                rf"\b{re.escape(bare.lower())}\b", document.text
            )  # a word of the language that begins a sentence
            named = (
                named
                and bare.lower() not in NO_NAME
                and lower is None
                and proper.get(end - len(bare.split()[-1]), False)
            )
            out.append(
                Mention(
                    make_id("m", document.id, start, end),
                    start,
                    end,
                    "name" if named else "nominal",
                    None,
                    name=bare if named else name,
                    entity=f"name:{bare.lower()}" if named else None,
                    basis="a source without a name" if not named else "name",
                    where=where,
                )
            )
    return sorted(out, key=lambda m: (m.start, -m.end))


def complete_office(scene: Scene, m: Mention) -> None:
    """Say whose office a named person holds, and which, where "its" or "her ... counterpart" in front of it tells."""
    if scene.word_before(m) not in {"its", "his", "her"}:
        return
    office, _ = as_counterpart(scene, m)
    owner = None if m.of else pick_owner(scene, m)
    name = (owner.of if owner.type == "person" else owner.name) if owner else m.of
    country = owner.country if owner else m.country
    role, kinds = office.role, office.role_kinds
    scene.resolved[m.id] = [
        replace(x, role=role, role_kinds=kinds, of=name, country=country) for x in scene.resolved[m.id]
    ]


def pair_of(document: Document, start: int, end: int, where: str) -> Mention:
    """Return the mention of "both" or "the two" as a subject."""
    return Mention(make_id("m", document.id, start, end), start, end, "nominal", None, plural=True, where=where)


def settle(scene: Scene, m: Mention) -> None:
    """Find whom a nominal or pronoun means, and note it in the scene."""
    found: Sequence[tuple[str, str]] = ()
    if m.kind == "pronoun":
        found = settle_pronoun(scene, m)
    elif scene.document.text[m.start : m.end].lower() in PAIR:
        found = pick_pair(scene, m)
    elif "sides" in m.role_kinds:
        found = (pick_pair(scene, m) if m.role in PEOPLE else ()) or pick_sides(scene, m)
    elif m.type == "person" and m.role:
        m, other = as_counterpart(scene, m)
        if not m.of and (owner := pick_owner(scene, m)) is not None:
            name, country = (owner.of, owner.country) if owner.type == "person" else (owner.name, owner.country)
            m = replace(m, of=name, country=country)
        found = [x for x in pick_role(scene, m) if x[0] != other]
        if not found and (m.of or scene.word_before(m) not in {"a", "an"}):
            key = f"role:{m.role}|{m.of}" if m.of else f"role:{m.role}|{m.start}"
            scene.note(m, key, "role whose holder this text does not name")
            return
    elif m.type == "group":
        if (same := pick_group(scene, m)) is not None and same.entity:
            scene.note(m, same.entity, f"the {m.role} named before", of=same.of, country=same.country)
            return
        of, country = (m.of, m.country) if m.of else scene.place_of_clause(m)
        if of is None and (place := lies_in(scene, m)) is not None:
            of, country = place.name, place.country if place.type == "state" else None
        scene.note(
            m,
            f"group:{m.role or (m.name or '').lower()}|{of or ''}",
            f"group of {of}" if of else "unnamed group",
            of=of,
            country=country,
        )
        return
    elif m.type == "organisation":
        found = pick_body(scene, m)
    elif m.type == "state":
        found = pick_state(scene, m)
    for number, (entity, basis) in enumerate(found):
        scene.note(m, entity, basis, number=number)


def settle_pronoun(scene: Scene, m: Mention) -> Sequence[tuple[str, str]]:
    """Whom he, she, it, they or a relative pronoun means."""
    low = scene.document.text[m.start : m.end].lower()
    if low in {"he", "she"}:
        return pick_person(scene, m)
    if low == "it":
        return pick_thing(scene, m)
    if low == "they":
        return pick_plural(scene, m)
    token = scene.token(m.start)
    head = scene.relative_head(token)
    entity = scene.entity_at(head, m.start) if head is not None else None
    return [(entity, "relative pronoun")] if entity else []


# ---------------------------------------------------------------------- quotations


def link_quotation(scene: Scene, quotation: Quotation) -> Quotation:
    """Give a quotation the ids of its source mentions and of who passed it on."""
    sources = source_mentions(scene, quotation)
    via = passed_on(scene, quotation, {m.entity for m in sources})
    return replace(
        quotation,
        sources=tuple(m.id for m in sources) or quotation.sources,
        via=tuple(m.id for m in via) or quotation.via,
    )


def source_mentions(scene: Scene, quotation: Quotation) -> list[Mention]:
    """Return the mentions that the source's head word, and the words joined to it by "and", belong to."""
    out: list[Mention] = []
    for span in quotation.source:
        held = scene.held(span)
        heads = scene.heads(span)
        found = [m for m in held if any(m.start <= h < m.end for h in heads)]
        behind = named_behind(scene.document.text, span, heads[0], held) if heads and not found else None
        chosen = found or ([behind] if behind is not None else held[:1])
        if len(held) > len(chosen) and behind is None:
            chosen = (
                held
                if is_joint(scene.document.text, span, held)
                else apposed(scene.document.text, span, held) or chosen
            )
        out.extend(m for m in chosen if m not in out)
    both = {m.id: m for o in out for m in scene.held((o.start, o.end)) if (m.start, m.end) == (o.start, o.end)}
    return sorted(both.values(), key=lambda m: (m.start, m.end, m.id))


def is_joint(text: str, span: Span, held: Sequence[Mention]) -> bool:
    """Whether mentions fill a source but for "both", commas and "and"."""
    left = text[span[0] : span[1]]
    for m in sorted(held, key=lambda m: -m.start):
        left = left[: max(0, m.start - span[0])] + " " + left[m.end - span[0] :]
    return not set(re.findall(r"\w+", left.lower())) - {"both", "and", "the", "as", "well"}


def passed_on(scene: Scene, quotation: Quotation, speakers: Iterable[str | None]) -> list[Mention]:
    """Return the outlets through which a quotation came: "was quoted by X as saying", "told X", "broadcast by X"."""
    spans = [*quotation.cue, *quotation.source]
    if not spans:
        return []
    start, end = scene.sentence_of(spans[0][0])
    taken = set(speakers)
    out = []
    for found in PASSED_ON.finditer(scene.document.text, start, end):
        if any(a <= found.start() < b for a, b in quotation.content):
            continue
        for m in scene.held((found.end(), found.end() + 16)):
            if (
                m.type != "organisation"
                or m.kind != "name"
                or m.country is not None
                or m.entity in taken
                or m.start < found.end() - 4
            ):
                continue
            # a body that a table knows, or that its name shows to be one, is spoken to; an outlet passes on
            if m.basis in OUTLET or (m.basis == "name" and m.start <= found.end() + 4):
                out.append(m)
    return sorted(set(out), key=lambda m: (m.start, m.id))
