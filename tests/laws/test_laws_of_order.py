"""The order in which rules, packs, fields and rows are written never changes a result."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from profiles_at_random import frames
from strategies import AS_OF, BASIS, LAW, TABLE, both, packs, program

from classify.rulepack.load import load_data
from classify.scoring.program import compile_program
from classify.scoring.row import RowKernel, RowResult

POLICIES = ("exclusive", "precedence", "labels")


def results(pack: dict[str, Any], profiles: list[dict[str, Any]]) -> list[RowResult]:
    kernel = RowKernel(program(pack))
    return [kernel.run(profile) for profile in profiles]


@LAW
@given(packs(policies=POLICIES), frames(), st.data())
def test_the_order_of_entries_in_a_pack_does_not_matter(
    pack: dict[str, Any], profiles: list[dict[str, Any]], data: st.DataObject
) -> None:
    whole, random = {**TABLE, **pack}, Random(data.draw(st.integers(0, 999)))
    shuffled = {key: random.sample(v, len(v)) if isinstance(v, list) else v for key, v in whole.items()}
    assert results(shuffled, profiles) == results(pack, profiles)


@LAW
@given(packs(), frames(), st.data())
def test_the_order_of_packs_does_not_matter(
    pack: dict[str, Any], profiles: list[dict[str, Any]], data: st.DataObject
) -> None:
    base = {"pack": {"id": "base", "version": "1", "title": both("base")}, **TABLE, **pack, "rules": []}
    parts = [
        {
            "pack": {"id": f"part{i}", "version": "1", "title": both("part"), "extends": ["base"]},
            "rules": pack["rules"][i::3],
        }
        for i in range(3)
    ]
    loaded = load_data(*data.draw(st.permutations([base, *parts])))
    kernel = RowKernel(compile_program(loaded, AS_OF))
    assert [kernel.run(p) for p in profiles] == results(pack, profiles)


@settings(LAW, max_examples=10)
@given(packs(), frames(), st.data())
def test_the_order_of_rows_does_not_matter(
    pack: dict[str, Any], profiles: list[dict[str, Any]], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(profiles))))
    expected = results(pack, profiles)
    assert results(pack, [profiles[i] for i in order]) == [expected[i] for i in order]


@LAW
@given(packs(policies=POLICIES), frames(), st.floats())
def test_a_field_no_rule_uses_changes_nothing(
    pack: dict[str, Any], profiles: list[dict[str, Any]], value: float
) -> None:
    more = [*TABLE["fields"], {"id": "added", "label": both("added"), "type": "number"}]
    wider = [{**p, "added": value, "unused": value, "no such field": value} for p in profiles]
    assert results({**pack, "fields": more}, wider) == results(pack, profiles)


@settings(LAW, max_examples=15)
@given(packs(), frames())
def test_a_rule_without_weight_changes_no_score_and_no_type(
    pack: dict[str, Any], profiles: list[dict[str, Any]]
) -> None:
    idle = {
        "id": "zz",
        "title": both("zz"),
        "why": both("idle"),
        "basis": BASIS,
        "weigh": {},
        "when": "n1 > n2",
    }
    with_idle = results({**pack, "rules": [*pack["rules"], idle]}, profiles)
    for one, other in zip(results(pack, profiles), with_idle, strict=True):
        assert one[:7] == other[:7]
