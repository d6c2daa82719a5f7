"""A document and a template make a Word file."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from docxtpl import DocxTemplate

from classify.report.clean import clean
from classify.report.document import Document, Heading
from classify.report.docx.body import Body
from classify.report.docx.checking import check_template, environment, failure
from classify.report.docx.context import NAMES, context_of
from classify.report.docx.package import packed
from classify.report.docx.pictures import drawing
from classify.report.docx.template import template_bytes
from classify.texts import TAGS


@dataclass(frozen=True)
class Renderer:
    """Render documents on one template, given as the bytes of a Word file and its name."""

    template: bytes
    name: str = ""

    def __call__(self, document: Document) -> bytes:
        """Return a document as a Word file; the same document always gives the same bytes."""
        template = DocxTemplate(BytesIO(self.template))
        template.render_init()
        part = template.docx.part
        body = Body(document, lambda picture, number: drawing(picture, part, number))
        context = context_of(document, body.sections())
        try:
            template.render(context, environment())
        except Exception as error:  # a template is a program of somebody else's
            whole = DocxTemplate(BytesIO(self.template))
            whole.init_docx()
            raise failure(whole, self.name, context, error) from error
        template.docx.core_properties.title = clean(document.title)[:255]
        template.docx.core_properties.language = TAGS[document.lang]
        return packed(template.docx.part.package)


def own_renderer() -> Renderer:
    """Return what renders on the template built by code."""
    return Renderer(template_bytes())


def renderer_for(path: Path) -> Renderer:
    """Return what renders on an office's own template, checked and tried out before."""
    check_template(path)
    renderer = Renderer(path.read_bytes(), path.name)
    facts = dict.fromkeys(NAMES.values(), "1")  # a number, so that what calculates can be tried too
    renderer(Document("", "", "zh", (Heading(1, ""),), facts))
    return renderer
