"""Who does an act and to whom, as the parse says it: subjects and agents, objects, prepositions, owners, what the act under an operator says."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from crosswire.annotate.clauses import is_misread_noun, subject_of, verb_of
from crosswire.annotate.events_coding import Coded, lemma_of, noun_sides, objects_of, subject_tokens
from crosswire.annotate.events_lexicon import Code
from crosswire.annotate.events_parties import BODIES, Sides
from crosswire.annotate.words import word_set
from crosswire.model import Party

RECIPIENTS = (
    "with", "against", "to", "on", "upon", "for", "toward", "towards", "over", "from", "of",
    "between", "behind", "into", "at", "in", "under", "outside", "near",
)  # fmt: skip
"""Prepositions behind which the other side of an act stands, the surest first."""
ANSWERS = word_set("retaliation response protest reaction answer opposition revenge reply")
LOCAL = frozenset({"in", "near", "into", "from", "under", "outside"})
BEYOND = frozenset(RECIPIENTS) - LOCAL
DIRECT = frozenset({"with", "against", "to"})
"""Prepositions of an operator before what it says: "agreed with X to ...", "offered troops to X"."""
LOCAL_TYPES = frozenset(
    {"ASSAULT", "COERCE", "AID", "MOBILIZE", "CONSULT", "SANCTION", "RETREAT", "ACCUSE", "AGREE", "CONCEDE"}
)
"""Types whose recipient may be a place: what is done in it is done to it."""
OWN_ACTS = frozenset({"THREATEN", "AGREE", "CONCEDE", "RETREAT", "SANCTION"})
"""Types that speak of what the actor's own side does or will do: "threatened that the country would leave the pact"."""
AIMS = frozenset({"PROTEST", "ASSAULT", "MOBILIZE", "COERCE", "THREATEN", "SANCTION", "REQUEST"})
"""Types whose recipient may be named only where the act's aim is told: "rallied to demand reforms by ..."."""
AT_HOME = frozenset(
    {
        "REB",
        "COP",
        "CVL",
        "OPP",
        "MIL",
        "GOV",
        "LEG",
        "JUD",
        "PTY",
        "EDU",
        "LAB",
        "AGR",
        "JRN",
        "CRM",
        "UAF",
        "ELI",
        "MED",
        "REL",
        "BUS",
    }
)
"""Sectors that are of some country even where it is not said of them."""


WEAPONS = word_set(
    "bomb bombing explosion blast attack assault shelling mortar rocket missile mine minefield airstrike strike raid ambush shooting gunfire landmine grenade"
)
"""Nouns that stand for those who nobody names."""
TELLING = word_set("say tell announce declare state add insist claim confirm indicate stress believe hope think")
HELP = word_set("help support aid assistance backing approval blessing view aim goal exception hope")
"""Nouns behind "with" that say how, not with whom: "with X's help"."""
KEPT = frozenset({"AGREE", "AID", "RETREAT", "MOBILIZE", "CONCEDE", "SANCTION", "THREATEN", "COOPERATE"})
"""Types whose object may be the actor's own: "withdrew its troops"."""
BILATERAL = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE", "SANCTION", "AID", "THREATEN"})
"""Types that governments mostly do to those of other countries."""
FOREIGN = word_set("other foreign neighbouring neighboring western eastern international several all")


class SideFinder:
    """Finds the two sides of coded acts of one paragraph."""

    def __init__(self, sides: Sides) -> None:
        self.sides = sides

    def find(self, coded: Coded) -> tuple[list[Party], list[Party], bool]:
        """Return who acts, on whom, and whether both do alike."""
        if coded.token.pos_ == "NOUN" or is_misread_noun(coded.token):
            who, whom, both = noun_sides(coded.token)
            actors = self.all_of(who)
            if not actors and "rec" in coded.frame.notes:
                own = [n for c in coded.token.children if c.lower_ == "of" for n in c.children if n.dep_ == "pobj"]
                members = self.all_of(own)  # "a meeting of the X-Y Council"
                if len(members) > 1:
                    return members, [], True
                actors = self.setting(coded.token) if coded.token.dep_ == "pobj" else []
            both = both or ("rec" in coded.frame.notes and len(actors) > 1)
            return actors, ([] if both else self.apart(self.all_of(whom), actors)), both
        subjects = [t for t in subject_tokens(coded.token) if not self.is_both(t)]
        actors = self.all_of(subjects) or self.lent(coded.token) or self.unnamed(coded)
        recipients = self.apart(self.recipients(coded, actors), actors)
        joined = "rec" in coded.frame.notes and len(actors) > 1
        if joined and not any(c.lower_ == "with" for w in (coded.token, *coded.words) for c in w.children):
            return actors, [], True  # "X and Y agreed on a new border in the north": what else is named is not a side
        return actors, recipients, joined and not recipients

    def met_how(self, coded: Coded, actors: list[Party], recipients: list[Party]) -> Code:
        """Return the code of an act, of a meeting with how it is held: with a body among those who meet, or as a visit to the state of one side."""
        code = coded.code
        if code.kind != "CONSULT" or code.mode:
            return code
        if not recipients and any(a.country in BODIES for a in actors):
            return replace(code, mode="multilateral")
        states = {p.country for p in (*actors, *recipients) if p.country}
        clause = verb_of(coded.token)
        for link in (t for t in coded.token.subtree if t.dep_ == "prep" and verb_of(t.head) == clause):
            here = next(self.sides.entries(link.doc[link.i + 1 : link.right_edge.i + 1]), None)
            if link.lower_ in {"in", "at"} and here in states and len(states) > 1 and recipients:
                return Code("CONSULT", "visit", "042")
        return code

    def is_both(self, subject: Any) -> bool:
        """Whether "they" stands for the two who say it: "X and Y said they would ..."."""
        clause = subject.head
        if subject.lower_ != "they" or clause.dep_ != "ccomp" or lemma_of(clause.head) not in TELLING:
            return False
        above = subject_of(clause.head)
        return above is not None and bool(above.conjuncts)

    def lent(self, verb: Any) -> list[Party]:
        """Return who acts where a verb's own subject names nobody: "X issued a declaration demanding ...", "X says it is willing"."""
        if verb.dep_ == "acl" and verb.tag_ == "VBG":
            above = verb_of(verb.head.head)
        else:
            clause = verb.head if verb.pos_ == "ADJ" else verb
            own = [c for c in clause.children if c.dep_ == "nsubj" and c.lower_ in {"it", "they", "he", "she"}]
            above = clause.head if own and clause.dep_ == "ccomp" and lemma_of(clause.head) in TELLING else None
        subject = subject_of(above) if above is not None and above != verb else None
        return self.sides.parties(subject) if subject is not None else []

    def unnamed(self, coded: Coded) -> list[Party]:
        """Return who acts where only a weapon or a deed is told as acting ("a car bomb killed ..."), or where a passive names only the state in which
        its courts or police act ("was arrested in X").
        """
        token, kind = coded.token, coded.code.kind
        if kind == "ASSAULT":
            hit = [c for c in token.children if c.dep_ == "prep" and c.lower_ == "in"]  # "was killed in an explosion"
            by = subject_tokens(token) or [n for c in hit for n in c.children if n.dep_ == "pobj"]
            return [self.sides.unknown(t) for t in by if lemma_of(t) in WEAPONS][:1]
        if kind in {"COERCE", "SANCTION", "ACCUSE"} and any(c.dep_ == "nsubjpass" for c in token.children):
            places = (n for c in token.children if c.dep_ == "prep" and c.lower_ == "in" for n in c.children)
            return [
                p for p in self.all_of(n for n in places if n.dep_ == "pobj" and n.ent_type_ == "GPE") if p.country
            ][:1]
        return []

    def setting(self, noun: Any) -> list[Party]:
        """Return who is at the meeting that a noun names: the subject of the clause that it is the setting of ("at a meeting with X, Y said")."""
        verb = verb_of(noun.head)
        subject = subject_of(verb) if verb is not None else None
        return self.sides.parties(subject) if subject is not None else []

    def demanded(self, coded: Coded, actors: list[Party]) -> tuple[Any, list[Party]] | None:
        """Return the verb of a condition that an act is under and of whom it asks something: "refused to sign until X leaves"; None without one."""
        for verb in (coded.token, *(c for c in coded.token.children if c.dep_ in {"xcomp", "dobj"})):
            for child in verb.children:
                marked = child.dep_ == "advcl" and any(c.lower_ in {"until", "unless"} for c in child.children)
                subjects = [c for c in child.children if c.dep_ == "nsubj"] if marked else []
                if found := self.apart(self.all_of(subjects), actors):
                    return child, found
        return None

    def apart(self, parties: Iterable[Party], actors: Iterable[Party]) -> list[Party]:
        """Return the parties that are not among the actors."""
        return [p for p in parties if not any(self.same(p, a) or is_one_state(p, a) for a in actors)]

    def same(self, left: Party, right: Party) -> bool:
        """Whether two parties are one: their words meet, or the reading holds them for one actor."""
        if left.span[0] < right.span[1] and right.span[0] < left.span[1]:
            return True
        entities = self.sides.entities
        one, other = entities.get(left.mention or ""), entities.get(right.mention or "")
        return one is not None and one == other

    def recipients(self, coded: Coded, actors: list[Party]) -> list[Party]:
        """Return whom an act is done to: the object, then what stands behind the prepositions, then what the act under it says."""
        token, notes, kind = coded.token, coded.frame.notes, coded.code.kind
        objects = objects_of(token) if token.pos_ != "ADJ" else []
        if kind in KEPT:
            objects = [o for o in objects if not is_own(o)] or [o for o in objects if "obj-" in notes]
        if "obj-" not in notes and (found := self.apart(self.all_of(objects[:1]), actors)):
            return found
        for child in token.children:  # "gave X aid", "told X to"
            if child.dep_ == "dative":
                nouns = [g for g in child.children if g.dep_ == "pobj"] if child.pos_ == "ADP" else [child]
                if found := self.apart(self.all_of(nouns), actors):
                    return found
        places = [token, *([token.head] if token.pos_ == "ADJ" else []), *objects]
        within = coded.inner is not None and coded.inner.token != token and token.pos_ != "ADJ" and kind in OWN_ACTS
        if within and (found := self.apart(self.behind([token], kind, DIRECT), actors)):
            return found
        if not within and (found := self.apart(self.behind(places, kind, BEYOND), actors)):
            return found
        if notes >= {"obj-", "inner"} and (found := self.apart(self.all_of(objects), actors)):
            return found
        local = LOCAL if LOCAL_TYPES & {kind, coded.frame.code.kind} else ()
        if not within and (found := self.apart(self.behind(places, kind, local), actors)):
            return found
        if (
            coded.inner is not None
            and coded.inner.token != token
            and (found := self.apart(self.of_inner(coded.inner, actors, kind), actors))
        ):
            return found
        for names in (BEYOND, local) if within else ():
            if found := self.apart(self.behind(places, kind, names), actors):
                return found
        if (found := self.aimed_at(coded, actors, kind)) or kind != "PROTEST":
            return found
        own = {a.country for a in actors}
        return [p for p in self.apart(self.behind(places, kind, LOCAL), actors) if p.country and p.country not in own]

    def of_inner(self, inner: Coded, actors: list[Party], kind: str) -> list[Party]:
        """Return the parties of an act under another: its own subject where that is somebody else's act ("demanded that X leave"), else whom it
        is done to.
        """
        if inner.token.pos_ == "NOUN":
            who, whom, _ = noun_sides(inner.token)
            return self.all_of([*whom, *who])
        infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in inner.token.children)
        theirs = infinitive or kind not in OWN_ACTS
        own = [c for c in inner.token.children if c.dep_ in {"nsubj", "nsubjpass"} and theirs]
        return self.apart(self.all_of(own), actors) or self.recipients(inner, actors)

    def aimed_at(self, coded: Coded, actors: list[Party], kind: str) -> list[Party]:
        """Return the first party that the clause's complement or aim names, in the order of the text."""
        token = coded.token
        for child in sorted(token.children, key=lambda c: c.i):
            aim = (
                child.dep_ == "advcl"
                and kind in AIMS
                and child.i > token.i
                and not any(
                    c.dep_ in {"mark", "advmod"}
                    and c.lower_
                    in {"after", "as", "when", "while", "since", "before", "because", "if", "unless", "until"}
                    for c in child.children
                )
            )
            within = child.dep_ == "prep" and any(c.dep_ == "pcomp" for c in child.children)
            if child.dep_ not in {"xcomp", "ccomp", "dobj", "oprd"} and not aim and not within:
                continue
            for t in child.subtree:
                if kind in OWN_ACTS and t.dep_ == "nsubj" and t.head == child:
                    continue
                if t.pos_ not in {"PROPN", "NOUN", "ADJ", "PRON"} or any(
                    a.dep_ == "relcl" for a in (t, *t.ancestors) if a.i > token.i
                ):
                    continue
                party = self.sides.named(t)
                if party is not None and (t.pos_ != "NOUN" or party.country) and (found := self.apart([party], actors)):
                    return found
        return []

    def behind(self, places: Sequence[Any], kind: str, names: Collection[str]) -> list[Party]:
        """Return the parties behind the prepositions of some words, the surest preposition first, of each the first word's. names: prepositions that
        count; what is done in answer to somebody is done to him behind any.
        """
        for name in RECIPIENTS:
            for place in places:
                link = next((c for c in place.children if c.dep_ in {"prep", "dative"} and c.lower_ == name), None)
                if link is None or not (name in names or any(lemma_of(c) in ANSWERS for c in link.children)):
                    continue
                if name == "at" and kind not in {"ACCUSE", "ASSAULT"}:
                    continue
                for noun in map(without_day, link.children):
                    if (
                        noun.dep_ in {"pobj", "compound", "nmod"}
                        and noun.ent_type_ not in {"DATE", "TIME"}
                        and not (name == "with" and lemma_of(noun) in HELP)
                        and (found := self.sides.parties(noun))
                    ):
                        return found
        return []

    def all_of(self, tokens: Iterable[Any]) -> list[Party]:
        """Return the parties of some words, each once."""
        out: list[Party] = []
        for t in map(without_day, tokens):
            out += [p for p in self.sides.parties(t) if p not in out]
        return out

    def at_home(
        self, actors: list[Party], recipients: list[Party], only: str | None, kind: str
    ) -> tuple[list[Party], list[Party]]:
        """Give parties of some country that is not said ("the rebels") the only country that their sentence names, else the other side's; as inferred.
        Governments that deal with each other are of two countries.
        """

        def country(other: list[Party]) -> tuple[str | None, str]:
            if only is not None:
                return only, "the only country that the sentence names"
            codes = {p.country for p in other if p.country and p.country not in BODIES}
            return (next(iter(codes)), "the other side's") if len(codes) == 1 else (None, "")

        def filled(parties: list[Party], other: list[Party]) -> list[Party]:
            code, basis = country(other)
            foreign = {p.country for p in other if not p.country_basis}
            return [
                replace(p, country=code, country_basis=basis)
                if code
                and p.country is None
                and (set(p.sectors) & AT_HOME or self.is_place(p))
                and not self.is_abroad(p)
                and not (kind in BILATERAL and code in foreign and p.sectors == ("GOV",))
                else p
                for p in parties
            ]

        return filled(actors, recipients), filled(recipients, actors)

    def is_place(self, party: Party) -> bool:
        """Whether a party is the name of a place, of which no country is known."""
        start, end = (at - self.sides.paragraph.start for at in party.span)
        words = self.sides.paragraph.doc.char_span(start, end)
        return words is not None and not party.sectors and words.root.ent_type_ in {"GPE", "LOC", "FAC"}

    def is_abroad(self, party: Party) -> bool:
        """Whether a party's words say that it is of other countries ("other governments")."""
        start, end = (at - self.sides.paragraph.start for at in party.span)
        words = set(self.sides.paragraph.text[max(0, start - 20) : end].lower().split()[-4:])
        return bool(words & FOREIGN) or any(w in {"countries", "nations", "states", "governments"} for w in words)


def without_day(noun: Any) -> Any:
    """Return the name that stands before a day which the parser takes for its head: "met President Marran Tuesday"."""
    if noun.ent_type_ != "DATE" or noun.pos_ != "PROPN":
        return noun
    return next(
        (
            c
            for c in reversed(list(noun.lefts))
            if c.dep_ in {"compound", "nmod"} and c.ent_type_ not in {"DATE", "TIME"} and c.pos_ == "PROPN"
        ),
        noun,
    )


def is_own(noun: Any) -> bool:
    """Whether a noun is said to be somebody's own: "its troops"."""
    return any(c.dep_ == "poss" and c.pos_ == "PRON" for c in noun.children)


def is_one_state(left: Party, right: Party) -> bool:
    """Whether two parties both stand for one state: a government does nothing to itself."""
    states = left.country is not None and left.country == right.country
    return states and left.sectors == ("GOV",) and right.sectors == ("GOV",)
