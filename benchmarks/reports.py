"""How long 169 Word reports take, as a multiple of docxtpl's own rendering time of an equal template.

    python benchmarks/reports.py [ROUNDS [COMMUNITIES]]

The equal template says in Jinja what our own writer does: a loop over blocks, a paragraph per style, tables with
loops over rows and cells, the chart as an inline picture. docxtpl renders it one document after the other
from data that are ready, pictures included; we start from the results of a run, word the reasons, draw the
charts, render by all cores and write the files. Times are taken in turns; only their ratios mean anything.
"""

from __future__ import annotations

import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.shared import Emu
from docxtpl import DocxTemplate, InlineImage, RichText
from timing import as_text, compared, in_turns

from classify.cli.reporting import Order, plan, write
from classify.engine import Run
from classify.engine import run as run_engine
from classify.report.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Inline,
    KeyFigures,
    Paragraph,
    Picture,
    Table,
)
from classify.report.docx.measures import TEXT_WIDTH_EMU
from classify.report.docx.renderer import own_renderer
from classify.report.docx.template import template_bytes
from classify.report.markdown import plain_text, reference_text
from classify.report.rendering import cores

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "district" / "communities.csv"
STYLES = {
    "Heading1": "heading 1",
    "Heading2": "heading 2",
    "BodyText": "Body Text",
    "Alert": "提示",
    "ListBullet": "List Bullet",
    "Note": "附注",
}
TARGET = 2.0


def equal_template() -> bytes:
    """Return our template with the body as loops instead of one placeholder."""
    document = docx.Document(BytesIO(template_bytes()))
    document.paragraphs[-1]._element.getparent().remove(document.paragraphs[-1]._element)  # noqa: SLF001 - as docxtpl's users do
    add = document.add_paragraph
    add("{%p for b in blocks %}")
    for id_, name in STYLES.items():
        add(f"{{%p if b.style == '{id_}' %}}")
        add("{{r b.text }}", name)
        add("{%p endif %}")
    add("{%p if b.rows %}")
    table = document.add_table(4, 3, "报告表格")
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(0, 2).text = (
        "{%tc for c in b.head %}",
        "{{ c }}",
        "{%tc endfor %}",
    )
    table.cell(1, 0).text, table.cell(3, 0).text = "{%tr for row in b.rows %}", "{%tr endfor %}"
    table.cell(2, 0).text, table.cell(2, 1).text, table.cell(2, 2).text = (
        "{%tc for c in row %}",
        "{{r c }}",
        "{%tc endfor %}",
    )
    add("{%p endif %}")
    add("{%p if b.picture %}")
    add("{{ b.picture }}", "图片")
    add("{%p endif %}")
    add("{%p endfor %}")
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def rich(content: Inline, lang: str) -> RichText:
    """Return text with emphasis as docxtpl's users write it."""
    text = RichText()
    for part in content:
        emphasis = getattr(part, "emphasis", "faint")
        style = {"strong": "Strong", "faint": "Source"}.get(emphasis)
        text.add(plain_text((part,), lang), style=style)
    return text


def as_data(block: Block, lang: str) -> list[dict[str, Any]]:
    """Return a block as the equal template wants it."""
    if isinstance(block, Heading):
        return [{"style": f"Heading{block.level}", "text": RichText(block.number + block.text)}]
    if isinstance(block, Paragraph):
        return [
            {"style": "Alert" if block.role == "alert" else "BodyText", "text": rich(block.content, lang)}
        ]
    if isinstance(block, Bullets):
        return [
            {"style": "Note" if block.small else "ListBullet", "text": rich(i, lang)} for i in block.items
        ]
    if isinstance(block, Table):
        return [
            {
                "head": [c.title for c in block.columns],
                "rows": [[rich(c, lang) for c in row] for row in block.rows],
            }
        ]
    if isinstance(block, KeyFigures):
        return [
            {"head": [f.label for f in block.figures], "rows": [[RichText(f.value) for f in block.figures]]}
        ]
    if isinstance(block, Picture):
        return [{"svg": block.svg}]
    return [
        {"style": "Note", "text": RichText(reference_text(e, lang))} for e in getattr(block, "entries", ())
    ]


def ready(document: Document, number: int) -> tuple[dict[str, Any], bytes]:
    """Return a document's data and its picture, as PNG."""
    import resvg_py  # noqa: PLC0415 - drawn before the clock starts

    blocks = [data for block in document.blocks for data in as_data(block, document.lang)]
    svg = next((b["svg"] for b in blocks if "svg" in b), "")
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=900, background="#ffffff")) if svg else b""
    return {
        "标题": document.title,
        "副标题": document.subtitle,
        "版本信息": str(number),
        "blocks": blocks,
    }, png


def bare(template: bytes, data: list[tuple[dict[str, Any], bytes]]) -> int:
    """Render and save by docxtpl alone; return the size of all files."""
    size = 0
    for context, png in data:
        document = DocxTemplate(BytesIO(template))
        for block in context["blocks"]:
            if "svg" in block and png:
                block["picture"] = InlineImage(document, BytesIO(png), width=Emu(TEXT_WIDTH_EMU))
        document.render(context, autoescape=True)
        buffer = BytesIO()
        document.save(buffer)
        size += len(buffer.getvalue())
    return size


def ours(run: Run) -> None:
    """Write everything `classify report --to docx` writes."""
    with tempfile.TemporaryDirectory() as folder:
        write(plan(run, Order((), ("docx",), "community", None, "zh")), Path(folder) / "reports", "{}")


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    run = run_engine([SAMPLE])
    run = run.only([o.id for o in run.outcomes[: int(sys.argv[2])]]) if len(sys.argv) > 2 else run
    documents = [run.document(o, "zh") for o in run.outcomes]
    data, template, render = [ready(d, i) for i, d in enumerate(documents)], equal_template(), own_renderer()
    names = {
        "bare": "docxtpl, equal template, data ready",
        "one": "our renderer, one core, documents ready",
        "all": f"classify report --to docx, {cores()} cores, from the run",
    }
    tasks = {
        names["bare"]: lambda: bare(template, data),
        names["one"]: lambda: [render(d) for d in documents],
        names["all"]: lambda: ours(run),
    }
    times = in_turns(tasks, rounds)
    print(
        as_text(
            compared(
                f"{len(documents)} Word reports", times, names["bare"], {names["all"]: f"<= {TARGET}"}, {}
            )
        )
    )


if __name__ == "__main__":
    main()
