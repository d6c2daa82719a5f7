import textwrap
from functools import cache
from pathlib import Path

from office_runs import SAMPLE, district, some

from classify.engine import run as run_engine
from classify.insight.peers import Peers
from classify.report.markdown import markdown
from classify.report.needs import needs_of
from classify.report.wording import Wording


@cache
def needs() -> dict[str, tuple[bool, tuple[str, ...]]]:
    run = district()
    found = needs_of(Wording(run.program, "zh"), run.outcomes, [run.advise(o) for o in run.outcomes])
    return {n.id: (n.common, n.types) for n in found}


def test_a_need_of_four_types_is_common_and_one_of_three_is_not() -> None:
    for common, types in needs().values():
        assert common == (len(types) >= 4)
    assert {len(types) for _common, types in needs().values()} >= {1, 3, 4, 6}


def test_a_type_has_a_need_where_at_least_half_of_its_communities_have_it() -> None:
    run = district()
    id_ = "six.need.property-requests"
    for type_ in (t.id for t in run.program.types):
        members = [o for o in run.outcomes if o.type == type_]
        having = [
            o
            for o in members
            if any(line.id == id_ and line.state == "proposed" for line in run.advise(o).lists[0].lines)
        ]
        assert (type_ in needs()[id_][1]) == (2 * len(having) >= len(members)), type_


def test_peers_are_of_the_same_type_and_the_nearest_comes_first() -> None:
    run = district()
    peers = Peers(run.outcomes)
    for outcome in run.outcomes[:40]:
        found = peers.of(outcome)
        assert all(p.outcome.type == outcome.type and p.outcome.id != outcome.id for p in found)
        assert [p.difference for p in found] == sorted(p.difference for p in found)
        assert len(found) == (0 if outcome.type is None else 5)


def test_being_alike_goes_both_ways() -> None:
    run = district()
    peers = Peers(run.outcomes)
    one = run.outcome("D01-007")
    nearest = peers.of(one)[0]
    back = {p.outcome.id: p.difference for p in peers.of(nearest.outcome, most=200)}
    assert back[one.id] == nearest.difference


def test_the_only_community_of_its_type_has_no_peers_and_no_section_on_them() -> None:
    run = some("D01-021", "D04-011")
    assert Peers(run.outcomes).of(run.outcome("D01-021")) == ()
    assert "同类相近社区" not in markdown(run.document(run.outcome("D01-021"), "zh"))
    assert "同类相近社区" in markdown(district().document(run.outcome("D01-021"), "zh"))


def test_a_parameter_a_district_has_changed_is_named_with_its_default(tmp_path: Path) -> None:
    pack = tmp_path / "mine"
    pack.mkdir()
    (pack / "pack.yaml").write_text(
        textwrap.dedent("""
            pack: {id: mine, version: 2.0.0, title: {zh: 本区口径, en: Ours}, extends: [six-types]}
            parameters:
              - id: open_lanes_line
                values: {'2024-09-12': {value: 45%}}
        """).replace("open_lanes_line", parameter()),
        encoding="utf-8",
    )
    run = run_engine([SAMPLE], [pack])
    (changed,) = run.provenance.changed
    assert (changed.id, changed.by) == (parameter(), "mine")
    text = markdown(run.summary("zh"))
    assert f"{changed.label.zh} 45%（默认 {changed.default.zh}，由 mine 修改）" in text
    assert "本区口径 2.0.0" in text


def parameter() -> str:
    """Return a parameter that is a share of one half since 2024."""
    found = district().program.parameters
    return next(id_ for id_, d in sorted(found.items()) if d.value == 0.5 and d.since == "2024-09-12")


def test_the_plugins_that_took_part_are_named_and_the_core_is_not() -> None:
    names = {plugin.name for plugin in district().provenance.plugins}
    assert "rongxiang" in names
    assert "core" not in names
