"""JSON read as a stream."""

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.ingest import json_streams
from crosswire.ingest.json_streams import BrokenJson, JsonStream, walk_lists

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=6),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=3), inside, max_size=4),
    max_leaves=12,
)


def build(content: bytes) -> Any:
    """Return the value put together from its walk, where it is a list of the top."""
    return [value for path, value in walk_lists(JsonStream(io.BytesIO(content), 10_000)) if path == ("[]",)]


@settings(deadline=None)
@given(st.lists(VALUES, max_size=5), st.integers(1, 9), st.sampled_from([None, 1]))
def test_lists_come_as_they_are(values: list[Any], size: int, indent: int | None) -> None:
    """Whatever the values, and wherever the pieces of the stream end."""
    old = json_streams.CHUNK
    json_streams.CHUNK = size
    try:
        assert build(json.dumps(values, indent=indent, ensure_ascii=False).encode("utf-8", "replace")) == json.loads(
            json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")
        )
    finally:
        json_streams.CHUNK = old


def test_paths() -> None:
    """Members of lists carry the keys above them; values deeper than is walked come whole."""
    content = b'{"a": {"b": [1, {"c": 2}]}, "d": {}, "e": [], "f": "g",}'
    assert list(walk_lists(JsonStream(io.BytesIO(content), 1000))) == [
        (("a", "b", "[]"), 1),
        (("a", "b", "[]"), {"c": 2}),
        (("f",), "g"),
    ]
    assert next(iter(walk_lists(JsonStream(io.BytesIO(content), 1000), 1))) == (("a",), {"b": [1, {"c": 2}]})


@pytest.mark.parametrize("content", [b"[1, 2", b"[1 2]", b'{"a" 1}', b"{1: 2}", b"[tru]", b"", b'{"a"', b"[" * 5000])
def test_broken_json(content: bytes) -> None:
    """Says where it breaks; never anything else than BrokenJson."""
    with pytest.raises(BrokenJson):
        list(walk_lists(JsonStream(io.BytesIO(content), 1000)))


def test_a_value_without_measure() -> None:
    """A value larger than may be is an error, not memory."""
    with pytest.raises(BrokenJson, match="more than"):
        list(walk_lists(JsonStream(io.BytesIO(b'["' + b"x" * 900_000 + b'"]'), 1000)))
