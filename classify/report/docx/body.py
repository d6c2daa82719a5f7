"""The blocks of a document as WordprocessingML."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count

from classify.report.document import (
    Block,
    Bullets,
    Document,
    Heading,
    KeyFigures,
    PageBreak,
    Paragraph,
    Picture,
    References,
    Table,
)
from classify.report.docx.markup import inline, paragraph, run
from classify.report.docx.tables import figures_markup, table_markup
from classify.report.markdown import reference_text
from classify.texts import mark as _
from classify.texts import translate

_BREAK = '<w:p><w:pPr><w:pStyle w:val="AfterTable"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'
_MOST_TOGETHER = 15  # notes; more than half a page of them may be torn
Draw = Callable[[Picture, int], str]


class Body:
    """Write one document's blocks; figures and tables with a caption are numbered through."""

    def __init__(self, document: Document, draw: Draw) -> None:
        """Keep the document; `draw` returns the run that shows a picture."""
        self._lang, self._blocks, self._draw = document.lang, document.blocks, draw
        self._figures, self._tables = count(1), count(1)

    def sections(self) -> Iterator[tuple[Heading | None, str]]:
        """Yield what stands under each heading of the first level; what comes before the first has no heading."""
        heading, parts = None, list[str]()
        for block in self._blocks:
            if isinstance(block, Heading) and block.level == 1:
                if parts or heading is not None:
                    yield heading, "".join(parts)
                heading, parts = block, []
            parts.append(self._block(block))
        yield heading, "".join(parts)

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                gap = " " if block.number[-1:].isdigit() else ""
                return paragraph(run(block.number + gap + block.text), f"Heading{block.level}")
            case Paragraph():
                style = "Alert" if block.role == "alert" else "BodyText"
                return paragraph(inline(block.content, self._lang), style)
            case Bullets():
                return self._bullets(block)
            case References():
                return _notes([run(reference_text(e, self._lang)) for e in block.entries])
            case PageBreak():
                return _BREAK
            case KeyFigures() | Table() | Picture():
                return self._shown(block)

    def _bullets(self, block: Bullets) -> str:
        if block.small and not block.numbered:
            return _notes([inline(item, self._lang) for item in block.items])
        style = "Note" if block.small else "BodyText" if block.numbered else "ListBullet"
        marks: Sequence[str] = [f"{i}. " if block.numbered else "" for i in range(1, len(block.items) + 1)]
        return "".join(
            paragraph(run(mark) + inline(item, self._lang), style)
            for mark, item in zip(marks, block.items, strict=True)
        )

    def _shown(self, block: KeyFigures | Table | Picture) -> str:
        if isinstance(block, KeyFigures):
            return figures_markup(block, self._lang)
        if isinstance(block, Table):
            caption = self._caption(_("Table {number}"), self._tables, block.caption, "TableCaption")
            return caption + table_markup(block, self._lang)
        number = next(self._figures)
        picture = paragraph(self._draw(block, number), "Figure")
        return picture + self._caption(_("Figure {number}"), count(number), block.caption, "Caption")

    def _caption(self, message: str, numbers: Iterator[int], text: str, style: str) -> str:
        if not text:
            return ""
        number = translate(message, self._lang).format(number=next(numbers))
        gap = ": " if self._lang == "en" else "\u3000"
        return paragraph(run(number + gap + text), style)


def _notes(lines: Sequence[str]) -> str:
    """Return notes that stay on one page: two lines of them alone on the last would look like a mistake."""
    together = "<w:keepNext/><w:keepLines/>" if len(lines) <= _MOST_TOGETHER else ""
    ends = len(lines) - 1
    return "".join(paragraph(line, "Note", together if i < ends else "") for i, line in enumerate(lines))
