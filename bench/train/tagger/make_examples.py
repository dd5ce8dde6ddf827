"""Writes examples.jsonl: invented sentences in the forms that the labelled news data lacks.

    python bench/train/tagger/make_examples.py > bench/train/tagger/examples.jsonl

Every pattern, name and clause here was written for this project; states, people, bodies and agencies are invented. Seeded. In a pattern
`{s1:...}`, `{c1:...}` and `{q1:...}` mark source, cue and content of attribution 1 (`{c1!:...}`: an attitude), and <P>, <R> ... are slots.
"""

import json
import random
import re
import sys

SEED = 7
TIMES = 4
"""How often each pattern is filled."""

SLOTS: dict[str, list[str]] = {
    "P": """Ilse Marran;Tobin Achterberg;Daro Velic;Senna Okwuru;Marek Dostrian;Yelena Kostova-Brandt;Hadi Rahmouni;Petra van der Lohe;Oskar Lindqvaard;Ambrose Tully;Nadia Ferrand;
    Ruslan Teymourov;Colm Brannagh;Ines de Almarra;Viktor Hallan;Greta Sundmark;Pavlo Irenko;Thandi Mokoeba;Jorrit Haverkamp;Lucian Barbescu;Amina Sayegh;Edwin Pellerin;
    Kaito Murase;Zofia Wrenek;Bram Osterling;Leila Ghorab;Anton Reisz;Maud Callender;Iskander Yul;Rosalind Achebe""".replace(
        "\n", ""
    ).split(";"),
    "N": "Marran;Achterberg;Velic;Okwuru;Dostrian;Kostova-Brandt;Rahmouni;van der Lohe;Lindqvaard;Tully;Ferrand;Teymourov;Brannagh;Hallan;Irenko;Mokoeba;Barbescu;Sayegh;Murase;Wrenek".split(
        ";"
    ),
    "R": """Foreign Minister;Prime Minister;Defence Minister;President;Deputy Foreign Minister;Interior Minister;government spokesman;Ambassador;General;Admiral;Commissioner;
    Energy Minister;Finance Minister;opposition leader;Secretary General;Senator;police chief;Chairwoman;mission head;council spokeswoman""".replace(
        "\n", ""
    ).split(";"),
    "r": """the foreign minister;the minister;the prime minister;the president;the spokesman;the council chief;the ambassador;the alliance's chief;a senior official;a diplomat;
    the general;the commissioner;the country's defence minister;the envoy;the spokeswoman;the secretary general;a government source;the mayor""".replace(
        "\n", ""
    ).split(";"),
    "C": "Veldania;Osmark;Trel Bay;Carpania;Northmere;Istrova;Kandar;Belmoravia;Sarnia Major;the Lowland Union;Quellin;Tarsk".split(
        ";"
    ),
    "K": "Veld;Osmark City;Trelport;Carpa;Northgate;Istrov;Kandar City;Moravgrad;Sarn;Quell;Tarsk;Port Ember".split(
        ";"
    ),
    "J": "Veldanian;Osmarkian;Carpanian;Istrovan;Kandari;Belmoravian;Sarnian;Quellish;Tarskian;Northmeran".split(";"),
    "A": "Velpress;the Osmark news agency ONA;Interstraits;state news agency Carpinform;the Istrov Telegraph;Radio Trel;state television;the daily Morgenblad;Channel Nine;the Kandar Wire".split(
        ";"
    ),
    "a": "VELPRESS;ONA;Interstraits;CARPINFORM;IT News;RTB;Kandar Wire".split(";"),
    "O": "the Council of the Straits;the Northern Pact;the Border Commission;the Grain Board;the Lowland parliament;the Fisheries Authority;the Harbour Union;the ministry;the Foreign Ministry;the embassy".split(
        ";"
    ),
    "D": "Monday;Tuesday;Wednesday;Thursday;Friday;on March 3;on 14 May;late on Sunday;earlier in the day;last week".split(
        ";"
    ),
    "T": """the talks would resume next month;Veldania had broken the treaty;no troops would be moved to the border;the pipeline was safe;the sanctions had failed;his country would not take part in the exercises;
    the convoy had been stopped without reason;an agreement was close;the radar station threatened nobody;the election would be held on time;two soldiers had been wounded;the ceasefire was holding;
    the price of grain would rise;the strait must stay open to all ships;negotiations had reached a dead end;her government was ready for a compromise;the inspectors were free to travel;
    the council would meet again in autumn;both sides had agreed to exchange prisoners;the dam was not a military matter;the report contained serious errors;Osmark had never received an invitation;
    the treaty no longer served its purpose;the alliance posed no threat;the harbour would be closed for repairs;they would answer any attack;the decision was final;there was no alternative to dialogue;
    the ships had left the area;the new law was unconstitutional;the vote could not be recognised;the drills were planned long ago""".replace(
        "\n", ""
    ).split(";"),
    "Q": """We will not accept this.;The talks have failed, and everyone knows it.;Our patience is not endless.;There is no reason for alarm.;This treaty has to be honoured by all sides, not only by us.;
    They closed the strait, and now they complain about the price of grain.;I have nothing to add to what the ministry said.;Nobody asked us. Nobody informed us.;It was a difficult meeting, but a useful one.;
    If the convoy is stopped again, we shall answer.;We want peace with our neighbours, and we want it in writing.;The inspectors may go wherever they like.;You cannot build trust with radar stations.;
    The country needs bread, not parades.;We see no threat from the exercises.;That is simply not true.;I would call it a mistake, and a costly one.;Let us wait for the report before we judge.;
    Sanctions hurt the poor first.;Of course we are worried, but we are not afraid.;The harbour belongs to everyone who uses it.;Our soldiers will stay as long as they are needed.;Such steps do not help anybody.;
    We have been waiting for eleven years, and we can wait a little longer.;The door is open.;There will be no second round.;It is their turn to move.;I trust the voters.;The map they showed us is forty years old.""".replace(
        "\n", ""
    ).split(";"),
    "q": """a serious mistake;deeply regrettable;the only way forward;an open provocation;a step in the right direction;completely unfounded;a new chapter;the end of the treaty;necessary and proportionate;
    a gift to the extremists;not negotiable;the most dangerous moment in years;a matter of honour;pure invention;a question of trust""".replace(
        "\n", ""
    ).split(";"),
    "I": """to close the strait;to withdraw from the treaty;to answer in kind;to suspend the talks;to send more inspectors;to recall the ambassador;to lower the tariffs;to reopen the border crossing;to publish the report;
    to block the convoy;to hold new elections;to respect the ceasefire""".replace("\n", "").split(";"),
    "G": """the importance of the treaty;the need for new talks;the closing of the strait;the plan for a radar station;the sanctions against Osmark;the arrest of two fishermen;the border commission's findings;
    a quick end to the dispute;the deployment of Pact troops;the role of the inspectors;the cost of the blockade;an independent inquiry""".replace(
        "\n", ""
    ).split(";"),
    "L": "Veldanian;Osmarkian;English;Carpanian;Istrovan;Kandari".split(";"),
}

PATTERNS = """
{s1:<P>} {c1:was quoted} by <A> as saying that {q1:<T>}.
{s1:<R> <P>} {c1:was quoted} by <A> as saying {q1:<T>}.
{s1:<P>, <r> of <C>,} {c1:was quoted} <D> by <A> as saying: {q1:"<Q>"}
{q1:"<Q,>"} {s1:<N>} {c1:was quoted} as saying by <A>.
<A> {c1:quoted} {s1:<R> <P>} as saying {q1:<T>}.
<A> {c1:quoted} {s1:<r>} as saying that {q1:<T>}.
<A> {c1:quoted} {s1:<N>} as telling reporters in <K>: {q1:"<Q>"}
<A> {c1:cited} {s1:<r>} as saying that {q1:<T>}.
{q1:<T^>}, <A> {c1:reported}, {c2:citing} {s2:<r>}.
{q1:<T^>}, {s1:<r>} {c1:told} <A>.
{q1:"<Q,>"} {s1:<P>} {c1:told} <A> in an interview <D>.
In an interview with <A>, {s1:<R> <P>} {c1:said} {q1:<T>}.
{s1:<N>} {c1:said} in remarks broadcast by <A> that {q1:<T>}.
{s1:<P>} {c1:said} during a debate broadcast by <A> that {q1:<T>}.
{c1:According to} {s1:<r>}, quoted by <A>, {q1:<T>}.
{c1:According to} {s1:<A>}, {q1:<T>}.
{q1:<T^>}, {c1:according to} {s1:a statement carried by <A>}.
{s1:<A>} {c1:reported} that {q1:<T>}.
{s1:<A>} {c1:said} {q1:<T>}, without naming a source.
{s1:<N>'s remarks}, carried by <A>, {c1:suggested} that {q1:<T>}.
(SOUNDBITE) (<L>) {s1:<J^> <R^> <P^>} {c1:SAYING}: {q1:"<Q>"}
(SOUNDBITE) (<L>) {s1:<R^>, <P^>,} {c1:SAYING}: {q1:"<Q> <Q2>"}
SOUNDBITE (<L>) {s1:<P^>, <J^> <R^>}{c1::} {q1:"<Q> <Q2>"}
(SOUNDBITE) (<L>) {s1:<P^>}, RESIDENT OF <K^>, {c1:SAYING}: {q1:"<Q>"}
5. (SOUNDBITE) (<L>) {s1:<R^> <P^>} {c1:SAYING}: {q1:"<Q> <Q2>}
UPSOUND (<L>) {s1:<P^>} {c1:SAYING}: {q1:"<Q>"}
STORY: {s1:<R> <P>} {c1:said} <D> that {q1:<T>}.
{s1:<N^>}{c1::} {q1:<Q> <Q2>}
{s1:<N>}{c1::} {q1:<Q> <Q2>}
{s1:<P>}{c1::} {q1:<Q>}
{s1:<P^>}{c1::} {q1:<Q> <Q2>}
{s1:<R^> <N^>}{c1::} {q1:<Q>}
Q: What does <C> want? Is it true that <T>?|{s1:A}{c1::} {q1:<Q> <Q2>}
{s1:QUESTION}{c1::} {q1:Is it true that <T>?}|{s2:<N^>}{c2::} {q2:<Q> <Q2>}
{s1:<A>}{c1::} {q1:Do you think that <T>?}|{s2:<P>}{c2::} {q2:<Q> <Q2>}
{s1:MODERATOR}{c1::} {q1:<Q>}|{s2:<N^>}{c2::} {q2:<Q>}|{s3:MODERATOR}{c3::} {q3:Thank you.}
{s1:<P> (<C>)}{c1::} {q1:<Q> <Q2>}
{q1:"<Q>"} {c1:-} {s1:<P>}
{q1:"<Q> <Q2>"} {c1:—} {s1:<P>, <R>}
{q1:"<Q>"} {c1:--} {s1:<R> <P>, in <K> <D>}
{q1:“<Q>”} {c1:–} {s1:<P>, <r> of <C>}
{q1:"<Q>"}|{c1:-} {s1:<P>}
{q1:"<Q>"} {c1:-}{s1:<R> <P>}
{c1:From} {s1:<R> <P>}: {q1:"<Q> <Q2>"}
And {c1:from} {s1:<R> <P>}: {q1:"<Q>"}
{c1:From the desk of} {s1:<P>}: {q1:"<Q> <Q2>"}
This from {s1:<P>}{c1::} {q1:"<Q>"}
Here is {s1:<N>} {c1:on} <G>: {q1:"<Q>"}
{s1:<P>} {c1:said}: {q1:"<Q> <Q2>|"<Q3> <Q4>|"<Q5>"}
{q1:"<Q,>"} {s1:<N>} {c1:said}. {q1:"<Q2> <Q3>|"<Q4> <Q5>"}
{s1:<R> <P>} {c1:opened} the session with a warning. {q1:"<Q> <Q2>"}
{s1:<P>} {c1:shook} his head. {q1:"<Q>"}
{s1:<N>} {c1:took} the floor after him. {q1:"<Q> <Q2>"}
{q1:"<Q>"} {s1:<N>} {c1:screamed}.
{q1:"<Q,>"} {s1:<N>} {c1:said}, {c2:adding} {q2:that <T>}.
{s1:<N>} {c1:said} {q1:<T>}, {c2:adding} that {q2:<T2>}.
{s1:<P>} {c1:said} {s2:<R> <N>} had {c2:told} him {q2:that <T>}.
{s1:<N>} {c1:said} {q1:<T>}, while {s2:<r>} {c2:insisted} {q2:that <T2>}.
{s1:<K>} {c1:says} {q1:<T>}, while {s2:<K2>} {c2:insists} {q2:<T2>}.
{s1:<K>} {c1:says} {q1:<T>}.
{s1:<C>} {c1:has complained} {q1:<T>}.
{s1:<C>} {c1:objects to} {q1:<G>}.
{s1:<C>} {c1:has threatened} {q1:<I>}.
It {c1:has threatened} {q1:<I>} if {q1:the talks fail}.
{s1:<N>} {c1:threatened} {q1:<I>}.
{s1:<r^>} {c1:warned} <C> {q1:against <G>}.
{s1:<R> <P>} {c1:warned of} {q1:<G>}.
{s1:<N>} {c1:stressed} {q1:<G>}.
{s1:<r^>} {c1:underlined} {q1:<G>} and {c2:called for} {q2:a quick end to the dispute}.
{s1:<O^>} {c1:criticized} {q1:<G>}.
{s1:<C>} {c1:declared} {q1:a moratorium on <G>}.
{s1:Both <N> and <N2>} {c1:stressed} {q1:that <T>}.
Both {s1:<N> and <N2>} {c1:said} {q1:<T>}.
{s1:Both sides} {c1:agreed} {q1:that <T>}.
{s1:<C> and <C2>} {c1:said} in a joint statement that {q1:<T>}.
{s1:<K> and <O>}, {c1:saying} {q1:<T>}, ended the meeting early.
{s1:Observers} {c1:have speculated} {q1:that <T>}.
{s1:Analysts} {c1:say} {q1:<T>}.
{s1:Some diplomats} {c1:fear} {q1:<T>}.
{s1:Critics} {c1:call} the plan {q1:"<q>"}.
{s1:<N>} {c1:called} it {q1:"<q>"}.
{s1:<R> <P>} {c1:described} the plan as {q1:"<q>"}.
{q1:<G^>} was {q1:"<q>"}, {s1:<N>} {c1:said}.
{s1:<N>} {c1:said} the step was {q1:"<q>"} and that {q1:<T>}.
{c1:Asked} whether <T>, {s2:<N>} {c2:said}: {q2:"<Q>"}
{s1:<N>} {c1:did not say} whether {q1:<T>}.
{s1:<r^>} {c1:declined to say} whether {q1:<T>}.
{s1:<N>} {c1:denied} {q1:that <T>}.
{s1:<r^>} {c1:will tell} <O> {q1:that <T>}.
{s1:<N>} is expected to {c1:announce} {q1:that <T>}.
{s1:<N>} {c1:would not confirm} {q1:that <T>}.
{s1:<C>} {c1!:wants} {q1:<I>}.
{s1:<C>} {c1!:is strongly opposed to} {q1:<G>}.
{s1:<K>} {c1!:is furious at} {q1:<G>}.
{s1:<N>} {c1!:believes} {q1:<T>}.
{s1:<C>} {c1!:plans} {q1:<I>}.
<K^>, June 26 (<a>) - {s1:<J> <R> <P>} {c1:said} <D> {q1:<T>}.
<K^> (<a>) -- {s1:<R> <P>} {c1:has warned} that {q1:<T>}.
<K>, March 3, 2011 (<a>) -- {q1:<T^>}, {s1:<r>} {c1:said} <D>.
<K^>, 12 May (<a>) – {s1:<C>} {c1:said} <D> {q1:<T>}.
In <K>, {s1:<R> <P>} {c1:said} {q1:<T>}.
{s1:<N>} {c1:said} <D> {q1:the country would go <I>}.
{s1:<N>, speaking in <K> after the meeting,} {c1:said} {q1:<T>}.
Speaking in <K>, {s1:<r>} {c1:said} {q1:"<Q,>"} and {c2:added} that {q2:<T>}.
In a statement, {s1:<O>} {c1:said} {q1:<T>}.
{s1:The statement} {c1:said} {q1:<T>}.
{s1:A report by <O>} {c1:found} {q1:that <T>}.
{s1:His statement} {c1:that} {q1:<T>} surprised the delegates.
{s1:<N>'s} {c1:claim that} {q1:<T>} was not confirmed.
{q1:<T^>}, {s1:<J> newspapers} {c1:wrote} <D>.
The so-called "<q>" was signed in <K>.
The film "<q^>" opened in <K> <D>.
<P> wore a badge with the word "veteran" on it.
<R> <P> met <N> in <K> <D>.
The <J> delegation arrived in <K> <D> for the session of <O>.
Photo: <P> (left) and <P2> in <K>, <D> (<a>)
Reporting by <P>; Editing by <P2>
"""


def fill(pattern: str, draw: random.Random) -> str:
    """Fill a pattern's slots; the same slot name gives the same words, a number asks for others, ^ and , change the form."""
    chosen: dict[str, str] = {}

    def replace(match: re.Match[str]) -> str:
        name, number, form = match.groups()
        key = name + number
        if key not in chosen:
            taken = {v for k, v in chosen.items() if k[0] == name}
            chosen[key] = draw.choice([v.strip() for v in SLOTS[name] if v.strip() not in taken])
        words = chosen[key]
        if form == ",":
            return words[:-1] + ("," if words.endswith(".") else words[-1])
        if form == "^":
            capitals = name in "PNRCKJ"
            return words.upper() if capitals else words[0].upper() + words[1:]
        return words

    return re.sub(r"<([A-Za-z])(\d*)([\^,]?)>", replace, pattern)


def renumber(part: str, by: int) -> str:
    """Raise the numbers of a filled pattern's attributions."""
    return re.sub(r"\{([scq])(\d+)", lambda m: f"{{{m[1]}{int(m[2]) + by}", part)


def begin(paragraph: str, curly: bool) -> str:
    """Begin a paragraph with a capital, and set its quotation marks in one style."""
    paragraph = re.sub(r"^((?:\{[scq]\d+!?:)*)([a-z])", lambda m: m[1] + m[2].upper(), paragraph)
    if curly:
        paragraph = re.sub(r'(^|[\s:({])"(?=\w)', r"\1“", paragraph).replace('"', "”")
    return paragraph


def main() -> None:
    """Write the examples, a few to a document so that each has neighbours."""
    draw = random.Random(SEED)
    patterns = [p for p in PATTERNS.split("\n") if p.strip()]
    filled = [fill(p, draw) for _ in range(TIMES) for p in draw.sample(patterns, len(patterns))]
    at = 0
    while at < len(filled):
        count = draw.randint(1, 4)
        curly = draw.random() < 0.5
        paragraphs: list[str] = []
        for number, part in enumerate(filled[at : at + count]):
            paragraphs += [begin(p, curly) for p in renumber(part, 10 * number).split("|")]
        at += count
        sys.stdout.write(json.dumps(paragraphs, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
