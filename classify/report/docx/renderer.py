"""A document and a template make a Word file."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml import etree

from classify.errors import refuse
from classify.report.clean import clean
from classify.report.document import Document, Heading
from classify.report.docx.body import Body
from classify.report.docx.checking import check_template, environment
from classify.report.docx.context import context_of
from classify.report.docx.package import packed
from classify.report.docx.pictures import drawing
from classify.report.docx.template import template_bytes
from classify.texts import TAGS


@dataclass(frozen=True)
class Renderer:
    """Render documents on one template, given as the bytes of a Word file."""

    template: bytes

    def __call__(self, document: Document) -> bytes:
        """Return a document as a Word file; the same document always gives the same bytes."""
        template = DocxTemplate(BytesIO(self.template))
        template.render_init()
        part = template.docx.part
        body = Body(document, lambda picture, number: drawing(picture, part, number))
        context = context_of(document, body.sections())
        try:
            template.render(context, environment())
        except (TemplateError, etree.LxmlError, TypeError, ValueError, AttributeError) as error:
            raise refuse("REPORT004", problem=f"{type(error).__name__}: {error}") from error
        template.docx.core_properties.title = clean(document.title)[:255]
        template.docx.core_properties.language = TAGS[document.lang]
        return packed(template.docx.part.package)


def own_renderer() -> Renderer:
    """Return what renders on the template built by code."""
    return Renderer(template_bytes())


def renderer_for(path: Path) -> Renderer:
    """Return what renders on an office's own template, checked and tried out before."""
    check_template(path)
    renderer = Renderer(path.read_bytes())
    renderer(Document("", "", "zh", (Heading(1, ""),)))
    return renderer
