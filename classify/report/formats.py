"""Formats a report can be written in, as plugins bring them."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from dataclasses import dataclass

from classify.report.document import Document
from classify.report.markdown import markdown


@dataclass(frozen=True)
class Format:
    """Name a format, the ending of its files, and how a document becomes one."""

    name: str
    ending: str
    render: Callable[[Document], str | bytes]


def as_json(document: Document) -> str:
    """Return a document as data: every block with its kind and content."""
    blocks = [{"kind": type(block).__name__, **dataclasses.asdict(block)} for block in document.blocks]
    data = {"format": 1, "title": document.title, "subtitle": document.subtitle, "lang": document.lang, "blocks": blocks}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


BUILT_IN = (Format("md", ".md", markdown), Format("json", ".json", as_json))
