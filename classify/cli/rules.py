"""`classify rules …`: look at rule packs, check and test them, and see whom a change would touch."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from classify.cli.common import (
    day,
    fails_cleanly,
    lang_option,
    packs,
    plugin_options,
    plugins_of,
    rules_option,
    told,
)
from classify.contributions import Contributions
from classify.engine import run as run_engine
from classify.errors import refuse
from classify.proof import schema as schemas
from classify.proof.cards import card_of, listed
from classify.proof.cases import Casebook, chosen, pack_folder
from classify.proof.coverage import cover
from classify.proof.impact import impact
from classify.proof.lint import lint
from classify.proof.subject import Subject, subject_of
from classify.proof.wording import card_text, cases_text, coverage_text, impact_text, lint_text, list_text
from classify.report.files import write_folder
from classify.texts import choose_language
from classify.texts import mark as _

format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help=told(_("What is printed."))
)
when_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help=told(_("Date whose parameters apply (default: the newest ones).")),
)


def on_packs(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options every look at rule packs has."""
    for option in (fails_cleanly, plugin_options, lang_option, format_option, rules_option):
        command = option(command)
    return command


@click.group(
    "rules", help=told(_("Look at rule packs, check and test them, and see whom a change would touch."))
)
def command() -> None:
    """Hold the commands together."""


def _subject(
    rules: Sequence[str | Path],
    plugins_dir: Sequence[Path],
    without: Sequence[str],
    as_of: datetime.datetime | None,
) -> tuple[Subject, Contributions]:
    contributions = Contributions(plugins_of(plugins_dir, without))
    return subject_of(contributions.load(rules), rules, day(as_of), contributions.policies), contributions


def _show(lines: Sequence[str], data: Any, form: str) -> None:
    if form == "json":
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
        return
    for line in lines:
        click.echo(line)


@command.command("list", help=told(_("List the rules with what they speak for (+) and against (−).")))
@click.option(
    "--type", "type_", metavar="TYPE", help=told(_("Only rules that speak for or against this type."))
)
@click.option("--criterion", metavar="CRITERION", help=told(_("Only rules of this criterion.")))
@on_packs
def list_rules(
    type_: str | None, criterion: str | None, rules: tuple[str, ...], form: str, lang: str | None,
    plugins_dir: tuple[Path, ...], without: tuple[str, ...],
) -> None:  # fmt: skip
    """List rules."""
    speak = choose_language(lang)
    subject, _contributions = _subject(packs(rules), plugins_dir, without, None)
    found = listed(subject, type_, criterion)
    _show(list_text(found, speak), {"format": 1, "rules": [r.as_data(speak) for r in found]}, form)


@command.command(
    "show",
    help=told(_("Tell everything about the rule, indicator, parameter, field, type, line or check ID.")),
)
@click.argument("id_", metavar="ID")
@when_option
@on_packs
def show_entry(
    id_: str, as_of: datetime.datetime | None, rules: tuple[str, ...], form: str, lang: str | None,
    plugins_dir: tuple[Path, ...], without: tuple[str, ...],
) -> None:  # fmt: skip
    """Show one entry."""
    speak = choose_language(lang)
    subject, _contributions = _subject(packs(rules), plugins_dir, without, as_of)
    card = card_of(subject, id_, speak)
    _show(card_text(card, speak), card.as_data(), form)


@command.command(
    "check",
    help=told(_("Look rule packs over for what cannot be meant; exit code 1 where something is found.")),
)
@when_option
@on_packs
def check_packs(
    as_of: datetime.datetime | None, rules: tuple[str, ...], form: str, lang: str | None,
    plugins_dir: tuple[Path, ...], without: tuple[str, ...],
) -> None:  # fmt: skip
    """Check packs; notes alone are no reason to fail."""
    speak = choose_language(lang)
    subject, _contributions = _subject(packs(rules), plugins_dir, without, as_of)
    verdict = lint(subject)
    excused = [{**e.finding.as_data(speak), "reason": e.reason} for e in verdict.excused]
    data = {"format": 1, "findings": [f.as_data(speak) for f in verdict.findings], "excused": excused}
    _show(lint_text(verdict, speak), data, form)
    sys.exit(0 if verdict.clean else 1)


@command.command(
    "test", help=told(_("Run the cases beside the rules: those of the packs, or those in PATHS."))
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--coverage",
    is_flag=True,
    help=told(_("Also tell which rules, branches and boundaries no case touches.")),
)
@click.option(
    "--inherited", is_flag=True, help=told(_("Also run the cases of the packs these packs extend."))
)
@on_packs
def test_packs(
    paths: tuple[Path, ...], coverage: bool, inherited: bool, rules: tuple[str, ...], form: str, lang: str | None,
    plugins_dir: tuple[Path, ...], without: tuple[str, ...],
) -> None:  # fmt: skip
    """Run cases; exit code 1 where one fails."""
    speak = choose_language(lang)
    lines: list[str] = []
    data: list[dict[str, Any]] = []
    failed = False
    for wanted in _groups(paths, rules):
        subject, contributions = _subject(wanted, plugins_dir, without, None)
        cases = subject.cases if inherited and not paths else chosen(subject.cases, paths or subject.folders)
        book = Casebook(subject.loaded, contributions.policies)
        results = [book.run(placed) for placed in cases]
        failed |= any(r.misses for r in results)
        data.append({"packs": sorted(subject.own), "cases": [r.as_data(speak) for r in results]})
        if coverage and subject.program is not None:
            covered = cover(book, cases, subject.program, None if inherited else subject.own_rules)
            lines += coverage_text(covered, speak)
            data[-1]["coverage"] = covered.as_data(speak)
        lines += cases_text(results, speak)
    _show(lines, {"format": 1, "packs": data}, form)
    sys.exit(1 if failed else 0)


def _groups(paths: Sequence[Path], rules: Sequence[str]) -> list[tuple[str | Path, ...]]:
    """Return the packs to load together: those asked for, or for each path the pack it belongs to."""
    if rules or not paths:
        return [packs(rules)]
    folders: dict[Path, None] = {}
    for path in paths:
        folder = pack_folder(path)
        if folder is None:
            raise refuse("RULES010", known="", hint=f" ({path})")
        folders[folder] = None
    return [(folder,) for folder in folders]


@command.command(
    "schema",
    help=told(_("Write the JSON Schema editors use to complete and check pack files and case files.")),
)
@click.option(
    "--kind", type=click.Choice(["pack", "cases"]), default="pack", help=told(_("Schema of which files."))
)
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), help=told(_("File to write; a folder gets both schemas."))
)
@rules_option
@plugin_options
@fails_cleanly
def write_schema(
    kind: str, out: Path | None, rules: tuple[str, ...],
    plugins_dir: tuple[Path, ...], without: tuple[str, ...],
) -> None:  # fmt: skip
    """Write schemas that know every loaded pack: without --rules each known pack, on its own."""
    contributions = Contributions(plugins_of(plugins_dir, without))
    wanted: list[tuple[str | Path, ...]] = (
        [tuple(rules)] if rules else [(id_,) for id_ in contributions.packs]
    )
    known = schemas.Vocabulary.of(
        [contributions.load(group) for group in wanted], list(contributions.policies)
    )
    made = {name: schemas.text_of(schema) for name, schema in schemas.schemas(known).items()}
    if out is None:
        click.echo(made[kind], nl=False)
    elif out.is_dir():
        write_folder(out, {f"{name}.schema.json": text for name, text in made.items()})
    else:
        write_folder(out.parent, {out.name: made[kind]})


@command.command(
    "diff", help=told(_("Tell whose type changes between the rules A and B, from what to what, and why."))
)
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option(
    "--profiles",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path),
    help=told(_("Table of communities. May be repeated.")),
)
@click.option(
    "--as-of-a", type=click.DateTime(["%Y-%m-%d"]), help=told(_("Date whose parameters apply to A."))
)
@click.option(
    "--as-of-b", type=click.DateTime(["%Y-%m-%d"]), help=told(_("Date whose parameters apply to B."))
)
@format_option
@lang_option
@plugin_options
@fails_cleanly
def diff_packs(
    a: str, b: str, profiles: tuple[Path, ...], as_of_a: datetime.datetime | None, as_of_b: datetime.datetime | None,
    form: str, lang: str | None, plugins_dir: tuple[Path, ...], without: tuple[str, ...],
) -> None:  # fmt: skip
    """Compare two rule sets, or one at two dates, on the same table; nothing is saved."""
    speak = choose_language(lang)
    plugins = plugins_of(plugins_dir, without)
    found = impact(
        run_engine(profiles, (a,), day(as_of_a), plugins), run_engine(profiles, (b,), day(as_of_b), plugins)
    )
    _show(impact_text(found, speak), found.as_data(speak), form)
