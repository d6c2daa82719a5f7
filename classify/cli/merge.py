"""`classify merge`: join the tables of many subdistricts into one workbook."""

from __future__ import annotations

from pathlib import Path

import click

from classify.cli.common import (
    fails_cleanly,
    lang_option,
    leave,
    packs,
    plugin_options,
    plugins_of,
    profiles_argument,
    rules_option,
    show_findings,
    told,
)
from classify.cli.intake_options import IntakeArguments, intake_options, options_of, remember
from classify.contributions import Contributions
from classify.errors import ClassifyError, Finding, refuse
from classify.intake import Intake, Options, Schema, read_tables
from classify.intake.merging import MergedTables, merge_tables
from classify.intake.packs import schema_of
from classify.report.files import write_folder
from classify.report.form.workbook import form_fields, form_workbook
from classify.report.results import BOM, findings_csv
from classify.texts import choose_language, translate
from classify.texts import mark as _


@click.command(
    "merge",
    help=told(
        _(
            "Join the tables of many subdistricts into one workbook; report duplicates, conflicts and who is missing."
        )
    ),
)
@profiles_argument
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help=told(_("The .xlsx file to write.")),
)
@click.option(
    "--expect",
    type=click.Path(path_type=Path),
    help=told(_("Table of the communities that should hand in, such as last year's.")),
)
@rules_option
@lang_option
@plugin_options
@intake_options
@fails_cleanly
def command(
    profiles: tuple[Path, ...],
    out: Path,
    expect: Path | None,
    rules: tuple[str, ...],
    lang: str | None,
    plugins_dir: tuple[Path, ...],
    without: tuple[str, ...],
    intake: IntakeArguments,
) -> None:
    """Read every table by itself, join them, write the result and its findings."""
    speak = choose_language(lang)
    contributions = Contributions(plugins_of(plugins_dir, without))
    loaded = contributions.load(packs(rules))
    if loaded.pack.table is None:
        raise refuse("RULES043", loaded.sections.spot.place())
    schema = schema_of(loaded, contributions.columns_of(loaded))
    options = options_of(intake, profiles, speak)
    tables = _read_each(profiles, schema, options)
    expected = read_tables([expect], schema, options).profiles if expect is not None else None
    merged = merge_tables(tables, schema, expected)
    _write(out, schema, merged, speak, translate(_("Joined table"), speak))
    answers = {h: a for table in tables for h, a in table.answers.items()}
    remember(intake, profiles, answers, {name for table in tables for name in table.used}, speak)
    show_findings(merged.findings, speak)
    text = translate(
        _(
            "Written: {file}: {communities} communities from {files} files; {twice} in more than one, "
            "{conflicts} cells that differ. It holds the figures as handed in, small ones too."
        ),
        speak,
    )
    click.echo(
        text.format(
            file=out,
            communities=len(merged.profiles),
            files=len(tables),
            twice=merged.twice,
            conflicts=merged.conflicts,
        ),
        err=True,
    )
    leave(merged.findings)


def _read_each(paths: tuple[Path, ...], schema: Schema, options: Options) -> list[Intake]:
    """Read each table; all that cannot be read are told together."""
    tables, refused = [], list[Finding]()
    for path in paths:
        try:
            tables.append(read_tables([path], schema, options))
        except ClassifyError as error:
            refused.extend(error.findings)
    if refused:
        raise ClassifyError(refused, exit_code=1)
    return tables


def _write(out: Path, schema: Schema, merged: MergedTables, lang: str, title: str) -> None:
    used = {id_ for profile in merged.profiles for id_, value in profile.values.items() if value is not None}
    fields = form_fields(schema.fields, [f for f in schema.fields if f.id in used], schema.table)
    files: dict[str, str | bytes] = {
        out.name: form_workbook(fields, schema.table, title, lang, filled=merged.profiles),
        f"{out.stem}_findings.csv": BOM + findings_csv(merged.findings, lang),
    }
    write_folder(out.parent, files)
