"""What other accounts repair: a bare surname, a place that is no body, a pronoun."""

from collections.abc import Sequence

from crosswire.annotate import read_document
from crosswire.link.actors import resolve_actors
from crosswire.model import Actor, Attribution
from tests.annotate.parse import engine
from tests.factory import make_document, make_published, make_story


def resolve(texts: Sequence[str], *, one_story: bool = True) -> tuple[tuple[Actor, ...], tuple[Attribution, ...]]:
    """Return the actors and attributions of texts that are one story, or one each."""
    documents = tuple(make_document(t, name=f"{n}.txt") for n, t in enumerate(texts))
    readings = tuple(read_document(d, engine())[0] for d in documents)
    stories = (make_story(documents),) if one_story else tuple(make_story([d]) for d in documents)
    published = tuple(make_published(d, None) for d in documents)
    return resolve_actors(documents=documents, readings=readings, stories=stories, published=published)


def test_a_surname_that_many_accounts_spell_out() -> None:
    """Three accounts name one Marran in full: the bare surname of a fourth is hers, though it tells another story."""
    spelt = [f"Foreign Minister Ilse Marran said pier {n} was open." for n in range(3)]
    actors, _ = resolve([*spelt, "Minister Marran said it was late."], one_story=False)
    assert [a.name for a in actors if a.type == "person"] == ["Ilse Marran"]


def test_two_of_one_surname_leave_it_open() -> None:
    """Two persons share the surname and are named as often: the bare one stays apart."""
    spelt = [f"Foreign Minister {given} Marran said pier {n} was open." for n in range(3) for given in ("Ilse", "Jon")]
    actors, _ = resolve([*spelt, "Minister Marran said it was late."], one_story=False)
    assert len([a for a in actors if a.type == "person"]) == 3


def test_a_city_that_speaks_for_nobody_known_is_nobody() -> None:
    """A province that speaks is no state, and its words stay without a speaker, with the reason."""
    actors, attributions = resolve(["They met in Texas. Texas said it would pay."])
    assert not actors and attributions[0].status == "unknown" and "Texas is a place" in attributions[0].basis


def test_a_pronoun_is_repaired_by_another_account() -> None:
    """An account leaves open who she is; another calls him he and her she."""
    first = "Foreign Minister Ilse Marran said the pier was open. President Emeric Tolvan nodded.\n“It is late,” she said.\n"
    second = "Ilse Marran said she would stay. Emeric Tolvan said he would go.\n"
    actors, attributions = resolve([first, second])
    names = {a.id: a.name for a in actors}
    docs = sorted({a.doc for a in attributions}, key=lambda d: sum(x.doc == d for x in attributions))
    said = [[names[s] for s in a.speakers] for d in docs for a in attributions if a.doc == d]
    assert ["Emeric Tolvan"] in said and said.count(["Ilse Marran"]) == 3


def test_a_name_that_its_document_did_not_know_is_a_pronouns_antecedent() -> None:
    """The mayor is named before "she said", but only another account shows that the word is a person's name."""
    known = "Mayor Ottla Brannigar said the quay was closed.\nBrannigar said it would open."
    actors, attributions = resolve(
        [known, 'Foreign Minister Ilse Marran arrived.\nBrannigar was angry. "It is a shame," she said.']
    )
    mayor = next(a for a in actors if a.name == "Ottla Brannigar")
    assert [a.speakers for a in attributions] == [(mayor.id,)] * 3


def test_a_title_elsewhere_shows_a_full_name_to_be_a_persons() -> None:
    """A tagger may take "Edda Quorn" for a body; another account of the story calls "Mayor Quorn" by a title."""
    texts = ["Edda Quorn said the quay was closed.", "Mayor Quorn said the quay would open."]
    actors, attributions = resolve(texts)
    assert len({a.speakers for a in attributions}) == 1 and [a.type for a in actors if "Quorn" in a.name] == ["person"]


def test_a_persons_first_word_joins_where_an_account_uses_it_so() -> None:
    """One account calls Wen Shulan "Wen": so may the others of its story."""
    texts = [
        "Minister Wen Shulan arrived on Monday. Wen said the dam was full.",
        "Minister Wen said the dam was empty.",
    ]
    actors, _ = resolve(texts)
    assert len([a for a in actors if a.type == "person"]) == 1
