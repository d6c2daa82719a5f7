import datetime
from pathlib import Path

from hamlets import CLOSE, NEITHER, advise, adviser, hamlet, lines, scorer
from hypothesis import given
from hypothesis import strategies as st

from classify.advice.adviser import Adviser
from classify.engine import run
from classify.insight.explain import Explainer
from classify.model.advised import AdvisedLine
from classify.model.basis import Basis
from classify.model.text import Text
from classify.resources import bundled
from classify.rulepack.load import load_packs
from classify.scoring.program import compile_program


def test_a_line_whose_condition_is_false_is_left_out() -> None:
    advice = advise()
    assert advice.method is not None
    assert [a.id for a in advice.method.actions] == ["old.roofs", "old.wells"]
    assert "need.water" not in lines(advice)


def test_a_line_whose_condition_is_unknown_is_to_be_checked_and_names_what_is_missing() -> None:
    advice = advise(wells=None)
    assert advice.method is not None
    by_id = {a.id: a for a in advice.method.actions}
    assert by_id["old.roofs"].state == "proposed"
    assert by_id["old.wells"].state == "check"
    assert [label.en for label in by_id["old.wells"].lacks] == ["Wells"]
    assert lines(advice)["need.water"].state == "check"


def test_lines_come_by_urgency_and_then_by_id() -> None:
    needs = advise(wells=0.0).lists[0]
    assert [line.id for line in needs.lines] == ["need.poor", "need.water", "need.elders", "need.homes"]


def test_links_lead_only_to_lines_that_are_there() -> None:
    assert lines(advise())["need.elders"].leads_to == ("task.visit",)
    assert lines(advise(**CLOSE | {"old_homes": 20.0}))["need.elders"].leads_to == (
        "task.visit",
        "task.market",
    )


def test_a_line_of_another_type_is_left_out() -> None:
    assert "need.homes" in lines(advise())
    assert "need.homes" not in lines(advise(**CLOSE | {"old_homes": 20.0}))


def test_details_quote_the_profile_in_both_languages_without_doubling_a_unit() -> None:
    detail = lines(advise())["need.homes"].detail
    assert detail == Text(zh="旧屋 160 套，标准为 50%", en="160 old homes, the standard is 50%")


def test_a_detail_that_would_quote_a_missing_figure_is_dropped_and_the_figure_named() -> None:
    line = lines(advise(shops=None))["means.shops"]
    assert line.detail is None
    assert line.state == "proposed"
    assert [label.zh for label in line.lacks] == ["商铺"]


def test_nine_households_in_need_are_not_quoted_and_ten_are() -> None:
    nine, ten = lines(advise(needy=9.0))["need.poor"].detail, lines(advise(needy=10.0))["need.poor"].detail
    assert nine is not None
    assert ten is not None
    assert nine.en == "Households <10, a share of (not shown: too few people)"
    assert "9" not in nine.zh
    assert "4.5%" not in nine.zh
    assert ten.en == "Households 10, a share of 5%"


def test_small_numbers_of_people_are_held_back_and_small_numbers_of_shops_are_not() -> None:
    found = lines(advise(elders=3.0, shops=3.0))
    assert found["need.elders"].detail == Text(zh=found["need.elders"].detail.zh, en="Very old people: <10")  # type: ignore[union-attr]
    assert found["means.shops"].detail == Text(zh="商铺 3 户", en="Shops: 3")


def test_teams_come_by_emphasis_with_their_headcount_where_a_field_holds_it() -> None:
    method = advise(healers=2.0).method
    assert method is not None
    assert [(t.team, t.weight, t.headcount) for t in method.teams] == [("healers", 3, 2), ("masons", 2, None)]


def test_a_team_whose_field_counts_people_shows_no_small_headcount(tmp_path: Path) -> None:
    changed = "pack: {id: local, version: 1.0.0, title: {zh: 本地, en: Local}, extends: hamlet}\n"
    changed += "fields: [{id: healers, counts: people}]\n"
    (tmp_path / "pack.yaml").write_text(changed, encoding="utf-8")
    loaded = load_packs([tmp_path], {"hamlet": Path(__file__).parent / "hamlet"})
    local = Adviser(compile_program(loaded, datetime.date(2024, 1, 1)))

    def healers(count: float) -> int | None:
        profile, outcome = hamlet(healers=count)
        method = local.advise(profile.values, outcome).method
        assert method is not None
        return next(t.headcount for t in method.teams if t.team == "healers")

    assert (healers(9.0), healers(10.0)) == (None, 10)


def test_without_a_type_there_is_no_method_and_only_what_suits_any_community() -> None:
    advice = advise(**NEITHER)
    assert advice.type is None
    assert advice.method is None
    assert advice.statement is not None
    assert "none of the types reaches 50 points" in advice.statement.en
    assert set(lines(advice)) == {"need.poor", "need.elders", "means.shops", "task.visit"}


def test_without_data_the_statement_names_the_figures_that_are_missing() -> None:
    advice = advise(old_homes=None)
    assert advice.status == "data-missing"
    assert advice.statement is not None
    assert "Old homes" in advice.statement.en
    assert "旧屋" in advice.statement.zh


def test_a_close_call_hints_at_the_runner_ups_method_and_a_clear_one_does_not() -> None:
    close, clear = advise(**CLOSE), advise()
    assert close.status == "close"
    assert close.hint is not None
    assert (close.hint.label.en, close.hint.method.en) == ("Market hamlet", "Market first")
    assert clear.hint is None


def test_lines_of_other_origin_come_behind_the_schemes_own() -> None:
    profile, outcome = hamlet()
    extra = AdvisedLine(
        id="a.first", list="tasks", text=Text(zh="巡夜", en="Night watch"), basis=Basis(kind="expert"),
        priority=1, leads_to=("need.elders", "nowhere"),
    )  # fmt: skip
    tasks = adviser().advise(Explainer(scorer()).values(profile), outcome, [extra]).lists[2]
    assert [line.id for line in tasks.lines] == ["task.visit", "a.first"]
    assert tasks.lines[-1].leads_to == ("need.elders",)


COUNTS = st.one_of(st.none(), st.integers(0, 300).map(float))


@given(
    st.fixed_dictionaries(dict.fromkeys(("homes", "old_homes", "shops", "elders", "needy", "wells"), COUNTS))
)
def test_small_figures_about_people_never_reach_a_text(values: dict[str, float | None]) -> None:
    found = lines(advise(**values))
    for id_, field in (("need.elders", "elders"), ("need.poor", "needy")):
        count, line = values[field], found.get(id_)
        if count is not None and 0 < count < 10 and line is not None and line.detail is not None:
            assert "<10" in line.detail.en
            assert f" {count:.0f} " not in f" {line.detail.en} ".replace(",", " ")


def test_every_line_for_every_community_of_the_sample_has_owner_and_basis_and_whole_links() -> None:
    result = run([bundled("samples") / "district" / Path("communities.csv")])
    documents = {d.id for d in result.program.loaded.pack.documents}
    for outcome in result.outcomes:
        found = lines(result.advise(outcome))
        for line in found.values():
            assert line.owner is not None, line.id
            assert line.basis.kind == "expert" or line.basis.document in documents, line.id
            assert set(line.leads_to) | set(line.uses) <= set(found), line.id
            assert (line.state == "check") <= bool(line.lacks), line.id
            assert "{" not in line.text.zh + (line.detail.zh if line.detail else "")
