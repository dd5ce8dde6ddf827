"""The served side on a generated store: how long each kind of page, search and API answer takes, with many clients on one core.

    python bench/serve.py work/bench/serve --documents 100000

Makes the store where it is not there, starts `crosswire serve` on one core, asks for random records from 16 clients over loopback from
another, without pause, and prints for each kind: median, 95th and 99th percentile when every address is asked for the first time and again
when it was asked for before, the processor time of one answer, and how often the page's bare SQL goes into that. Then a mixed run, in which
some addresses are asked for more often than others, with the share of first views that it came to; `--paced` asks once a second a client, as
people do. The last lines tell the memory of the server over a run of mixed requests, and how it grows. `--first` (as root)
lets server and clients go before all other work of the machine, so that the figures are theirs.
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
from urllib.parse import parse_qs, quote

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
    await asyncio.sleep(random.random() * pause)  # people do not all begin in the same moment
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


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Return the slope of the straight line that lies nearest to some points (least squares)."""
    x = statistics.fmean(p[0] for p in points)
    y = statistics.fmean(p[1] for p in points)
    spread = sum((p[0] - x) ** 2 for p in points)
    return sum((p[0] - x) * (p[1] - y) for p in points) / spread if spread else 0.0


def bare_sql(folder: Path, addresses: Sequence[str]) -> float:
    """Return the median time, in ms, that the SQL of a page takes by itself: the same statements, fetched and thrown away."""
    taken = []
    with Store.open(folder) as store:
        totals = Site(folder).totals
        raw = sqlite3.connect(f"file:{folder / MARK}?mode=ro", uri=True)
        for address in addresses:
            path, _, query = address.partition("?")
            asked: list[str] = []
            try:
                with store.lookups() as lookups:
                    lookups._connection.set_trace_callback(asked.append)
                    Pages(lookups, totals, Asked(path, parse_qs(query))).make()
                    lookups._connection.set_trace_callback(None)
            except PageUnknown:
                continue
            times = []
            for _ in range(2):  # the second time the file's pages are at hand, as they are for a server that runs
                began = time.perf_counter()
                for statement in asked:
                    if statement.startswith("SELECT"):
                        raw.execute(statement).fetchall()
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
    parser.add_argument("--warm", type=float, default=0.0, help="seconds in which the server makes pages ahead")
    parser.add_argument("--first", action="store_true", help="go before all other work of the machine (needs root)")
    given = parser.parse_args()
    if not (given.folder / MARK).exists():
        began = time.perf_counter()
        write_store(given.folder, given.documents)
        print(f"store     {given.documents} documents written in {time.perf_counter() - began:.0f} s", flush=True)
    kinds = sample(given.folder, given.each, 7)
    cores = sorted(os.sched_getaffinity(0))
    if given.first:
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))  # what is started from here inherits it
    server = Server(given.folder, cores[-1] if len(cores) > 1 else None)
    if len(cores) > 1:
        os.sched_setaffinity(0, {cores[0]})
    try:
        ask(server.port, ["build.html"], 1)
        time.sleep(given.warm)
        size = (given.folder / MARK).stat().st_size / 1e9
        print(f"size      {size:.2f} GB, server at rest {server.memory():.0f} MB, load {os.getloadavg()[0]:.1f}")
        print(f"{'ms':18}{'first:':>6} p50    p95    p99    cpu   again: p50    p95    p99    cpu     SQL   cpu/SQL")
        for kind in kinds:
            measure(server, kind, given)
        mixed(server, given)
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


def measure(server: Server, kind: Kind, given: argparse.Namespace) -> None:
    """Print how long one kind of page takes, asked for the first time and again."""
    before = server.processor()
    first = ask(server.port, kind.addresses, given.clients)
    cost = 1000 * (server.processor() - before) / len(first)
    before = server.processor()
    again = ask(server.port, kind.addresses * 3, given.clients)
    cost_again = 1000 * (server.processor() - before) / len(again)
    sql = 0.0 if kind.name.startswith("api") else bare_sql(given.folder, kind.addresses[:40])
    figures = "".join(f"{quantile(first, q):7.1f}" for q in (0.5, 0.95, 0.99)) + f"{cost:7.1f}"
    figures += "     " + "".join(f"{quantile(again, q):7.1f}" for q in (0.5, 0.95, 0.99)) + f"{cost_again:7.2f}"
    print(f"{kind.name:18}{figures}{sql:8.2f}{cost / sql if sql else 0.0:8.1f}", flush=True)


def mixed(server: Server, given: argparse.Namespace, number: int = 6000) -> None:
    """Print how long answers take when some addresses are asked for more often than others (Zipf's law), by kinds in turn."""
    rnd = random.Random(5)
    kinds = [k.addresses for k in sample(given.folder, given.each, 13)]
    asked = []
    for _ in range(number):
        of = rnd.choice(kinds)
        asked.append(of[min(len(of) - 1, int(len(of) ** rnd.random()) - 1)])
    before = server.processor()
    taken = ask(server.port, asked, given.clients)
    cost = 1000 * (server.processor() - before) / len(taken)
    print(
        f"mixed     {len(taken)} requests of all kinds, {100 * len(set(asked)) / len(asked):.0f} of 100 a first view: median {quantile(taken, 0.5):.1f}, "
        f"p95 {quantile(taken, 0.95):.1f}, p99 {quantile(taken, 0.99):.1f} ms, cpu {cost:.2f} ms"
    )


def watch_memory(server: Server, given: argparse.Namespace) -> None:
    """Print the memory of the server over a run of mixed requests, first views almost all, and how it grows."""
    until, number, seed = time.monotonic() + 60 * given.minutes, 0, 100
    seen = [(0.0, server.memory())]
    while time.monotonic() < until:
        seed += 1
        number += len(ask(server.port, [a for k in sample(given.folder, 40, seed) for a in k.addresses], given.clients))
        seen.append((float(number), server.memory()))
    later = seen[len(seen) // 2 :]
    print(
        f"memory    {number} mixed requests in {given.minutes:.0f} min, MB after each round: {', '.join(f'{m:.0f}' for _, m in seen)}"
    )
    print(f"          in the second half {10_000 * slope(later):+.1f} MB in 10000 requests")


if __name__ == "__main__":
    main()
