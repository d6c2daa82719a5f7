"""Blocks of a document as HTML, cut into sections at headings of the first level."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from classify.report.document import (
    Block,
    Bullets,
    Cite,
    Heading,
    Inline,
    KeyFigures,
    Paragraph,
    Reference,
    References,
    Span,
    Table,
)
from classify.report.markdown import cite_mark

_SPECIAL = re.compile("[&<>\"']")


@dataclass(frozen=True, slots=True)
class Section:
    """Hold one section: its heading, empty for what stands before the first, and its content as HTML."""

    title: str
    html: str


def safe(text: str) -> str:
    """Return text as HTML shows it, in an attribute too."""
    return escape(text) if _SPECIAL.search(text) else text


def sections(blocks: Iterable[Block], lang: str) -> list[Section]:
    """Return blocks as sections; pictures and page breaks are left out, a site has its own."""
    found, title, parts = list[Section](), "", list[str]()
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            found.append(Section(title, "".join(parts)))
            title, parts = block.text, []
        else:
            parts.append(block_html(block, lang))
    found.append(Section(title, "".join(parts)))
    return [section for section in found if section.title or section.html]


def block_html(block: Block, lang: str) -> str:
    """Return one block as HTML."""
    match block:
        case Heading():
            return f"<h3>{safe(block.text)}</h3>"
        case Paragraph():
            role = ' class="alert"' if block.role == "alert" else ""
            return f"<p{role}>{inline(block.content, lang)}</p>"
        case Bullets():
            tag = "ol" if block.numbered else "ul"
            return f"<{tag}>{''.join(f'<li>{inline(item, lang)}</li>' for item in block.items)}</{tag}>"
        case KeyFigures():
            return _key_figures(block)
        case References():
            return _references(block, lang)
        case Table():
            return _table(block, lang)
        case _:
            return ""


def inline(content: Inline, lang: str) -> str:
    """Return running text as HTML."""
    if len(content) == 1 and isinstance(content[0], Span) and content[0].emphasis == "plain":
        return safe(content[0].text)  # most cells of most tables
    return "".join(_span(part, lang) for part in content)


def _span(part: Span | Cite, lang: str) -> str:
    if isinstance(part, Cite):
        gap = " " if part.place and lang == "en" else ""
        return f'<a class="cite" href="#ref-{part.number}">{cite_mark(part.number, lang)}</a>{gap}{safe(part.place)}'
    if part.emphasis == "strong":
        return f"<strong>{safe(part.text)}</strong>"
    return f'<span class="faint">{safe(part.text)}</span>' if part.emphasis == "faint" else safe(part.text)


def _key_figures(block: KeyFigures) -> str:
    rows = (
        f"<div><dt>{safe(f.label)}</dt><dd>{safe(f.value)}{f' <small>{safe(f.note)}</small>' if f.note else ''}</dd></div>"
        for f in block.figures
    )
    return f'<dl class="figures">{"".join(rows)}</dl>'


def _references(block: References, lang: str) -> str:
    return f'<ul class="plain">{"".join(_reference(entry, lang) for entry in block.entries)}</ul>'


def _reference(entry: Reference, lang: str) -> str:
    title, issuer, published = entry.title, entry.issuer, entry.published
    shown = title if lang == "en" else f"《{title}》"
    details = ("; " if lang == "en" else "，").join(d for d in (issuer, published) if d)
    wrapped = (f" ({details})" if lang == "en" else f"（{details}）") if details else ""
    return f'<li id="ref-{entry.number}">{cite_mark(entry.number, lang)} {safe(shown + wrapped)}</li>'


def _table(block: Table, lang: str) -> str:
    caption = f"<caption>{safe(block.caption)}</caption>" if block.caption else ""
    aligns = [' class="number"' if c.align == "right" else "" for c in block.columns]
    whole = sum(c.share for c in block.columns) or 1
    columns = "".join(f'<col style="width:{100 * c.share / whole:.0f}%">' for c in block.columns)
    head = row_html((safe(c.title) for c in block.columns), aligns, 'th scope="col"')
    body = "".join(row_html((inline(cell, lang) for cell in row), aligns, "td") for row in block.rows)
    table = (
        f"<table>{caption}<colgroup>{columns}</colgroup><thead>{head}</thead><tbody>{body}</tbody></table>"
    )
    return scrolling(table)


def row_html(cells: Iterable[str], aligns: Sequence[str], tag: str) -> str:
    """Return a table row of cells that are HTML already."""
    end = tag.split(" ", 1)[0]
    return f"<tr>{''.join(f'<{tag}{a}>{cell}</{end}>' for cell, a in zip(cells, aligns, strict=True))}</tr>"


def scrolling(table: str) -> str:
    """Return a table in a box that scrolls sideways where the screen is too narrow."""
    return f'<div class="scroll" tabindex="0">{table}</div>'
