"""`classify report`: reports as Word, Excel, a site, Markdown or data, per community, subdistrict or district."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
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
    review_option,
    rules_option,
    show_findings,
    told,
)
from classify.cli.intake_options import IntakeArguments, after_reading, intake_options, options_of
from classify.cli.reporting import PER, Order, fingerprint, links_of, plan, write
from classify.engine import run as run_engine
from classify.report.places import read_places
from classify.report.results import manifest_text
from classify.texts import choose_language, translate
from classify.texts import mark as _


def _save_template(context: click.Context, _parameter: click.Parameter, path: Path | None) -> None:
    if path is None or context.resilient_parsing:
        return
    from classify.report.docx.template import template_bytes  # noqa: PLC0415 - slow to import, and an extra

    with path.open("xb") as file:
        file.write(template_bytes())
    click.echo(told(_("Written: {folder}")).format(folder=path), err=True)
    context.exit()


@click.command(
    "report",
    help=told(_("Write a report for each community of PROFILES, or only for those with the IDs named.")),
)
@click.argument("profiles", type=click.Path(path_type=Path))
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help=told(_("Folder to make; if there is one, the new one gets a number behind its name.")),
)
@click.option(
    "--to",
    default="md",
    metavar="FORMATS",
    help=told(_("Formats, separated by commas: docx, xlsx, html, md, json, and those of plugins.")),
)
@click.option(
    "--per",
    type=click.Choice(PER),
    default="community",
    help=told(_("One document for each community (default), each subdistrict, or the whole district.")),
)
@click.option(
    "--template",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help=told(_("Word file of your own to write reports on; begin with the one --save-template writes.")),
)
@click.option(
    "--save-template",
    type=click.Path(path_type=Path, dir_okay=False),
    is_eager=True,
    expose_value=False,
    callback=_save_template,
    help=told(_("Write the program's own template to a file, for editing in Word, and stop.")),
)
@click.option(
    "--alliance",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help=told(
        _(
            "Tables of the alliance, files or a folder: reports then name partners, agreements that end, and proposals."
        )
    ),
)
@click.option(
    "--places",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help=told(_("GeoJSON with the positions or outlines of communities, for maps on the site.")),
)
@rules_option
@as_of_option
@review_option
@lang_option
@plugin_options
@intake_options
@fails_cleanly
def command(
    profiles: Path,
    ids: tuple[str, ...],
    out: Path,
    to: str,
    per: str,
    template: Path | None,
    alliance: tuple[Path, ...],
    places: Path | None,
    rules: tuple[str, ...],
    as_of: datetime.datetime | None,
    review: tuple[Path, ...],
    lang: str | None,
    plugins_dir: tuple[Path, ...],
    without: tuple[str, ...],
    intake: IntakeArguments,
) -> None:
    """Write the reports, an index of them and the manifest."""
    speak = choose_language(lang)
    options = options_of(intake, [profiles], speak)
    result = run_engine(
        [profiles], packs(rules), day(as_of), plugins_of(plugins_dir, without), options, review
    )
    after_reading(intake, [profiles], result.intake, speak, result.findings)
    links, more = links_of(alliance, day(as_of), intake.allow)
    result = replace(result, links=links, places=read_places(places) if places else result.places)
    show_findings((*result.findings, *more), speak)
    forms = tuple(dict.fromkeys(form.strip() for form in to.split(",")))
    order = Order(ids, forms, per, template, speak)
    manifest = manifest_text(
        result.program, result.inputs, result.outcomes, result.contributions.plugins.plugins
    )
    others = (*alliance, *([places] if places else ()))
    written, count, found = write(plan(result, order), out, manifest, fingerprint(order, manifest, others))
    for message, fill in _told(out, written, count, found):
        click.echo(translate(message, speak).format(**fill), err=True)
    leave(result.findings)


def _told(out: Path, written: Path, count: int, found: int) -> Iterator[tuple[str, dict[str, object]]]:
    if found:
        yield _("Went on with a run that was interrupted: {count} files were there already"), {"count": found}
    if written != out.absolute():
        yield _("{folder} was there already and stays as it is"), {"folder": out}
    yield _("Written: {count} files into {folder}"), {"count": count, "folder": written}
