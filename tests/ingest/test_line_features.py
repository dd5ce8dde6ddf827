"""What the line model sees of a capture's lines."""

from hypothesis import given
from hypothesis import strategies as st

from crosswire.ingest.line_features import OWN, find_features, find_units
from crosswire.ingest.lines import Line
from crosswire.ingest.zones import find_rows
from tests.ingest.samples import BODY, GLUED_PAGE, LEAD, SITE_PAGE


def column(text: str, name: str) -> list[float]:
    """Return one feature of all lines of a text."""
    matrix, names = find_features(find_rows(text)[0])
    return [float(value) for value in matrix[:, names.index(name)]]


def line(text: str) -> Line:
    """Return a line of its own."""
    return Line(0, 0, len(text), text, True)


def test_shape_and_names() -> None:
    """One row a line, one name a column, names apart, and the same for every text."""
    rows = find_rows(SITE_PAGE)[0]
    matrix, names = find_features(rows)
    assert matrix.shape == (len(rows), len(names)) and len(set(names)) == len(names)
    assert names[: len(OWN)] == OWN
    assert find_features(find_rows(GLUED_PAGE)[0])[1] == names
    assert find_features([])[0].shape == (0, len(names))


def test_rows_are_not_changed() -> None:
    """Looking at lines leaves them as they are, and looking again shows the same."""
    rows = find_rows(GLUED_PAGE)[0]
    before = [(row.label, row.sub, row.prose, row.score) for row in rows]
    first, _ = find_features(rows)
    again, _ = find_features(rows)
    assert (first == again).all()
    assert [(row.label, row.sub, row.prose, row.score) for row in rows] == before


def test_no_feature_counts_lines_from_the_top() -> None:
    """A menu before a page moves what stands far below it by nothing but the page's own sums."""
    article = f"{LEAD}\n{BODY}\n"
    menu = "\n".join(f"Part {name}" for name in ("one", "two", "three", "four", "five", "six", "seven", "eight")) + "\n"
    matrix, names = find_features(find_rows(article)[0])
    moved, _ = find_features(find_rows(menu * 6 + article)[0])
    last = {name: (float(matrix[-1, n]), float(moved[-1, n])) for n, name in enumerate(names)}
    changed = {
        name
        for name, (a, b) in last.items()
        if abs(a - b) > 0.35 and not name.startswith(("page_", "other", "recurring"))
    }
    assert changed <= {"from_first0.4", "from_first1.0", "from_first2.0", "from_title", "title", "title_near<"}


def test_own_shape() -> None:
    """Sentences end, menus do not; capitals, digits, times and addresses are seen."""
    text = f"{LEAD}\nHOME AND ABROAD\n14:30 | Ferries\nwrite to desk@osmark.example\n"
    assert column(text, "ends") == [1, 0, 0, 0]
    assert column(text, "capitals")[1] == 1.0
    assert column(text, "times") == [0, 0, 1, 0]
    assert column(text, "address") == [0, 0, 0, 1]
    assert column(text, "odd")[2] > 0


def test_subject_tells_another_story() -> None:
    """Words of the article come again in its own lines, not in a teaser of another story."""
    teaser = (
        "The national orchestra plays waltzes by forgotten composers on Sunday evening, for children and grandparents."
    )
    shares = column(f"{LEAD}\n{BODY}\n{LEAD}\n{teaser}", "subject")
    assert shares[-1] < 0.2 < min(shares[0], shares[-2])


def test_scripts_without_spaces() -> None:
    """Words without spaces are read as pairs of characters; other words as they are."""
    assert find_units(line("海峡会議が開いた")) == ("海峡", "峡会", "会議", "議が", "が開", "開い", "いた")
    assert find_units(line("Trel Bay")) == ("trel", "bay")


def test_talk_under_an_article() -> None:
    """Words of comments, I and you, and lines of one shape that come again are signs of readers' talk."""
    talk = "".join(
        f"Reply\n{n} minutes ago\nI think you are wrong, and I have told you so before, my friend.\n" for n in range(3)
    )
    text = f"{LEAD}\n{BODY}\nComments\n{talk}"
    assert sum(column(text, "talk")) >= 3
    assert column(text, "person")[-1] > column(text, "person")[0]
    assert sum(column(text, "recurring")) >= 6
    assert column(text, "talk_since")[-1] > column(text, "talk_since")[0]


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=60), max_size=12))
def test_any_text(lines: list[str]) -> None:
    """Whatever the text, features are finite numbers."""
    matrix, _ = find_features(find_rows("\n".join(lines))[0])
    assert bool((abs(matrix) < 1e6).all())
