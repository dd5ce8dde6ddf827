"""Templates compiled once, kept as Python keeps its own compiled modules: in `__pycache__` beside them.

Compiling them takes as long as writing all pages of a small dossier. Where that folder cannot be written, or Python is told to write none
(`PYTHONDONTWRITEBYTECODE`), they are compiled in each run; `PYTHONPYCACHEPREFIX` moves them.
"""

import contextlib
import marshal
import os
import sys
import tempfile
from collections.abc import Mapping
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2.bccache import Bucket

import crosswire
from crosswire.model import sha256


class Compiled(jinja2.BytecodeCache):
    """The compiled templates of a folder: a file each, that begins with the checksum of its source.

    options: what the environment is made with. It shapes the compiled code, as do the versions of Python, Jinja and Crosswire: all are
    part of the file's name.
    """

    def __init__(self, folder: Path, options: Mapping[str, Any]) -> None:
        self._folder = folder
        versions = f"{MAGIC_NUMBER.hex()} {jinja2.__version__} {crosswire.__version__}"
        self._mark = sha256(f"{versions} {sorted(options.items())}")[:12]

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the name by which a template is kept: its own."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept, where it was compiled from this very source."""
        with contextlib.suppress(OSError, EOFError, ValueError, TypeError):
            kept = self._place(bucket).read_bytes()
            checksum = bucket.checksum.encode()
            if kept.startswith(checksum):
                code = marshal.loads(kept[len(checksum) :])
                bucket.code = code if isinstance(code, CodeType) else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, whole or not at all; where that is not possible, nothing is kept."""
        if sys.dont_write_bytecode:
            return
        place = self._place(bucket)
        with contextlib.suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            number, name = tempfile.mkstemp(dir=place.parent, suffix=".tmp")
            with os.fdopen(number, "wb") as file:
                file.write(bucket.checksum.encode() + marshal.dumps(bucket.code))
            Path(name).replace(place)

    def _place(self, bucket: Bucket) -> Path:
        return Path(cache_from_source(str(self._folder / f"{bucket.key}.py"), optimization=self._mark))
