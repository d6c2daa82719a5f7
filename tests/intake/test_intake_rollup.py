"""Compounds to communities: weighted by dwellings, with coverage, the community's own figures kept."""

import pytest
from intake_tables import read, xlsx_file

from classify.intake.codes import area_problem, unit_code_holds
from classify.intake.rollup import roll
from classify.model.profile import Profile
from classify.model.rollup import RollUp

OLD = RollUp(id="old", how="sum", of="size", weight="size", where={"form": "old"})
EARLY = RollUp(id="early", how="sum", of="size", weight="size", years=("from", "to"), until=2000)
MEDIAN = RollUp(id="median", how="median", weight="size", years=("from", "to"))
GATED = RollUp(id="gated", how="count", weight="size", where={"gated": True})


def compounds(*rows: dict[str, object]) -> list[Profile]:
    return [Profile(id=str(n), values=row) for n, row in enumerate(rows)]


def test_sums_are_weighted_by_dwellings():
    parts = compounds({"size": 400.0, "form": "old"}, {"size": 600.0, "form": "new"})
    assert roll(OLD, parts).value == 400.0
    assert roll(OLD, parts).coverage == 1.0


@pytest.mark.parametrize(("known", "value"), [(900.0, 444.0), (899.0, None)])
def test_what_is_left_out_may_be_a_tenth_and_no_more(known, value):
    parts = compounds(
        {"size": 400.0, "form": "old"}, {"size": known - 400.0, "form": "new"}, {"size": 1000.0 - known}
    )
    assert roll(OLD, parts).value == value


def test_a_community_larger_than_its_compounds_is_scaled_up_to():
    parts = compounds({"size": 475.0, "form": "old"}, {"size": 475.0, "form": "new"})
    assert roll(OLD, parts, own_total=1000.0).value == 500.0
    assert roll(OLD, parts, own_total=2000.0).value is None


@pytest.mark.parametrize(
    ("first", "last", "value"),
    [(1990, 2000, 100.0), (2001, 2005, 0.0), (1999, 2002, 50.0), (None, 2000, 100.0), (None, None, None)],
)
def test_a_compound_built_over_a_limit_counts_in_proportion(first, last, value):
    years = {"from": None if first is None else float(first), "to": None if last is None else float(last)}
    assert roll(EARLY, compounds({"size": 100.0, **years})).value == value


def test_the_median_year_is_that_of_the_middle_dwelling():
    parts = compounds(
        {"size": 100.0, "from": 1980.0},
        {"size": 500.0, "from": 1995.0, "to": 1997.0},
        {"size": 200.0, "from": 2010.0},
    )
    assert roll(MEDIAN, parts).value == 1996.0


def test_compounds_are_counted_only_where_all_are_known():
    known = compounds({"size": 1.0, "gated": True}, {"size": 1.0, "gated": False})
    assert roll(GATED, known).value == 1.0
    assert roll(GATED, [*known, *compounds({"size": 1.0})]).value is None


HEAD = ("小区编号", "小区名称", "所属社区", "住房形态", "小区住宅套数", "建成年份", "是否封闭")
ROWS = [
    ("C1", "一村", "梅园社区", "老新村", 400, 1985, "否"),
    ("C2", "花园", "梅园", "商品房", 600, 2005, "是"),
]


def test_both_levels_in_one_workbook_work(tmp_path):
    path = xlsx_file(
        tmp_path, ("本地稳定编号", "社区名称", "常住人口"), ("W01", "梅园社区", 3000), 小区=[HEAD, *ROWS]
    )
    (profile,) = read(path).profiles
    assert profile.values["dwellings"] == 1000.0
    assert profile.values["dwellings_old"] == 400.0
    assert profile.values["residents_total"] == 3000.0


def test_a_table_of_compounds_alone_makes_its_communities(tmp_path):
    intake = read(xlsx_file(tmp_path, HEAD, *ROWS, ("C3", "新村", "兰园社区", "老新村", 200, 1990, "否")))
    assert [(p.name, p.values["dwellings"]) for p in intake.profiles] == [
        ("梅园社区", 1000.0),
        ("兰园社区", 200.0),
    ]
    assert all(sheet.account.balanced for sheet in intake.sheets)


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91110000101623741K", "911101066976941872"])
def test_a_unit_code_carries_its_check_digit(code):
    assert unit_code_holds(code)
    assert not unit_code_holds(code[:-1] + ("1" if code[-1] != "1" else "2"))


def test_a_code_said_to_exist_fails_and_that_is_why_it_is_a_warning():
    assert not unit_code_holds("91350211M0000XUF46")
    assert not unit_code_holds("91350211M0000XUF4I")


@pytest.mark.parametrize(
    ("code", "sound"),
    [
        ("320508017001", True),
        ("320508017000", False),
        ("320508000000", False),
        ("320000000000", False),
        ("100508017001", False),
        ("320508017600", False),
        ("999801001001", True),
    ],
)
def test_a_division_code_has_a_structure(code, sound):
    assert (area_problem(code) is None) == sound
