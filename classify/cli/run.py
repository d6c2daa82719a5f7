"""`classify run`: classify the communities of one or more tables."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from classify.cli.common import (
    as_of_option,
    day,
    fails_cleanly,
    lang_option,
    leave,
    out_option,
    packs,
    plugin_options,
    plugins_of,
    profiles_argument,
    review_option,
    rules_option,
    show_findings,
    told,
)
from classify.cli.intake_options import IntakeArguments, after_reading, intake_options, options_of
from classify.engine import Run
from classify.engine import run as run_engine
from classify.report.files import write_folder
from classify.report.results import csv_text, json_text, manifest_text, result_files
from classify.report.screen import run_text
from classify.texts import choose_language
from classify.texts import mark as _


@click.command("run", help=told(_("Classify the communities of PROFILES (CSV or .xlsx).")))
@profiles_argument
@rules_option
@as_of_option
@review_option
@out_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "parquet"]),
    default="table",
    help=told(_("What is printed; parquet is written into --out.")),
)
@lang_option
@plugin_options
@intake_options
@fails_cleanly
def command(
    profiles: tuple[Path, ...],
    rules: tuple[str, ...],
    as_of: datetime.datetime | None,
    review: tuple[Path, ...],
    out: Path | None,
    form: str,
    lang: str | None,
    plugins_dir: tuple[Path, ...],
    without: tuple[str, ...],
    intake: IntakeArguments,
) -> None:
    """Run the flow and print or write what came out."""
    speak = choose_language(lang)
    if form == "parquet" and out is None:
        raise click.UsageError(told(_("--format parquet needs --out")))
    options = options_of(intake, profiles, speak)
    result = run_engine(profiles, packs(rules), day(as_of), plugins_of(plugins_dir, without), options, review)
    after_reading(intake, profiles, result.intake, speak, result.findings)
    show(result, speak, form, out)


def show(result: Run, lang: str, form: str, out: Path | None) -> None:
    """Print a run in one format, write its files, and exit with 1 where the input has errors."""
    show_findings(result.findings, lang)
    if form == "table":
        for line in run_text(result.program, result.outcomes, lang):
            click.echo(line)
    elif form == "json":
        click.echo(json_text(result.program, result.outcomes, result.findings, lang))
    elif form == "csv":
        click.echo(csv_text(result.program, result.outcomes, lang), nl=False)
    if out is not None:
        files = result_files(
            result.program, result.outcomes, result.findings, lang, parquet=form == "parquet"
        )
        files["manifest.json"] = manifest_text(
            result.program, result.inputs, result.outcomes, result.contributions.plugins.plugins
        )
        write_folder(out, files)
        click.echo(told(_("Written: {folder}")).format(folder=out), err=True)
    leave(result.findings)
