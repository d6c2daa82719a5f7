"""`classify alliance …`: ask about units, agreements and links, and whom to link next."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from classify.alliance.answer import Answer, Table
from classify.alliance.state import State
from classify.cli.alliance_files import boards, graph, needs, poster, template
from classify.cli.alliance_output import Ask, Day, asks, asks_for_list, finding_lines, write
from classify.cli.common import leave, told
from classify.errors import Finding
from classify.report.screen import findings_text
from classify.texts import mark as _
from classify.texts import translate


@click.group(
    "alliance", help=told(_("Ask about the alliance: who is linked, who is left out, whom to link next."))
)
def command() -> None:
    """Hold the questions together; each imports what it needs when it is asked."""


@command.command("check", help=told(_("Check every rule an alliance must keep.")))
@asks
def check(ask: Ask) -> None:
    """Check; the answer is the findings."""
    from classify.alliance.checks import check as checked  # noqa: PLC0415

    state, findings = ask.state()
    found = [*findings, *checked(state.alliance, state.at)]
    if ask.form == "table" and ask.out is None:
        click.echo(translate(_("As of {date}"), ask.lang).format(date=state.at))
        for line in _every(found, ask.lang) if ask.every else finding_lines(found, ask.lang):
            click.echo(line)
        click.echo(
            translate(_("{errors} errors, {warnings} warnings, {notes} notes"), ask.lang).format(
                **_counts(found)
            )
        )
        leave(found)
        return
    ask.show(_findings(found, state, ask.lang), found)


def _every(found: list[Finding], lang: str) -> list[str]:
    order = ("error", "warning", "note")
    ordered = sorted(found, key=lambda f: order.index(f.severity))
    return [line for finding in ordered for line in findings_text([finding], lang)]


def _counts(found: list[Finding]) -> dict[str, int]:
    return {f"{name}s": sum(f.severity == name for f in found) for name in ("error", "warning", "note")}


def _findings(found: list[Finding], state: State, lang: str) -> Answer:
    rows = [(f.code, f.severity, str(f.place), f.message(lang), f.repair(lang)) for f in found]
    columns = {
        "code": _("Code"),
        "severity": _("Severity"),
        "place": _("Place"),
        "message": _("What"),
        "repair": _("Repair"),
    }
    return Answer(state.at, (Table("findings", _("Findings"), columns, rows),))


@command.command("coverage", help=told(_("Who is covered, what has expired, sleeps or was not delivered.")))
@click.option(
    "--within",
    type=click.IntRange(0, 3650),
    default=90,
    help=told(_("Days within which an agreement ends soon.")),
)
@asks
def coverage(within: int, ask: Ask) -> None:
    """Show coverage."""
    from classify.alliance.coverage import coverage as counted  # noqa: PLC0415
    from classify.alliance.views import coverage_view  # noqa: PLC0415

    state, findings = ask.state()
    ask.show(coverage_view(state, counted(state, within), within), findings)


@command.command("partners", help=told(_("With whom UNIT (id or full name) is joined, and until when.")))
@click.argument("unit")
@asks
def partners(unit: str, ask: Ask) -> None:
    """Show one unit's ties."""
    from classify.alliance.partners import partners as ties  # noqa: PLC0415
    from classify.alliance.scope import find_unit  # noqa: PLC0415
    from classify.alliance.views import partners_view  # noqa: PLC0415

    ask.comes_first(unit)
    state, findings = ask.state()
    id_ = find_unit(state.alliance, unit).id
    ask.show(partners_view(state, id_, ties(state, id_)), findings)


@command.command("risk", help=told(_("What hangs on single units, agreements and links.")))
@asks
def risk(ask: Ask) -> None:
    """Show risks."""
    from classify.alliance.risk import risk as found  # noqa: PLC0415
    from classify.alliance.views_risk import risk_view  # noqa: PLC0415

    state, findings = ask.state()
    ask.show(risk_view(state, found(state)), findings)


@command.command("leave", help=told(_("What breaks when UNIT leaves, and who could step in.")))
@click.argument("unit")
@asks
def leave_command(unit: str, ask: Ask) -> None:
    """Show what a departure breaks."""
    from classify.alliance.leave import leave as departure  # noqa: PLC0415
    from classify.alliance.scope import find_unit  # noqa: PLC0415
    from classify.alliance.views_risk import leave_view  # noqa: PLC0415

    ask.comes_first(unit)
    state, findings = ask.state()
    found = departure(state, find_unit(state.alliance, unit).id)
    ask.show(leave_view(state, found), findings)


@command.command(
    "route", help=told(_("The way by which NEED (an id) reaches a resource, with alternatives."))
)
@click.argument("need")
@click.option(
    "--ways", type=click.IntRange(1, 50), default=3, help=told(_("How many units to find a way to."))
)
@asks
def route(need: str, ways: int, ask: Ask) -> None:
    """Show the ways of a request."""
    from classify.alliance.routes import routes  # noqa: PLC0415
    from classify.alliance.scope import find_need  # noqa: PLC0415
    from classify.alliance.views_risk import route_view  # noqa: PLC0415

    ask.comes_first(need)
    state, findings = ask.state()
    found = find_need(state.alliance, need)
    ask.show(route_view(state, found, routes(state, found, ways)), findings)


@command.command(
    "loops", help=told(_("Circles of reciprocity, and whether each arc was active in the quarter."))
)
@click.option("--arcs", type=click.IntRange(2, 5), default=3, help=told(_("Longest circle to look for.")))
@asks
def loops(arcs: int, ask: Ask) -> None:
    """Show circles."""
    from classify.alliance.loops import loops as circles  # noqa: PLC0415
    from classify.alliance.views import loops_view  # noqa: PLC0415

    state, findings = ask.state()
    found, more = circles(state, arcs)
    ask.show(loops_view(state, found, more=more), findings)


@command.command("diff", help=told(_("What changed between the days FIRST and SECOND.")))
@click.argument("first", type=Day(), metavar="FIRST")
@click.argument("second", type=Day(), metavar="SECOND")
@asks
def diff(
    first: datetime.datetime, second: datetime.datetime, ask: Ask) -> None:  # fmt: skip
    """Show differences; the days asked for stand in the place of --at."""
    if ask.at is not None:
        raise click.UsageError(told(_("diff compares FIRST with SECOND and takes no --at")))
    from classify.alliance.diff import diff as difference  # noqa: PLC0415
    from classify.alliance.views import diff_view  # noqa: PLC0415

    state, findings = ask.state()
    found = difference(state.alliance, first.date(), second.date())
    ask.show(diff_view(found, state.alliance.name), findings)


@command.command(
    "suggest", help=told(_("Propose new links, fair to all communities, with a reason for each."))
)
@click.option("--solver", type=click.Choice(["auto", "ortools", "networkx", "greedy"]), default="auto",
              help=told(_("auto takes OR-Tools where it is installed, networkx otherwise.")))  # fmt: skip
@click.option("--before", multiple=True, type=click.Path(path_type=Path),
              help=told(_("Edited list of an earlier run: what is locked is kept, what is forbidden left out.")))  # fmt: skip
@click.option("--fewer", is_flag=True, help=told(_("Second stage: as much served by fewer new relations.")))
@asks_for_list
def suggest(
    solver: str, before: tuple[Path, ...], fewer: bool, ask: Ask) -> None:  # fmt: skip
    """Propose links; --out NAME.csv writes the list to edit and hand back with --before."""
    from classify.alliance.proposals import proposals_csv, read_wishes  # noqa: PLC0415
    from classify.alliance.suggest import suggest as proposed  # noqa: PLC0415
    from classify.alliance.views_risk import suggest_view  # noqa: PLC0415

    state, findings = ask.state()
    wishes, more = read_wishes(before, state)
    found = proposed(state, wishes, solver, fewer=fewer)
    findings = [*findings, *more, *found.findings]
    if ask.out is not None and ask.form == "csv":
        write(ask.out, proposals_csv(state, found, ask.lang))
        ask.tell(findings)
        return
    ask.show(suggest_view(state, found), findings)


for one in (template, needs, graph, poster, boards):
    command.add_command(one)
