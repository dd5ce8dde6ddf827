"""The JSON Schema of the whole-dossier export, derived from the records themselves.

`dossier.schema.json` beside this file is `schema_text()`; a test holds the two together. To renew it:

    python -c "from crosswire.export.schema import schema_text; print(schema_text(), end='')" > dossier.schema.json
"""

import dataclasses
import json
import types
import typing
from importlib.resources import files
from typing import Any

from crosswire.model import Findings, Vector

FORMAT = 1
"""Version of the layout; raised when a field changes its meaning or goes."""

_PLAIN: dict[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}


def build_schema() -> dict[str, Any]:
    """Return the schema (JSON Schema 2020-12) of the file that the `json` export writes."""
    definitions: dict[str, Any] = {}
    hints = typing.get_type_hints(Findings)
    properties = {f.name: _schema_of(hints[f.name], definitions) for f in dataclasses.fields(Findings)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Crosswire dossier",
        "description": "Everything that a dossier holds. Places are code points of a document's stored text, half-open.",
        "type": "object",
        "properties": {"crosswire_dossier": {"const": FORMAT}, **properties},
        "required": ["crosswire_dossier", *properties],
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema_of(annotation: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if annotation in _PLAIN:
        return {"type": _PLAIN[annotation]}
    if isinstance(annotation, types.UnionType):
        options = [a for a in typing.get_args(annotation) if a is not type(None)]
        return {"anyOf": [*(_schema_of(a, definitions) for a in options), {"type": "null"}]}
    if typing.get_origin(annotation) is tuple:
        members = typing.get_args(annotation)
        if len(members) == 2 and members[1] is Ellipsis:
            return {"type": "array", "items": _schema_of(members[0], definitions)}
        fixed = [_schema_of(m, definitions) for m in members]
        return {"type": "array", "prefixItems": fixed, "items": False, "minItems": len(fixed)}
    return _record(annotation, definitions)


def _record(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}
        hints = typing.get_type_hints(kind)
        properties = {
            f.name: _field(kind, f.name, hints[f.name], definitions)
            for f in dataclasses.fields(kind)
            if is_written(kind, f.name)
        }
        definitions[name] = {
            "description": " ".join((kind.__doc__ or "").split()),
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}


def _field(kind: Any, name: str, annotation: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if is_text(kind, name):
        return {"anyOf": [{"type": "string"}, {"type": "null"}]}
    return _schema_of(annotation, definitions)


def is_written(kind: Any, name: str) -> bool:
    """Return whether a field is exported: vectors are not, they serve matching only and can be made again."""
    return not (kind.__name__ == "Reading" and name == "vectors") and kind is not Vector


def is_text(kind: Any, name: str) -> bool:
    """Return whether a field holds running text, which is null in an export without text."""
    return (kind.__name__, name) in {("Document", "text"), ("Quotation", "text"), ("Side", "value")}


def stored_schema() -> dict[str, Any]:
    """Return the schema that the package carries."""
    return json.loads(files("crosswire.export").joinpath("dossier.schema.json").read_text(encoding="utf-8"))


def schema_text() -> str:
    """Return the schema as the file that the package carries."""
    return json.dumps(build_schema(), indent=1, ensure_ascii=False) + "\n"
