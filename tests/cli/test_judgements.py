"""What the verbs of judgements share."""

from crosswire.cli.judgements import MORE, in_words, other_names, words_of
from crosswire.model.corrections import ActorCorrection, IssueCorrection


def test_other_names() -> None:
    """A line ends with the names that it has not shown, cut at a blank."""
    assert other_names("Ilse Marran", ["Ilse Marran"]) == ""
    assert other_names("Ilse Marran", ["Ilse Marran", "Marran"]) == ": Marran"
    long = other_names("Marran", [f"Minister {n}" for n in range(20)])
    assert long.endswith(" ...") and len(long) <= MORE + len(":  ...")


def test_in_words() -> None:
    """Each verb has its words."""
    assert in_words(ActorCorrection("k-1", "merge", "p-1", "A", (("p-2", "B"),)), "") == "merge A with B"
    assert (
        in_words(ActorCorrection("k-1", "split", "p-1", "A", value="C"), "2 mentions") == "split 2 mentions off A as C"
    )
    assert in_words(IssueCorrection("k-1", "pin", "i-1", "the masts"), "") == "pin the masts"
    assert in_words(IssueCorrection("k-2", "undo", of="k-1"), "") == "undo k-1"


def test_words_of() -> None:
    """An option may be given again, or several at once with commas."""
    assert words_of(["a, b", "c", " ,"]) == ["a", "b", "c"] and words_of(None) == []
