"""Exports of news databases, made for these tests, about invented parties."""

PARAGRAPHS = (
    "TREL BAY, June 5 (Osmark Wire) - Foreign Minister Ilse Marran said Tuesday that the ferry treaty would hold until autumn.",
    '"We signed it, and we keep it," Marran told reporters in the harbour of Trel Bay after a long night of talks on lights.',
    "The Council of the Straits meets again in autumn to look at the lights on Gull Rock and at the fees of its pilots.",
)


def wrapped(words: str, width: int = 78, indent: int = 0) -> str:
    """Return words in lines of a width."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(" " * indent + line for line in lines)


def centred(words: str, width: int = 78) -> str:
    """Return words set in the middle of a line."""
    return words.center(width).rstrip()


def old_article(number: int, count: int, title: str, paper: str = "The Osmark Mail") -> str:
    """Return an article of the older Nexis layout."""
    rows = [
        centred(f"{number} of {count} DOCUMENTS"), "", "", centred(paper), "", centred("June 6, 2031 Friday"), centred("Late Edition - Final"),
        "", title, "", "BYLINE: By ILSE TARN and TOR BRASK", "", "SECTION: FOREIGN; Pg. 6", "", "LENGTH: 512 words", "", "DATELINE: TREL BAY", "",
        *(line for p in PARAGRAPHS for line in (wrapped(p), "")), "GRAPHIC: PHOTO: Marran in the harbour.", "", "LOAD-DATE: June 7, 2031", "",
        "LANGUAGE: ENGLISH", "", "PUBLICATION-TYPE: Newspaper", "", "", centred("Copyright 2031 Osmark Mail Ltd"), centred("All Rights Reserved"), "",
    ]  # fmt: skip
    return "\n".join(rows)


def old_nexis() -> str:
    """Return an older Nexis text file with a cover."""
    cover = "\n\nDownload Request: Selected Items: 1-2\nTime Of Request: Friday, June 20, 2031  16:51:31\n\nTerms: (ferry and treaty)\n\n\n"
    titles = (
        "Treaty will hold, Marran says",
        "Lights on Gull Rock to stay dark through the winter, the Council of the Straits decides",
    )
    return cover + "\n".join(
        old_article(n, 2, title, paper)
        for n, title, paper in zip((1, 2), titles, ("The Osmark Mail", "Trel Bay Post"), strict=True)
    )


def new_article(title: str, paper: str = "The Osmark Mail", end: bool = True) -> list[str]:
    """Return the paragraphs of an article of the newer Nexis layout."""
    return [
        title, paper, "June 6, 2031 Friday", "Late Edition - Final", "Copyright 2031 Osmark Mail Ltd All Rights Reserved",
        "Section: FOREIGN; Pg. 6", "Length: 512 words", "Byline: By ILSE TARN and TOR BRASK", "Highlight: The treaty holds.", "Body",
        *PARAGRAPHS, "Graphic", "PHOTO: Marran in the harbour.", "Classification", "Language: ENGLISH",
        "Publication-Type: Newspaper", "Subject: FERRIES (90%); TREATIES (78%)", "Geographic: VELDANIA (93%)", "Load-Date: June 7, 2031",
        *(["End of Document"] if end else []),
    ]  # fmt: skip


TITLES = ("Treaty will hold, Marran says", "Lights on Gull Rock to stay dark", "Pilots ask for higher fees")
COVER = [
    "User Name: Ada Windt", "Date and Time: Friday, June 20, 2031 4:51:00 PM", "Job Number: 123456", "Documents (3)",
    *(line for n, title in enumerate(TITLES, 1) for line in (f"{n}. {title}", "Client/Matter: -None-", "Search Terms: ferry and treaty",
      "Search Type: Terms and Connectors", "Narrowed by:", "Content Type", "Narrowed by", "News", "-None-")),
]  # fmt: skip


def new_nexis(broken: bool = False) -> list[str]:
    """Return the paragraphs of a newer Nexis file; broken: the second article has lost its end mark."""
    rows = list(COVER)
    for n, title in enumerate(TITLES):
        rows += new_article(title, end=not (broken and n == 1))
    return rows


def coded_factiva() -> str:
    """Return a Factiva file with field codes, two articles."""
    one = [
        "HD   Treaty will hold, Marran says", "BY   By Ilse Tarn", "WC   512 words", "PD   6 June 2031", "ET   10:15", "SN   The Osmark Mail",
        "SC   OSMM", "PG   6", "LA   English", "CY   Copyright 2031. Osmark Mail Ltd.", "LP", PARAGRAPHS[0], "TD", *PARAGRAPHS[1:],
        "CO   straits : Council of the Straits", "IN   i75 : Shipping", "NS   gdip : Diplomacy | gpol : Politics", "RE   veld : Veldania",
        "PUB  Osmark Mail Ltd.", "AN   Document OSMM000020310606e7660001x",
    ]  # fmt: skip
    two = [row.replace("0001x", "0002y").replace("Treaty will hold, Marran says", TITLES[1]) for row in one]
    return "\n".join([*one, "", *two, ""])


def printed_factiva() -> str:
    """Return a Factiva file in the printed layout, two articles."""
    rows = []
    for n, title in enumerate(TITLES[:2], start=1):
        rows += [title, "By Ilse Tarn", "512 words", "6 June 2031", "10:15", "The Osmark Mail", "OSMM", "6", "English",
                 "Copyright 2031. Osmark Mail Ltd.", "", *PARAGRAPHS, f"Document OSMM000020310606e766000{n}x", ""]  # fmt: skip
    return "\n".join([*rows, "Search Summary", "Text ferry and treaty", "Date In the last week"])
