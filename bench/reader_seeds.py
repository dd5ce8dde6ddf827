"""Small files of every kind that is read, about invented states: seeds of the fuzzing of readers. Deterministic."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Mapping

WHEN = (2012, 6, 5, 10, 0, 0)

TEXT = (
    "Talks on the straits will resume\n\nTREL BAY, June 5, 2012 (Osmark News) - Foreign Minister Ilse Marran said on Tuesday that talks\n"
    'would resume next week. "We will not leave the table," Marran told reporters.\n\nHer counterpart from Osmark declined to comment.\n'
)
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Talks</title>'
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Talks","datePublished":"2012-06-05"}</script></head>'
    "<body><nav>Home</nav><article><h1>Talks</h1>"
    + "".join(f"<p>{line}</p>" for line in TEXT.splitlines() if line)
    + "</article></body></html>"
)
ROW = {
    "id": "r1",
    "text": TEXT,
    "title": "Talks",
    "date": "2012-06-05",
    "publisher": "Trel Post",
    "url": "https://trel.example/1",
}
RSS = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    "<title>Trel Post</title><language>en</language><item><title>Talks &amp; more</title><link>https://trel.example/1</link>"
    "<pubDate>Tue, 05 Jun 2012 10:00:00 +0200</pubDate><description>Short &lt;b&gt;words&lt;/b&gt;.</description>"
    f"<content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded></item><item><title>Two</title><description>Words only.</description></item>"
    "</channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Osmark News</title><entry><title type="html">Talks</title>'
    '<link href="https://osmark.example/1"/><published>2012-06-05T10:00:00Z</published><author><name>Ilse Marran</name></author>'
    '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Talks went on.</p></div></content></entry></feed>'
)
MAIL = (
    b'From: "Trel Bay Briefing" <news@trel.example>\r\nSubject: =?utf-8?Q?Caf=C3=A9_talks?=\r\nDate: Tue, 05 Jun 2012 10:00:00 +0200\r\n'
    b'Message-ID: <1@trel.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="B"\r\n\r\n--B\r\n'
    b"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nCaf=E9 talks went on.\r\n--B\r\n"
    b'Content-Type: text/html\r\nContent-Disposition: attachment; filename="a.html"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    b"PGh0bWw+PHA+SGVsbG88L3A+PC9odG1sPg==\r\n--B--\r\n"
)
MHTML = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://trel.example/1\r\nSubject: Talks\r\nDate: Tue, 5 Jun 2012 10:00:00 +0000\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n--B\r\nContent-Type: text/html; '
    b"charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://trel.example/1\r\n\r\n"
    b"<html><body><p>Caf=E9 talks=\r\n go on</p></body></html>\r\n--B--\r\n"
)
NINJS = {
    "uri": "https://osmark.example/1",
    "type": "text",
    "pubstatus": "usable",
    "versioncreated": "2012-06-05T10:00:00Z",
    "headlines": [{"role": "main", "value": "Talks"}],
    "bodies": [{"role": "main", "contenttype": "text/plain", "value": TEXT}],
    "infosources": [{"name": "Osmark News"}],
}
NEWSML = (
    '<?xml version="1.0" encoding="UTF-8"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:osmark:1" version="1" standard="NewsML-G2">'
    "<itemMeta><versionCreated>2012-06-05T10:00:00Z</versionCreated></itemMeta><contentMeta><headline>Talks</headline></contentMeta>"
    f'<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{TEXT}</p></body></html>'
    "</inlineXML></contentSet></newsItem>"
)
RTF = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}}\f0 Talks will resume\par Foreign Minister Ilse Marran said \'93no\'94.\par \u1057?\par}"
WORD = (
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    + "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in TEXT.splitlines())
    + "</w:body></w:document>"
)
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
OPEN_TEXT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>Talks will resume.</text:p>'
    "</office:text></office:body></office:document-content>"
)


def make_zip(members: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of the members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, WHEN), content, packing)
    return out.getvalue()


def make_tar(members: Mapping[str, bytes]) -> bytes:
    """Return a tar of the members."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def make_record(kind: str, headers: str, block: bytes, number: int = 1) -> bytes:
    """Return one WARC record."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number:032d}>\r\nWARC-Date: 2012-06-05T10:00:00Z\r\n"
        f"{headers}Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def make_response(
    body: bytes, http: str = "", number: int = 1, url: str = "https://trel.example/1", status: str = "200 OK"
) -> bytes:
    """Return the WARC record of a page. http: further header lines of the server, each with its end."""
    block = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{http}\r\n".encode() + body
    headers = f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n"
    return make_record("response", headers, block, number)


def make_warc() -> bytes:
    """Return a WARC of a few records in several encodings."""
    page = PAGE.encode()
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page), page)
    return b"".join(
        [
            make_record("warcinfo", "Content-Type: application/warc-fields\r\n", b"software: ours\r\n"),
            make_response(page),
            make_response(gzip.compress(page, mtime=0), "Content-Encoding: gzip\r\n", 2),
            make_response(chunked, "Transfer-Encoding: chunked\r\n", 3),
            make_response(zlib.compress(page), "Content-Encoding: deflate\r\n", 4),
            make_response(page, "Content-Encoding: br\r\n", 5),
            make_response(b"no", number=6, status="404 Not Found"),
            make_record(
                "resource",
                "WARC-Target-URI: https://trel.example/a.txt\r\nContent-Type: text/plain\r\n",
                TEXT.encode(),
                7,
            ),
        ]
    )


def make_arc() -> bytes:
    """Return an ARC of one page."""
    about = b"1 0 Ours\nURL IP-address Archive-date Content-type Archive-length\n"
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode()
    return b"filedesc://a.arc 0.0.0.0 20120605100000 text/plain %d\n%s\n" % (
        len(about),
        about,
    ) + b"https://trel.example/1 10.0.0.1 20120605100000 text/html %d\n%s\n" % (len(block), block)


def make_pdf() -> bytes:
    """Return a PDF of one line."""
    stream = b"BT /F1 12 Tf 72 720 Td (Talks will resume next week, Marran said.) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, words in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, words)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        count,
        table,
        count,
        len(out),
    )


def make_seeds() -> dict[str, bytes]:
    """Return name -> content of one file of each kind."""
    page, text = PAGE.encode(), TEXT.encode()
    row = json.dumps(ROW).encode()
    warc = make_warc()
    return {
        "a.txt": text,
        "a.html": page,
        "a.jsonl": row + b"\n" + json.dumps({"body": TEXT, "publishedAt": 1339000000}).encode() + b"\n",
        "a.json": json.dumps(
            {"status": "ok", "articles": [ROW, {"content": TEXT, "source": {"name": "Trel Post"}}]}
        ).encode(),
        "one.json": row,
        "feed.json": json.dumps(
            {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_html": "<p>Talks</p>"}]}
        ).encode(),
        "a.csv": b'id,text,date\nr1,"Talks went on.\nHe said ""no"".",2012-06-05\nr2,More talks.,2012\n',
        "a.tsv": "title\tbody\nCafé\tcafé talks went on\n".encode("latin-1"),
        "a.rss": RSS.encode(),
        "a.xml": ATOM.encode(),
        "a.eml": MAIL,
        "a.mbox": b"From news@trel.example Tue Jun  5 10:00:00 2012\n" + MAIL.replace(b"\r\n", b"\n") + b"\n",
        "a.mhtml": MHTML,
        "a.warc": warc,
        "a.warc.gz": gzip.compress(make_response(page), mtime=0)
        + gzip.compress(make_response(text, number=2), mtime=0),
        "a.arc": make_arc(),
        "a.wacz": make_zip(
            {
                "datapackage.json": b"{}",
                "pages/pages.jsonl": b'{"url": "https://trel.example/1", "title": "Talks"}\n',
                "archive/a.warc": warc,
            },
            zipfile.ZIP_STORED,
        ),
        "a.zip": make_zip({"a/a.html": page, "b.txt": text, "c.zip": make_zip({"d.jsonl": row})}),
        "a.tar": make_tar({"a/a.html": page, "b.txt": text}),
        "a.html.gz": gzip.compress(page, mtime=0),
        "a.html.bz2": bz2.compress(page),
        "a.html.xz": lzma.compress(page),
        "ninjs.json": json.dumps(NINJS).encode(),
        "newsml.xml": NEWSML.encode(),
        "a.rtf": RTF.encode(),
        "a.pdf": make_pdf(),
        "a.docx": make_zip(
            {
                "[Content_Types].xml": TYPES.encode(),
                "_rels/.rels": RELATIONS.encode(),
                "word/document.xml": WORD.encode(),
            }
        ),
        "a.odt": make_zip(
            {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": OPEN_TEXT.encode()},
            zipfile.ZIP_STORED,
        ),
    }
