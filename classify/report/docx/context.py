"""What a template may name: the document's parts and its facts, each under a Chinese and an English name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from classify.report.clean import clean
from classify.report.document import Document, Heading

# The first group is there in every document; the others only where the document is about one community, or several.
NAMES = {
    "标题": "title", "副标题": "subtitle", "正文": "body", "章节": "sections", "版本信息": "imprint", "语言": "lang",
    "社区": "name", "编码": "id", "街道": "subdistrict", "建议类型": "type", "状态": "status", "得分": "score",
    "第二位": "runner_up", "领先": "lead", "认定类型": "declared", "工作方法": "method", "数据时点": "date",
    "社区数": "communities", "明确数": "clear", "接近数": "close", "缺数据数": "data_missing", "无类型数": "no_type",
}  # fmt: skip
_OF_SECTION = {"编号": "number", "名称": "heading", "内容": "content"}
KNOWN = frozenset({*NAMES, *NAMES.values()})


def context_of(document: Document, sections: Iterable[tuple[Heading | None, str]]) -> dict[str, Any]:
    """Return the values of all names; a fact the document does not have is empty."""
    parts = list(sections)
    values: dict[str, Any] = {name: clean(document.facts.get(name, "")) for name in NAMES.values()}
    values |= {"title": clean(document.title), "subtitle": clean(document.subtitle), "lang": document.lang}
    # Our own markup, with every text in it escaped already.
    values["body"] = Markup("".join(markup for _heading, markup in parts))  # noqa: S704 - see above
    values["sections"] = [_section(heading, markup) for heading, markup in parts]
    return values | {chinese: values[english] for chinese, english in NAMES.items()}


def _section(heading: Heading | None, markup: str) -> dict[str, Any]:
    values = {
        "number": heading.number if heading else "",
        "heading": clean(heading.text) if heading else "",
        "content": Markup(markup),  # noqa: S704 - our own markup, escaped already
    }
    return values | {chinese: values[english] for chinese, english in _OF_SECTION.items()}
