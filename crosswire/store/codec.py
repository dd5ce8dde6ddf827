"""Records as JSON and back. One canonical form, so that equal records give equal bytes."""

import dataclasses
import json
import types
import typing
import zlib
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

import cattrs

R = TypeVar("R")


@cache
def _converter() -> cattrs.Converter:
    # errors name no path through the record: a page is made of hundreds of records, and which field was damaged helps nobody
    return cattrs.Converter(detailed_validation=False)


def to_plain(record: Any) -> Any:
    """Return a record as dicts, lists and plain values."""
    return _converter().unstructure(record)


def from_plain(kind: type[R], plain: Any) -> R:
    """Return the record of a class that `to_plain` took apart."""
    return _converter().structure(plain, kind)


_EMPTY = {"[]": (), "null": None}


def record_reader(kind: type[R], at: Sequence[int | None]) -> Callable[[Sequence[Any]], R]:
    """Return a function from a row, as SQLite gives it, to a record: much quicker than `from_plain` where hundreds are read for one page.

    at: for each field of the class the index of its column, or None for a field that is left empty.
    """
    hints = typing.get_type_hints(kind)
    plain = {str: None, int: None, float: None, bool: bool}
    steps: list[tuple[int | None, Callable[[Any], Any] | None]] = []
    for field, index in zip(dataclasses.fields(kind), at, strict=True):  # type: ignore[arg-type]
        annotation = hints[field.name]
        options = [a for a in typing.get_args(annotation) if a is not type(None)]
        simple = options[0] if isinstance(annotation, types.UnionType) and len(options) == 1 else annotation
        steps.append((index, plain[simple] if simple in plain else _nested(annotation)))

    def read(row: Sequence[Any]) -> R:
        return kind(*(() if i is None else row[i] if f is None else f(row[i]) for i, f in steps))

    return read


def _nested(annotation: Any) -> Callable[[Any], Any]:
    """Return a function from a column of JSON to a field's value."""
    hook = _converter().get_structure_hook(annotation)

    def read(column: str | None) -> Any:
        if column is None or column in _EMPTY:
            return _EMPTY.get(column or "null")
        return hook(json.loads(column), annotation)

    return read


def to_json(plain: Any) -> str:
    """Return canonical JSON: sorted keys, no blanks, ASCII only (so that a lone surrogate survives a UTF-8 store)."""
    return json.dumps(plain, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def pack(plain: Any) -> bytes:
    """Return plain values as compressed JSON, for the cache."""
    return zlib.compress(to_json(plain).encode("ascii"), level=1)


def unpack(packed: bytes) -> Any:
    """Return what `pack` packed."""
    return json.loads(zlib.decompress(packed))
