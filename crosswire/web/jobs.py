"""Builds in the background: one at a time, each in a process of its own, so that hostile captures and heavy reading stay away from the server."""

import multiprocessing
import queue
import shutil
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

from crosswire import pipeline
from crosswire.errors import CrosswireError, DossierBusy
from crosswire.web.reports import write_report_pages

WAITING = 20
"""Builds that may wait."""

REMEMBERED = 50
"""Builds whose outcome is still told."""

STATES = ("waiting", "running", "done", "failed")


@dataclass(frozen=True, slots=True)
class Job:
    """A build. number: from 1. dossier: name of the dossier, "" for the one at the root. state: of STATES. what, done, total: how far it is;
    total 0 where that is not known. message: why it failed.
    """

    number: int
    dossier: str
    state: str = "waiting"
    what: str = ""
    done: int = 0
    total: int = 0
    message: str = ""


@dataclass(frozen=True, slots=True)
class _Work:
    """What a job does. captures: folder with what was uploaded, removed afterwards; None for building again what the dossier keeps."""

    folder: Path
    captures: Path | None


class Jobs:
    """The builds of one server."""

    def __init__(self) -> None:
        self._jobs: dict[int, Job] = {}
        self._waiting: queue.Queue[tuple[int, _Work] | None] = queue.Queue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._process: multiprocessing.process.BaseProcess | None = None
        self._last = 0

    def rebuild(self, dossier: str, folder: Path) -> Job:
        """Build a dossier again from what it keeps; where that waits already, that is enough."""
        with self._lock:
            for job in self._jobs.values():
                if job.dossier == dossier and job.state == "waiting":
                    return job
        return self._add(dossier, _Work(folder, None))

    def build(self, dossier: str, folder: Path, captures: Path) -> Job:
        """Build a new dossier of what lies in `captures`, which is removed afterwards."""
        return self._add(dossier, _Work(folder, captures))

    def all(self) -> tuple[Job, ...]:
        """Return the builds, latest first."""
        with self._lock:
            return tuple(sorted(self._jobs.values(), key=lambda j: -j.number))

    def running(self, dossier: str) -> str:
        """Return how far a dossier's own build is, in words, or an empty string."""
        with self._lock:
            found = [j for j in self._jobs.values() if j.dossier == dossier and j.state in ("waiting", "running")]
        return (found[0].what or found[0].state) if found else ""

    def stop(self) -> None:
        """End what runs; what waits is dropped."""
        self._waiting.put(None)
        process = self._process
        if process is not None and process.is_alive():
            process.terminate()

    def _add(self, dossier: str, work: _Work) -> Job:
        with self._lock:
            if sum(j.state == "waiting" for j in self._jobs.values()) >= WAITING:
                raise DossierBusy(f"{WAITING} builds wait already. Try again when some are done.")
            self._last += 1
            job = self._jobs[self._last] = Job(self._last, dossier)
            for old in sorted(self._jobs)[:-REMEMBERED]:
                if self._jobs[old].state in ("done", "failed"):
                    del self._jobs[old]
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="builds", daemon=True)
                self._thread.start()
        self._waiting.put((job.number, work))
        return job

    def _change(self, number: int, **changes: object) -> None:
        with self._lock:
            self._jobs[number] = replace(self._jobs[number], **changes)  # type: ignore[arg-type]

    def _run(self) -> None:
        while (next_one := self._waiting.get()) is not None:
            number, work = next_one
            self._change(number, state="running")
            try:
                self._follow(number, work)
            finally:
                if work.captures is not None:
                    shutil.rmtree(work.captures, ignore_errors=True)

    def _follow(self, number: int, work: _Work) -> None:
        """Run one build and take up what it tells until its end."""
        # "spawn": a forked child would inherit the server's threads and sockets
        context = multiprocessing.get_context("spawn")
        reader, writer = context.Pipe(duplex=False)
        process = self._process = context.Process(target=_build, args=(writer, work), daemon=True)
        process.start()
        writer.close()
        outcome = "the process that built it was ended"
        try:
            while True:
                kind, *rest = reader.recv()
                if kind == "end":
                    outcome = rest[0]
                    break
                self._change(number, what=rest[0], done=rest[1], total=rest[2])
        except EOFError:
            pass
        process.join()
        self._change(number, state="failed" if outcome else "done", message=outcome, what="")


def _build(told: Connection, work: _Work) -> None:
    """Build, in a process of its own: progress and the outcome go through the pipe."""

    def progress(what: str, done: int, total: int) -> None:
        told.send(("progress", what, done, total))

    try:
        if work.captures is None:
            pages = (work.folder / "index.html").exists()  # a dossier without pages stays one
            pipeline.rebuild(work.folder, progress=progress, finish=write_report_pages if pages else None)
        else:
            paths: Sequence[Path] = [work.captures]
            pipeline.build(paths, work.folder, progress=progress, finish=write_report_pages)
    except CrosswireError as error:
        told.send(("end", f"{error} [{error.code}]"))
    except Exception as error:  # told to whoever asked for the build
        told.send(("end", f"{type(error).__name__}: {error}"))
    else:
        told.send(("end", ""))
