"""A generated store of any size for the bench of the served side: invented words, people and states, records made directly."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from crosswire.model import (
    Actor,
    Attribution,
    CopyGroup,
    DateValue,
    Difference,
    Document,
    Findings,
    Header,
    HeaderValue,
    Issue,
    Mention,
    Place,
    Position,
    Published,
    Quotation,
    Reading,
    Sentence,
    Side,
    Statement,
    Story,
    TimelineEntry,
    Zone,
    make_id,
    sha256,
)
from crosswire.store import Store

WORDS, ACTORS, ISSUES, OUTLETS = 20_000, 2_000, 300, 40
SENTENCES, QUOTED = 14, 4
"""Sentences of a document, and how many of them are quotations."""

ACCOUNTS = (1, 2, 2, 3, 3, 4, 5, 6)
"""Documents of a story; one is drawn for each."""

FIRST_YEAR, YEARS = 2031, 5


def word_list(line: str) -> list[str]:
    """Return the words of a line."""
    return line.split()


class World:
    """The invented words and names, the same for the same seed; what is common is common by Zipf's law."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        onsets, ends = word_list("b d f g k l m n p r s t v z st tr"), word_list("a e i o u ar en il or un")
        syllables = [a + b for a in onsets for b in ends]
        self.words = sorted(
            {"".join(self.random.choices(syllables, k=self.random.randint(1, 4))) for _ in range(2 * WORDS)}
        )
        self.random.shuffle(self.words)
        self.words = self.words[:WORDS]
        self.weights = list(_cumulated(1 / (n + 3) for n in range(len(self.words))))
        self.outlets = [
            f"The {self.name()} {kind}" for kind in ("Courier", "Post", "Mail", "Wire") for _ in range(OUTLETS // 4)
        ]
        self.actor_weights = list(_cumulated(1 / (n + 2) for n in range(ACTORS)))

    def name(self) -> str:
        """Return one word as a name."""
        return self.random.choice(self.words).capitalize()

    def sentence(self, low: int, high: int) -> str:
        """Return some words."""
        found = self.random.choices(self.words, cum_weights=self.weights, k=self.random.randint(low, high))
        return " ".join(found).capitalize()


def _cumulated(weights: Iterator[float]) -> Iterator[float]:
    total = 0.0
    for weight in weights:
        total += weight
        yield total


class Generator:
    """Builds findings story by story."""

    def __init__(self, documents: int, seed: int = 1) -> None:
        self.wanted, self.world = documents, World(seed)
        self.random = self.world.random
        self.documents: list[Document] = []
        self.readings: list[Reading] = []
        self.stories: list[Story] = []
        self.published: list[Published] = []
        self.copies: list[CopyGroup] = []
        self.attributions: list[Attribution] = []
        self.statements: list[Statement] = []
        self.positions: list[Position] = []
        self.differences: list[Difference] = []
        self.timeline: list[TimelineEntry] = []
        names = [f"{self.world.name()} {self.world.name()}" for _ in range(ACTORS)]
        self.names = names
        self.actors = [make_id("p", n) for n in range(ACTORS)]
        self.mentions: dict[str, list[tuple[str, str]]] = {a: [] for a in self.actors}
        self.issues = [make_id("i", n) for n in range(ISSUES)]
        self.issue_names = [f"{self.world.name()} {self.world.name().lower()}" for _ in range(ISSUES)]
        self.issue_places: dict[str, list[Place]] = {i: [] for i in self.issues}
        self.about: dict[str, list[str]] = {i: [] for i in self.issues}

    def findings(self) -> Findings:
        """Return the findings of the whole store."""
        while len(self.documents) < self.wanted:
            self.story(len(self.stories))
        order = sorted(range(len(self.documents)), key=lambda n: (self.documents[n].name, self.documents[n].id))
        return Findings(
            documents=tuple(self.documents[n] for n in order),
            readings=tuple(self.readings[n] for n in order),
            copies=tuple(self.copies),
            stories=tuple(self.stories),
            published=tuple(self.published),
            actors=tuple(self.actor(n) for n in range(ACTORS)),
            attributions=tuple(self.attributions),
            statements=tuple(self.statements),
            issues=tuple(self.issue(n) for n in range(ISSUES)),
            positions=tuple(self.positions),
            differences=tuple(self.differences),
            timeline=tuple(self.timeline),
        )

    def actor(self, n: int) -> Actor:
        """Return an actor: every fifth a state, the others speak for one."""
        id_, name = self.actors[n], self.names[n]
        state = n % 5 == 0
        names = (name, name.split()[-1])
        mentions = tuple(sorted(self.mentions[id_]))
        party = None if state else self.actors[n - n % 5]
        roles = () if state else (("foreign minister", self.names[n - n % 5]),)
        return Actor(id_, name, "state" if state else "person", names, party, roles=roles, mentions=mentions)

    def issue(self, n: int) -> Issue:
        """Return an issue."""
        id_, name = self.issues[n], self.issue_names[n]
        return Issue(id_, name, (name,), tuple(sorted(self.issue_places[id_])), tuple(sorted(self.about[id_])))

    def story(self, number: int) -> None:
        """Add a story: accounts that quote some of the same words, a copy now and then."""
        rnd = self.random
        day = f"{FIRST_YEAR + rnd.randrange(YEARS)}-{rnd.randint(1, 12):02}-{rnd.randint(1, 28):02}"
        speakers = rnd.choices(range(ACTORS), cum_weights=self.world.actor_weights, k=3)
        shared = [self.world.sentence(10, 22) for _ in range(3)]
        issue = rnd.randrange(ISSUES)
        docs: list[Document] = []
        told: dict[int, list[str]] = {0: [], 1: [], 2: []}
        for _ in range(rnd.choice(ACCOUNTS)):
            docs.append(self.document(number, len(docs), day, speakers, shared, issue, told))
        ids = tuple(sorted(d.id for d in docs))
        story = make_id("s", number)
        if len(docs) > 3:
            passage = (Place(docs[0].id, 0, 40),)
            self.copies.append(
                CopyGroup(make_id("c", number), tuple(sorted((docs[0].id, docs[1].id))), docs[0].id, 0.9, passage)
            )
        title = docs[0].header.headline.value or ""
        line = make_id("l", number // 4) if number % 3 == 0 else None
        independent = len(docs) - (len(docs) > 3)
        self.stories.append(Story(story, ids, line, title, docs[0].id, DateValue(day, "day", "stated"), independent))
        self.relate(number, story, day, docs, speakers, issue, told)

    def relate(
        self,
        number: int,
        story: str,
        day: str,
        docs: Sequence[Document],
        speakers: Sequence[int],
        issue: int,
        told: dict[int, list[str]],
    ) -> None:
        """Add what stands over the documents of a story."""
        for n, quotations in told.items():
            if len(quotations) > 1:
                said = (self.actors[speakers[n]],)
                about = (self.issues[issue],) if n == 0 else ()
                count = len(quotations)
                self.statements.append(
                    Statement(make_id("u", number, n), tuple(quotations), (), said, story, count, count, issues=about)
                )
        first = self.place(docs[0], 1)
        party = self.actors[speakers[0] - speakers[0] % 5]
        stance = self.random.choice(("supports", "opposes", "conditional"))
        self.positions.append(
            Position(
                make_id("o", number),
                party,
                self.issues[issue],
                stance,
                day,
                (first,),
                speakers=(self.actors[speakers[0]],),
            )
        )
        if len(docs) > 1:
            sides = tuple(Side(p, d.words(p)) for d in docs[:2] for p in (self.place(d, 2),))
            self.differences.append(
                Difference(make_id("x", number, 0), "number", "differ", "ships", sides, story, weight=1.0)
            )
        alone = (Side(self.place(docs[-1], 3), docs[-1].words(self.place(docs[-1], 3))),)
        absent = tuple(d.id for d in docs[:-1])
        self.differences.append(
            Difference(make_id("x", number, 1), "only", "only", "talks", alone, story, absent=absent)
        )
        entry = DateValue(day, "day", "stated")
        self.timeline.append(TimelineEntry(make_id("e", number), entry, "done", (first,), (), story, (party,)))

    def place(self, document: Document, n: int) -> Place:
        """Return the nth sentence of a document."""
        zone = document.zones[n + 1]
        return Place(document.id, zone.start, zone.end)

    def document(
        self,
        number: int,
        n: int,
        day: str,
        speakers: Sequence[int],
        shared: Sequence[str],
        issue: int,
        told: dict[int, list[str]],
    ) -> Document:
        """Add a document: a headline and paragraphs of one sentence, some of them quotations."""
        rnd, world = self.random, self.world
        headline = world.sentence(5, 9)
        lines, quoted = [headline], []
        for at in range(SENTENCES):
            which = at // 2 if at % 2 == 0 and at < 2 * QUOTED else None
            speaker = speakers[which % 3] if which is not None else None
            if which is None:
                lines.append(world.sentence(10, 24) + ".")
                continue
            words = shared[which] if which < len(shared) and rnd.random() < 0.8 else world.sentence(10, 22)
            same = which < len(shared) and words == shared[which]
            words = words + " " + world.sentence(1, 4).lower() if same and n else words
            name = self.names[speaker or 0]
            quoted.append((at + 1, len(name), words, speaker or 0, which if same else None))
            lines.append(f"{name} said: “{words}.”")
        text = "\n\n".join(lines) + "\n"
        digest = sha256(f"{number} {n} {text}")
        doc = f"d-{digest}"
        starts, at = [], 0
        for line in lines:
            starts.append(at)
            at += len(line) + 2
        zones = tuple(
            Zone(s, s + len(line), "title" if k == 0 else "body")
            for k, (s, line) in enumerate(zip(starts, lines, strict=True))
        )
        header = Header(
            headline=HeaderValue(headline, "stated", Place(doc, 0, len(headline))),
            publisher=HeaderValue(world.outlets[rnd.randrange(OUTLETS)], "stated"),
            published=DateValue(day, "day", "stated"),
        )
        document = Document(doc, f"{number:06}-{n}.txt", digest, "text/plain", text, sha256(text), zones, header)
        self.read(document, starts, quoted, told, issue)
        self.documents.append(document)
        self.published.append(Published(doc, DateValue(day, "day", "stated")))
        return document

    def read(
        self,
        document: Document,
        starts: Sequence[int],
        quoted: Sequence[tuple[int, int, str, int, int | None]],
        told: dict[int, list[str]],
        issue: int,
    ) -> None:
        """Add the reading of a document."""
        doc = document.id
        sentences = tuple(Sentence(z.start, z.end, z.label, k) for k, z in enumerate(document.zones))
        mentions, quotations = [], []
        for line, length, words, speaker, which in quoted:
            start = starts[line]
            mention = Mention(make_id("m", doc, start), start, start + length, "name", "person", self.names[speaker])
            low = start + length + len(" said: ")
            content = ((low, low + len(words) + 3),)
            cue = ((start + length + 1, start + length + 5),)
            q = Quotation(
                make_id("q", doc, content, "direct"), content, cue, ((start, start + length),), "direct", "body",
                sources=(mention.id,), cue_lemma="say", basis="generated", text=document.text[content[0][0] : content[0][1]],
            )  # fmt: skip
            mentions.append(mention)
            quotations.append(q)
            self.mentions[self.actors[speaker]].append((doc, mention.id))
            self.attributions.append(Attribution(q.id, doc, (self.actors[speaker],), status="stated"))
            if which is not None:
                told[which].append(q.id)
            elif self.random.random() < 0.3:
                self.about[self.issues[issue]].append(q.id)
        low = document.zones[2].start
        self.issue_places[self.issues[issue]].append(Place(doc, low, low + 5))
        self.readings.append(Reading(doc, sentences, tuple(mentions), tuple(quotations)))


def write_store(folder: Path, documents: int) -> None:
    """Write a store of so many generated documents."""
    findings = Generator(documents).findings()
    folder.mkdir(parents=True, exist_ok=True)
    with Store.create(folder) as store:
        store.write(findings, given=(), keys=(), ledger={}, redirects={}, facts={"crosswire": "generated"})
