"""What `classify report` writes, in which order, and how its folder comes about."""

from __future__ import annotations

import datetime
import hashlib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from classify.alliance.reading import read_alliance
from classify.alliance.state import State
from classify.engine import Run
from classify.errors import ClassifyError, Finding, refuse
from classify.model.outcome import Outcome
from classify.report.community import file_title
from classify.report.district import summary_title
from classify.report.document import Document
from classify.report.folders import FolderInProgress
from classify.report.formats import RunFormat
from classify.report.names import file_part, report_names
from classify.report.partners import Links
from classify.report.rendering import Chosen, Helpers, Job, rendered
from classify.report.results import index_csv
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
    wanted = tuple(dict.fromkeys(run.outcome(id_).id for id_ in order.ids)) or tuple(
        o.id for o in run.outcomes
    )
    part = replace(run, outcomes=tuple(o for o in run.outcomes if o.id in set(wanted))) if order.ids else run
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
    paths: Sequence[Path], at: datetime.date | None, allow: Sequence[str]
) -> tuple[Links | None, Sequence[Finding]]:
    """Return what an alliance's tables say as of a day (default: their newest), with the findings of reading."""
    if not paths:
        return None, ()
    alliance, findings = read_alliance(paths, allow)
    return Links(State(alliance, at or alliance.newest)), findings


def fingerprint(order: Order, manifest: str, others: Sequence[Path] = ()) -> str:
    """Return what tells one order from another: a run that was interrupted is gone on with only by its equal.

    `others` are files and folders that go into the reports and are not in the manifest.
    """
    template = order.template.read_bytes() if order.template else b""
    asked = repr((order.ids, order.forms, order.per, order.lang))
    files = [
        f for path in others for f in (sorted(path.rglob("*")) if path.is_dir() else [path]) if f.is_file()
    ]
    parts = (manifest.encode(), asked.encode(), template, *(f.read_bytes() for f in files))
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def write(made: Plan, out: Path, manifest: str, mark: str) -> tuple[Path, int, int]:
    """Write everything into a new folder; return it, the number of files, and how many an earlier run had left.

    An interrupted run leaves what is complete for the next; one that cannot go on leaves nothing.
    """
    folder = FolderInProgress(out, mark)
    found = folder.open()
    try:
        for form in made.whole:
            for name, content in form.files(made.run, made.lang):
                folder.write(name, content)
        _documents(made, folder)
        folder.write("index.csv", _index(made))
        folder.write("manifest.json", manifest)
        count = sum(1 for p in folder.path.rglob("*") if p.is_file())
        return folder.finish(), count, found
    except (OSError, ClassifyError):
        folder.drop()
        raise


def _documents(made: Plan, folder: FolderInProgress) -> None:
    chosen = list(made.chosen)
    missing = [j for j in made.jobs if not all(folder.has(c.name(j.stem)) for c in chosen)]
    slow = {c.format.name: c.render for c in chosen if c.format.slow}
    with (
        Helpers(slow, len(missing)) as helpers,
        click.progressbar(length=len(made.jobs), file=sys.stderr, hidden=len(made.jobs) < 2) as bar,
    ):
        bar.update(len(made.jobs) - len(missing))
        for files in rendered(missing, chosen, helpers):
            for name, content in files:
                folder.write(name, content)
            bar.update(1)


def _index(made: Plan) -> str:
    rows = [(o, [c.name(made.stems[o.id]) for c in made.chosen]) for o in made.run.outcomes]
    return index_csv(made.run.program, rows, made.lang)
