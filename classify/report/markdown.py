"""Documents as Markdown (CommonMark with pipe tables), readable as it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from classify.report.document import (
    Align,
    Block,
    Bullets,
    Cite,
    Document,
    Figure,
    Heading,
    Inline,
    KeyFigures,
    PageBreak,
    Paragraph,
    Picture,
    Reference,
    References,
    Span,
    Table,
)

_SPECIAL = re.compile(r"([\\`*_#<>|\[\]~&$])")
_OPENING = re.compile(r"^([-+=]|\d+[.)])")
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # would reverse what follows


def escape(text: str) -> str:
    """Return text in one line that Markdown shows as it is, also in a table cell."""
    kept = (
        c for c in text if c.isspace() or (unicodedata.category(c) not in ("Cc", "Cs") and c not in _TURNING)
    )
    return _SPECIAL.sub(r"\\\1", "".join(" " if c.isspace() else c for c in kept))


def _first(text: str) -> str:
    # At the start of a line a dash or a number would open a list.
    text = text.strip()
    match = _OPENING.match(text)
    return f"{match[1][:-1]}\\{match[1][-1]}{text[match.end() :]}" if match else text


def markdown(document: Document) -> str:
    """Return a document as Markdown, ending in a line feed."""
    parts = [f"# {escape(document.title)}"]
    if document.subtitle:
        parts.append(_first(escape(document.subtitle)))
    parts += [text for block in document.blocks if (text := _block(block, document.lang))]
    return "\n\n".join(parts) + "\n"


def _block(block: Block, lang: str) -> str:
    match block:
        case Heading():
            return _heading(block)
        case Paragraph():
            text = _first(_inline(block.content, lang))
            return f"> {text}" if block.role == "alert" and text else text
        case Bullets():
            items = enumerate((_first(_inline(item, lang)) for item in block.items), start=1)
            return _lines(f"{f'{i}.' if block.numbered else '-'} {item}" for i, item in items)
        case References():
            return _lines(_reference(entry, lang) for entry in block.entries)
        case PageBreak():
            return "---"
        case Picture():
            return _table(block.table, lang) if block.table else ""
        case _:
            return _tabular(block, lang)


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _heading(heading: Heading) -> str:
    gap = " " if heading.number[-1:].isdigit() else ""
    return f"{'#' * (heading.level + 1)} {escape(heading.number + gap + heading.text)}"


def _tabular(block: Table | KeyFigures, lang: str) -> str:
    if isinstance(block, Table):
        return _table(block, lang)
    head = [escape(f.label) for f in block.figures]
    row = [f"**{escape(f.value)}**" + escape(note_text(f, lang)) for f in block.figures]
    return _rows(head, ["left"] * len(head), [row])


def _table(table: Table, lang: str) -> str:
    rows = [[_inline(cell, lang) for cell in row] for row in table.rows]
    body = _rows([escape(c.title) for c in table.columns], [c.align for c in table.columns], rows)
    return f"{escape(table.caption)}\n\n{body}" if table.caption else body


def _rows(head: list[str], aligns: list[Align], rows: list[list[str]]) -> str:
    rule = ["---:" if align == "right" else "---" for align in aligns]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, rule, *rows])


def _inline(content: Inline, lang: str) -> str:
    return "".join(_span(part, lang) for part in content).strip()


def _span(part: Span | Cite, lang: str) -> str:
    if isinstance(part, Cite):
        gap = " " if part.place and lang == "en" else ""
        return f"{cite_mark(part.number, lang)}{gap}{escape(part.place)}"
    text = escape(part.text)
    # What is faint stays plain: slanted Chinese characters are hard to read.
    return f"**{text.strip()}**" if part.emphasis == "strong" and text.strip() else text


def cite_mark(number: int, lang: str) -> str:
    """Return the number of a source in the brackets of the language."""
    return f"[{number}]" if lang == "en" else f"〔{number}〕"


def plain_text(content: Inline, lang: str) -> str:
    """Return text without emphasis or markup, sources by number."""
    gap = " " if lang == "en" else ""
    return "".join(
        part.text
        if isinstance(part, Span)
        else cite_mark(part.number, lang) + (gap if part.place else "") + part.place
        for part in content
    )


def note_text(figure: Figure, lang: str) -> str:
    """Return the note of a key figure in brackets, so that a number in it does not run into the value."""
    if not figure.note:
        return ""
    return f" ({figure.note})" if lang == "en" else f"（{figure.note}）"


def reference_text(entry: Reference, lang: str) -> str:
    """Return a source as it is written out at the end, without markup."""
    title = entry.title if lang == "en" else f"《{entry.title}》"
    details = ("; " if lang == "en" else "，").join(d for d in (entry.issuer, entry.published) if d)
    wrapped = f" ({details})" if lang == "en" else f"（{details}）"
    return (
        cite_mark(entry.number, lang) + (" " if lang == "en" else "") + title + (wrapped if details else "")
    )


def _reference(entry: Reference, lang: str) -> str:
    mark = cite_mark(entry.number, lang)
    return f"- {mark}{escape(reference_text(entry, lang).removeprefix(mark))}"
