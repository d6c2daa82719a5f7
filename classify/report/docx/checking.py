"""Check a template before anything is rendered with it, and name the paragraph of what is wrong."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache, partial
from html import unescape
from pathlib import Path
from traceback import walk_tb
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import Template, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import SandboxedEnvironment

from classify.errors import ClassifyError, Filler, Finding, Place, refuse
from classify.intake.wording import same
from classify.model.text import Text, composed
from classify.report.docx.context import KNOWN, NAMES
from classify.rulepack.merge import closest
from classify.texts import mark as _
from classify.texts import translate

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


def _shown(file: str, part: str) -> str:
    return f"{file} [{part}]" if part else file


def _mistakes(template: Any, markup: str, part: str, shown: str) -> Iterator[Finding]:
    place = _shown(shown, part)
    unclosed = list(_unclosed(markup))
    for number, text, sign in unclosed:
        fill: dict[str, Filler] = {"number": number, "text": _short(text), "problem": sign}
        yield Finding("REPORT002", Place(place, line=number), fill)
    if unclosed:
        return  # what follows an open bracket cannot be judged
    lines = _lines(template, markup)

    def told(code: str, line: int, **fill: Filler) -> Finding:
        number, text = paragraph_at(lines, line)
        return Finding(code, Place(place, line=number), {"number": number, "text": text, **fill})

    try:
        tree = environment().parse("\n".join(lines))
        names = meta.find_undeclared_variables(tree)
    except TemplateSyntaxError as error:
        yield told("REPORT002", error.lineno, problem=problem_of(error))
        return
    for name in sorted(names - KNOWN):
        at = next((n.lineno for n in tree.find_all(nodes.Name) if n.name == name), 1)
        yield told("REPORT003", at, name=name, hint=closest(name, KNOWN), known="、".join(NAMES))


def _lines(template: Any, markup: str) -> list[str]:
    """Return a part's markup as it is rendered, each paragraph on a line of its own."""
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", template.patch_xml(markup)).split("\n")


_PROBLEMS = (
    (r"innermost block that needs to be closed is '(\w+)'", _("{{% {0} %}} is not closed by {{% end{0} %}}")),
    (r"Encountered unknown tag '(\w+)'", _("{{% {0} %}} closes nothing that is open, or is unknown")),
    (r"No (?:filter|test) named '([^']+)'", _("there is no filter “{0}”")),
    (r"expected token|unexpected|Expected an expression", _("signs are missing or too many between the brackets")),
    (r"by zero", _("it divides by zero")),
    (r"unsafe|Range too big|no loader", _("it does what a template may not do")),
    (r"not callable|has no attribute|can only concatenate|unsupported operand|could not convert",
     _("it calculates with text, or asks a value for what it does not have")),
)  # fmt: skip


def problem_of(error: Exception) -> Text:
    """Return what is wrong in words an office understands, followed by Jinja's own."""
    said = getattr(error, "message", None) or str(error) or type(error).__name__
    for pattern, message in _PROBLEMS:
        if found := re.search(pattern, said):
            return composed(partial(_problem, message, found.groups(), said))
    return same(said)


def _problem(message: str, found: tuple[str, ...], said: str, lang: str) -> str:
    return translate(message, lang).format(*found) + (f" ({said})" if lang == "en" else f"（{said}）")


def failure(
    template: DocxTemplate, shown: str, context: Mapping[str, Any], error: Exception
) -> ClassifyError:
    """Return the error of a template that broke while it was filled in, with the paragraph where it does."""
    for part, markup in _parts(template):
        lines = _lines(template, markup)
        try:
            environment().from_string("\n".join(lines)).render(context)
        except Exception as again:  # noqa: BLE001 - a template is a program of somebody else's
            number, text = paragraph_at(lines, _line_of(again))
            fill: dict[str, Filler] = {"number": number, "text": text, "problem": problem_of(again)}
            return ClassifyError([Finding("REPORT007", Place(_shown(shown, part), line=number), fill)])
    return refuse("REPORT004", problem=f"{type(error).__name__}: {error}")


def _line_of(error: Exception) -> int:
    """Return the line of the template in which it broke; Jinja writes it into the traceback."""
    lines = [at for frame, at in walk_tb(error.__traceback__) if frame.f_code.co_filename == "<template>"]
    return lines[-1] if lines else 1


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
