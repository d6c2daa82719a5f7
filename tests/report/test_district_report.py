import datetime
from collections.abc import Callable

import pytest
from hamlets import CLOSE, NEITHER, OLD, program, scorer

from classify.model.outcome import Outcome
from classify.model.profile import Profile, Value
from classify.model.text import Text
from classify.report.district import district_document
from classify.report.document import Document
from classify.report.markdown import markdown
from classify.report.provenance import PackUsed, Provenance
from classify.report.screen import run_text
from classify.report.svg.looks import looks_of
from classify.report.wording import Wording

MADE = Provenance(
    None,
    datetime.date(2024, 1, 1),
    (PackUsed("hamlet", Text(zh="小镇分类", en="Hamlets by type"), "1", "abc"),),
    "0.0.0",
)


def outcome(id_: str, group: str, values: dict[str, Value], declared: str | None = None) -> Outcome:
    return scorer().score(Profile(id=id_, name=f"Hamlet {id_}", group=group, values=values), declared)


MARKET = CLOSE | {"old_homes": 20.0}
DISTRICT = [
    outcome("1", "North", OLD, "old"),
    outcome("2", "North", CLOSE, "market"),
    outcome("3", "South", OLD | {"old_homes": None}),
    outcome("4", "South", NEITHER, "old"),
    outcome("5", "South", MARKET),
]


def summary(lang: str, outcomes: list[Outcome]) -> Document:
    return district_document(Wording(program(), lang), outcomes, MADE)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_summary_reads_like_its_golden_file(lang: str, golden: Callable[[str, str], None]) -> None:
    golden(f"district.{lang}.md", markdown(summary(lang, DISTRICT)))


def test_a_district_with_too_many_of_one_type_is_told_so() -> None:
    alarm = "100% are market hamlets, more than 60%."
    assert alarm in markdown(summary("en", [DISTRICT[4]]))
    assert alarm not in markdown(summary("en", DISTRICT))


def test_terminal_and_report_count_the_same_declared_types_and_name_a_missing_type_alike() -> None:
    declared = [
        outcome("1", "North", OLD, "market"),
        outcome("2", "North", NEITHER, "market"),
        outcome("3", "South", OLD),
    ]
    assert declared[1].type is None
    lines = run_text(program(), declared, "en")
    assert "declared type differs for 2 of 2" in "\n".join(lines)
    text = markdown(summary("en", declared))
    assert "declared for 2 communities; the computed type differs for 2" in text
    assert "| undecided | 1 |" in text
    assert looks_of(program(), "en")[None].label == "undecided"


def test_a_district_without_doubts_says_so_and_without_declared_types_lists_none() -> None:
    text = markdown(summary("en", [DISTRICT[4]]))
    assert "Every result is clear." in text
    assert "Declared and computed" not in text


def test_a_run_without_communities_is_a_report_too() -> None:
    assert markdown(summary("zh", [])).startswith("# ")
