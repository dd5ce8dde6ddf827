"""The whole dossier as JSON, and its schema."""

import json

from crosswire.dossier import Dossier
from crosswire.export import FORMATS, ExportOptions
from crosswire.export.schema import build_schema, stored_schema
from tests.factory import make_document, make_findings
from tests.sample import sample_findings

KINDS = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
    "array": list,
    "object": dict,
}


def written(dossier, **options):
    """Return the export as read back."""
    ((_, pieces),) = FORMATS["json"].files(dossier, ExportOptions(**options))
    return json.loads("".join(pieces).encode("utf-8"))


def fits(value, schema, definitions, path="$"):
    """Return where a value breaks a schema; the parts of JSON Schema that ours uses."""
    if "$ref" in schema:
        return fits(value, definitions[schema["$ref"].removeprefix("#/$defs/")], definitions, path)
    if "anyOf" in schema:
        return [] if any(not fits(value, s, definitions, path) for s in schema["anyOf"]) else [f"{path}: none of anyOf"]
    if "const" in schema:
        return [] if value == schema["const"] else [f"{path}: {value!r}"]
    if not isinstance(value, KINDS[schema["type"]]) or (
        schema["type"] in ("integer", "number") and isinstance(value, bool)
    ):
        return [f"{path}: {value!r} is no {schema['type']}"]
    wrong = []
    if schema["type"] == "array":
        fixed = schema.get("prefixItems")
        members = fixed if fixed is not None else [schema["items"]] * len(value)
        wrong += [] if len(members) == len(value) else [f"{path}: {len(value)} members"]
        for n, (v, s) in enumerate(zip(value, members, strict=False)):
            wrong += fits(v, s, definitions, f"{path}[{n}]")
    if schema["type"] == "object":
        known = schema["properties"]
        wrong += [f"{path}.{k} is missing" for k in schema["required"] if k not in value]
        wrong += [f"{path}.{k} is not in the schema" for k in value if k not in known]
        for k in value.keys() & known.keys():
            wrong += fits(value[k], known[k], definitions, f"{path}.{k}")
    return wrong


def without_descriptions(schema):
    """Return a schema without its prose."""
    if isinstance(schema, dict):
        return {k: without_descriptions(v) for k, v in schema.items() if k != "description" or not isinstance(v, str)}
    return [without_descriptions(s) for s in schema] if isinstance(schema, list) else schema


def test_the_stored_schema_is_that_of_the_records():
    """A field added to a record shows here; renew the file as crosswire/export/schema.py says."""
    assert without_descriptions(stored_schema()) == without_descriptions(build_schema())


def test_the_export_fits_its_schema():
    """With and without text."""
    schema = build_schema()
    for with_text in (True, False):
        assert fits(written(Dossier(sample_findings()), with_text=with_text), schema, schema["$defs"]) == []


def test_everything_but_vectors_goes_out():
    """As many records as the findings hold, each with all its fields."""
    findings = sample_findings()
    out = written(Dossier(findings))
    for name in findings.__dataclass_fields__:
        assert len(out[name]) == len(getattr(findings, name))
    assert "vectors" not in out["readings"][0]
    assert {d["id"]: d["text"] for d in out["documents"]} == {d.id: d.text for d in findings.documents}


def test_without_text_no_text_goes_out():
    """Texts, quotations and differing words are null."""
    out = written(Dossier(sample_findings()), with_text=False)
    assert all(d["text"] is None for d in out["documents"])
    assert "one shore grow safe" not in json.dumps(out, ensure_ascii=False)


def test_a_lone_surrogate_is_written_as_its_escape():
    """What UTF-8 cannot hold still reads back."""
    doc = make_document("broken \ud800 text", name="a.txt")
    assert written(Dossier(make_findings([doc])))["documents"][0]["text"] == doc.text


def test_cut_evidence_in_the_whole():
    """With a limit of words stored texts are null and quotations cut, in a file that its schema still allows."""
    pieces = dict(FORMATS["json"].files(Dossier(sample_findings()), ExportOptions(evidence_words=4)))["dossier.json"]
    whole = json.loads("".join(pieces))
    assert all(d["text"] is None for d in whole["documents"])
    texts = [q["text"] for r in whole["readings"] for q in r["quotations"]]
    assert texts and all(len(text.removesuffix(" […]").split()) <= 4 for text in texts)
