"""Writes the generated parts of the docs from the code itself; called by cog (`make cog`), checked by `make docs`."""

import dataclasses
import inspect
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")


def _table(head: tuple[str, ...], rows: list[tuple[object, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in row)} |"


def _out(lines: Iterator[str] | list[str]) -> None:
    """Print in cog's way: between blank lines, so that Markdown sees a block of its own."""
    print()
    for line in lines:
        print(line.rstrip())
    print()


def _paragraph(docstring: str | None) -> str:
    return inspect.cleandoc(docstring or "")


def _verbs(above: str, group: Any) -> Iterator[tuple[str, Any]]:
    """Yield (name, command) for each verb, those of a group below it ("actors merge")."""
    for name, command in group.commands.items():
        yield f"{above}{name}", command
        if hasattr(command, "commands"):
            yield from _verbs(f"{above}{name} ", command)


def commands() -> None:
    """Every verb with its help, usage and options."""
    import typer

    from crosswire.cli import app

    def lines() -> Iterator[str]:
        for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
            yield from _verb(name, command, "##")
            for verb, below in getattr(command, "commands", {}).items():
                yield from _verb(f"{name} {verb}", below, "###")

    _out(lines())


def formats() -> None:
    """Every kind of file that is read, from the table of readers."""
    from importlib import import_module

    from crosswire.ingest.readers import OWN

    rows: list[tuple[object, ...]] = []
    for name in OWN:
        module = import_module(f"crosswire.ingest.formats.{name}")
        said = _paragraph(module.__doc__).split("\n\n")[0].replace("\n", " ")
        endings = [e for r in module.READERS for e in r.endings]
        extra = next((f"`crosswire[{r.extra}]`" for r in module.READERS if r.extra), "")
        rows.append((" ".join(f"`{e}`" for e in endings) or "(by content)", said, extra))
    _out(_table(("endings", "what is taken", "needs"), rows))


def _verb(name: str, command: Any, heading: str) -> Iterator[str]:
    """One verb; a group of verbs without arguments of its own."""
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    own = "VERB ..." if hasattr(command, "commands") else "[OPTIONS]"
    usage = " ".join(["crosswire", name, *(a.metavar or a.name.upper() for a in arguments), own])
    yield from ("", f"{heading} crosswire {name}", "", _paragraph(command.help), "", f"Usage: `{usage}`", "")
    rows: list[tuple[object, ...]] = [(f"`{a.metavar or a.name.upper()}`", a.help or "", "") for a in arguments]
    rows += [(_option(o), o.help or "", _default(name, o)) for o in options]
    if rows:
        yield from _table(("word", "what", "default"), rows)


def _option(option: Any) -> str:
    names = ", ".join([*option.opts, *option.secondary_opts])
    return f"`{names}{'' if option.is_flag else ' ' + (option.metavar or option.name.upper())}`"


def _default(verb: str, option: Any) -> str:
    if option.required:
        return "needed"
    if option.name == "workers":
        return "the machine's processors, at most 2"  # the value differs from machine to machine
    if option.is_flag:
        return option.opts[0] if option.secondary_opts and option.default else ""
    return "" if option.default is None or not isinstance(option.default, (str, int, float)) else str(option.default)


def records() -> None:
    """Every record of crosswire.model with its docstring and fields."""
    import crosswire.model as model

    def lines() -> Iterator[str]:
        for name in sorted(model.__all__):
            record = getattr(model, name)
            if not (inspect.isclass(record) and dataclasses.is_dataclass(record)):
                continue
            yield from ("", f"## {name}", "", _paragraph(record.__doc__), "")
            rows: list[tuple[object, ...]] = [
                (f"`{f.name}`", f"`{_type(f.type)}`", _field_default(f)) for f in dataclasses.fields(record)
            ]
            yield from _table(("field", "type", "default"), rows)

    _out(lines())


def _type(annotation: object) -> str:
    words = (
        annotation.__name__
        if inspect.isclass(annotation) and not str(annotation).startswith("tuple[")
        else str(annotation)
    )
    return re.sub(r"crosswire\.model\.\w+\.", "", words)


def _field_default(field: "dataclasses.Field[Any]") -> str:
    if field.default is not dataclasses.MISSING:
        return f"`{field.default!r}`" if isinstance(field.default, (str, int, float, tuple, type(None))) else "empty"
    return "needed" if field.default_factory is dataclasses.MISSING else "empty"


def errors() -> None:
    """The tree of errors and the table of their codes."""
    import crosswire.errors as tree

    picture = "\n".join(line[4:] for line in (tree.__doc__ or "").splitlines() if line.startswith("    "))
    classes = [c for c in vars(tree).values() if inspect.isclass(c) and issubclass(c, tree.CrosswireError)]
    rows: list[tuple[object, ...]] = [
        (c.code, f"`{c.__name__}`", c.exit_code, c.status, _paragraph(c.__doc__))
        for c in sorted(classes, key=lambda c: (c.code, c.__name__))
        if "code" in vars(c)
    ]
    _out(["```", picture, "```", "", *_table(("code", "error", "exit code", "HTTP status", "means"), rows)])


def problems() -> None:
    """The codes of problem rows."""
    from crosswire.model import CODES

    _out(list(_table(("code", "means"), [(code, words) for code, words in sorted(CODES.items())])))


def stages() -> None:
    """The stages over documents, in order."""
    from crosswire.pipeline import STAGES

    rows: list[tuple[object, ...]] = [
        (
            s.name,
            f"`{s.work.__module__.removeprefix('crosswire.')}.{s.work.__name__}`",
            ", ".join(s.needs),
            ", ".join(s.gives),
        )
        for s in STAGES
    ]
    _out(list(_table(("stage", "function", "needs", "gives"), rows)))


def quality() -> None:
    """The figures of the last full run of the bench, with floors and goals."""
    results_file, floors_file = ROOT / "bench" / "results.json", ROOT / "bench" / "floors.json"
    results = json.loads(results_file.read_text()) if results_file.exists() else {}
    floors = json.loads(floors_file.read_text()) if floors_file.exists() else {}

    def cell(value: float | None) -> str:
        if value is None:
            return ""
        return str(int(value)) if float(value).is_integer() and value not in (0, 1) else f"{value:.3f}"

    def lines() -> Iterator[str]:
        for name, scored in results.items():
            held = floors.get(name, {}).get("figures", {})
            rows: list[tuple[object, ...]] = [(f, cell(v), cell(held.get(f))) for f, v in scored["figures"].items()]
            yield from ("", f"### {name}", "", *_table(("figure", "value", "floor"), rows))

    _out(lines())


@cache
def _built() -> tuple[str, Any]:
    """Return what building the example captures prints, and its findings."""
    from crosswire.dossier import load_dossier

    captures = ROOT / "examples" / "straits" / "captures"
    command = [sys.executable, "-c", "from crosswire.cli import main; main()", "build", str(captures), "-o", "straits"]
    with tempfile.TemporaryDirectory() as scratch:
        env = {**os.environ, "COLUMNS": "120", "NO_COLOR": "1"}
        done = subprocess.run(command, cwd=scratch, env=env, capture_output=True, text=True, check=True)
        return done.stdout, load_dossier(Path(scratch) / "straits").findings


def example() -> None:
    """What building the example captures prints, without the line that no two machines print alike."""
    kept = [
        line[:LONGEST] + " ..." * (len(line) > LONGEST) for line in _built()[0].splitlines() if not line.startswith("→")
    ]
    _out(["```", *kept, "```"])


LONGEST = 150
"""Characters of a printed line shown in the README."""


def wordings() -> None:
    """The statement that most accounts carry, and the difference in the standing of an act that most accounts show."""
    findings = _built()[1]
    documents = {d.id: d for d in findings.documents}
    quotations = {q.id: (q, documents[r.doc]) for r in findings.readings for q in r.quotations}
    people = {a.id: a.name for a in findings.actors}

    def lines() -> Iterator[str]:
        # the one with the most accounts; of those the one whose wordings differ most
        statements = sorted(
            findings.statements, key=lambda s: (-s.accounts, -len({quotations[q][0].text for q in s.quotations}))
        )
        for statement in statements[:1]:
            yield f"**{' and '.join(people[s] for s in statement.speakers)}**, {statement.accounts} accounts, {statement.independent} independent:"
            yield ""
            for quotation, document in (quotations[q] for q in statement.quotations):
                yield f"- {_outlet(document)}, {_places(quotation.content)}: {quotation.text}"
        acts = sorted((d for d in findings.differences if d.kind == "status"), key=lambda d: -len(d.sides))
        for difference in acts[:1]:
            yield from ("", f"**{difference.about}** ({difference.verdict}: {difference.kind}):", "")
            for side in difference.sides:
                document = documents[side.place.doc]
                yield f"- {_outlet(document)}, {_places([side.place.span])}: {' '.join(document.words(side.place).split())}"

    _out(lines())


def _outlet(document: Any) -> str:
    return str(document.header.publisher.value or document.header.agency.value or document.name)


def _places(spans: Any) -> str:
    return ", ".join(f"{a}-{b}" for a, b in spans)
