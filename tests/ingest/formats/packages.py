"""Word processors' packages written by hand for these tests."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="Bild"><w:name w:val="caption"/></w:style></w:styles>'
)


def packed(parts: dict[str, bytes | str], first: str = "") -> bytes:
    """Return a zip of parts; the one named first stands first and is not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda name: name != first):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            package.writestr(info, parts[name])
    return out.getvalue()


def word_file(body: str, **parts: bytes | str) -> bytes:
    """Return a DOCX with a body of WordprocessingML; parts by name, `__` for a slash and `_dot_` for a dot."""
    named = {name.replace("__", "/").replace("_dot_", "."): part for name, part in parts.items()}
    document = f'<?xml version="1.0"?><w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
    return packed(
        {"[Content_Types].xml": "<Types/>", "word/document.xml": document, "word/styles.xml": STYLES, **named},
        "[Content_Types].xml",
    )


def paragraph(words: str, style: str = "") -> str:
    """Return a paragraph with one run."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def open_text(body: str, styles: str = "", title: str = "") -> bytes:
    """Return an ODT with a body."""
    space = 'xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:dc="d" xmlns:table="b" xmlns:draw="w"'
    content = (
        f"<office:document-content {space}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    meta = (
        f"<office:document-meta {space}><office:meta><dc:title>{title}</dc:title></office:meta></office:document-meta>"
    )
    return packed(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "meta.xml": meta}, "mimetype"
    )
