"""`classify template`: write a blank form for exactly the fields the loaded rules use."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from classify.cli.common import (
    fails_cleanly,
    lang_option,
    packs,
    plugin_options,
    plugins_of,
    rules_option,
    told,
)
from classify.cli.intake_options import IntakeArguments, intake_options, options_of
from classify.contributions import Contributions
from classify.errors import refuse
from classify.intake import read_tables
from classify.intake.packs import schema_of
from classify.report.files import write_folder
from classify.report.form.workbook import form_fields, form_workbook
from classify.scoring.program import compile_program
from classify.texts import choose_language, translate
from classify.texts import mark as _


@click.command(
    "template", help=told(_("Write a blank workbook for exactly the fields the loaded rules use."))
)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help=told(_("The .xlsx file to write.")),
)
@click.option(
    "--from",
    "earlier",
    type=click.Path(path_type=Path),
    help=told(_("Earlier table whose values are filled in.")),
)
@click.option(
    "--all", "every", is_flag=True, help=told(_("All fields of the packs, also those no rule uses."))
)
@rules_option
@lang_option
@plugin_options
@intake_options
@fails_cleanly
def command(
    out: Path,
    earlier: Path | None,
    every: bool,
    rules: tuple[str, ...],
    lang: str | None,
    plugins_dir: tuple[Path, ...],
    without: tuple[str, ...],
    intake: IntakeArguments,
) -> None:
    """Write the form."""
    speak = choose_language(lang)
    contributions = Contributions(plugins_of(plugins_dir, without))
    loaded = contributions.load(packs(rules))
    pack = loaded.pack
    if pack.table is None:
        raise refuse("RULES043", loaded.sections.spot.place())
    computed = contributions.columns_of(loaded)
    fields = [f for f in pack.fields if f.id not in computed]
    used = fields
    if not every and pack.scheme is not None:
        used = list(compile_program(loaded, datetime.date.today(), contributions.policies).inputs)  # noqa: DTZ011 - a day of the office
    chosen = form_fields(fields, used, pack.table)
    rows = []
    if earlier is not None:
        options = options_of(intake, [earlier], speak)
        rows = [p.values for p in read_tables([earlier], schema_of(loaded, computed), options).profiles]
    title = (pack.scheme.label if pack.scheme else pack.pack.title).say(speak)
    data = form_workbook(
        chosen, pack.table, translate(_("Form for {title}"), speak).format(title=title), speak, rows
    )
    write_folder(out.parent, {out.name: data})
    text = translate(_("Written: {file} ({fields} columns, {rows} rows filled in)"), speak)
    click.echo(text.format(file=out, fields=len(chosen), rows=len(rows)), err=True)
