"""Percentages or fractions: decided by the column's evidence, told, and never guessed."""

import pytest
from intake_tables import csv_file, read

from classify.intake.scales import by_sum, settle


def shares(scale):
    return [scale.cells[row].share if row in scale.cells else None for row in sorted(scale.cells)]


@pytest.mark.parametrize(
    ("bare", "signed", "heading", "wanted"),
    [
        ((25.0, 31.5), (), None, [0.25, 0.315]),
        ((0.25, 0.315), (), None, [0.25, 0.315]),
        ((25.0, 1.0, 40.0, 33.0), (), None, [0.25, 0.01, 0.4, 0.33]),
        ((0.25, 0.3, 0.4, 1.0), (), None, [0.25, 0.3, 0.4, 1.0]),
        ((1.0,), (), None, [None]),
        ((1.0, 0.0), (), None, [None, 0.0]),
        ((1.0,), (0.25, 0.3, 0.4), None, [None]),
        ((0.25, 0.3, 0.4, 33.0), (), None, [0.25, 0.3, 0.4, 0.33]),
        ((25.3, 31.2, 28.4, 40.1, 33.3, 0.253), (), None, [0.253, 0.312, 0.284, 0.401, 0.333, 0.253]),
        ((25.3, 31.2, 28.4, 40.1, 33.3, 0.5), (), None, [0.253, 0.312, 0.284, 0.401, 0.333, None]),
        ((25.0, 0.31), (), None, [0.25, None]),
        ((25.0, 1.0), (), 0.01, [0.25, 0.01]),
        ((0.25, 0.31), (), 0.01, [None, None]),
        ((25.0, 30.0), (), 0.001, [0.025, 0.03]),
    ],
)
def test_a_figure_is_settled_by_its_column_or_left_open(bare, signed, heading, wanted):
    assert shares(settle(dict(enumerate(bare)), signed, heading)) == wanted


def test_a_figure_above_a_hundred_is_no_share():
    assert settle({1: 101.0}, ()).cells == {}


@pytest.mark.parametrize(("value", "share"), [(1.0, 0.01), (0.8, 0.008), (25.0, 0.25)])
def test_the_share_recomputed_from_counts_decides(value, share):
    assert settle({1: value}, (), None, {1: share}).cells[1].share == share


def test_shares_that_must_add_up_to_one_decide():
    assert by_sum(1.0, 0.99).share == 0.01
    assert by_sum(1.0, 0.0).share == 1.0
    assert by_sum(0.5, 0.7) is None


def test_counts_in_the_same_row_settle_a_column_of_mixed_scales(tmp_path):
    head = ("本地稳定编号", "常住人口", "60岁及以上人口", "老龄化率")
    intake = read(
        csv_file(tmp_path, head, ("W01", 1000, 10, 1), ("W02", 1000, 250, "0.25"), ("W03", 1000, 300, 30))
    )
    assert [f.code for f in intake.findings if f.severity == "error"] == []


def test_the_decision_on_a_column_is_told_once(tmp_path):
    intake = read(csv_file(tmp_path, ("本地稳定编号", "出租占比"), *((f"W{n}", 20 + n) for n in range(5))))
    assert [(f.code, f.place.cell, f.fill["cells"]) for f in intake.findings] == [("INTAKE055", "B1", 5)]
