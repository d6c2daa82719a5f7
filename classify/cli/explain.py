"""`classify explain`: tell why one community has its type."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from classify.cli.common import (
    as_of_option,
    day,
    fails_cleanly,
    lang_option,
    packs,
    plugin_options,
    plugins_of,
    review_option,
    rules_option,
    show_findings,
    told,
)
from classify.cli.intake_options import IntakeArguments, intake_options, options_of
from classify.engine import run as run_engine
from classify.report.explanation import explanation_text
from classify.texts import choose_language
from classify.texts import mark as _


@click.command("explain", help=told(_("Tell why the community ID (or name) of PROFILES has its type.")))
@click.argument("profiles", type=click.Path(path_type=Path))
@click.argument("id_", metavar="ID")
@rules_option
@as_of_option
@review_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help=told(_("What is printed."))
)
@lang_option
@plugin_options
@intake_options
@fails_cleanly
def command(
    profiles: Path,
    id_: str,
    rules: tuple[str, ...],
    as_of: datetime.datetime | None,
    review: tuple[Path, ...],
    form: str,
    lang: str | None,
    plugins_dir: tuple[Path, ...],
    without: tuple[str, ...],
    intake: IntakeArguments,
) -> None:
    """Explain one outcome."""
    speak = choose_language(lang)
    options = options_of(intake, [profiles], speak)
    result = run_engine(
        [profiles], packs(rules), day(as_of), plugins_of(plugins_dir, without), options, review
    )
    names = {file.name for file in result.reviews}
    show_findings([f for f in result.findings if f.place.file in names], speak)
    outcome = result.outcome(id_)
    if form == "json":
        click.echo(result.explain(outcome).model_dump_json(indent=2))
        return
    explanation = result.explain(outcome, speak, whole=True)
    for line in explanation_text(
        explanation, result.program, speak, result.profiles[explanation.outcome.id].values
    ):
        click.echo(line)
