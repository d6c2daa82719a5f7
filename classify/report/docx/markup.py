"""WordprocessingML as strings: runs and paragraphs, their properties in the order the schema asks for.

Strings, because building a table cell by cell with python-docx costs a quarter of a second.
"""

from __future__ import annotations

from html import escape

from classify.report.clean import clean
from classify.report.document import Cite, Inline, Span
from classify.report.markdown import cite_mark


def words(text: str) -> str:
    """Return text as it may stand in XML."""
    return escape(clean(text), quote=False)


def run(text: str, style: str = "", properties: str = "") -> str:
    """Return one run; `style` is a character style, `properties` are children of `w:rPr` behind it."""
    if not text:
        return ""
    styled = f'<w:rStyle w:val="{style}"/>' if style else ""
    inner = f"<w:rPr>{styled}{properties}</w:rPr>" if styled or properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{words(text)}</w:t></w:r>'


def paragraph(content: str, style: str, properties: str = "") -> str:
    """Return one paragraph of runs; `properties` are children of `w:pPr` that come behind the style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def inline(content: Inline, lang: str) -> str:
    """Return text with emphasis and citations as runs."""
    return "".join(_part(part, lang) for part in content)


def _part(part: Span | Cite, lang: str) -> str:
    if isinstance(part, Cite):
        gap = " " if part.place and lang == "en" else ""
        return run(cite_mark(part.number, lang) + gap + part.place, "Source")
    return run(part.text, {"strong": "Strong", "faint": "Source"}.get(part.emphasis, ""))
