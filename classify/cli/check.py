"""`classify check`: read tables, show how they were understood, list what is wrong; classify nothing."""

from __future__ import annotations

from pathlib import Path

import click

from classify.cli.common import (
    fails_cleanly,
    lang_option,
    leave,
    out_option,
    packs,
    plugin_options,
    plugins_of,
    profiles_argument,
    rules_option,
    told,
)
from classify.cli.intake_options import IntakeArguments, after_reading, intake_options, options_of
from classify.engine import run as run_engine
from classify.report.files import write_folder
from classify.report.intake import check_files, check_json, check_text
from classify.texts import choose_language
from classify.texts import mark as _


@click.command(
    "check", help=told(_("Read tables, show how they were understood, and list what is wrong with them."))
)
@profiles_argument
@rules_option
@out_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help=told(_("What is printed."))
)
@lang_option
@plugin_options
@intake_options
@fails_cleanly
def command(
    profiles: tuple[Path, ...],
    rules: tuple[str, ...],
    out: Path | None,
    form: str,
    lang: str | None,
    plugins_dir: tuple[Path, ...],
    without: tuple[str, ...],
    intake: IntakeArguments,
) -> None:
    """Read, check, print; with --out one list of findings per subdistrict."""
    speak = choose_language(lang)
    options = options_of(intake, profiles, speak)
    result = run_engine(profiles, packs(rules), None, plugins_of(plugins_dir, without), options)
    if form == "json":
        click.echo(check_json(result.intake, result.findings, speak))
    else:
        for line in check_text(result.intake, result.findings, speak):
            click.echo(line)
    if out is not None:
        write_folder(out, check_files(result.intake, result.findings, speak))
        click.echo(told(_("Written: {folder}")).format(folder=out), err=True)
    after_reading(intake, profiles, result.intake, speak, result.findings)
    leave(result.findings)
