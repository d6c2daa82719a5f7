"""What `classify report` writes, in which order, and how its folder comes about."""

from __future__ import annotations

import datetime
import hashlib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from classify.alliance.proposals import read_wishes, with_list
from classify.alliance.reading import SUFFIXES, read_alliance
from classify.alliance.state import State
from classify.engine import Run
from classify.errors import ClassifyError, Filler, Finding, refuse
from classify.model.outcome import Outcome
from classify.report.alliance.links import Links
from classify.report.community import file_title
from classify.report.district import summary_title
from classify.report.document import Document
from classify.report.folders import FolderInProgress
from classify.report.formats import NO_WISHES, RunFormat, SiteWishes
from classify.report.names import file_part, report_names
from classify.report.provenance import AllianceUsed
from classify.report.rendering import Chosen, Helpers, Job, rendered
from classify.report.results import index_csv, manifest_text
from classify.report.subdistrict import subdistrict_title
from classify.report.wording import Wording

PER = ("community", "subdistrict", "district")


@dataclass(frozen=True)
class Order:
    """Hold what is asked for: the communities (all where empty), formats, one document per what, and its template."""

    ids: tuple[str, ...]
    forms: tuple[str, ...]
    per: str
    template: Path | None
    lang: str
    places: Path | None = None
    site: SiteWishes = NO_WISHES


@dataclass(frozen=True)
class Plan:
    """Hold what will be written: documents by format, files made of the whole run, and each community's file."""

    run: Run
    jobs: tuple[Job, ...]
    chosen: tuple[Chosen, ...]
    whole: tuple[RunFormat, ...]
    stems: Mapping[str, str]
    lang: str


def plan(run: Run, order: Order) -> Plan:
    """Return what an order comes to; formats, templates and ids are looked into before anything is written."""
    chosen, whole = _formats(run, order)
    wanted = {run.outcome(id_).id for id_ in order.ids}
    part = run.only(wanted) if order.ids else run
    stems = _stems(run, order)
    jobs = _jobs(run, part, order, stems) if chosen else ()
    return Plan(part, tuple(jobs), chosen, whole, stems, order.lang)


def _formats(run: Run, order: Order) -> tuple[tuple[Chosen, ...], tuple[RunFormat, ...]]:
    formats, whole = run.contributions.formats, run.contributions.run_formats
    for form in order.forms:
        if form not in formats and form not in whole:
            raise refuse("USE004", format=form, known=", ".join(sorted((*formats, *whole))))
    documents = [formats[form] for form in order.forms if form in formats]
    if order.template and not any(f.prepare for f in documents):
        raise refuse("REPORT005")
    chosen = tuple(Chosen(f, f.ready(order.template if f.prepare else None)) for f in documents)
    return chosen, tuple(whole[form] for form in order.forms if form in whole)


def _stems(run: Run, order: Order) -> dict[str, str]:
    """Return the file of each community, without ending; numbers follow the whole table."""
    wording = Wording(run.program, order.lang)
    if order.per == "community":
        names = report_names([o.name or o.id for o in run.outcomes], file_title(wording), "")
        return {o.id: name for o, name in zip(run.outcomes, names, strict=True)}
    if order.per == "subdistrict":
        groups = list(dict.fromkeys(o.group for o in run.outcomes))
        names = report_names(groups, subdistrict_title(wording), "")
        by_group = dict(zip(groups, names, strict=True))
        return {o.id: by_group[o.group] for o in run.outcomes}
    return dict.fromkeys((o.id for o in run.outcomes), _summary_stem(wording))


def _summary_stem(wording: Wording) -> str:
    return f"00_{file_part(summary_title(wording))}"


def _jobs(run: Run, part: Run, order: Order, stems: Mapping[str, str]) -> Iterator[Job]:
    lang = order.lang
    if not order.ids or order.per == "district":
        yield Job(_summary_stem(Wording(run.program, lang)), lambda: part.summary(lang))
    if order.per == "community":
        yield from (Job(stems[o.id], _community(run, o, lang)) for o in part.outcomes)
    elif order.per == "subdistrict":
        first = {o.group: o.id for o in reversed(part.outcomes)}
        groups = dict.fromkeys(o.group for o in part.outcomes)
        yield from (Job(stems[first[group]], _subdistrict(part, group, lang)) for group in groups)


def _community(run: Run, outcome: Outcome, lang: str) -> Callable[[], Document]:
    return lambda: run.document(outcome, lang)


def _subdistrict(run: Run, group: str, lang: str) -> Callable[[], Document]:
    return lambda: run.subdistrict(group, lang)


def links_of(
    paths: Sequence[Path], at: datetime.date | None, allow: Sequence[str], reviews: Sequence[Path] = ()
) -> tuple[Links | None, Sequence[Finding]]:
    """Return what an alliance's tables say as of a day (default: their newest), with the findings of reading.

    `reviews` are annexes handed back: what they lock and rule out among the proposals holds.
    """
    if not paths:
        return None, ()
    alliance, findings = read_alliance(paths, allow)
    state = State(alliance, at or alliance.newest)
    wishes, more = read_wishes(with_list(reviews), state)
    found = [*findings, *more]
    return Links(state, found, wishes), found


def strangers(links: Links | None, outcomes: Sequence[Outcome]) -> list[Finding]:
    """Return a warning where communities of the table are no units of the alliance."""
    missing = [o.name or o.id for o in outcomes if links and o.id not in links.state.alliance.unit]
    if not missing:
        return []
    names = ", ".join(missing[:3]) + (" …" if len(missing) > 3 else "")
    fill: dict[str, Filler] = {"missing": str(len(missing)), "all": str(len(outcomes)), "names": names}
    return [Finding("ALLIANCE052", fill=fill)]


def alliance_used(paths: Sequence[Path], links: Links | None) -> AllianceUsed | None:
    """Return the files of an alliance with their hashes, and its day."""
    if links is None:
        return None
    files = [f for path in paths for f in (_tables_in(path) if path.is_dir() else [path])]
    return AllianceUsed(links.state.at, tuple((f.name, _digest(f)) for f in files))


def _tables_in(folder: Path) -> list[Path]:
    return sorted(
        p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES and not p.name.startswith((".", "~$"))
    )


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def manifest_of(run: Run, order: Order) -> str:
    """Return the manifest of a run with everything else that goes into its reports."""
    alliance, files = run.alliance, {"template": order.template, "places": order.places}
    more: dict[str, Any] = {key: _file(path.name, _digest(path)) for key, path in files.items() if path}
    if alliance:
        more["alliance"] = {
            "as_of": alliance.at.isoformat(),
            "files": [_file(name, digest) for name, digest in alliance.files],
        }
    more["report"] = {
        "communities": [run.outcome(id_).id for id_ in order.ids] or "all",
        "formats": list(order.forms), "per": order.per, "lang": order.lang,
        "title": order.site.title, "every": order.site.every,
    }  # fmt: skip
    return manifest_text(run.program, run.inputs, run.outcomes, run.contributions.plugins.plugins, more)


def _file(name: str, digest: str) -> dict[str, str]:
    return {"name": name, "sha256": digest}


def fingerprint(manifest: str) -> str:
    """Return what tells one order from another: a run that was interrupted is gone on with only by its equal."""
    return hashlib.sha256(manifest.encode()).hexdigest()


@dataclass(frozen=True)
class Written:
    """Tell where reports went, how many files, how many of them an interrupted run had left, and what else lies about.

    `place` is where the folder was to stand; `left` are folders of interrupted runs that could not be gone on with.
    """

    folder: Path
    place: Path
    count: int
    found: int
    left: tuple[Path, ...]


def write(made: Plan, out: Path, manifest: str) -> Written:
    """Write everything into a new folder.

    An interrupted run leaves what is complete for the next; one that cannot go on leaves nothing.
    """
    folder = FolderInProgress(out, fingerprint(manifest))
    found = folder.open()
    try:
        for form in made.whole:
            _whole(form, made, folder)
        _documents(made, folder)
        folder.write("index.csv", _index(made))
        folder.write("manifest.json", manifest)
        count = sum(1 for p in folder.path.rglob("*") if p.is_file())
        return Written(folder.finish(), folder.wanted, count, found, tuple(folder.others()))
    except (OSError, ClassifyError):
        folder.drop()
        raise


def _whole(form: RunFormat, made: Plan, folder: FolderInProgress) -> None:
    files = form.files(made.run, made.lang)
    # How many files there will be is not known; on a terminal something moves all the same.
    with click.progressbar(files, label=form.name, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        for name, content in bar:
            folder.write(name, content)


def _documents(made: Plan, folder: FolderInProgress) -> None:
    chosen = list(made.chosen)
    missing = [j for j in made.jobs if not all(folder.has(c.name(j.stem)) for c in chosen)]
    slow = {c.format.name: c.render for c in chosen if c.format.slow}
    hidden = len(made.jobs) < 2 or not sys.stderr.isatty()
    with (
        Helpers(slow, len(missing)) as helpers,
        click.progressbar(length=len(made.jobs), file=sys.stderr, hidden=hidden) as bar,
    ):
        bar.update(len(made.jobs) - len(missing))
        for files in rendered(missing, chosen, helpers):
            for name, content in files:
                folder.write(name, content)
            bar.update(1)


def _index(made: Plan) -> str:
    rows = [(o, [c.name(made.stems[o.id]) for c in made.chosen]) for o in made.run.outcomes]
    return index_csv(made.run.program, rows, [c.format.name for c in made.chosen], made.lang)
