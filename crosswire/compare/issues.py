"""Issues: what the statements and acts of a storyline are about, found in the texts and named in their words.

Phrases that name the same thing are brought together: spellings, short forms in brackets, "the pact" for the treaty named before. What has no
support (two documents, or repetition) is no issue; an actor or a time never is.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from crosswire.compare.accounts import Accounts
from crosswire.compare.clause_stances import Stance
from crosswire.compare.issue_terms import NAMING, Term, find_agents, find_shorts, find_terms
from crosswire.compare.stakes import CONTESTING, find_held, find_stakes, stake_of, wanted_ends
from crosswire.compare.stances import StanceReader
from crosswire.compare.words import load_groups, load_kind, load_words, stem
from crosswire.model import Document, Issue, Place, Reading, Statement, Story, make_id

MOST = 20
"""Issues kept for one storyline, those with most support first."""

BACK = 1500
"""Characters back in which "the system" may find the phrase it stands for (about four paragraphs of a wire story); treaties reach further."""

KEEPS = 3
"""Times that a single common word must stand in the documents to name an issue, where it is named as a topic only once."""

MOSTLY = 0.5
"""Share of a word's places that must lie in an issue for the word alone to name it."""

OVERLAP = 0.4
"""Jaccard share of tokens from which two phrases with two tokens in common name one issue."""


@dataclass(slots=True)
class Cluster:
    """An issue being built: its distinct token sets and its terms."""

    sets: list[frozenset[str]] = field(default_factory=list)
    shorts: set[str] = field(default_factory=set)
    initials: set[str] = field(default_factory=set)
    also: set[str] = field(default_factory=set)
    titled: bool = False
    staked: bool = False
    contested: int = 0
    terms: list[Term] = field(default_factory=list)
    echoes: list[Term] = field(default_factory=list)

    def add(self, term: Term) -> None:
        """Take a term in."""
        if term.tokens not in self.sets:
            self.sets.append(term.tokens)
        if term.short:
            self.shorts.add(term.short)
        if len(term.initials) > 1:
            self.initials.add(term.initials)
        self.titled = self.titled or term.titled
        self.contested += term.contested
        self.terms.append(term)

    def weight(self) -> tuple[int, int, int]:
        """Support: documents, then framed, titled or contested mentions, then mentions."""
        docs = len({t.doc for t in self.terms})
        named = sum(t.framed or t.titled or t.contested for t in self.terms)
        return (docs, named, len(self.terms) + len(self.echoes))

    def rank(self) -> tuple[int, ...]:
        """Order on the page: what somebody is for or against first, then by support."""
        docs, named, mentions = self.weight()
        return (-min(self.contested, docs + 1), -docs, -named, -mentions)


class Shelf:
    """Finds the clusters to which a term may belong by its words, so that the work does not grow with the number of clusters."""

    def __init__(self) -> None:
        self.by_word: dict[str, dict[int, Cluster]] = defaultdict(dict)
        self.order: dict[int, int] = {}

    def place(self, term: Term, cluster: Cluster) -> None:
        """Make a cluster findable by a term's words and short forms."""
        self.order.setdefault(id(cluster), len(self.order))
        for word in (*term.tokens, term.short, term.initials):
            if word:
                self.by_word[word][id(cluster)] = cluster

    def find(self, term: Term) -> Cluster | None:
        """Return the cluster to which a term belongs, the earliest founded first."""
        near_ones = {
            key: cluster
            for word in (*term.tokens, term.short, term.initials)
            for key, cluster in self.by_word.get(word, {}).items()
        }
        return next(
            (near_ones[k] for k in sorted(near_ones, key=self.order.__getitem__) if belongs(term, near_ones[k])), None
        )


def find_issues(
    *,
    documents: Sequence[Document],
    readings: Sequence[Reading],
    stories: Sequence[Story],
    statements: Sequence[Statement],
) -> tuple[Issue, ...]:
    """Return the issues of each storyline, those with most support first.

    Actors are told apart from issues by the readings alone: who is a quotation's source or does things is an actor.
    """
    accounts = Accounts(documents=documents, readings=readings, stories=stories)
    found: list[Issue] = []
    for _, members in accounts.groups():
        clusters = group_terms(members, accounts)
        kept = sorted((c for c in clusters if has_support(c)), key=lambda c: (c.rank(), name_of(c, accounts)))
        found.extend(make_issue(c, accounts, members) for c in kept[:MOST])
    return tuple(found)


def group_terms(readings: Sequence[Reading], accounts: Accounts) -> list[Cluster]:
    """Bring the terms of a storyline's documents together."""
    agents = find_agents(readings)
    shorts = find_shorts(readings, accounts)
    stances = {r.doc: tuple(StanceReader(r, accounts).read()) for r in readings}
    contests = {doc: find_contests(found) for doc, found in stances.items()}
    held = {r.doc: frozenset(wanted_ends(find_held(r, stances[r.doc]))) for r in readings}
    lifted = lift_weak(readings, contests, held)
    terms = {
        r.doc: mark_contested(find_terms(r, accounts, agents, shorts, lifted, held[r.doc]), contests[r.doc])
        for r in readings
    }
    counts = Counter(t.tokens for ts in terms.values() for t in ts if t.tokens)
    voice = first_tellers(readings, accounts)
    topical = Counter(t.tokens for ts in terms.values() for t in ts if t.tokens and (t.framed or t.owned))
    heads = Counter(t.head for ts in terms.values() for t in ts if t.tokens)
    contested = frozenset(t.tokens for ts in terms.values() for t in ts if t.tokens and t.contested)
    tellers: dict[frozenset[str], set[str]] = defaultdict(set)
    for doc, ts in terms.items():
        for term in ts:
            sentence = accounts.sentence_at(doc, term.start)
            tellers[term.tokens].add(voice[doc, sentence.start] if sentence else doc)
    spread = {tokens: len(docs) for tokens, docs in tellers.items()}
    flat = [t for doc in sorted(terms) for t in terms[doc] if t.tokens]
    order = sorted(
        flat,
        key=lambda t: (
            not t.titled,
            -spread[t.tokens],
            -counts[t.tokens],
            -len(t.tokens),
            sorted(t.tokens),
            t.doc,
            t.start,
        ),
    )
    bodies = {load_groups("kin.tsv").get(w, w) for w in load_words("bodies.txt")}
    clusters: list[Cluster] = []
    shelf = Shelf()
    loose: list[Term] = []
    for term in order:
        if term.definite and term.head in bodies and not term.titled and not term.short:
            continue  # "the amended treaty" is the treaty named before, if there is one
        home = shelf.find(term)
        if home is None and may_found(term, counts, spread, topical, contested, heads):
            home = Cluster()
            clusters.append(home)
        if home is None:
            loose.append(term)
        else:
            home.add(term)
            shelf.place(term, home)
    clusters = absorb(clusters, flat)
    shelf = Shelf()
    for cluster in clusters:
        for term in cluster.terms:
            shelf.place(term, cluster)
    headed = heads_of(clusters)
    for term in loose:
        home = shelf.find(term) or next((c for c in clusters if near(term, c)), None) or headed.get(term.tokens)
        if home is not None:
            home.add(term)
    add_echoes(terms, clusters)
    add_staked(readings, stances, terms, clusters, shelf, accounts)
    return clusters


def add_staked(
    readings: Sequence[Reading],
    stances: dict[str, tuple[Stance, ...]],
    terms: dict[str, list[Term]],
    clusters: list[Cluster],
    shelf: Shelf,
    accounts: Accounts,
) -> None:
    """Found an issue on what a party is for or against, where nothing that the stance may mean is an issue already."""
    placed = {(t.doc, t.start) for c in clusters for t in (*c.terms, *c.echoes)}
    for reading in sorted(readings, key=lambda r: r.doc):
        text = accounts.documents[reading.doc].text
        for led in find_stakes(reading, stances[reading.doc], terms[reading.doc], text):
            stake = None if any((t.doc, t.start) in placed for t in led) else stake_of(led)
            if stake is None:
                continue
            home = shelf.find(stake)
            if home is None:
                home = Cluster(staked=True)
                clusters.append(home)
            home.add(stake)
            shelf.place(stake, home)
            placed.add((stake.doc, stake.start))


def find_contests(stances: Sequence[Stance]) -> frozenset[int]:
    """Return the ends (code points) of the phrases that somebody is for or against."""
    return frozenset(
        t.end
        for s in stances
        if s.kind in CONTESTING or (s.kind == "deed" and s.act.lemma in load_kind("deciding"))
        for t in s.targets
    )


def lift_weak(
    readings: Sequence[Reading], contests: dict[str, frozenset[int]], held: dict[str, frozenset[int]]
) -> frozenset[str]:
    """Return the stems of weak nouns ("fence", "visit") that name an issue here: a party wants or rejects what they name, or somebody is for or
    against it and they stand at least twice."""
    weak, echoes = load_words("weak.txt"), {stem(w) for w in load_kind("echoing")}
    heads = [(r.doc, p.end, stem(p.head)) for r in readings for p in r.phrases if p.where in NAMING]
    counts = Counter(head for _, _, head in heads)
    return frozenset(
        h
        for doc, end, h in heads
        if h in weak and ((end in held[doc] and h not in echoes) or (counts[h] >= 2 and end in contests[doc]))
    )


def mark_contested(terms: list[Term], ends: frozenset[int]) -> list[Term]:
    """Say of the terms of a document which somebody is for or against."""
    return [replace(t, contested=True) if any(t.start < e <= t.end for e in ends) else t for t in terms]


def absorb(clusters: list[Cluster], terms: Sequence[Term]) -> list[Cluster]:
    """Let an issue of one common word go into the issue of several words where that word mostly stands ("missiles" and "missile defence")."""
    total = Counter(token for t in terms for token in t.tokens)
    kept: list[Cluster] = []
    for cluster in clusters:
        single = len(cluster.sets[0]) == 1 and not any(t.proper for t in cluster.terms)
        home = None
        if single:
            (token,) = sorted(cluster.sets[0])
            others = [c for c in clusters if c is not cluster and not c.titled]
            home = next((c for c in others if sum(token in t.tokens for t in c.terms) >= MOSTLY * total[token]), None)
        if home is None:
            kept.append(cluster)
        else:
            home.also.add(token)
            for term in cluster.terms:
                if len(term.tokens) == 1:
                    home.add(term)
    return kept


def heads_of(clusters: Sequence[Cluster]) -> dict[frozenset[str], Cluster]:
    """Return the clusters that a bare head may name ("the deal" for "the trade deal"): those that alone have it, and no name of their own."""
    found: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        for head in sorted({t.head for t in cluster.terms if t.head in t.tokens and not t.proper}):
            found[head].append(cluster)
    return {frozenset([h]): cs[0] for h, cs in found.items() if len(cs) == 1 and not cs[0].titled}


def near(term: Term, cluster: Cluster) -> bool:
    """Whether a term is nothing but a word that is a cluster's own."""
    return term.tokens <= cluster.also


def first_tellers(readings: Sequence[Reading], accounts: Accounts) -> dict[tuple[str, int], str]:
    """Return, for each sentence (document, start), the first document that has it word for word: a reprint adds no support."""
    first: dict[tuple[str, ...], str] = {}
    found: dict[tuple[str, int], str] = {}
    for reading in readings:
        for sentence in reading.sentences:
            words = tuple(accounts.words(reading.doc, sentence.start, sentence.end).lower().replace("’", "'").split())
            found[reading.doc, sentence.start] = first.setdefault(words, reading.doc)
    return found


def may_found(
    term: Term,
    counts: Counter[frozenset[str]],
    spread: dict[frozenset[str], int],
    topical: Counter[frozenset[str]],
    contested: frozenset[frozenset[str]],
    heads: Counter[str],
) -> bool:
    """Whether a term may found an issue: somebody is for or against it; or it is named where topics are named, titled, an actor's action, or of
    several words; and repeated.

    A single common word must stand as a topic at least twice, or be what one document keeps coming back to.
    """
    if term.tokens in contested and heads[term.head] >= 2:
        return term.head in term.tokens
    repeated = spread[term.tokens] >= 2 or counts[term.tokens] >= 2
    if len(term.tokens) == 1 and not term.proper and not term.titled:
        often = topical[term.tokens] >= 2 or (topical[term.tokens] >= 1 and counts[term.tokens] >= KEEPS)
        return repeated and often
    return repeated and (term.titled or term.framed or term.owned or (len(term.tokens) >= 2 and not term.proper))


def belongs(term: Term, cluster: Cluster) -> bool:
    """Whether a term names the same thing as a cluster."""
    if term.tokens in cluster.sets:
        return True
    if term.short and (term.short in cluster.shorts or term.short in cluster.initials):
        return True
    if len(term.initials) > 1 and term.initials in cluster.shorts:
        return True
    for tokens in cluster.sets:
        common = tokens & term.tokens
        if len(tokens) == 1 and common and not term.titled:
            return term.head in common or term.head not in term.tokens  # "a reform fight" is no reform
        if len(common) >= 2 and len(common) / len(tokens | term.tokens) >= (
            0.5 if term.titled or cluster.titled else OVERLAP
        ):
            return True
    return False


def add_echoes(terms: dict[str, list[Term]], clusters: Sequence[Cluster]) -> None:
    """Resolve "the pact", "the system": a definite phrase takes the issue of the last phrase before it with that head."""
    owner = {(t.doc, t.start): c for c in clusters for t in c.terms}
    bodies = {load_groups("kin.tsv").get(w, w) for w in load_words("bodies.txt")}
    told_by = {id(c): len({t.doc for t in c.terms}) for c in clusters}
    for doc in sorted(terms):
        last: dict[str, tuple[int, Cluster]] = {}
        for term in terms[doc]:
            cluster = owner.get((doc, term.start))
            if cluster is None and term.definite and term.head in last:
                at, candidate = last[term.head]
                if term.head in bodies or term.start - at <= BACK:
                    candidate.echoes.append(term)
                    cluster = candidate
            if cluster is None:
                continue
            before = last.get(term.head)
            if term.head in bodies and before and told_by[id(before[1])] > told_by[id(cluster)]:
                continue  # a treaty named in passing does not become "the pact" of a story about another
            last[term.head] = (term.start, cluster)


def has_support(cluster: Cluster) -> bool:
    """Whether an issue is more than a passing word: two documents, or a title or topic repeated in one."""
    docs, framed, mentions = cluster.weight()
    if cluster.staked:
        return True
    if not cluster.titled and all(t.proper for t in cluster.terms):
        return framed >= 2  # a place that is talked about, not only the place where things are
    return docs >= 2 or (mentions >= 2 and framed >= 1)


def name_of(cluster: Cluster, accounts: Accounts) -> str:
    """Return the printed form that most documents use; of equals the most frequent, then the shortest."""
    forms: dict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    for term in cluster.terms:
        words = " ".join(accounts.words(term.doc, term.start, term.end).split())
        forms[words].add(term.doc)
        counts[words] += 1
    return max(sorted(forms), key=lambda w: (len(forms[w]), counts[w], -len(w)))


def make_issue(cluster: Cluster, accounts: Accounts, readings: Sequence[Reading]) -> Issue:
    """Build the record: name, aliases, places, and the quotations that are about it."""
    places = sorted({Place(t.doc, t.start, t.end) for t in (*cluster.terms, *cluster.echoes)})
    aliases = sorted({" ".join(accounts.words(t.doc, t.start, t.end).split()) for t in cluster.terms})
    return Issue(
        id=make_id("i", [[p.doc, p.start, p.end] for p in places]),
        name=name_of(cluster, accounts),
        aliases=tuple(aliases),
        places=tuple(places),
        quotations=tuple(about(places, accounts, readings)),
    )


def about(places: Sequence[Place], accounts: Accounts, readings: Sequence[Reading]) -> list[str]:
    """Return the quotations whose content names the issue; in a content without any name, its sentence may name it."""
    spots = {doc: [p for p in places if p.doc == doc] for doc in {p.doc for p in places}}
    found = []
    for reading in readings:
        for quotation in reading.quotations:
            if any(a <= p.start < b for p in spots.get(reading.doc, ()) for a, b in quotation.content):
                found.append(quotation.id)
    return sorted(found)
