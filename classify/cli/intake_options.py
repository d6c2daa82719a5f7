"""Options that say how tables are to be read; shared by all commands that read them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from classify.cli.common import told
from classify.errors import refuse
from classify.intake import Intake, Options
from classify.intake.annotate import annotated_name, annotated_workbook
from classify.intake.mapping import Remembered, beside, parse_pairs, read_mapping, write_mapping
from classify.intake.matching import IGNORE
from classify.intake.vocabulary import Target
from classify.intake.wording import displayed, fold
from classify.model.smallcells import MINIMUM
from classify.report.files import write_folder
from classify.texts import mark as _
from classify.texts import translate

_OPTIONS = (
    click.option(
        "--map",
        "pairs",
        multiple=True,
        metavar="HEADING=FIELD",
        help=told(_("What a heading means; FIELD may be an id, a label, or ignore.")),
    ),
    click.option(
        "--mapping",
        type=click.Path(path_type=Path, dir_okay=False),
        help=told(
            _("File that remembers what headings mean (default: mapping.yaml beside the first table).")
        ),
    ),
    click.option(
        "--ask",
        is_flag=True,
        help=told(_("Ask about headings nothing is sure about, and remember the answers.")),
    ),
    click.option(
        "--allow-column",
        "allow",
        multiple=True,
        metavar="COLUMN",
        help=told(
            _(
                "Column the privacy guard is to let pass, by heading or letters. May be repeated; recorded in the manifest."
            )
        ),
    ),
    click.option(
        "--min-cell",
        type=click.IntRange(1, 1000),
        default=MINIMUM,
        show_default=True,
        help=told(_("Numbers of people below this are not shown in any output.")),
    ),
    click.option(
        "--annotate",
        type=click.Path(path_type=Path, file_okay=False),
        help=told(_("Folder for copies of the tables with the doubtful cells in red and comments.")),
    ),
)


_WORTH_A_BAR = 2_000


class IntakeArguments(NamedTuple):
    """Hold what the command line says about reading."""

    pairs: tuple[str, ...]
    mapping: Path | None
    ask: bool
    allow: tuple[str, ...]
    min_cell: int
    annotate: Path | None


def intake_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options to a command; it receives them together as `intake`, an `IntakeArguments`."""

    def gathered(*args: Any, **kwargs: Any) -> Any:
        taken = {name: kwargs.pop(name) for name in IntakeArguments._fields}
        return command(*args, intake=IntakeArguments(**taken), **kwargs)

    gathered.__doc__, gathered.__name__ = command.__doc__, command.__name__
    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return gathered


def options_of(arguments: IntakeArguments, paths: Sequence[Path], lang: str) -> Options:
    """Return how to read: the mapping file's answers, overruled by those of the command line."""
    path = arguments.mapping or beside(paths)
    if arguments.mapping is not None and not arguments.mapping.exists() and not arguments.ask:
        raise refuse("INTAKE081", problem=str(arguments.mapping))
    known = read_mapping(path) if path is not None and path.is_file() else Remembered()
    given = parse_pairs(arguments.pairs)
    names, said = {**known.headings, **given}, set(map(fold, given))
    places = {fold(h): place for h, place in known.places.items() if fold(h) not in said}
    ask = _asker(lang) if arguments.ask else None
    return Options(
        names,
        arguments.allow,
        ask,
        arguments.min_cell,
        known.communities,
        _progress(lang),
        mapped_at=places,
    )


def after_reading(
    arguments: IntakeArguments, paths: Sequence[Path], intake: Intake, lang: str, findings: Sequence[Any]
) -> None:
    """Remember answers, and write the annotated copies that were asked for."""
    remember(arguments, paths, intake.answers, intake.used, lang)
    if arguments.annotate is not None:
        files: dict[str, str | bytes] = {}
        for path, file in zip(paths, intake.files, strict=True):
            own = [finding for finding in findings if finding.place.file == file.name]
            files[annotated_name(file.name)] = annotated_workbook(path, own, lang)
        write_folder(arguments.annotate, files)
        click.echo(
            translate(
                _("Annotated copies: {folder}. They hold the figures as handed in, small ones too."), lang
            ).format(folder=arguments.annotate),
            err=True,
        )


def remember(
    arguments: IntakeArguments,
    paths: Sequence[Path],
    answers: Mapping[str, str],
    used: Collection[str],
    lang: str,
) -> None:
    """Write what was answered or given by --map into the mapping file, so that it need not be said again.

    What no heading was found by is told instead: it would only be in the way of later runs.
    """
    given = dict(answers)
    for heading, target in parse_pairs(arguments.pairs).items():
        if fold(heading) in used:
            given[heading] = target
        else:
            text = translate(_("Not remembered, as no heading or no field is called so: {pair}"), lang)
            click.echo(text.format(pair=f"{displayed(heading)}={displayed(target)}"), err=True)
    path = arguments.mapping or beside(paths)
    if not given or path is None:
        return
    try:
        write_mapping(path, given)
    except OSError:
        click.echo(
            translate(_("{file} could not be written; the mapping is not remembered"), lang).format(
                file=path
            ),
            err=True,
        )
    else:
        click.echo(translate(_("Remembered in {file}"), lang).format(file=path), err=True)


def _asker(lang: str) -> Callable[[str, tuple[Target, ...]], str | None]:
    def ask(heading: str, candidates: tuple[Target, ...]) -> str | None:
        click.echo(
            translate(_("What does the heading “{heading}” mean?"), lang).format(heading=heading), err=True
        )
        for number, target in enumerate(candidates, 1):
            click.echo(f"  {number}  {target.label.say(lang)} ({target.id})", err=True)
        text = translate(
            _("Number, id or label of a field; 0 to ignore the column; empty to leave it open"), lang
        )
        answer = click.prompt(text, default="", show_default=False, err=True).strip()
        if answer == "0":
            return IGNORE
        if answer.isdigit() and 1 <= int(answer) <= len(candidates):
            return candidates[int(answer) - 1].id
        return answer or None

    return ask


def _progress(lang: str) -> Callable[[int, int], None] | None:
    """Return what draws a bar on a terminal; nothing is drawn into files and pipes, or for small tables."""
    if not sys.stderr.isatty():
        return None
    bar: list[Any] = []

    def tick(done: int, total: int) -> None:
        """Move the bar by some rows, or, once all are done, close it."""
        if total < _WORTH_A_BAR:
            return
        if not bar:
            bar.append(click.progressbar(length=total, label=translate(_("Reading"), lang), file=sys.stderr))
            bar[0].__enter__()
        bar[0].update(min(done, total - bar[0].pos))
        if bar[0].finished:
            bar.pop().__exit__(None, None, None)

    return tick
