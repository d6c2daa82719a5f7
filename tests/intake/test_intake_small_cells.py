"""Which figures about people are hidden, and which others with them."""

import pytest
from intake_tables import csv_file, field, read

from classify.insight.suppression import Suppression
from classify.intake.values import shown
from classify.model.profile import Profile
from classify.model.smallcells import complementary, counts_people, guarded_fields, too_small
from classify.rulepack.load import load_packs


def figures(*values: float | None) -> list[tuple[Profile, float | None]]:
    return [(Profile(id=str(n), values={}), value) for n, value in enumerate(values)]


def hidden(*values: float | None) -> list[str]:
    return [profile.id for profile in complementary(figures(*values), 10)]


@pytest.mark.parametrize(
    ("value", "small"), [(0.0, False), (1.0, True), (9.0, True), (10.0, False), (None, False), (True, False)]
)
def test_one_to_nine_are_small_and_nobody_is_not(value, small):
    assert too_small(value) == small


def test_persons_count_as_people_and_dwellings_do_not():
    assert counts_people(field("a", "甲", "a", "count", unit="人"))
    assert counts_people(field("a", "甲", "a", "count", unit="户", role="outcome"))
    assert not counts_people(field("a", "甲", "a", "count", unit="户"))
    assert not counts_people(field("a", "甲", "a", "share"))


@pytest.mark.parametrize(
    ("unit", "role", "counts", "guarded"),
    [
        ("人", "outcome", "posts", False),
        ("人", "outcome", "sample", False),
        ("人", "structural", "people", True),
        ("户", "outcome", "sample", False),
        ("个", "structural", "people", True),
        ("个", "structural", None, False),
    ],
)
def test_what_a_field_says_it_counts_goes_before_its_unit(unit, role, counts, guarded):
    assert counts_people(field("a", "甲", "a", "count", unit=unit, role=role, counts=counts)) == guarded


def test_a_share_counts_nobody_whatever_it_says():
    assert not counts_people(field("a", "甲", "a", "share", counts="people"))


def test_of_the_shipped_fields_in_persons_only_posts_and_the_sample_are_shown():
    posts = {"community_workers", "grid_workers", "team_pioneers", "team_doctors", "team_police"}
    posts |= {"team_mediators", "team_planners", "team_heritage_surveyors"}
    for id_ in ("community-profile", "six-types", "facility-gap"):
        pack = load_packs([id_]).pack
        persons = {f.id for f in pack.fields if f.unit == "人"}
        assert persons - guarded_fields(pack) == posts | {"satisfaction_n"}


def test_findings_quote_a_small_number_of_posts():
    assert shown(field("a", "网格员数", "Grid workers", "count", unit="人", counts="posts"), 6.0) == "6"
    assert shown(field("a", "高龄老人", "Aged", "count", unit="人"), 6.0) == "<10"


@pytest.mark.parametrize(
    ("values", "with_it"),
    [
        ((5.0, 300.0, 40.0), ["2"]),
        ((5.0, 7.0, 300.0), []),
        ((50.0, 300.0), []),
        ((5.0, 0.0, 300.0), ["2"]),
        ((5.0, 0.0), ["1"]),
        ((5.0, None, 12.0), ["2"]),
        ((5.0,), []),
    ],
)
def test_a_single_small_figure_takes_the_next_larger_one_with_it(values, with_it):
    assert hidden(*values) == with_it


def test_findings_do_not_quote_a_small_number_of_people(tmp_path):
    head = ("本地稳定编号", "60岁及以上人口", "65岁及以上人口")
    (finding,) = read(csv_file(tmp_path, head, ("W01", 7, 8))).findings
    assert finding.code == "INTAKE016"
    for lang in ("zh", "en"):
        assert "8" not in finding.message(lang).replace("65", "").replace("60", "")
    assert "<10" in finding.message("en")
    (lower,) = read(csv_file(tmp_path, head, ("W01", 7, 8)), minimum=5).findings
    assert "8" in lower.message("en")


def test_every_wording_of_values_goes_through_one_class():
    from classify.advice import suppression  # noqa: PLC0415

    assert suppression.Suppression is Suppression
