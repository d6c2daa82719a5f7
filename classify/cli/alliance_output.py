"""What the alliance commands share: options, reading, and showing an answer as table, JSON or workbook."""

from __future__ import annotations

import datetime
import functools
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from classify.alliance.answer import Answer, Table, said
from classify.alliance.reading import read_alliance
from classify.alliance.state import State
from classify.cli.common import fails_cleanly, leave, told
from classify.errors import Finding
from classify.report.files import write_folder
from classify.report.screen import MOST_FINDINGS, findings_text
from classify.report.width import table as lines_of
from classify.texts import LANGUAGES, choose_language, translate
from classify.texts import mark as _

ROWS_SHOWN = 20
_WIDEST = 44
_FORMS = {"": "table", ".txt": "table", ".json": "json", ".xlsx": "xlsx"}

paths_argument = click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path)
)


class Day(click.DateTime):
    """Take a day as offices write it; a path in its place is told as such."""

    name = "day"

    def __init__(self) -> None:
        """Accept the three ways of writing digits."""
        super().__init__(["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d"])

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime.datetime:
        """Return the day; leave with usage and 2 where there is none."""
        try:
            found: datetime.datetime = super().convert(value, param, ctx)
        except click.BadParameter:
            message = told(_("“{value}” is not a day such as 2025-06-30")).format(value=value)
            if isinstance(param, click.Argument) and Path(str(value)).exists():
                message += told(_("; days come before PATH"))
            self.fail(message, param, ctx)
        return found


at_option = click.option(
    "--at",
    type=Day(),
    metavar="DAY",
    help=told(
        _("Day to look at (default: the newest date in the tables on which something began or happened).")
    ),
)
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "xlsx"]),
    help=told(
        _("What is printed (default: table, or what the name of --out ends in); xlsx is written to --out.")
    ),
)
file_option = click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help=told(_("File to write instead of printing.")),
)
all_option = click.option("--all", "every", is_flag=True, help=told(_("Print every row of every table.")))
lang_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    help=told(_("Language of the output (default: CLASSIFY_LANG, locale, zh).")),
)


allow_option = click.option(
    "--allow-column",
    "allow",
    multiple=True,
    metavar="COLUMN",
    help=told(_("Column the privacy guard is to let pass, by heading or letters. May be repeated.")),
)


@dataclass(frozen=True)
class Ask:
    """Hold what every question is asked with: tables, day, and how the answer is to be shown."""

    paths: tuple[Path, ...]
    at: datetime.datetime | None
    form: str
    out: Path | None
    every: bool
    allow: tuple[str, ...]
    lang: str

    def state(self) -> tuple[State, list[Finding]]:
        """Read the tables and return them as of the day, with the findings of reading."""
        return looked_at(self.paths, self.at, self.allow)

    def show(self, answer: Answer, findings: Sequence[Finding]) -> None:
        """Print or write the answer, tell the findings, and leave with 1 where there are errors."""
        if self.out is not None and self.form == "xlsx":
            from classify.alliance.workbook import answer_workbook  # noqa: PLC0415 - most answers are printed

            write(self.out, answer_workbook(answer, self.lang))
        elif self.form == "json":
            data: dict[str, Any] = {
                **answer.as_data(self.lang),
                "findings": [f.as_data(self.lang) for f in findings],
            }
            put(json.dumps(data, ensure_ascii=False, indent=2) + "\n", self.out)
        else:
            put(
                "\n".join(answer_text(answer, self.lang, every=self.every or self.out is not None)) + "\n",
                self.out,
            )
        self.tell(findings)

    def tell(self, findings: Sequence[Finding]) -> None:
        """Tell errors and warnings, and leave; notes are for `check`, here they would bury the answer."""
        if self.form != "json":
            tell(findings, self.lang)
        leave(findings)

    def comes_first(self, word: str) -> None:
        """Refuse a file in the place of UNIT or NEED; “file not found” about the id behind it would not help."""
        missing = next((path for path in self.paths if not path.exists()), None)
        if missing is not None and Path(word).exists():
            called = click.get_current_context().command_path
            right = f"{called} {missing} {word}"
            raise click.UsageError(told(_("PATH comes last: {right}")).format(right=right))


def tell(findings: Sequence[Finding], lang: str) -> None:
    """Print errors and warnings to standard error; `check` shows them all."""
    for line in finding_lines([f for f in findings if f.severity != "note"], lang):
        click.echo(line, err=True)


def finding_lines(findings: Sequence[Finding], lang: str) -> list[str]:
    """Return findings as lines, errors first, like complaints told once; what is left out is counted."""
    order = {"error": 0, "warning": 1, "note": 2}
    ordered = sorted(findings, key=lambda f: order[f.severity])
    alike: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in ordered:
        alike.setdefault((finding.code, finding.message(lang), finding.severity), []).append(finding)
    groups = list(alike.values())
    lines = findings_text([f for group in groups[:MOST_FINDINGS] for f in group], lang)
    if len(groups) > MOST_FINDINGS:
        more = translate(_("… and {count} more findings; classify alliance check --all lists them"), lang)
        lines.append(more.format(count=sum(map(len, groups[MOST_FINDINGS:]))))
    return lines


def asks(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the arguments and options of a question; it receives them together as `ask`."""
    return _asking(command, _FORMS)


def asks_for_list(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a question whose answer can also be a CSV list to edit."""
    return _asking(command, {**_FORMS, ".csv": "csv"})


def _asking(command: Callable[..., None], forms: Mapping[str, str]) -> Callable[..., None]:
    @functools.wraps(command)
    def wrapped(
        *, paths: tuple[Path, ...], at: datetime.datetime | None, form: str | None, out: Path | None, every: bool,
        allow: tuple[str, ...], lang: str | None, **own: Any,
    ) -> None:  # fmt: skip
        command(ask=Ask(paths, at, _form(form, out, forms), out, every, allow, choose_language(lang)), **own)

    options = (lang_option, allow_option, all_option, file_option, format_option, at_option, paths_argument)
    decorated: Callable[..., None] = fails_cleanly(wrapped)
    for decorate in options:
        decorated = decorate(decorated)
    return decorated


def _form(form: str | None, out: Path | None, forms: Mapping[str, str]) -> str:
    """Return what is written; raises `UsageError` rather than write a table into a file of another kind."""
    if out is None:
        if form == "xlsx":
            raise click.UsageError(told(_("--format xlsx needs --out")))
        return form or "table"
    ending = out.suffix.lower()
    if form is not None and (not ending or forms.get(ending) == form):
        return form
    if form is None and ending in forms:
        return forms[ending]
    if form is not None and ending in forms:
        message = told(_("--format {form} does not fit the name {name}"))
        raise click.UsageError(message.format(form=form, name=out.name))
    endings = ", ".join(filter(None, forms))
    raise click.UsageError(told(_("The name must end in one of {endings}")).format(endings=endings))


def looked_at(
    paths: Sequence[Path], at: datetime.datetime | None, allow: Sequence[str] = ()
) -> tuple[State, list[Finding]]:
    """Read tables and return them as of a day (default: the newest of the tables), with the findings of reading."""
    alliance, findings = read_alliance(paths, allow)
    return State(alliance, at.date() if at else alliance.newest), findings


def put(text: str, out: Path | None) -> None:
    """Print a text, or write it to a file."""
    if out is None:
        click.echo(text, nl=False)
    else:
        write(out, text)


def write(out: Path, content: str | bytes) -> None:
    """Write a file whole or not at all, and say where."""
    write_folder(out.parent, {out.name: content})
    click.echo(told(_("Written: {folder}")).format(folder=out), err=True)


def answer_text(answer: Answer, lang: str, *, every: bool) -> list[str]:
    """Return an answer as lines; long tables are cut unless `every` row is asked for."""
    lines = [translate(_("As of {date}"), lang).format(date=answer.at)]
    lines += [note.say(lang) for note in answer.notes]
    for one in answer.tables:
        lines += ["", *_table_text(one, lang, every=every)]
    return lines


def _table_text(one: Table, lang: str, *, every: bool) -> list[str]:
    title = f"{translate(one.title, lang)} ({len(one.rows)})"
    if not one.rows:
        return [f"{title}: {translate(one.empty, lang)}"]
    shown = one.rows if every else one.rows[:ROWS_SHOWN]
    numbers = tuple(
        at
        for at in range(len(one.columns))
        if all(isinstance(row[at], (int, float)) for row in shown if row[at] is not None)
    )
    rows = [[said(cell, lang).replace("\n", " ") for cell in row] for row in shown]
    limits = [0 if every else _WIDEST] * (len(one.columns) - 1) + [0]
    lines = [title, *lines_of([translate(h, lang) for h in one.columns.values()], rows, limits, numbers)]
    if len(shown) < len(one.rows):
        more = translate(_("… and {count} more rows; --all prints them, --format xlsx writes them"), lang)
        lines.append(more.format(count=len(one.rows) - len(shown)))
    return lines
