"""Reads a watch file: YAML, or TOML where its name ends in `.toml`."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from crosswire.errors import WatchError
from crosswire.model.watch import WATCH_FILES, Watch, WatchedIssue, WatchedParty

LARGEST = 1_000_000
"""Bytes of a watch file at most: it is written by hand."""

KEYS = {"issues": ("name", "terms"), "parties": ("name", "names")}
"""What a watch file may hold, and what an entry of each list may hold beside being a plain name."""


def find_watch(folders: list[Path]) -> Path | None:
    """Return the watch file that lies in the first of some folders that has one."""
    return next((f / n for f in folders if f.is_dir() for n in WATCH_FILES if (f / n).is_file()), None)


def read_watch(path: Path) -> Watch:
    """Read a watch file. Raises WatchError, which tells every fault with its place in the file."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise WatchError(f"{path} cannot be read: {error.strerror}.") from error
    if len(raw) > LARGEST:
        raise WatchError(f"{path} holds {len(raw):,} bytes; a watch file has at most {LARGEST:,}.")
    try:
        text = raw.decode("utf-8-sig")
        told = tomllib.loads(text) if path.suffix == ".toml" else yaml.safe_load(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, yaml.YAMLError, RecursionError) as error:
        raise WatchError(f"{path} is not {'TOML' if path.suffix == '.toml' else 'YAML'}: {error}") from error
    return make_watch({} if told is None else told, str(path))


def make_watch(told: Any, name: str) -> Watch:
    """Return the watch that a file tells. Raises WatchError with every fault."""
    faults: list[str] = []
    if not isinstance(told, Mapping):
        raise WatchError(f"{name} holds {_kind(told)}; write lists under {' and '.join(KEYS)}.")
    faults += [f"{key!r} is not known; known are {', '.join(KEYS)}" for key in told if key not in KEYS]
    rows = {key: _entries(told.get(key), key, more, faults) for key, (_, more) in KEYS.items()}
    for key, found in rows.items():
        low = [entry.casefold() for entry, _ in found]
        faults += [
            f"{key}: {entry!r} stands twice" for n, (entry, _) in enumerate(found) if entry.casefold() in low[:n]
        ]
    if faults:
        raise WatchError(f"{name}: {'; '.join(faults)}.")
    return Watch(
        tuple(WatchedIssue(entry, words) for entry, words in rows["issues"]),
        tuple(WatchedParty(entry, words) for entry, words in rows["parties"]),
    )


def _entries(told: Any, key: str, more: str, faults: list[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Return (name, name and further words) of each entry of a list; faults are added to `faults`."""
    if told is None:
        return []
    if not isinstance(told, list):
        faults.append(f"{key}: a list is expected, {_kind(told)} found")
        return []
    found = []
    for number, entry in enumerate(told, 1):
        at = f"{key}[{number}]"
        row = {"name": entry} if isinstance(entry, str) else entry
        if not isinstance(row, Mapping):
            faults.append(f"{at}: a name, or name and {more}, is expected, {_kind(entry)} found")
            continue
        faults += [f"{at}: {k!r} is not known; known are name, {more}" for k in row if k not in ("name", more)]
        words = row.get(more) or []
        words = [words] if isinstance(words, str) else words
        if not isinstance(words, list):
            faults.append(f"{at}.{more}: a list of words is expected, {_kind(words)} found")
            words = []
        plain = [_word(w, at, faults) for w in (row.get("name"), *words)]
        if all(plain):
            found.append((plain[0], tuple(dict.fromkeys(plain))))
    return found


def _word(told: Any, at: str, faults: list[str]) -> str:
    """Return a word with its blanks made plain, or "" where it is none; a fault is added to `faults`."""
    word = " ".join(told.split()) if isinstance(told, str) else ""
    if not isinstance(told, str):
        hint = " (put it in quotation marks)" if isinstance(told, bool | int | float) else ""
        faults.append(f"{at}: words are expected, {_kind(told)} found{hint}")
    elif not any(c.isalnum() for c in word) or not word.isprintable():
        faults.append(f"{at}: {told!r} is no name")
        return ""
    return word


def _kind(told: Any) -> str:
    """Return what a value is, in words."""
    names = {dict: "a table", list: "a list", str: "words", bool: "yes or no", int: "a number", float: "a number"}
    return "nothing" if told is None else names.get(type(told), type(told).__name__)
