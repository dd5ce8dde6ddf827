"""The served side on a generated store: how long each kind of page and search takes, with many clients on one core.

    python bench/serve.py work/bench/serve --documents 100000

Makes the store where it is not there, starts `crosswire serve` on one core, asks for random records from 16 clients over loopback from
another, and prints for each kind: the median and the 95th percentile when every address is asked for the first time, again when it was
asked for before, and the time that the page's bare SQL takes. `--paced` adds a run in which each client asks once a second, as people do.
The last lines tell the memory of the server over a run of mixed requests.
"""

import argparse
import asyncio
import os
import random
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote

import sqlalchemy as sa

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.serve_store import write_store
from crosswire.errors import PageUnknown
from crosswire.store import MARK, Store
from crosswire.web.served import Asked, Pages
from crosswire.web.sites import Site

VIEWS = ("", "-said", "-positions", "-timeline", "-differences", "-sources")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page and the addresses that are asked for."""

    name: str
    addresses: tuple[str, ...]


def sample(folder: Path, number: int, seed: int) -> list[Kind]:
    """Return addresses of every kind, drawn at random."""
    rnd = random.Random(seed)
    with Store.open(folder) as store, store.lookups() as lookups:

        def ids(name: str) -> list[str]:
            total = lookups.count(name)
            places = rnd.sample(range(total), min(number, total))
            return [lookups.page(name, limit=1, offset=at)[0].id for at in places]

        stories, docs = ids("stories"), ids("documents")
        several = [s.id for s in lookups.by_id("stories", stories) if len(s.docs) > 1]
        actors, issues = ids("actors"), ids("issues")
        texts = [d.text.split() for d in lookups.by_id("documents", docs)]
        words = [rnd.choice([w.strip("“”.,").lower() for w in t if len(w) > 3]) for t in texts]
        pairs = [" ".join(t[at : at + 2]).strip("“”.,") for t in texts for at in [rnd.randrange(len(t) - 2)]]
        names = [a.name.split()[-1] for a in lookups.by_id("actors", actors)]
        pages = range(1, min(number, max(2, lookups.count_linked("lines", "") // 8)))
    kinds = [Kind("home", tuple(f"index.html?page={n}" for n in rnd.sample(pages, min(number, len(pages)))))]
    for view in VIEWS:
        of = several if view == "-differences" else stories
        kinds.append(Kind(f"story{view}", tuple(f"s/{s}{view}.html" for s in of)))
    kinds += [
        Kind("document", tuple(f"d/{d}.html" for d in docs)),
        Kind("actor", tuple(f"a/{a}.html" for a in actors)),
        Kind("issue", tuple(f"i/{i}.html" for i in issues)),
        Kind("actors", tuple(f"actors.html?page={n}" for n in range(1, 21))),
        Kind("positions", tuple(f"positions.html?page={n}" for n in range(1, 38))),
        Kind("build", tuple(f"build.html?page={n}" for n in rnd.sample(range(1, max(3, len(docs))), min(number, len(docs) - 1)))),
        Kind("search word", tuple(f"search?q={quote(w)}" for w in dict.fromkeys(words))),
        Kind("search phrase", tuple("search?q=" + quote(f'"{p}"') for p in dict.fromkeys(pairs))),
        Kind("search fields", tuple(f"search?q={quote(w)}&speaker={quote(n)}&from=2032-03-07&to=2034-08" for w, n in zip(words, names, strict=False))),
        Kind("api search", tuple(f"api/search?q={quote(w)}" for w in dict.fromkeys(reversed(words)))),
        Kind("api statements", tuple(f"api/statements?story={s}" for s in stories)),
    ]  # fmt: skip
    return kinds


class Server:
    """`crosswire serve` in a process of its own, kept to one core."""

    def __init__(self, folder: Path, core: int | None) -> None:
        start = "from crosswire.cli import main; main()"
        command = [sys.executable, "-c", start, "serve", str(folder), "--port", "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        if core is not None:
            os.sched_setaffinity(self.process.pid, {core})
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        self.port = int(line.split("http://")[1].split("/")[0].rsplit(":", 1)[1])
        for _ in range(600):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise SystemExit("the server does not answer")

    def memory(self) -> float:
        """Return the resident memory in MB."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return 0.0

    def processor(self) -> float:
        """Return the seconds of processor time used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(20)


async def _client(port: int, addresses: list[str], taken: list[float], pause: float, failed: list[str]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while addresses:
        address = addresses.pop()
        began = time.perf_counter()
        writer.write(f"GET /{address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = int(head.split("content-length:")[1].split("\r\n")[0])
        await reader.readexactly(length)
        taken.append(time.perf_counter() - began)
        if " 200 " not in head.split("\r\n")[0] + " ":
            failed.append(address)
        if pause:
            await asyncio.sleep(max(0.0, pause - taken[-1]))
    writer.close()


def ask(port: int, addresses: Sequence[str], clients: int, pause: float = 0.0) -> list[float]:
    """Ask for every address once from several clients, and return how long each answer took, sorted, in ms."""
    left, taken, failed = list(addresses), [], []

    async def all_() -> None:
        await asyncio.gather(*(_client(port, left, taken, pause, failed) for _ in range(clients)))

    asyncio.run(all_())
    if failed and len(failed) > len(addresses) // 2:
        raise SystemExit(f"{len(failed)} of {len(addresses)} failed, {failed[0]} among them")
    return sorted(1000 * t for t in taken)


def quantile(taken: Sequence[float], share: float) -> float:
    """Return a quantile of sorted numbers."""
    return taken[min(len(taken) - 1, int(share * len(taken)))] if taken else 0.0


def bare_sql(folder: Path, addresses: Sequence[str]) -> float:
    """Return the median time, in ms, that the SQL of a page takes by itself: the same statements, fetched and thrown away."""
    with Store.open(folder) as store:
        asked: list[tuple[str, Any]] = []

        def note(_c: Any, _cursor: Any, statement: str, values: Any, _context: Any, _many: bool) -> None:
            asked.append((statement, values))

        sa.event.listen(store._engine, "before_cursor_execute", note)
        totals = Site(folder).totals
        raw = sqlite3.connect(f"file:{folder / MARK}?mode=ro", uri=True)
        taken = []
        for address in addresses:
            path, _, query = address.partition("?")
            asked.clear()
            try:
                with store.lookups() as lookups:
                    Pages(lookups, totals, Asked(path, parse_qs(query))).make()
            except PageUnknown:
                continue
            statements = [(s, v) for s, v in asked if s.startswith("SELECT")]
            times = []
            for _ in range(2):  # the second time the file's pages are at hand, as they are for a server that runs
                began = time.perf_counter()
                for statement, values in statements:
                    raw.execute(statement, values).fetchall()
                times.append(1000 * (time.perf_counter() - began))
            taken.append(times[-1])
    return statistics.median(taken) if taken else 0.0


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--each", type=int, default=320, help="addresses of a kind")
    parser.add_argument("--paced", action="store_true")
    parser.add_argument("--minutes", type=float, default=2.0, help="of mixed requests, over which memory is watched")
    given = parser.parse_args()
    if not (given.folder / MARK).exists():
        began = time.perf_counter()
        write_store(given.folder, given.documents)
        print(f"store     {given.documents} documents written in {time.perf_counter() - began:.0f} s", flush=True)
    kinds = sample(given.folder, given.each, 7)
    cores = sorted(os.sched_getaffinity(0))
    server = Server(given.folder, cores[-1] if len(cores) > 1 else None)
    if len(cores) > 1:
        os.sched_setaffinity(0, {cores[0]})
    try:
        ask(server.port, ["build.html"], 1)
        print(
            f"size      {(given.folder / MARK).stat().st_size / 1e9:.2f} GB, server at rest {server.memory():.0f} MB, load {os.getloadavg()[0]:.1f}"
        )
        print("ms        first: median    p95   cpu/page   again: median    p95   bare SQL   ratio")
        for kind in kinds:
            before = server.processor()
            first = ask(server.port, kind.addresses, given.clients)
            cost = 1000 * (server.processor() - before) / len(first)
            again = ask(server.port, kind.addresses, given.clients)
            sql = 0.0 if kind.name.startswith("api") else bare_sql(given.folder, kind.addresses[:40])
            ratio = f"{cost / sql:8.1f}" if sql else "       –"
            print(
                f"{kind.name:18}{quantile(first, 0.5):8.1f}{quantile(first, 0.95):8.1f}{cost:9.1f}"
                f"{quantile(again, 0.5):16.1f}{quantile(again, 0.95):8.1f}{sql:10.2f}{ratio}",
                flush=True,
            )
        if given.paced:
            fresh = [a for k in sample(given.folder, 60, 11) for a in k.addresses]
            random.Random(3).shuffle(fresh)
            paced = ask(server.port, fresh, given.clients, 1.0)
            print(
                f"paced     {given.clients} clients, one request a second each, {len(paced)} first views of all kinds: "
                f"median {quantile(paced, 0.5):.1f}, p95 {quantile(paced, 0.95):.1f}, p99 {quantile(paced, 0.99):.1f} ms"
            )
        watch_memory(server, given)
    finally:
        server.stop()


def watch_memory(server: Server, given: argparse.Namespace) -> None:
    """Print the memory of the server over a run of mixed requests."""
    until, seen, number, seed = time.monotonic() + 60 * given.minutes, [server.memory()], 0, 100
    while time.monotonic() < until:
        seed += 1
        mixed = [a for k in sample(given.folder, 40, seed) for a in k.addresses]
        number += len(ask(server.port, mixed, given.clients))
        seen.append(server.memory())
    print(f"memory    {number} mixed requests in {given.minutes:.0f} min: MB {', '.join(f'{m:.0f}' for m in seen)}")


if __name__ == "__main__":
    main()
