"""PDF files written by hand for these tests: lines at places, in Courier, whose letters are .6 em wide."""

import zlib
from collections.abc import Sequence

WIDTH, HEIGHT = 595, 842
Placed = tuple[float, float, float, str] | tuple[float, float, float, str, str]
"""Left, base line, size, words; and the matrix that turns them."""


def paper(
    pages: Sequence[Sequence[Placed]],
    *,
    extra: str = "",
    trailer: str = "",
    packed: bool = True,
    title: str = "",
    page: str = "",
    box: tuple[int, int] = (WIDTH, HEIGHT),
) -> bytes:
    """Return a PDF of pages of lines. extra: entries of the catalog; trailer: of the trailer; page: of each page, box: its width and height."""
    count = len(pages)
    objects: list[bytes] = [
        f"<< /Type /Catalog /Pages 2 0 R {extra} >>".encode(),
        f"<< /Type /Pages /Count {count} /Kids [{' '.join(f'{5 + 2 * n} 0 R' for n in range(count))}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        b"<< /Title (" + title.encode("latin-1") + b") >>",
    ]
    for n, lines in enumerate(pages):
        content = b"\n".join(
            b"BT /F1 %g Tf %s %g %g Tm (%s) Tj ET"
            % (line[2], (line[4] if len(line) > 4 else "1 0 0 1").encode(), line[0], line[1], _escaped(line[3]))
            for line in lines
        )
        stream = zlib.compress(content) if packed else content
        how = b"/Filter /FlateDecode " if packed else b""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {box[0]} {box[1]}] {page} /Contents {6 + 2 * n} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< %s/Length %d >>\nstream\n%s\nendstream" % (how, len(stream), stream))
    return assembled(objects, trailer)


def assembled(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """Return a file of objects with its table and trailer."""
    out = b"%PDF-1.5\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end.encode()


def _escaped(words: str) -> bytes:
    return words.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def set_lines(paragraphs: Sequence[str], letters: int, indent: int = 2, part: bool = False) -> list[tuple[int, str]]:
    """Return (indent, words) of the lines of paragraphs in a column that many letters wide. part: long words are parted."""
    lines = []
    for paragraph in paragraphs:
        now, words, at = "", paragraph.split(), indent
        while words:
            word = words.pop(0)
            if not now:
                now = word
            elif at + len(now) + 1 + len(word) <= letters:
                now += " " + word
            elif part and word.isalpha() and len(word) >= 8 and at + len(now) + 2 + len(word) // 2 <= letters:
                cut = len(word) // 2
                lines.append((at, f"{now} {word[:cut]}-"))
                now, at = word[cut:], 0
            else:
                lines.append((at, now))
                now, at = word, 0
        lines.append((at, now))
    return lines


def columns(
    paragraphs: Sequence[str], count: int, *, woven: bool = False, part: bool = False, head: str = "", title: str = ""
) -> list[list[Placed]]:
    """Return pages of text in columns. woven: drawn row by row across the columns; part: words are parted; head: of each page."""
    size, leading, gap = 9.0, 11.0, 18.0
    wide = (WIDTH - 100 - gap * (count - 1)) / count
    lines = set_lines(paragraphs, int(wide / (0.6 * size)), part=part)
    pages = []
    while lines:
        number = len(pages) + 1
        page: list[Placed] = [(50, HEIGHT - 30, 7, head)] if head else []
        page += [(WIDTH / 2, 24, 7, str(number))] if head else []
        top = HEIGHT - 70
        if title and number == 1:
            page.append((50, top, 16, title))
            top -= 30
        rows = int((top - 60) / leading)
        spots = []
        for n, (indent, words) in enumerate(lines[: rows * count]):
            column, row = divmod(n, rows)
            spots.append(
                (row, column, (50 + column * (wide + gap) + indent * 0.6 * size, top - row * leading, size, words))
            )
        lines = lines[rows * count :]
        page += [spot for _, _, spot in (sorted(spots, key=lambda s: s[:2]) if woven else spots)]
        pages.append(page)
    return pages
