"""Persons over several accounts: spellings, initials, offices at a date."""

from crosswire.link.actors import resolve_actors
from crosswire.model import Actor, Document, Reading
from tests.factory import make_document, make_mention, make_published, make_reading, make_story

Account = tuple[Document, Reading]


def account(number: int, *names: str, **offices: str) -> Account:
    """Return a document that names persons, and offices as "role/of" by the name of who holds them (`_` for nobody)."""
    text = (
        ". ".join([*names, *(f"the {office.split('/')[0]} {name}" for name, office in offices.items())])
        + f". No {number}"
    )
    document = make_document(text, name=f"{number}.txt")
    mentions = [
        make_mention(document, name, name=name, entity=f"person:{name.lower()}", basis="name") for name in names
    ]
    for name, office in offices.items():
        role, of = office.split("/")
        words = f"the {role} {name}"
        full = name.replace("_", " ").strip()
        entity = f"person:{full.lower()}" if full else f"role:{role}|{of}"
        more = {"name": full} if full else {}
        kind = "name" if full else "nominal"
        mentions.append(
            make_mention(
                document, words, kind=kind, role=role, of=of, role_kinds=("head",), entity=entity, basis="role", **more
            )
        )
    return document, make_reading(document, mentions=mentions)


def resolve(accounts: list[Account], dates: list[str | None] | None = None, *, story: bool = True) -> tuple[Actor, ...]:
    """Return the actors of accounts, of one story or each of its own."""
    documents, readings = zip(*accounts, strict=True)
    stories = (make_story(documents),) if story else tuple(make_story([d], title=d.name) for d in documents)
    published = tuple(
        make_published(d, day) for d, day in zip(documents, dates or [None] * len(documents), strict=True)
    )
    return resolve_actors(documents=documents, readings=readings, stories=stories, published=published)[0]


def persons(actors: tuple[Actor, ...]) -> int:
    """Return how many persons there are."""
    return sum(a.type == "person" for a in actors)


def test_transliterations_are_one_everywhere_with_a_reason() -> None:
    """German and English spellings of one name, in two stories; the judgement is kept."""
    (actor,) = resolve([account(1, "Igor Zhdanovich"), account(2, "Igor Schdanowitsch")], story=False)
    (judgement,) = actor.judgements
    assert judgement.certainty == "likely" and "two spellings" in judgement.reason and judgement.by == "rule"
    assert {judgement.left[0], judgement.right[0]} == {d for d, _ in actor.mentions}


def test_a_document_that_names_both_tells_them_apart() -> None:
    """What one account tells apart no likeness joins."""
    assert persons(resolve([account(1, "Igor Zhdanovich", "Igor Jdanovitch")])) == 2


def test_likeness_needs_a_story() -> None:
    """A short given name is a long one's within a story only."""
    accounts = [account(1, "Jo Haldric"), account(2, "Joanna Haldric")]
    assert persons(resolve(accounts)) == 1
    assert persons(resolve(accounts, story=False)) == 2


def test_an_initial_that_fits_two_stays_open() -> None:
    """J. Haldric is nobody's where the story has Jon and Joanna."""
    one = resolve([account(1, "J Haldric"), account(2, "Jon Haldric")])
    assert persons(one) == 1
    two = resolve([account(1, "J Haldric"), account(2, "Jon Haldric", "Edda Haldric")])
    assert persons(two) == 2
    open_ = resolve([account(1, "J Haldric"), account(2, "Jon Haldric", "Joanna Haldric")])
    assert persons(open_) == 3


def test_an_office_is_held_at_a_date() -> None:
    """The chief of 2004 and the chief of 2009 are who held the office then; between two holders nobody is."""
    accounts = [
        account(1, Aksel_Varde="chief/League"),
        account(2, Inga_Rosvold="chief/League"),
        account(3, _="chief/League"),
    ]
    for day, name in (("2004-02-20", "Aksel Varde"), ("2009-02-20", "Inga Rosvold"), ("2006-07-01", None)):
        actors = resolve(accounts, ["2004-02-10", "2009-02-12", day], story=False)
        holders = [a.name for a in actors if a.type == "person" and any(d == accounts[2][0].id for d, _ in a.mentions)]
        assert holders == [name] if name else holders not in (["Aksel Varde"], ["Inga Rosvold"])


def test_a_holder_before_and_after_is_the_holder() -> None:
    """Named with the office in spring and in autumn, he held it in summer."""
    accounts = [
        account(1, Aksel_Varde="chief/League"),
        account(2, Aksel_Varde="chief/League"),
        account(3, _="chief/League"),
    ]
    actors = resolve(accounts, ["2004-02-10", "2005-02-12", "2004-08-01"], story=False)
    assert persons(actors) == 1 and any("held by the person so named" in j.reason for a in actors for j in a.judgements)


def test_order_plays_no_part() -> None:
    """The accounts in reverse give the same actors."""
    accounts = [account(1, "Igor Zhdanovich"), account(2, "Igor Schdanowitsch"), account(3, "Zhdanovich")]
    assert resolve(accounts) == resolve(accounts[::-1])


def test_a_name_swallowed_by_its_title() -> None:
    """ "Governor of Palomar Rosa Vidal", read as an office of what does not exist, is Rosa Vidal, whom another account names."""
    swallowed = account(2, _="governor/Palomar Rosa Vidal")
    (actor,) = resolve([account(1, "Rosa Vidal"), swallowed])
    assert len({d for d, _ in actor.mentions}) == 2 and "behind the governor's title" in actor.judgements[0].reason
