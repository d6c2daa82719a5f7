"""`classify report`: a recommendation report per community, and one for the district."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from classify.cli.common import (
    as_of_option,
    day,
    fails_cleanly,
    lang_option,
    leave,
    packs,
    plugin_options,
    plugins_of,
    rules_option,
    show_findings,
    told,
)
from classify.engine import Run
from classify.engine import run as run_engine
from classify.errors import refuse
from classify.model.outcome import Outcome
from classify.report.community import file_title
from classify.report.files import write_folder
from classify.report.names import report_names
from classify.report.results import index_csv, manifest_text
from classify.report.wording import Wording
from classify.texts import choose_language
from classify.texts import mark as _


@click.command("report", help=told(_("Write a report for each community of PROFILES, or only for those with the IDs named.")))
@click.argument("profiles", type=click.Path(path_type=Path))
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help=told(_("Folder to write into; it is made if need be.")))
@click.option("--to", default="md", metavar="FORMATS", help=told(_("Formats, separated by commas: md, json, and those of plugins.")))
@rules_option
@as_of_option
@lang_option
@plugin_options
@fails_cleanly
def command(
    profiles: Path,
    ids: tuple[str, ...],
    out: Path,
    to: str,
    rules: tuple[str, ...],
    as_of: datetime.datetime | None,
    lang: str | None,
    plugins_dir: tuple[Path, ...],
    without: tuple[str, ...],
) -> None:
    """Write the reports, an index of them and the manifest."""
    speak = choose_language(lang)
    result = run_engine([profiles], packs(rules), day(as_of), plugins_of(plugins_dir, without))
    show_findings(result.findings, speak)
    wanted = [result.outcome(id_) for id_ in ids] or list(result.outcomes)
    files = report_files(result, wanted, [form.strip() for form in to.split(",")], speak, summary=not ids)
    write_folder(out, files)
    click.echo(told(_("Written: {count} files into {folder}")).format(count=len(files), folder=out), err=True)
    leave(result.findings)


def report_files(
    result: Run, wanted: Sequence[Outcome], forms: Sequence[str], lang: str, *, summary: bool
) -> dict[str, str | bytes]:
    """Return the reports by file name, in every format asked for."""
    formats = result.contributions.formats
    for form in forms:
        if form not in formats:
            raise refuse("USE004", format=form, known=", ".join(formats))
    stems = stems_of(result, lang)
    files: dict[str, str | bytes] = {}
    with click.progressbar(wanted, file=sys.stderr, hidden=len(wanted) < 2) as bar:  # noqa: PLR2004
        for outcome in bar:
            document = result.document(outcome, lang)
            for form in forms:
                files[stems[outcome.id] + formats[form].ending] = formats[form].render(document)
    if summary:
        document = result.summary(lang)
        for form in forms:
            files["00" + formats[form].ending] = formats[form].render(document)
    index = [(o, [stems[o.id] + formats[f].ending for f in forms]) for o in wanted]
    files["index.csv"] = index_csv(result.program, index, lang)
    files["manifest.json"] = manifest_text(result.program, result.intake.files, result.outcomes, result.contributions.plugins.plugins)
    return files


def stems_of(result: Run, lang: str) -> dict[str, str]:
    """Return the file name of each community's report without ending; numbers follow the whole table."""
    names = report_names([o.name or o.id for o in result.outcomes], file_title(Wording(result.program, lang)), "")
    return {o.id: name for o, name in zip(result.outcomes, names, strict=True)}
