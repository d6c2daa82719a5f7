"""`classify alliance …`: what is made rather than asked: template, needs, graph files, poster, boards."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

import click

from classify.alliance.model import Alliance
from classify.cli.alliance_output import (
    allow_option,
    at_option,
    file_option,
    lang_option,
    looked_at,
    paths_argument,
    put,
    tell,
    write,
)
from classify.cli.common import fails_cleanly, leave, told
from classify.errors import ClassifyError
from classify.report.files import write_folder
from classify.texts import choose_language
from classify.texts import mark as _

When = datetime.datetime | None


@click.command(
    "template", help=told(_("Write an empty workbook to OUT, with headings and lists to choose from."))
)
@click.argument("out", type=click.Path(path_type=Path))
@lang_option
@fails_cleanly
def template(out: Path, lang: str | None) -> None:
    """Write the template."""
    from classify.alliance.workbook import template as made  # noqa: PLC0415

    ends_in(out, (".xlsx",), ())
    write(out, made(choose_language(lang)))


@click.command(
    "needs", help=told(_("Make the table of needs from the lists of PROFILES, for editing by hand."))
)
@click.argument("profiles", type=click.Path(path_type=Path))
@click.option(
    "--keep",
    type=click.Path(path_type=Path),
    help=told(_("Tables whose needs were edited by hand and stay.")),
)
@file_option
@lang_option
@fails_cleanly
def needs(profiles: Path, keep: Path | None, out: Path | None, lang: str | None) -> None:
    """Write needs as a CSV table; those edited by hand stay as they are."""
    from classify.alliance.needs import merged, needs_csv, needs_from_advice, supplies  # noqa: PLC0415
    from classify.alliance.reading import read_alliance  # noqa: PLC0415
    from classify.engine import run  # noqa: PLC0415

    if out is not None and out.suffix.lower() != ".csv":
        raise click.UsageError(told(_("The name must end in one of {endings}")).format(endings=".csv"))
    speak = choose_language(lang)
    kept, findings = read_alliance([keep]) if keep else (Alliance(), [])
    if any(f.severity == "error" for f in findings):
        # A row that cannot be read would be missing from what is written in its stead.
        raise ClassifyError(findings, 1)
    result = run([profiles])
    advices = [result.advise(outcome) for outcome in result.outcomes]
    made = needs_from_advice(advices, supplies(), result.program.as_of)
    put(needs_csv(merged(kept.needs, made), speak), out)
    tell([*findings, *result.findings], speak)
    leave(result.findings)


@click.command(
    "graph", help=told(_("Write the graph to OUT: .graphml, .gexf (with time) or .json (node-link)."))
)
@click.argument("out", type=click.Path(path_type=Path))
@paths_argument
@at_option
@click.option("--layer", "layers", multiple=True, type=click.Choice(["hierarchy", "place", "property", "guidance", "lateral"]),
              help=told(_("Layers to write (default: all). May be repeated.")))  # fmt: skip
@click.option("--scope", help=told(_("A subdistrict or a community.")))
@click.option("--whole-time", is_flag=True, help=told(_("Everything that ever held, with its dates.")))
@allow_option
@lang_option
@fails_cleanly
def graph(
    out: Path, paths: tuple[Path, ...], at: When, layers: tuple[str, ...], scope: str | None, whole_time: bool,
    allow: tuple[str, ...], lang: str | None,
) -> None:  # fmt: skip
    """Write the graph for Gephi, networkx or other programs."""
    from classify.alliance.export import FORMATS, export  # noqa: PLC0415
    from classify.alliance.graph import graph as built  # noqa: PLC0415
    from classify.alliance.words import LAYERS  # noqa: PLC0415

    ends_in(out, tuple(f".{form}" for form in FORMATS), paths)
    state, findings = looked_at(paths, at, allow)
    made = built(state.alliance, state.at, layers or LAYERS, scope, whole_time=whole_time)
    write(out, export(made, out.suffix.lower().lstrip(".")))
    tell(findings, choose_language(lang))
    leave(findings)


def ends_in(out: Path, endings: Sequence[str], paths: Sequence[Path]) -> None:
    """Refuse to write over a table or into a folder; tell where OUT and PATH changed places."""
    if out.suffix.lower() in endings and not out.is_dir():
        return
    swapped = next((p for p in paths if p.suffix.lower() in endings and not p.exists()), None)
    if swapped is not None:
        right = f"{click.get_current_context().command_path} {swapped} {out}"
        raise click.UsageError(told(_("PATH comes last: {right}")).format(right=right))
    raise click.UsageError(
        told(_("The name must end in one of {endings}")).format(endings=", ".join(endings))
    )


@click.command("poster", help=told(_("Write the A3 poster of the district to OUT (.svg).")))
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@paths_argument
@at_option
@click.option("--title", default="", help=told(_("Title above the poster.")))
@allow_option
@lang_option
@fails_cleanly
def poster(
    out: Path, paths: tuple[Path, ...], at: When, title: str, allow: tuple[str, ...], lang: str | None
) -> None:
    """Write the poster."""
    from classify.report.alliance.poster import poster as drawn  # noqa: PLC0415

    ends_in(out, (".svg",), paths)
    state, findings = looked_at(paths, at, allow)
    speak = choose_language(lang)
    write(out, drawn(state, speak, title))
    tell(findings, speak)
    leave(findings)


@click.command(
    "boards",
    help=told(_("Write the boards, the matrix and a card per subdistrict to the folder OUT (.svg).")),
)
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@paths_argument
@at_option
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help=told(_("Day to compare with, for the board of differences.")),
)
@allow_option
@lang_option
@fails_cleanly
def boards(
    out: Path, paths: tuple[Path, ...], at: When, since: When, allow: tuple[str, ...], lang: str | None
) -> None:
    """Write boards and street cards."""
    from classify.alliance.diff import diff  # noqa: PLC0415
    from classify.report.alliance.boards import boards as drawn  # noqa: PLC0415
    from classify.report.alliance.boards import difference_board  # noqa: PLC0415
    from classify.report.alliance.poster import street_card  # noqa: PLC0415
    from classify.report.alliance.streets import streets  # noqa: PLC0415

    speak = choose_language(lang)
    state, findings = looked_at(paths, at, allow)
    files: dict[str, str | bytes] = {f"{name}.svg": text for name, text in drawn(state, speak).items()}
    for number, street in enumerate(streets(state), 1):
        files[f"street-{number:02}.svg"] = street_card(street, speak)
    if since is not None:
        found = diff(state.alliance, since.date(), state.at)
        files["differences.svg"] = difference_board(state, found, speak)
    write_folder(out, files)
    click.echo(told(_("Written: {folder}")).format(folder=out), err=True)
    tell(findings, speak)
    leave(findings)
