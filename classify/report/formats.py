"""Formats a report can be written in, as plugins bring them: of one document, or of a whole run."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from classify.errors import Finding, refuse
from classify.insight.peers import Peers
from classify.model.advised import Advice
from classify.model.outcome import Explanation, Outcome
from classify.model.profile import Profile, Value
from classify.report.alliance.links import Links
from classify.report.document import Document, Picture
from classify.report.markdown import markdown
from classify.report.places import Places
from classify.report.provenance import Provenance
from classify.report.wording import Wording
from classify.scoring.program import Program

Content = str | bytes
Render = Callable[[Document], Content]


@dataclass(frozen=True)
class Format:
    """Name a format, the ending of its files, and how a document becomes one.

    `prepare`, where there is one, is called once before anything is written, with the office's own template or
    `None`; it returns what renders, and raises `ClassifyError` where the template or an extra is missing. A `slow`
    format is rendered by all cores at once: what renders must then survive pickling.
    """

    name: str
    ending: str
    render: Render
    prepare: Callable[[Path | None], Render] | None = None
    slow: bool = False

    def ready(self, template: Path | None = None) -> Render:
        """Return what renders; a format without `prepare` takes no template."""
        return self.prepare(template) if self.prepare else self.render


@dataclass(frozen=True)
class SiteWishes:
    """Hold what an office wishes of its site: a title for every page, and a page for every community above 1,000."""

    title: str = ""
    every: bool = False


NO_WISHES = SiteWishes()


class RunView(Protocol):
    """Show a run as formats of whole runs see it; `classify.Run` is one.

    `outcomes` are the communities asked for, `population` all that were classified: what is said of one community
    among others comes from these.
    """

    @property
    def program(self) -> Program: ...  # noqa: D102
    @property
    def outcomes(self) -> tuple[Outcome, ...]: ...  # noqa: D102
    @property
    def population(self) -> tuple[Outcome, ...]: ...  # noqa: D102
    @property
    def profiles(self) -> Mapping[str, Profile]: ...  # noqa: D102
    @property
    def findings(self) -> tuple[Finding, ...]: ...  # noqa: D102
    @property
    def provenance(self) -> Provenance: ...  # noqa: D102
    @property
    def peers(self) -> Peers: ...  # noqa: D102
    @property
    def places(self) -> Places: ...  # noqa: D102
    @property
    def site(self) -> SiteWishes: ...  # noqa: D102
    @property
    def links(self) -> Links | None: ...  # noqa: D102
    def explain(self, outcome: Outcome, lang: str | None = None) -> Explanation: ...  # noqa: D102
    def advise(self, outcome: Outcome) -> Advice: ...  # noqa: D102
    def wording(self, lang: str) -> Wording: ...  # noqa: D102
    def values(self, outcome: Outcome) -> dict[str, Value]: ...  # noqa: D102
    def document(self, outcome: Outcome, lang: str) -> Document: ...  # noqa: D102
    def summary(self, lang: str) -> Document: ...  # noqa: D102


@dataclass(frozen=True)
class RunFormat:
    """Name a format made of a whole run, such as a workbook or a site.

    `files` takes a run and a language and yields relative file names with their content, one at a time, so that
    the files of a large run never are in memory together.
    """

    name: str
    files: Callable[[RunView, str], Iterable[tuple[str, Content]]]


def as_json(document: Document) -> str:
    """Return a document as data: every block with its kind and content, pictures as tables or left out."""
    shown = (block.table if isinstance(block, Picture) else block for block in document.blocks)
    blocks = [
        {"kind": type(block).__name__, **dataclasses.asdict(block)} for block in shown if block is not None
    ]
    data = {
        "format": 1,
        "title": document.title,
        "subtitle": document.subtitle,
        "lang": document.lang,
        "blocks": blocks,
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def word(document: Document) -> bytes:
    """Return a document as a Word file on the program's own template."""
    return bytes(_word_renderer(None)(document))


def _word_renderer(template: Path | None) -> Callable[[Document], bytes]:
    try:
        from classify.report.docx.renderer import own_renderer, renderer_for  # noqa: PLC0415 - an extra, and slow to import
    except ImportError:
        raise refuse("USE001", extra="reports") from None
    return renderer_for(template) if template else own_renderer()


def _annex(run: RunView, lang: str) -> Iterable[tuple[str, Content]]:
    try:
        from classify.report.xlsx.annex import annex_files  # noqa: PLC0415 - an extra, and slow to import
    except ImportError:
        raise refuse("USE001", extra="reports") from None
    return annex_files(run, lang)


def _site(run: RunView, lang: str) -> Iterator[tuple[str, Content]]:
    from classify.report.site import site_files  # noqa: PLC0415 - an extra, and slow to import

    for name, content in site_files(run, lang):
        yield f"site/{name}", content


BUILT_IN: Sequence[Format] = (
    Format("docx", ".docx", word, prepare=_word_renderer, slow=True),
    Format("md", ".md", markdown),
    Format("json", ".json", as_json),
)
BUILT_IN_RUNS: Sequence[RunFormat] = (RunFormat("html", _site), RunFormat("xlsx", _annex))
