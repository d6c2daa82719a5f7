"""Whatever the tables hold, every question is answered, and no answer contradicts another."""

from __future__ import annotations

import datetime as dt
import io
import json
import random

import networkx as nx
import pytest

from classify.alliance import words
from classify.alliance.answer import Answer
from classify.alliance.checks import check
from classify.alliance.community import Sections, section_tables
from classify.alliance.counting import partner_counts
from classify.alliance.coverage import coverage
from classify.alliance.diff import diff
from classify.alliance.export import export
from classify.alliance.graph import graph
from classify.alliance.leave import leave
from classify.alliance.loops import loops
from classify.alliance.model import Alliance
from classify.alliance.partners import lateral_partners, partners
from classify.alliance.risk import risk
from classify.alliance.routes import routes
from classify.alliance.rows import Activity, Agreement, Link, Need, Offer, Party, Unit
from classify.alliance.state import State
from classify.alliance.suggest import suggest
from classify.alliance.views import coverage_view, diff_view, loops_view, partners_view
from classify.alliance.views_risk import leave_view, risk_view, route_view, suggest_view
from classify.alliance.workbook import answer_workbook
from classify.report.alliance.boards import boards, difference_board
from classify.report.alliance.poster import poster

DAYS = [None, dt.date.min, dt.date(2024, 2, 29), dt.date(2025, 6, 30), dt.date(2025, 7, 1), dt.date.max]
IDS = ["a", "b", "c", "d", "e", "f", "nowhere"]


def anything(seed: int) -> Alliance:
    """Return tables in which everything may be wrong at once."""
    draw = random.Random(seed)
    day, id_ = (lambda: draw.choice(DAYS)), (lambda: draw.choice(IDS))
    kinds, links = [*words.UNIT_KINDS, "own word"], [*words.LINK_KINDS, "own word"]

    def unit(name: str) -> Unit:
        superior = tuple(id_() for _ in range(draw.choice((0, 1, 1, 2))))
        where = (draw.uniform(-180, 180), draw.uniform(-90, 90)) if draw.random() < 0.5 else (None, None)
        return Unit(
            name, f"名{name}<&\"'>", draw.choice(kinds[:3] + kinds), draw.choice(["", *words.LEVELS]), superior,
            draw.choice(["", id_()]), draw.choice(["", "甲街道"]), draw.choice(["", "91", "91350100M000100Y43"]),
            draw.choice(["", *words.PARTY_ORG, "own word"]), "", *where, day(), day(),
        )  # fmt: skip

    agreements = [*words.AGREEMENT_KINDS, "own word"]
    roles = [*words.ROLES, "own word"]
    supply = list(words.SUPPLY_KINDS)[:3]

    def agreement(n: int) -> Agreement:
        id_of = draw.choice((f"x{n}", "x0", "a"))
        return Agreement(
            id_of,
            f"协议{n}",
            draw.choice(agreements),
            draw.choice(("signed", "proposed")),
            "",
            (),
            day(),
            day(),
        )

    def party(_n: int) -> Party:
        offer = draw.choice(("", "o0", "o1", "o9"))
        number = draw.choice((None, 0, 3)), draw.choice((None, 0, 4))
        return Party(
            draw.choice(("x0", "x1", "x2", "a", "y")), id_(), draw.choice(roles), day(), day(), offer, *number
        )

    def offer(n: int) -> Offer:
        where = draw.choice([*words.RANGES, "own"]), draw.choice((None, 0.0, 5.0))
        return Offer(f"o{n}", id_(), draw.choice(supply), draw.choice((0, 1, 2)), *where, day(), day())

    def need(n: int) -> Need:
        wanted = draw.choice((0, 1, 1, 2, 9))
        return Need(f"n{n}", id_(), draw.choice(supply), draw.random() < 0.3, wanted, "", day(), day())

    def activity(_n: int) -> Activity:
        mode = draw.choice(("", *words.MODES))
        return Activity(
            day(), draw.choice(("", "x0", "y")), id_(), draw.choice(("", id_())), mode, draw.choice((0, 1, 3))
        )

    return Alliance(
        tuple(unit(name) for name in draw.choices(IDS[:-1], k=draw.randint(0, 7))),
        tuple(agreement(n) for n in range(draw.randint(0, 5))),
        tuple(party(n) for n in range(draw.randint(0, 12))),
        tuple(Link(id_(), id_(), draw.choice(links), day(), day()) for _ in range(draw.randint(0, 12))),
        tuple(offer(n) for n in range(draw.randint(0, 4))),
        tuple(need(n) for n in range(draw.randint(0, 5))),
        tuple(activity(n) for n in range(draw.randint(0, 6))),
    )


def shown(answer: Answer) -> None:
    """Render an answer in every form."""
    for lang in ("zh", "en"):
        json.dumps(answer.as_data(lang))
    answer_workbook(answer, "zh")


@pytest.mark.parametrize("block", range(4))
def test_every_question_is_answered_on_any_tables(block: int) -> None:
    for seed in range(block * 40, block * 40 + 40):
        alliance = anything(seed)
        for at in (dt.date.min, dt.date(2025, 6, 30), dt.date.max):
            state = State(alliance, at)
            ask_everything(state)


def ask_everything(state: State) -> None:
    alliance, at = state.alliance, state.at
    for finding in check(alliance, at):
        assert finding.message("zh")
        assert finding.message("en")
        assert finding.repair("en")
    assert alliance.newest <= max(dt.date.today(), dt.date(2025, 7, 1))  # noqa: DTZ011
    coverage_view(state, coverage(state), 90)
    risk_view(state, risk(state))
    found, more = loops(state)
    loops_view(state, found, more=more)
    difference = diff(alliance, dt.date(2024, 2, 29), at)
    diff_view(difference, alliance.name)
    difference_board(state, difference, "zh")
    suggestion = suggest(state, solver="networkx", fewer=at.year > 3000)
    suggest_view(state, suggestion)
    sections = Sections(state, suggestion)
    for id_ in alliance.unit:
        partners_view(state, id_, partners(state, id_))
        leave_view(state, leave(state, id_))
        section_tables(state, sections.of(id_))
    for need in alliance.need.values():
        route_view(state, need, routes(state, need))
    counts = partner_counts(state, alliance.unit)
    assert counts == {id_: len(lateral_partners(state, id_)) for id_ in alliance.unit}
    poster(state, "zh")
    boards(state, "zh")


@pytest.mark.parametrize("seed", range(40))
def test_what_is_exported_is_the_graph(seed: int) -> None:
    built = graph(anything(seed), dt.date(2025, 6, 30), whole_time=seed % 2 == 0)
    assert nx.is_frozen(built)
    again = nx.read_graphml(io.BytesIO(export(built, "graphml")), force_multigraph=True)
    assert dict(again.nodes(data=True)) == dict(built.nodes(data=True))
    assert set(again.edges(keys=True)) == set(built.edges(keys=True))
    json.loads(export(built, "json"))
    export(built, "gexf")


def test_answers_of_any_tables_can_be_shown() -> None:
    for seed in (1, 2, 3):
        state = State(anything(seed), dt.date(2025, 6, 30))
        shown(coverage_view(state, coverage(state), 90))
        shown(suggest_view(state, suggest(state, solver="greedy")))
