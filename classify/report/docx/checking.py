"""Check a template before anything is rendered with it, and name the paragraph of what is wrong."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import Template, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import SandboxedEnvironment

from classify.errors import ClassifyError, Filler, Finding, Place, refuse
from classify.report.docx.context import KNOWN, NAMES
from classify.rulepack.merge import closest

_LONGEST = 60
_TAGS = re.compile(r"<[^>]+>")
_PARAGRAPHS = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
_BRACKETS = {"{{": "}}", "{%": "%}", "{#": "#}"}


class _Environment(SandboxedEnvironment):
    """Compile every text once: the parts of a template are the same for all documents."""

    def from_string(self, source: Any, *more: Any, **options: Any) -> Template:
        if more or options or not isinstance(source, str):
            return super().from_string(source, *more, **options)
        return self._compiled(source)

    @cache  # noqa: B019 - there is one environment, and it lives as long as the program
    def _compiled(self, source: str) -> Template:
        return super().from_string(source)


@cache
def environment() -> SandboxedEnvironment:
    """Return what templates run in: text is escaped, and a template that came by post cannot reach the computer."""
    return _Environment(autoescape=True)


def check_template(path: Path) -> None:
    """Raise `ClassifyError` with every mistake of a template: each names its paragraph."""
    shown = path.name
    try:
        template = DocxTemplate(str(path))
        template.init_docx()
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise refuse("REPORT001", Place(shown)) from error
    findings = [f for part, markup in _parts(template) for f in _mistakes(template, markup, part, shown)]
    if findings:
        raise ClassifyError(findings)


def _parts(template: Any) -> Iterator[tuple[str, str]]:
    yield "", template.get_xml()
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _key, part in template.get_headers_footers(uri):
            yield str(part.partname).rpartition("/")[2].removesuffix(".xml"), template.get_part_xml(part)


def _mistakes(template: Any, markup: str, part: str, shown: str) -> Iterator[Finding]:
    place = f"{shown} [{part}]" if part else shown
    unclosed = list(_unclosed(markup))
    for number, text, sign in unclosed:
        fill: dict[str, Filler] = {"number": number, "text": _short(text), "problem": sign}
        yield Finding("REPORT002", Place(place, line=number), fill)
    if unclosed:
        return  # what follows an open bracket cannot be judged
    lines = re.sub(r"<w:p([ >])", r"\n<w:p\1", template.patch_xml(markup)).split("\n")

    def told(code: str, line: int, **fill: str) -> Finding:
        number, text = paragraph_at(lines, line)
        return Finding(code, Place(place, line=number), {"number": number, "text": text, **fill})

    try:
        tree = environment().parse("\n".join(lines))
    except TemplateSyntaxError as error:
        yield told("REPORT002", error.lineno, problem=error.message or "")
        return
    for name in sorted(meta.find_undeclared_variables(tree) - KNOWN):
        at = next((n.lineno for n in tree.find_all(nodes.Name) if n.name == name), 1)
        yield told("REPORT003", at, name=name, hint=closest(name, KNOWN), known="、".join(NAMES))


def _unclosed(markup: str) -> Iterator[tuple[int, str, str]]:
    """Yield paragraphs in which a bracket is opened and not closed: docxtpl would swallow what follows."""
    for number, paragraph in enumerate(_PARAGRAPHS.findall(markup), start=1):
        text = unescape(_TAGS.sub("", paragraph))
        for opening, closing in _BRACKETS.items():
            if text.count(opening) != text.count(closing):
                yield number, text, f"{opening} … {closing}"
                break


def paragraph_at(lines: list[str], line: int) -> tuple[int, str]:
    """Return the number of the paragraph that stands on a line, counted from 1, and the beginning of its text.

    A line that holds only what `{%p … %}` leaves behind belongs to the paragraph before it.
    """
    number = sum(1 for text in lines[:line] if text.startswith("<w:p")) or 1
    text = _TAGS.sub("", lines[min(line, len(lines)) - 1])
    return number, _short(text)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
