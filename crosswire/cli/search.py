"""crosswire search"""

import json
from pathlib import Path
from typing import Annotated

import typer

from crosswire.cli.terminal import say
from crosswire.dossier.searches import Group, Hit, search
from crosswire.errors import QueryError
from crosswire.store import Store
from crosswire.store.search import KINDS, parse_query

HELP = """Search a dossier: what was said, what happened, its documents and actors.

All words must stand there. "several words" in this order, -word not, word* any ending, and speaker: outlet: issue: manner: from: to: in the
query or as options, as on the pages and in the API.

    crosswire search nrc '"survey treaty" -talks'

    crosswire search nrc 'speaker:marran manner:direct'

    crosswire search nrc treaty --outlet Northwire --from 2031-06 --kind statement
"""

Many = list[str] | None


def search_dossier(
    dossier: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier's folder.")],
    query: Annotated[str, typer.Argument(metavar="[QUERY]", help="Words and fields.", show_default=False)] = "",
    speaker: Annotated[Many, typer.Option("--speaker", metavar="NAME", help="Said by this actor (name or id).")] = None,
    outlet: Annotated[Many, typer.Option("--outlet", metavar="NAME", help="In this outlet.")] = None,
    issue: Annotated[Many, typer.Option("--issue", metavar="WORDS", help="About this issue (words or id).")] = None,
    manner: Annotated[
        Many, typer.Option("--manner", metavar="MANNER", help="direct, partial, indirect or attitude.")
    ] = None,
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="From this day, month or year on.")] = "",
    until: Annotated[str, typer.Option("--to", metavar="DATE", help="Up to this day, month or year.")] = "",
    kind: Annotated[str, typer.Option("--kind", help="Only one kind: statement, event, document or actor.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="Results of each kind.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Run the verb."""
    if kind and kind not in KINDS:
        raise QueryError(f"{kind!r} is none of {', '.join(KINDS)}.")
    asked = parse_query(
        query,
        **{
            "speaker": speaker or [],
            "outlet": outlet or [],
            "issue": issue or [],
            "manner": manner or [],
            "from": [since],
            "to": [until],
        },
    )
    with Store.open_indexed(dossier) as store, store.lookups() as lookups:
        found = search(lookups, asked, kinds=[kind] if kind else KINDS, limit=limit, facets=False)
    for group in found.groups:
        for line in _json(group) if as_json else _lines(group):
            say(line)


def _lines(group: Group) -> list[str]:
    if not group.hits:
        return []
    more = "more than " if group.more else ""
    return [f"{group.kind}s: {more}{group.total}", *(_line(hit) for hit in group.hits)]


def _line(hit: Hit) -> str:
    words = " ".join(hit.words.split())
    if hit.place is None:
        return f"  {hit.record}  {words}"
    who = " and ".join(a.name for a in hit.speakers)
    where = f"{hit.document} {hit.place.start}-{hit.place.end}"
    return f"  {hit.outlet}, {where}{f', {hit.date}' if hit.date else ''}: {f'{who}: ' if who else ''}{words}"


def _json(group: Group) -> list[str]:
    from crosswire.web.rows import hit_row  # here, since lines need no web

    return [json.dumps(hit_row(hit)) for hit in group.hits]
