"""`classify report`: reports as Word, Excel, a site, Markdown or data, per community, subdistrict or district."""

from __future__ import annotations

import datetime
import errno
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from classify.cli.common import (
    as_of_option,
    cannot_write,
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
from classify.cli.reporting import (
    PER,
    Order,
    Written,
    alliance_used,
    links_of,
    manifest_of,
    plan,
    strangers,
    write,
)
from classify.engine import Run
from classify.engine import run as run_engine
from classify.errors import refuse
from classify.report.files import write_folder
from classify.report.formats import SiteWishes
from classify.report.places import read_places
from classify.texts import choose_language, translate
from classify.texts import mark as _


@fails_cleanly
def _write_template(path: Path) -> None:
    try:
        from classify.report.docx.template import template_bytes  # noqa: PLC0415 - an extra, and slow to import
    except ImportError:
        raise refuse("USE001", extra="reports") from None
    if path.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    write_folder(path.parent, {path.name: template_bytes()})


def _save_template(context: click.Context, _parameter: click.Parameter, path: Path | None) -> None:
    if path is None or context.resilient_parsing:
        return
    _write_template(path)
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
@click.option("--title", default="", metavar="TEXT", help=told(_("Title that heads every page of the site.")))
@click.option(
    "--every",
    is_flag=True,
    help=told(_("A page on the site for every community, also where there are more than 1,000.")),
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
    title: str,
    every: bool,
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
    links, more = links_of(alliance, day(as_of), intake.allow, review)
    known = read_places(places) if places else result.places
    site, used = SiteWishes(" ".join(title.split()), every), alliance_used(alliance, links)
    result = replace(result, links=links, places=known, site=site, alliance=used)
    show_findings((*result.findings, *more, *strangers(links, result.outcomes)), speak)
    _carry_out(result, Order(ids, _forms(to), per, template, speak, places, site), out)
    leave(result.findings)


def _forms(to: str) -> tuple[str, ...]:
    """Return the formats by name; a Chinese comma separates them too, and one at the end does no harm."""
    return tuple(dict.fromkeys(form for form in re.split(r"[,，、\s]+", to.lower()) if form)) or (to,)


def _carry_out(result: Run, order: Order, out: Path) -> None:
    try:
        written = write(plan(result, order), out, manifest_of(result, order))
    except KeyboardInterrupt:
        click.echo("\n" + translate(_INTERRUPTED, order.lang), err=True)
        raise
    except OSError as error:
        click.echo(cannot_write(error, order.lang), err=True)
        click.echo(translate(_NOTHING_LEFT, order.lang), err=True)
        sys.exit(2)
    for message, fill in _told(written):
        click.echo(translate(message, order.lang).format(**fill), err=True)


_NOTHING_LEFT = _("No report was left behind. Make room or name another folder with --out, and start again.")
_INTERRUPTED = _("Interrupted. The same command goes on where this one stopped.")


def _told(written: Written) -> Iterator[tuple[str, dict[str, object]]]:
    if written.found:
        message = _("Went on with a run that was interrupted: {count} files were there already")
        yield message, {"count": written.found}
    for folder in written.left:
        message = _("{folder} is left of an interrupted run with other data or options; it may be deleted")
        yield message, {"folder": folder}
    if written.folder != written.place:
        yield _("{folder} was there already and stays as it is"), {"folder": written.place}
    yield _("Written: {count} files into {folder}"), {"count": written.count, "folder": written.folder}
