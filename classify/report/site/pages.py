"""All files of a site, one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from classify.errors import refuse
from classify.model.outcome import Outcome
from classify.report.alliance.links import Links
from classify.report.alliance.poster import poster
from classify.report.formats import RunView
from classify.report.places import Places
from classify.report.site.alliance import alliance_page, drawings
from classify.report.site.community import community
from classify.report.site.overview import list_data, overview
from classify.report.site.quality import quality
from classify.report.site.rules import rules_page
from classify.report.site.view import View
from classify.texts import TAGS
from classify.texts import mark as _

_HERE = "classify.report.site"
_ASSETS = ("site.css", "site.js")
# Control characters, lone surrogates and signs that would reverse what follows have no place on a page.
_UNWANTED = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def site_files(
    run: RunView, lang: str, *, title: str = "", every: bool = False, places: Places | None = None
) -> Iterator[tuple[str, str]]:
    """Yield the files of a site by relative name, one at a time, so that a large run needs little memory.

    `title` heads every page (default: what the site is about). Above 1,000 communities only those that need
    review get a page of their own unless `every` asks for all. `places` adds maps.
    """
    view = View(run, lang, title or run.site.title, every or run.site.every, places or run.places)
    view = view if view.title else replace(view, title=view.wording.say(_("Governing communities by type")))
    for name in _ASSETS:
        yield f"assets/{name}", files(_HERE).joinpath("assets", name).read_text(encoding="utf-8")
    yield "assets/data.js", _UNWANTED.sub("", list_data(view))
    yield "index.html", _page(view, "overview", "", overview(view))
    yield "rules.html", _page(view, "rules", "", rules_page(view))
    yield "quality.html", _page(view, "quality", "", quality(view))
    if run.links is not None:
        yield from _alliance(view, run.links)
    for outcome, before, after in _neighbours(view.with_page):
        content = community(view, outcome)
        neighbours = {"before": _link(view, before), "after": _link(view, after)}
        yield view.addresses[outcome.id], _page(view, "community", "../", content | neighbours)


def _alliance(view: View, links: Links) -> Iterator[tuple[str, str]]:
    drawn = drawings(view, links)
    yield "alliance.html", _page(view, "alliance", "", alliance_page(view, links, drawn))
    for drawing in (d for found in drawn.values() for d in found if not d.inline):
        # From a folder further down, addresses of pages would lead nowhere.
        yield drawing.address, _UNWANTED.sub("", drawing.svg.replace('href="c/', 'href="../c/'))
    yield "assets/poster.svg", _UNWANTED.sub("", poster(links.state, view.lang))


def _neighbours(outcomes: Iterable[Outcome]) -> Iterator[tuple[Outcome, Outcome | None, Outcome | None]]:
    row = [None, *outcomes, None]
    for before, outcome, after in zip(row, row[1:], row[2:], strict=False):
        assert outcome is not None, "only the ends are empty"  # noqa: S101 - for the type checker
        yield outcome, before, after


def _link(view: View, outcome: Outcome | None) -> Mapping[str, str] | None:
    if outcome is None:
        return None
    return {"name": outcome.name or outcome.id, "href": view.addresses[outcome.id]}


def _page(view: View, name: str, base: str, content: Mapping[str, Any]) -> str:
    template = _environment().get_template(f"{name}.html")
    text = str(
        template.render(
            content, view=view, word=view.words, base=base, page=name,
            lang=TAGS[view.lang], provenance=view.provenance,
        )
    )  # fmt: skip
    return _UNWANTED.sub("", text)


@cache
def _environment() -> Any:
    try:
        import jinja2  # noqa: PLC0415 - an extra, and slow to import
    except ImportError:
        raise refuse("USE001", extra="reports") from None
    return jinja2.Environment(
        loader=jinja2.PackageLoader(_HERE, "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


def write_site(
    run: RunView,
    folder: Path,
    lang: str,
    *,
    title: str = "",
    every: bool = False,
    places: Places | None = None,
) -> int:
    """Write a site into `folder` and return the number of files; see `site_files`."""
    count = 0
    for name, content in site_files(run, lang, title=title, every=every, places=places):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")
        count += 1
    return count
