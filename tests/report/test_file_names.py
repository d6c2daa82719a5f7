import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classify.report.names import file_part, report_names


def test_a_report_is_called_by_number_name_and_what_it_is() -> None:
    names = report_names(["柳荫社区", "某某社区"], "分类治理建议书", ".md")
    assert names == ["01_柳荫社区_分类治理建议书.md", "02_某某社区_分类治理建议书.md"]


def test_numbers_sort_as_they_count() -> None:
    names = report_names([f"h{i}" for i in range(169)], "report", ".md")
    assert names == sorted(names)
    assert names[0] == "001_h0_report.md"


def test_two_communities_with_one_name_get_two_files() -> None:
    assert len({n.casefold() for n in report_names(["Mill", "mill", "MILL"], "report", ".md")}) == 3


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a/b\\c", "a-b-c"), ("../../etc/passwd", "etc-passwd"), ("=1+1", "=1+1"), ("a\x00b\nc", "ab_c"),
        ("CON", "CON_"), ("com1.txt", "com1.txt_"), ("Lane. ", "Lane"), ("", ""), ("\u202egnp", "gnp"),
        ("“新村”一区", "“新村”一区"), ("e\u0301", "\u00e9"), ("?*", ""),
    ],
)  # fmt: skip
def test_what_a_file_system_refuses_is_replaced(name: str, kept: str) -> None:
    assert file_part(name) == kept


def test_a_name_of_two_hundred_characters_is_cut_between_characters() -> None:
    part = file_part("社" * 200)
    assert part == "社" * 40


@given(st.text())
def test_every_name_is_accepted_by_every_file_system(name: str) -> None:
    part = file_part(name)
    (whole,) = report_names([name], "report", ".md")
    assert len(whole.encode()) <= 255
    assert not set(whole) & set('\\/:*?"<>|')
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in whole)
    assert part == part.strip(" .")
    assert file_part(part) == part
