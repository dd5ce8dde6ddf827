"""Compiled templates: kept beside their source, passed over where they do not fit, never in the way."""

import sys
from pathlib import Path

import jinja2
import pytest

from crosswire.web.compiled import Compiled


def environment_of(folder: Path, **options: bool) -> jinja2.Environment:
    """Return an environment that keeps its compiled templates."""
    loader = jinja2.FileSystemLoader(folder)
    return jinja2.Environment(loader=loader, bytecode_cache=Compiled(folder, options), **options)  # type: ignore[arg-type]


def kept(folder: Path) -> list[Path]:
    """Return the compiled files of a folder."""
    return sorted(folder.glob("__pycache__/*"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with one template, with Python's own settings out of the way."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "a.html").write_text("{% if name %}\nHello {{ name }}{% endif %}")
    return tmp_path


def test_a_template_is_compiled_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second environment reads what the first one kept."""
    assert environment_of(folder).get_template("a.html").render(name="Osmark") == "\nHello Osmark"
    assert len(kept(folder)) == 1
    monkeypatch.setattr(jinja2.Environment, "compile", None)  # would fail
    assert environment_of(folder).get_template("a.html").render(name="Osmark") == "\nHello Osmark"


def test_a_changed_template_is_compiled_anew(folder: Path) -> None:
    """And replaces what was kept."""
    environment_of(folder).get_template("a.html")
    (folder / "a.html").write_text("Goodbye {{ name }}")
    assert environment_of(folder).get_template("a.html").render(name="Osmark") == "Goodbye Osmark"
    assert len(kept(folder)) == 1


def test_other_options_have_files_of_their_own(folder: Path) -> None:
    """What trims blanks is not read for what keeps them."""
    environment_of(folder).get_template("a.html")
    assert environment_of(folder, trim_blocks=True).get_template("a.html").render(name="Osmark") == "Hello Osmark"
    assert len(kept(folder)) == 2


@pytest.mark.parametrize("rest", [b"", b"\xff\xff", b"N", b"T"])
def test_a_broken_file_is_passed_over(folder: Path, rest: bytes) -> None:
    """Cut short, not code, or nothing at all: the template is compiled again."""
    environment_of(folder).get_template("a.html")
    (file,) = kept(folder)
    file.write_bytes(file.read_bytes()[:40] + rest)
    assert environment_of(folder).get_template("a.html").render(name="Osmark") == "\nHello Osmark"


def test_nothing_is_kept_where_python_keeps_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`PYTHONDONTWRITEBYTECODE` holds for templates too."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    environment_of(folder).get_template("a.html")
    assert not kept(folder)


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(folder: Path) -> None:
    """A file stands where the folder would be."""
    (folder / "__pycache__").write_text("")
    assert environment_of(folder).get_template("a.html").render(name="Osmark") == "\nHello Osmark"
