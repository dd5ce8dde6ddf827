"""Who is who over all documents: names, roles and metonyms of many readings, joined into actors.

Judgements are cheap and local (one name, one office, one story); clusters are derived from them, and each actor keeps the judgements
that made it in words. What the evidence leaves open stays apart.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from crosswire.link.actors_joins import (
    BODIES,
    Circles,
    Figure,
    Joined,
    Local,
    collect,
    join_acronyms,
    join_groups,
    join_metonyms,
    join_names,
    join_nouns,
    join_short_names,
    join_states,
)
from crosswire.link.actors_namesakes import join_namesakes
from crosswire.link.actors_people import join_offices, join_people, join_surnames
from crosswire.link.actors_repairs import (
    drop_open,
    drop_silent,
    join_famous,
    known_places,
    repair_pronouns,
    repair_titled,
    repair_types,
)
from crosswire.model import (
    Actor,
    Attribution,
    Document,
    Judgement,
    Mention,
    Published,
    Quotation,
    Reading,
    Story,
    make_id,
)
from crosswire.model.folding import fold, folded, is_whole, shares_stem, word_set

STATE_OFFICES = word_set(
    "minister foreign defence interior finance justice lawmaker deputy-foreign deputy-defence envoy ENVOY MINISTER"
)
"""Families of roles that belong to states."""
STEM = 3
"""Letters that a demonym and its state share at least (`shares_stem`)."""
RARE = 8
"""A person's name printed less than once in so many times of the commonest whole one is not shown. By eye, on 84 US articles."""


def resolve_actors(
    *,
    documents: tuple[Document, ...],
    readings: tuple[Reading, ...],
    stories: tuple[Story, ...],
    published: tuple[Published, ...],
) -> tuple[tuple[Actor, ...], tuple[Attribution, ...]]:
    """Join the local entities of all readings into actors, and say of each quotation whose it is.

    One full name is one person everywhere; a surname alone joins the one person so named in its story, then its storyline; an office
    ("X's foreign minister") joins the one person who holds it in the story. States and bodies join by their canonical names, an
    acronym by what it spells. Actors come sorted by id, attributions in the order of the readings' documents. Order of documents
    plays no part.
    """
    figures = collect(readings)
    circles = Circles(documents, stories)
    joined = Joined()
    repair_types(figures, circles, known_places(documents, readings))
    drop_silent(figures, readings)
    join_metonyms(figures, circles, joined)
    join_names(figures, circles, joined)
    join_people(figures, circles, joined)
    join_short_names(figures, circles, joined)
    join_states(figures, circles, joined)
    join_acronyms(figures, circles, joined)
    join_nouns(figures, circles, joined)
    join_surnames(figures, circles, joined)
    join_famous(figures, joined)
    repair_titled(figures, circles, joined)
    join_offices(figures, circles, joined, published)
    join_groups(figures, circles, joined)
    drop_open(figures, joined)
    repaired = repair_pronouns(figures, joined, readings)
    clusters: dict[Local, list[Figure]] = defaultdict(list)
    for local in sorted(figures):
        clusters[joined.find(local)].append(figures[local])
    used = used_mentions(readings)
    ids = merge_namesakes(clusters)
    lookup = Lookup(clusters, ids, circles)
    texts = {d.id: d.text for d in documents}
    actors = build_kept(
        clusters,
        ids,
        used,
        lambda r: build_actor(ids[r], clusters[r], judgements_of(r, clusters[r], joined, figures), lookup, texts),
    )
    actors += lookup.implied({a.affiliation for a in actors if a.affiliation} - {a.id for a in actors})
    actors, taken = join_namesakes(actors)
    kept = {a.id for a in actors} | taken.keys()
    actor_of = {
        (f.local[0], m.id): taken.get(ids[root], ids[root])
        for root, members in clusters.items()
        for f in members
        for m in f.mentions
        if ids[root] in kept
    }
    attributions = []
    for r in sorted(readings, key=lambda r: r.doc):
        by_id = {m.id: m for m in r.mentions}
        attributions += [attribute(r.doc, by_id, q, actor_of, repaired) for q in r.quotations]
    return tuple(actors), tuple(attributions)


# ---------------------------------------------------------------------- building


def used_mentions(readings: Iterable[Reading]) -> set[Local]:
    """Return (document, mention) of all that speak or act."""
    out: set[Local] = set()
    for r in readings:
        for q in r.quotations:
            out.update((r.doc, i) for i in (*q.sources, *q.via))
        for a in r.acts:
            out.update((r.doc, i) for i in a.subjects)
    return out


def is_kept(members: Sequence[Figure], used: set[Local]) -> bool:
    """Whether a cluster is an actor: a state, a person with a full name, a known body; anything else only if it speaks or acts."""
    if any((f.local[0], m.id) in used for f in members for m in f.mentions):
        return True
    types = {f.type for f in members}
    if "state" in types:
        return True
    if "person" in types:
        return any(len(f.words) > 1 or f.offices for f in members)
    return "organisation" in types and any(
        f.country or len(f.mentions) > 1 or any(m.basis != "name" for m in f.mentions) for f in members
    )


def cluster_type(members: Sequence[Figure]) -> str:
    """Return an actor's type: the surest among its members."""
    types = {f.type for f in members}
    for t in ("person", "state", "organisation", "group"):
        if t in types:
            return t
    if "role" in types:
        return "person"
    return "state" if "place" in types else "organisation"


def actor_id(root: Local, members: Sequence[Figure]) -> str:
    """Return an actor's id from the smallest stable thing: its canonical name; its document too, where the name alone says little."""
    type_ = cluster_type(members)
    if type_ == "state":
        code = next((f.country for f in members if f.country), None)
        return make_id("p", type_, code or min(" ".join(folded(f.words)) for f in members))
    if type_ == "person":
        full = sorted(
            (folded(f.words) for f in members if f.type == "person" and len(f.words) > 1), key=lambda w: (len(w), w)
        )
        if full:
            return make_id("p", type_, full[0][0], full[0][-1])
        return make_id("p", type_, root[0], root[1])
    if type_ == "organisation":
        longest = max((tuple(sorted(folded(f.words))) for f in members), key=lambda w: (len(w), w))
        return make_id("p", type_, " ".join(longest))
    return make_id("p", type_, root[0] if root[1].endswith("|") else "", root[1])


def merge_namesakes(clusters: dict[Local, list[Figure]]) -> dict[Local, str]:
    """Join the clusters that `actor_id` names alike (a body of one name in two stories), in place, and return root -> id."""
    ids: dict[Local, str] = {}
    first: dict[str, Local] = {}
    for root in sorted(clusters):
        id_ = actor_id(root, clusters[root])
        if id_ in first:
            clusters[first[id_]] += clusters.pop(root)
        else:
            first[id_] = root
            ids[root] = id_
    return ids


class Lookup:
    """Finds the actor of a state's or body's name."""

    def __init__(self, clusters: Mapping[Local, Sequence[Figure]], ids: Mapping[Local, str], circles: Circles) -> None:
        self.circles = circles
        self.ids = ids
        self.names: dict[str, list[tuple[str, Local]]] = defaultdict(list)
        self.codes: dict[str, str] = {}
        self.missing: dict[str, Actor] = {}
        self.country: dict[str, str | None] = {}
        self.stated: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for root, members in sorted(clusters.items()):
            if cluster_type(members) not in {"state", "organisation"}:
                continue
            code = next((f.country for f in members if f.country), None)
            self.country[ids[root]] = code
            for f in members:
                if cluster_type(members) == "state":
                    if len(f.words) == 1:
                        self.stated[f.words[0][:STEM]].add((ids[root], f.words[0]))
                    if code:
                        self.codes[code] = ids[root]
                for m in f.mentions:
                    if m.name and m.kind == "name":
                        self.names[fold(m.name)].append((ids[root], f.local))

    def find(self, m: Mention, doc: str) -> str | None:
        """Return the id of the state or body that a role belongs to; one that only the title names gets an actor of its own."""
        of, country = m.of or "", m.country
        if (country or "").endswith("-"):  # a part of a state: whom its governor speaks for is no state
            return None
        found = sorted(set(self.names.get(fold(of), [])))
        near = (
            [x for x in found if x[1][0] == doc]
            or [x for x in found if self.circles.line.get(x[1][0]) == self.circles.line.get(doc)]
            or found
        )
        if near:
            return near[0][0]
        if country and country not in BODIES and country in self.codes and country != of:
            return self.codes[country]
        stems = sorted({i for i, word in self.stated.get(of.lower()[:STEM], ()) if shares_stem(of, word)})
        if len(stems) == 1:
            return stems[0]
        if not of[:1].isupper():
            return None
        of_state = (country and country not in BODIES) or set(m.role_kinds) & STATE_OFFICES
        type_ = "state" if of_state and not (of.isupper() and country is None) else "organisation"
        key = country if type_ == "state" and country else fold(of)
        id_ = make_id("p", type_, key)
        self.missing[id_] = Actor(id_, of, type_, (), country=country, basis=("named only in a title",))
        self.country[id_] = country
        return id_

    def implied(self, wanted: Iterable[str | None]) -> list[Actor]:
        """Return the actors that only titles name."""
        return [self.missing[i] for i in sorted(x for x in wanted if x) if i in self.missing]


def build_kept(
    clusters: Mapping[Local, Sequence[Figure]],
    ids: Mapping[Local, str],
    used: set[Local],
    build: Callable[[Local], Actor],
) -> list[Actor]:
    """Build the actors that are kept: who speaks or acts, and for whom they speak though it is only named."""
    wanted = {ids[root] for root, members in clusters.items() if is_kept(members, used)}
    actors: dict[Local, Actor] = {}
    while new := [root for root in clusters if ids[root] in wanted and root not in actors]:
        actors |= {root: build(root) for root in new}
        wanted |= {a.affiliation for a in actors.values() if a.affiliation}
    return list(actors.values())


def build_actor(
    id_: str, members: Sequence[Figure], judgements: Sequence[Judgement], lookup: Lookup, texts: Mapping[str, str]
) -> Actor:
    """Put an actor together from its local entities."""
    type_ = cluster_type(members)
    mentions = [(f.local[0], m) for f in members for m in f.mentions]
    affiliation = affiliate(mentions, type_, lookup)
    country = next((f.country for f in members if f.country), None) if type_ in {"state", "organisation"} else None
    if type_ in {"person", "group"} and affiliation:
        country = lookup.country.get(affiliation)
    return Actor(
        id=id_,
        name=full_name(members, type_, texts),
        type=type_,
        aliases=tuple(
            sorted({printed(d, m, texts) for d, m in mentions if m.kind != "pronoun" and "sides" not in m.role_kinds})
        ),
        affiliation=affiliation if affiliation != id_ else None,
        country=country,
        roles=tuple(
            sorted({(m.role, m.of or "") for _, m in mentions if m.role and m.kind == "name" and type_ == "person"})
        ),
        mentions=tuple(sorted({(d, m.id) for d, m in mentions})),
        basis=tuple(sorted({j.reason for j in judgements})) or ("one name in one document",),
        judgements=tuple(judgements),
    )


def judgements_of(
    root: Local, members: Sequence[Figure], joined: Joined, figures: Mapping[Local, Figure]
) -> list[Judgement]:
    """Return the judgements that made a cluster, each between the first mentions of two local entities, in the order of these."""
    roots = sorted({joined.find(f.local) for f in members} | {root})
    out = [
        Judgement(first_mention(figures[a]), first_mention(figures[b]), reason, certainty)
        for r in roots
        for a, b, reason, certainty in joined.reasons.get(r, ())
        if a in figures and b in figures
    ]
    for r in roots[1:]:  # bodies of one name in several stories
        if r in figures and root in figures:
            reason = f"one name: {' '.join(figures[r].words)}"
            out.append(Judgement(first_mention(figures[root]), first_mention(figures[r]), reason, "certain"))
    return sorted(set(out))


def first_mention(figure: Figure) -> tuple[str, str]:
    """Return (document, mention id) of a figure's first mention, a name if it has one; no mention where all of them were taken away."""
    named = sorted(figure.mentions, key=lambda m: (m.kind != "name", m.start, m.id))
    return figure.local[0], named[0].id if named else ""


def printed(doc: str, m: Mention, texts: Mapping[str, str]) -> str:
    """Return what a mention calls its actor, as printed: the bare name of a person with titles, else all its words on one line."""
    whole = " ".join(texts.get(doc, "")[m.start : m.end].split())
    return m.name if m.name and m.kind == "name" and m.role else whole or m.name or ""


def full_name(members: Sequence[Figure], type_: str, texts: Mapping[str, str]) -> str:
    """Return the fullest proper name as printed: not in capitals if it is printed otherwise, the most frequent of the longest."""
    mentions = [(f.local[0], m) for f in members for m in f.mentions]
    return full_name_of(mentions, type_, texts) or members[0].local[1].split(":", 1)[1].rstrip("|").replace("|", " of ")


def full_name_of(mentions: Sequence[tuple[str, Mention]], type_: str, texts: Mapping[str, str]) -> str:
    """Return the fullest proper name among (document, mention) pairs as `full_name` does, else a nominal's words, else ""."""
    named = [m.name for _, m in mentions if m.name and m.kind == "name"]
    named = named or [m.name or printed(doc, m, texts) for doc, m in mentions if m.kind == "nominal"]
    if not named:
        return ""
    counts = Counter(named)
    if type_ == "person" and (whole := {n: c for n, c in counts.items() if is_whole(n)}):
        # a longer name that is rarely printed is oftener a misreading ("Rival Ilse Marran") than fuller
        often = max(whole.values())
        counts = Counter({n: c for n, c in whole.items() if c * RARE >= often})
    return max(sorted(counts), key=lambda n: (not (n.isupper() and len(n) > 5), len(n.split()), counts[n], len(n)))


def affiliate(mentions: Sequence[tuple[str, Mention]], type_: str, lookup: Lookup) -> str | None:
    """Return the state or body for which a person or group speaks: what most of the titles say."""
    if type_ not in {"person", "group"}:
        return None
    votes: Counter[str] = Counter()
    for doc, m in mentions:
        if m.of and (found := lookup.find(m, doc)):
            votes[found] += 1 if (m.role or "").startswith("former ") else 10
    return max(sorted(votes), key=lambda i: votes[i], default=None)


def attribute(
    doc: str,
    by_id: Mapping[str, Mention],
    quotation: Quotation,
    actor_of: Mapping[Local, str],
    repaired: Mapping[Local, str],
) -> Attribution:
    """Say whose a quotation is, and how that is known."""
    sources = [by_id[i] for i in quotation.sources if i in by_id]
    speakers = tuple(dict.fromkeys(actor_of[doc, m.id] for m in sources if (doc, m.id) in actor_of))
    via = tuple(dict.fromkeys(actor_of[doc, i] for i in quotation.via if (doc, i) in actor_of))
    if not speakers:
        return Attribution(
            quotation.id,
            doc,
            (),
            via,
            "unknown",
            unresolved(doc, sources, repaired),
        )
    stated = all(m.kind == "name" and not m.stands_for for m in sources)
    return Attribution(
        quotation.id,
        doc,
        speakers,
        via,
        "stated" if stated else "inferred",
        "; ".join(dict.fromkeys(repaired.get((doc, m.id), m.basis) for m in sources)),
    )


def unresolved(doc: str, sources: Sequence[Mention], repaired: Mapping[Local, str]) -> str:
    """Say why nobody is named as a quotation's speaker."""
    if not sources:
        return "no source is named"
    if any(m.type == "place" for m in sources):
        return f"the source is not resolved: {sources[0].name or 'a place'} is a place, and no account says for whom it stands"
    if any((doc, m.id) in repaired for m in sources):
        return "the source is not resolved: he or she fits nobody named before"
    return "the source is not resolved"
