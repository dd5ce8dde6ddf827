"""Records as JSON and back. One canonical form, so that equal records give equal bytes."""

import dataclasses
import json
import types
import typing
import zlib
from collections.abc import Callable, Sequence
from dataclasses import MISSING
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

_scan: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder().scan_once  # type: ignore[attr-defined]
"""What `json.loads` comes down to for JSON without blanks around it, as `to_json` writes it."""


def scan(plain: str) -> Any:
    """Return what JSON without blanks holds."""
    return _scan(plain, 0)[0]


def record_reader(kind: type[R], at: Sequence[int | None]) -> Callable[[Sequence[Any]], R]:
    """Return a function from a row, as SQLite gives it, to a record: much quicker than `from_plain` where hundreds are read for one page.

    at: for each field of the class the index of its column, or None for a field that is left empty.
    """
    hints = typing.get_type_hints(kind)
    names: dict[str, Any] = {"kind": kind}
    values = []
    for n, (field, index) in enumerate(zip(dataclasses.fields(kind), at, strict=True)):  # type: ignore[arg-type]
        names[f"f{n}"] = step = _column(hints[field.name])
        values.append("()" if index is None else f"f{n}(row[{index}])" if step else f"row[{index}]")
    return eval(f"lambda row: kind({', '.join(values)})", names)  # as dataclasses make their __init__


def _optional(annotation: Any) -> Any:
    """Return what a value is where it is not None, or None where that is no option."""
    options = [a for a in typing.get_args(annotation) if a is not type(None)]
    return options[0] if isinstance(annotation, types.UnionType) and len(options) == 1 else None


def _column(annotation: Any) -> Callable[[Any], Any] | None:
    """Return a function from a column to a field's value; None where the column is the value."""
    simple = _optional(annotation) or annotation
    return bool if simple is bool else None if simple in (str, int, float) else _nested(annotation)


def _nested(annotation: Any) -> Callable[[Any], Any]:
    """Return a function from a column of JSON to a field's value."""
    make = _maker(annotation)
    hook = _converter().get_structure_hook(annotation)

    def read(column: str | None) -> Any:
        if column is None or column in _EMPTY:
            return _EMPTY.get(column or "null")
        plain = scan(column)
        try:
            return make(plain) if make else plain
        except KeyError:  # written before a field was added: its default stands for it
            return hook(plain, annotation)

    return read


@cache
def _maker(annotation: Any) -> Callable[[Any], Any] | None:
    """Return a function from plain values to a field's value, every field of every record there; None where the plain value is it."""
    if (of := _optional(annotation)) is not None:
        make = _maker(of)
        return make and (lambda plain: None if plain is None else make(plain))
    if dataclasses.is_dataclass(annotation):
        return _record_maker(annotation)
    inner = typing.get_args(annotation)
    if not inner:
        return None
    makers = [_maker(a) for a in inner if a is not Ellipsis]
    if not any(makers):
        return tuple
    one = makers[0]
    if inner[-1] is Ellipsis:
        assert one is not None
        return lambda plain: tuple([one(p) for p in plain])
    return lambda plain: tuple([f(p) if f else p for f, p in zip(makers, plain, strict=True)])


def _record_maker(kind: Any) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind)
    names: dict[str, Any] = {"kind": kind}
    values = []
    for n, field in enumerate(dataclasses.fields(kind)):
        names[f"f{n}"] = make = _maker(hints[field.name])
        value = f"plain[{field.name!r}]"
        values.append(f"f{n}({value})" if make else value)
    made = f"kind({', '.join(values)})"
    if all(f.default is not MISSING or f.default_factory is not MISSING for f in dataclasses.fields(kind)):
        # most values of a header are not known: one record serves them all
        names["empty"] = empty = kind()
        names["nothing"] = json.loads(to_json(to_plain(empty)))
        made = f"empty if plain == nothing else {made}"
    return eval(f"lambda plain: {made}", names)


def to_json(plain: Any) -> str:
    """Return canonical JSON: sorted keys, no blanks, ASCII only (so that a lone surrogate survives a UTF-8 store)."""
    return json.dumps(plain, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def pack(plain: Any) -> bytes:
    """Return plain values as compressed JSON, for the cache."""
    return zlib.compress(to_json(plain).encode("ascii"), level=1)


def unpack(packed: bytes) -> Any:
    """Return what `pack` packed."""
    return json.loads(zlib.decompress(packed))
