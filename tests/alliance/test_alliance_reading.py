"""Whatever form the tables come in, the same alliance is read; what cannot be read is told and left out."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from classify.alliance.cells import Wrong, clean, parse_cell
from classify.alliance.checks import check
from classify.alliance.masking import uscc_sound
from classify.alliance.model import Alliance
from classify.alliance.needs import merged, needs_from_advice, supplies
from classify.alliance.reading import read_alliance
from classify.alliance.tables import TABLES
from classify.alliance.words import SUPPLY_KINDS
from classify.alliance.workbook import template
from classify.engine import run
from classify.errors import ClassifyError
from classify.resources import bundled

SAMPLE = Path(__file__).parents[2] / "samples" / "alliance"
BAD = Path(__file__).parents[1] / "bad" / "alliance"


def rows(alliance: Alliance) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows without where they stand."""
    return {t.id: [tuple(r)[:-1] for r in getattr(alliance, t.id)] for t in TABLES}


@pytest.fixture(scope="module")
def sample() -> Alliance:
    return read_alliance([SAMPLE])[0]


def cells(name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO((SAMPLE / f"{name}.csv").read_text(encoding="utf-8-sig"), newline="")))


def test_a_workbook_reads_like_the_folder_of_text_tables(sample: Alliance, tmp_path: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in TABLES:
        sheet = book.create_sheet(table.label.zh)
        sheet.append(["示例区党建联盟", None])
        for row in cells(table.id):
            sheet.append(
                [dt.date.fromisoformat(c) if c[:2] == "20" and c[4:5] == "-" else c or None for c in row]
            )
    path = tmp_path / "联盟.xlsx"
    book.save(path)
    alliance, findings = read_alliance([path])
    assert rows(alliance) == rows(sample)
    assert {f.code for f in findings} == {"ALLIANCE016"}
    assert alliance.place(alliance.units[0].spot, "name").sheet == "单位"
    assert alliance.place(alliance.units[0].spot, "name").cell == "B3"


def test_english_headings_and_words_read_the_same(sample: Alliance, tmp_path: Path) -> None:
    for table in TABLES:
        head, *body = cells(table.id)
        by_label = {c.label.zh: c for c in table.columns}
        columns = [by_label[h] for h in head]
        english = {w.label.zh: w.label.en for c in columns for w in (c.words or {}).values()}
        with (tmp_path / f"{table.id}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow([c.label.en.upper() for c in columns])
            for row in body:
                writer.writerow(
                    [
                        "、".join(english.get(p, p) for p in cell.split("、")) if c.words else cell
                        for c, cell in zip(columns, row, strict=True)
                    ]
                )
    assert rows(read_alliance([tmp_path])[0]) == rows(sample)


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    path.write_text("天气,心情\n晴,好\n", encoding="utf-8")
    with pytest.raises(ClassifyError) as error:
        read_alliance([path])
    assert "ALLIANCE001" in [f.code for f in error.value.findings]
    assert error.value.exit_code == 1


def test_empty_tables_are_an_empty_alliance(tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_text("单位编号,单位名称,单位类别\n", encoding="utf-8")
    alliance, findings = read_alliance([path])
    assert findings == []
    assert check(alliance) == []
    assert alliance.graph().number_of_nodes() == 0


def test_a_formula_without_a_result_leaves_the_row_out(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "单位"
    for row in (["单位编号", "单位名称", "单位类别"], ["a", "=A1", "学校"], ["b", "乙校", "学校"]):
        sheet.append(row)
    book.save(tmp_path / "u.xlsx")
    alliance, findings = read_alliance([tmp_path / "u.xlsx"])
    assert [(f.code, f.place.cell) for f in findings] == [("ALLIANCE012", "B2")]
    assert [u.id for u in alliance.units] == ["b"]


def test_lists_of_persons_are_refused_and_never_echoed(tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_text(
        "单位编号,单位名称,单位类别,联系人,手机号\na,甲校,学校,王小明,13800138000\n", encoding="utf-8"
    )
    with pytest.raises(ClassifyError) as error:
        read_alliance([path])
    told = " ".join(f.message(lang) + f.repair(lang) for f in error.value.findings for lang in ("zh", "en"))
    assert error.value.findings[0].code.startswith("INTAKE04")
    assert "王小明" not in told
    assert "13800138000" not in told


def test_a_row_that_was_left_out_is_not_told_again_as_dangling() -> None:
    alliance, findings = read_alliance([BAD / "not-a-number.yaml"])
    assert [f.code for f in findings] == ["ALLIANCE010"]
    assert "R2" in alliance.left_out
    assert check(alliance, dt.date(2025, 6, 30)) == []


def test_names_of_sole_traders_are_masked(sample: Alliance) -> None:
    shops = [u for u in sample.units if u.uscc.startswith("92")]
    assert len(shops) == 8
    assert {u.name for u in shops} == {f"个体工商户 {u.id}" for u in shops}


@pytest.mark.parametrize(
    ("code", "sound"),
    [
        ("91350100M000100Y43", True), ("91110000101623741K", True), ("911101066976941872", True),
        ("91350211M0000XUF46", False), ("91110000101623741", False), ("9111000010162374IK", False),
    ],
)  # fmt: skip
def test_the_check_sign_of_codes_as_published(code: str, *, sound: bool) -> None:
    assert uscc_sound(code) is sound


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-06-30", dt.date(2025, 6, 30)), ("2025/6/30", dt.date(2025, 6, 30)), ("2025.6.30", dt.date(2025, 6, 30)),
        ("2025年6月30日", dt.date(2025, 6, 30)), ("２０２５年６月３０日", dt.date(2025, 6, 30)), ("20250630", dt.date(2025, 6, 30)),
        ("2025-06-30 00:00:00", dt.date(2025, 6, 30)), (20250630, dt.date(2025, 6, 30)),
        (dt.datetime(2025, 6, 30), dt.date(2025, 6, 30)),  # noqa: DTZ001 - as a workbook gives it
        ("长期", None), ("  ", None),
    ],
)  # fmt: skip
def test_dates_as_offices_write_them(text: object, day: dt.date | None) -> None:
    assert parse_cell(text, "date", None) == day  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["2025-02-29", "2025-13-01", "30/06/2025", "2025年6月", "45838", "去年", "2025-6-30-1"]
)
def test_what_is_no_date_is_never_guessed(text: str) -> None:
    assert isinstance(parse_cell(text, "date", None), Wrong)


@given(st.text(max_size=60))
def test_names_lose_control_signs_and_nothing_else_happens(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == clean(cleaned)
    assert cleaned.isprintable() or any(s for s in cleaned)
    assert not any(s in cleaned for s in "\x00\x07\n\u202e\u2028")


def test_every_control_sign_in_a_name_is_bounded_work(tmp_path: Path) -> None:
    signs = [*range(1, 10), *range(11, 13), *range(14, 32), *range(0x7F, 0xA0), 0x202E, 0xFEFF]
    path = tmp_path / "units.csv"
    lines = [f'u{n},"甲{chr(sign)}校",学校\n' for n, sign in enumerate(signs)] + [
        f"v{n},甲 校,学校\n" for n in range(9000)
    ]
    path.write_text("单位编号,单位名称,单位类别\n" + "".join(lines), encoding="utf-8", newline="")
    alliance, findings = read_alliance([path])
    assert {f.code for f in findings} == {"ALLIANCE015"}
    assert {u.name for u in alliance.units} <= {"甲 校", "甲校"}
    assert len(alliance.units) == len(lines)


def test_an_id_of_control_signs_only_is_no_id(tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_text(
        "单位编号,单位名称,单位类别,所在社区\n\u200b\u202e,甲校,学校,\nb,乙校,学校,\u202e\n", encoding="utf-8"
    )
    alliance, findings = read_alliance([path])
    assert [(f.code, f.place.cell) for f in findings] == [("ALLIANCE005", "A2"), ("ALLIANCE015", "D3")]
    assert [(u.id, u.place) for u in alliance.units] == [("b", "")]


@pytest.mark.parametrize("lang", ["zh", "en", "zh-Hant"])
def test_the_template_reads_back_without_a_finding(lang: str, tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    path.write_bytes(template(lang))
    assert len(load_workbook(path).worksheets) == len(TABLES) + 1
    alliance, findings = read_alliance([path])
    assert findings == []
    assert alliance.units == ()


def test_needs_come_from_the_lists_and_stay_as_edited() -> None:
    result = run([bundled("samples") / "district" / "communities.csv"])
    advices = [result.advise(outcome) for outcome in result.outcomes[:30]]
    made = needs_from_advice(advices, supplies(), dt.date(2025, 12, 31))
    assert len(made) > 50
    assert {n.kind for n in made} <= SUPPLY_KINDS.keys()
    assert len({(n.community, n.kind) for n in made}) == len(made)
    edited = [made[0]._replace(wanted=3, urgent=True)]
    again = merged(edited, made)
    assert again[0].wanted == 3
    assert len(again) == len(made)


def test_every_line_of_a_needs_list_that_is_answered_exists() -> None:
    result = run([bundled("samples") / "district" / "communities.csv"])
    items = {i.id for i in result.program.loaded.pack.items if i.list == "needs"}
    assert supplies().keys() <= items
