import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classify.report.document import (
    Bullets,
    Cite,
    Column,
    Document,
    Figure,
    Heading,
    KeyFigures,
    PageBreak,
    Paragraph,
    Reference,
    References,
    Span,
    Table,
    plain,
)
from classify.report.markdown import escape, markdown
from classify.report.numbering import chinese


def body(*blocks: object, lang: str = "en") -> str:
    return markdown(Document("T", "", lang, blocks)).removeprefix("# T\n\n")  # type: ignore[arg-type]


def unescape(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


@given(st.text())
def test_escaped_text_reads_as_what_was_meant(text: str) -> None:
    kept = "".join(
        " " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cs")
    )
    kept = re.sub("[\u202a-\u202e\u2066-\u2069]", "", kept)
    assert unescape(escape(text)) == kept


@given(st.text())
def test_escaped_text_has_one_line_and_no_bare_sign_that_means_something(text: str) -> None:
    escaped = escape(text)
    assert len(escaped.splitlines()) <= 1
    assert not re.search(r"[`*_#<>|\[\]~&$]", re.sub(r"\\.", "", escaped))


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=4))
def test_a_table_has_as_many_cells_in_every_row_whatever_they_hold(rows: list[list[str]]) -> None:
    table = Table((Column("a"), Column("b", "right")), tuple(tuple(plain(c) for c in row) for row in rows))
    lines = body(table).rstrip("\n").split("\n")
    assert len(lines) == 2 + len(rows)
    assert {len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in lines} == {3}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("- 1", "\\- 1"), ("+ 1", "\\+ 1"), ("2024. Year", "2024\\. Year"), ("3) x", "3\\) x"),
        ("===", "\\==="), ("# x", "\\# x"), ("    code", "code"), ("-0.5", "\\-0.5"),
    ],
)  # fmt: skip
def test_text_at_the_start_of_a_line_opens_no_list_heading_or_code(text: str, shown: str) -> None:
    assert body(Paragraph(plain(text))) == shown + "\n"
    assert body(Bullets((plain(text),))) == f"- {shown}\n"


def test_a_name_with_markup_stays_a_name() -> None:
    name = "Mill|*Lane*_1_ <b>`x`</b>\nEnd"
    assert markdown(Document(name, "", "en", ())) == "# Mill\\|\\*Lane\\*\\_1\\_ \\<b\\>\\`x\\`\\</b\\> End\n"


def test_headings_carry_the_numbers_of_their_language() -> None:
    assert (
        body(Heading(1, "结论", "一、"), Heading(2, "清单", "（一）"), lang="zh")
        == "## 一、结论\n\n### （一）清单\n"
    )
    assert body(Heading(1, "Result", "1"), Heading(2, "Lists", "1.1")) == "## 1 Result\n\n### 1.1 Lists\n"


def test_sources_are_cited_by_number_and_written_out_once() -> None:
    cited, listed = (
        Paragraph((Span("x"), Cite(1, "二（一）"))),
        References((Reference(1, "年鉴", "县志办", "2023"),)),
    )
    assert body(cited, listed, lang="zh") == "x〔1〕二（一）\n\n- 〔1〕《年鉴》（县志办，2023）\n"
    assert body(listed) == "- [1] 年鉴 (县志办; 2023)\n"


def test_alerts_are_set_apart_and_page_breaks_are_rules() -> None:
    assert body(Paragraph(plain("Look"), "alert"), PageBreak()) == "> Look\n\n---\n"


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")]
)
def test_sections_are_counted_in_chinese_figures(number: int, text: str) -> None:
    assert chinese(number) == text


def test_the_note_of_a_key_figure_does_not_run_into_its_value() -> None:
    block = KeyFigures((Figure("有协议", "22", "共 23"), Figure("社区数", "23")))
    assert "| **22**（共 23） | **23** |" in markdown(Document("t", "", "zh", (block,)))
    assert "| **22** (共 23) | **23** |" in markdown(Document("t", "", "en", (block,)))
