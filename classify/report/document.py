"""A neutral document: what a report says, before anyone decides how it looks.

Builders (`community.py`, `district.py`) make it, renderers (`markdown.py`, `docx/`) read it. All
text is in the document's language and free of markup; escaping is the renderer's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Emphasis = Literal["plain", "strong", "faint"]
Align = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Span:
    """Hold a run of text in one emphasis."""

    text: str
    emphasis: Emphasis = "plain"


@dataclass(frozen=True, slots=True)
class Cite:
    """Point to a source by its number in the document's references, and to a place in it."""

    number: int
    place: str = ""


Inline = tuple[Span | Cite, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """Open a section; `number` is written out as the language does (一、（一）or 1, 1.1)."""

    level: Literal[1, 2]
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Hold running text; an `alert` is set apart because it must not be overlooked."""

    content: Inline
    role: Literal["body", "alert"] = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """Hold a list of points; `small` ones are notes at the end."""

    items: tuple[Inline, ...]
    numbered: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """Head a column; `share` is its width relative to the others, for renderers with pages."""

    title: str
    align: Align = "left"
    share: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Hold rows of cells under columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Inline, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold one key figure with its label."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Hold the few figures a reader should see first."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """Hold one source document under the number by which it is cited."""

    number: int
    title: str
    issuer: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class References:
    """Hold the sources a document cites."""

    entries: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Hold a chart as SVG, with words for those who cannot see it.

    Formats without pictures show `table` in its place; without one they leave the picture out, because the same
    figures stand beside it.
    """

    svg: str
    alt: str
    caption: str = ""
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Begin a new page where there are pages."""


Block = Heading | Paragraph | Bullets | Table | KeyFigures | Picture | References | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """Hold a whole report; `facts` are figures by name, for templates that place them where they like."""

    title: str
    subtitle: str
    lang: str
    blocks: tuple[Block, ...]
    facts: Mapping[str, str] = field(default_factory=dict)


def plain(text: str) -> Inline:
    """Return text without emphasis, ready for a cell or a paragraph."""
    return (Span(text),)


def strong(text: str) -> Inline:
    """Return text that stands out."""
    return (Span(text, "strong"),)


def faint(text: str) -> Inline:
    """Return text that may be skipped at first reading."""
    return (Span(text, "faint"),)
