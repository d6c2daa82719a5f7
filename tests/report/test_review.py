import csv
import dataclasses
import datetime as dt
import json
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from office_runs import SAMPLE, some

from classify.cli.explain import command as explain
from classify.cli.report import command as report
from classify.cli.run import command as run_command
from classify.engine import Run
from classify.engine import run as run_engine
from classify.errors import ClassifyError
from classify.report.markdown import markdown
from classify.report.wording import Wording
from classify.report.xlsx.annex import annex
from classify.report.xlsx.book import HEAD_ROW

HEADS = {"type": -4, "reason": -3, "office": -2, "date": -1}


def reviewed(
    folder: Path,
    rows: dict[str, dict[str, object]],
    of: Run | None = None,
    name: str = "附表.xlsx",
    lang: str = "zh",
) -> Path:
    run = of or some(*rows)
    book = openpyxl.load_workbook(BytesIO(annex(run, Wording(run.program, lang))))
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_row=HEAD_ROW + 2):
        for key, value in rows.get(str(row[1].value), {}).items():
            row[HEADS[key]].value = value
    path = folder / name
    book.save(path)
    return path


def codes(run: Run) -> list[str]:
    return [f.code for f in run.findings if f.code.startswith("REVIEW")]


SAID = {
    "D01-021": {
        "type": "开放式街区型",
        "reason": "经部门会商认定",
        "office": "柳浦街道",
        "date": dt.date(2026, 3, 5),
    }
}


def test_a_changed_type_becomes_the_declared_one_beside_the_computed_one(tmp_path: Path) -> None:
    run = run_engine([SAMPLE], reviews=[reviewed(tmp_path, SAID)])
    outcome = run.outcome("D01-021")
    assert (outcome.type, outcome.declared) == ("commercial", "open-street")
    assert outcome.decision is not None
    assert (outcome.decision.reason, outcome.decision.office, outcome.decision.date) == (
        "经部门会商认定",
        "柳浦街道",
        "2026-03-05",
    )
    text = markdown(run.document(outcome, "zh"))
    for part in ("开放式街区型", "经部门会商认定", "柳浦街道", "2026-03-05"):
        assert part in text
    summary = markdown(run.summary("zh"))
    assert "灯船巷社区 | 柳浦街道 | 开放式街区型 | 商圈型" in summary
    assert codes(run) == []
    assert "附表.xlsx" in [f.name for f in run.inputs]


def test_a_decision_survives_runs_because_the_next_annex_carries_it_on(tmp_path: Path) -> None:
    first = run_engine([SAMPLE], reviews=[reviewed(tmp_path, SAID)])
    more = {"D04-011": {"type": "混合型", "reason": "现场核实情况与数据反映的不同"}}
    few = dataclasses.replace(first, outcomes=tuple(o for o in first.outcomes if o.id in {*SAID, *more}))
    second = run_engine([SAMPLE], reviews=[reviewed(tmp_path, more, few, "二.xlsx")])
    assert second.outcome("D01-021").decision is not None
    assert second.outcome("D01-021").decision.date == "2026-03-05"
    assert second.outcome("D04-011").declared == "mixed"


def test_rows_sorted_columns_moved_and_other_sheets_do_not_matter(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("随便")
    sheet.append(["理由", "确认类型", "备注", "社区编码"])
    sheet.append(["会商", "老新村", "x", "D04-011"])
    sheet.append([None, None, None, "D01-021"])
    path = tmp_path / "改.xlsx"
    book.save(path)
    run = run_engine([SAMPLE], reviews=[path])
    assert run.outcome("D04-011").declared == "old-estate"
    assert run.outcome("D01-021").decision is None
    assert run.outcome("D04-011").decision.date == dt.datetime.now(dt.UTC).date().isoformat()


def test_an_annex_in_english_is_read_back_too(tmp_path: Path) -> None:
    path = reviewed(tmp_path, {"D04-011": {"type": "Mixed", "reason": "talked over"}}, lang="en")
    assert run_engine([SAMPLE], reviews=[path]).outcome("D04-011").declared == "mixed"


def test_of_two_files_the_later_date_holds(tmp_path: Path) -> None:
    later = {"D01-021": {**SAID["D01-021"], "type": "混合型", "date": "2026年4月1日"}}
    paths = [reviewed(tmp_path, later, name="b.xlsx"), reviewed(tmp_path, SAID, name="a.xlsx")]
    assert run_engine([SAMPLE], reviews=paths).outcome("D01-021").declared == "mixed"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ({"D01-021": {"type": "开放型"}}, "REVIEW002"),
        ({"D04-011": {"type": "混合型"}}, "REVIEW005"),
        ({"D04-011": {"type": "混合型", "reason": "会商", "date": "明天"}}, "REVIEW006"),
    ],
)
def test_what_cannot_be_taken_is_told_with_its_cell(
    tmp_path: Path, rows: dict[str, dict[str, object]], code: str
) -> None:
    run = run_engine([SAMPLE], reviews=[reviewed(tmp_path, rows)])
    (finding,) = [f for f in run.findings if f.code.startswith("REVIEW")]
    assert finding.code == code
    assert "附表.xlsx" in str(finding.place)
    assert finding.place.cell


def test_a_decision_about_nobody_and_two_on_one_day_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["社区编码", "确认类型", "复核日期", "理由"])
    sheet.append(["X-1", "混合型", "2026-01-01", "会商"])
    sheet.append(["D01-021", "混合型", "2026-01-01", "会商"])
    sheet.append(["D01-021", "商圈型", "2026-01-01", "会商"])
    path = tmp_path / "r.xlsx"
    book.save(path)
    assert sorted(codes(run_engine([SAMPLE], reviews=[path]))) == ["REVIEW003", "REVIEW004"]


def test_a_file_that_is_no_annex_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ClassifyError, match="REVIEW001"):
        run_engine([SAMPLE], reviews=[SAMPLE])
    broken = tmp_path / "r.xlsx"
    broken.write_bytes(b"PK\x03\x04nonsense")
    with pytest.raises(ClassifyError):
        run_engine([SAMPLE], reviews=[broken])


def test_a_reason_with_particulars_of_a_person_is_refused_and_never_repeated(tmp_path: Path) -> None:
    rows = {"D04-011": {"type": "混合型", "reason": "已联系 13912345678 核实"}}
    with pytest.raises(ClassifyError) as error:
        run_engine([SAMPLE], reviews=[reviewed(tmp_path, rows)])
    told = "".join(f.message("zh") + str(f.place) for f in error.value.findings)
    assert "13912345678" not in told + str(error.value)
    assert "INTAKE041" in str(error.value)


def test_the_command_line_takes_reviews_for_run_and_report(tmp_path: Path) -> None:
    path = reviewed(tmp_path, SAID)
    runner = CliRunner()
    done = runner.invoke(
        run_command, [str(SAMPLE), "--review", str(path), "--format", "json", "--out", str(tmp_path / "r")]
    )
    data = json.loads((tmp_path / "r" / "results.json").read_text(encoding="utf-8"))
    (found,) = [c for c in data["communities"] if c["id"] == "D01-021"]
    assert found["declared_type"] == "open-street", done.output
    assert found["decision"]["reason"] == "经部门会商认定"
    rows = list(csv.DictReader((tmp_path / "r" / "results.csv").read_text(encoding="utf-8-sig").splitlines()))
    (row,) = [r for r in rows if r["id"] == "D01-021"]
    assert (row["declared_type"], row["review_reason"], row["review_date"]) == (
        "open-street",
        "经部门会商认定",
        "2026-03-05",
    )
    manifest = json.loads((tmp_path / "r" / "manifest.json").read_text(encoding="utf-8"))
    assert [f["name"] for f in manifest["inputs"]] == ["communities.csv", "附表.xlsx"]
    out = tmp_path / "o"
    call = [
        str(SAMPLE),
        "D01-021",
        "D04-011",
        "--review",
        str(path),
        "--to",
        "xlsx",
        "--out",
        str(out),
        "--lang",
        "zh",
    ]
    done = runner.invoke(report, call)
    book = openpyxl.load_workbook(out / "00_分类结果附表.xlsx")
    rows = list(book["认定差异"].iter_rows(min_row=HEAD_ROW + 2, values_only=True))
    (differing,) = [row for row in rows if row[0] == "D01-021"]
    assert differing[3:5] == ("开放式街区型", "商圈型")
    assert differing[-3:] == ("经部门会商认定", "柳浦街道", "2026-03-05")


def table(
    folder: Path,
    *rows: tuple[object, ...],
    heads: tuple[str, ...] = ("社区编码", "社区", "确认类型", "复核日期", "理由"),
) -> Path:
    book = openpyxl.Workbook()
    book.active.append(heads)
    for row in rows:
        book.active.append(row)
    path = folder / "r.xlsx"
    book.save(path)
    return path


def test_of_two_decisions_of_one_day_none_is_taken(tmp_path: Path) -> None:
    rows = [("D01-021", None, type_, "2026-01-01", "会商") for type_ in ("混合型", "商圈型")]
    run = run_engine([SAMPLE], reviews=[table(tmp_path, *rows)])
    assert codes(run) == ["REVIEW004"]
    assert run.outcome("D01-021").decision is None
    later = ("D01-021", None, "老新村型", "2026-02-01", "会商")
    run = run_engine([SAMPLE], reviews=[table(tmp_path, *rows, later)])
    assert run.outcome("D01-021").declared == "old-estate", "what was decided later holds"


def test_the_annex_of_another_district_with_the_same_codes_decides_nothing_here(tmp_path: Path) -> None:
    path = table(tmp_path, ("D01-021", "别处社区", "混合型", "2026-01-01", "会商"))
    run = run_engine([SAMPLE], reviews=[path])
    assert codes(run) == ["REVIEW009"]
    assert run.outcome("D01-021").declared == "commercial", "as its own table says"


@pytest.mark.parametrize("name", ["灯船巷社区", "灯船巷", " 灯船巷 社区 ", "D01-021", None])
def test_a_name_that_is_left_out_shortened_or_spaced_is_the_same(tmp_path: Path, name: str | None) -> None:
    path = table(tmp_path, ("D01-021", name, "混合型", "2026-01-01", "会商"))
    assert run_engine([SAMPLE], reviews=[path]).outcome("D01-021").declared == "mixed"


def test_a_reason_without_a_type_decides_nothing_and_is_told(tmp_path: Path) -> None:
    run = run_engine([SAMPLE], reviews=[reviewed(tmp_path, {"D04-011": {"reason": "计算类型无误"}})])
    assert codes(run) == ["REVIEW007"]


def test_a_day_that_has_not_come_when_the_file_is_saved_is_told(tmp_path: Path) -> None:
    day = dt.date.today() + dt.timedelta(3)  # noqa: DTZ011 - the file is saved today
    said = {"D01-021": {**SAID["D01-021"], "date": day}}
    run = run_engine([SAMPLE], reviews=[reviewed(tmp_path, said)])
    assert codes(run) == ["REVIEW008"]
    assert run.outcome("D01-021").declared == "open-street"


def test_a_formula_nobody_has_calculated_is_no_type_no_reason_and_no_date(tmp_path: Path) -> None:
    path = table(
        tmp_path, ("D01-021", None, "=A1", "2026-01-01", None), ("D04-011", None, "混合型", None, "=B1")
    )
    run = run_engine([SAMPLE], reviews=[path])
    found = [f for f in run.findings if f.place.file == "r.xlsx"]
    assert sorted(f.code for f in found) == ["INTAKE030", "INTAKE030", "REVIEW005"]
    assert run.outcome("D04-011").decision is not None
    assert run.outcome("D04-011").decision.reason == ""


def test_particulars_in_the_column_of_types_are_refused_too(tmp_path: Path) -> None:
    with pytest.raises(ClassifyError) as error:
        run_engine([SAMPLE], reviews=[table(tmp_path, ("D01-021", None, "问 13912345678", None, None))])
    assert "13912345678" not in "".join(f.message("zh") for f in error.value.findings)


def test_explain_takes_reviews_too(tmp_path: Path) -> None:
    bad = {**SAID, "D04-011": {"type": "无此型"}}
    call = [str(SAMPLE), "D01-021", "--review", str(reviewed(tmp_path, bad)), "--lang", "zh"]
    done = CliRunner().invoke(explain, call)
    assert "经部门会商认定" in done.output
    assert "REVIEW002" in done.output
    assert "INTAKE" not in done.output


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("form", ["xlsx", "ods", "xls", "csv:Text - txt - csv (StarCalc):44,34,76"])
def test_an_annex_another_program_has_saved_is_read_back(tmp_path: Path, form: str) -> None:
    path = reviewed(
        tmp_path, {**SAID, "D04-011": {"type": "混合型", "reason": "计算类型无误", "date": "2026年4月1日"}}
    )
    call = ["soffice", "--headless", "--convert-to", form, "--outdir", str(tmp_path / "saved"), str(path)]
    subprocess.run(call, capture_output=True, check=True, timeout=120)
    run = run_engine([SAMPLE], reviews=[tmp_path / "saved" / f"附表.{form.partition(':')[0]}"])
    assert codes(run) == []
    one, other = (run.outcome(id_).decision for id_ in ("D01-021", "D04-011"))
    assert one is not None
    assert other is not None
    assert (one.type, one.reason, one.office, one.date) == (
        "open-street",
        "经部门会商认定",
        "柳浦街道",
        "2026-03-05",
    )
    assert (other.type, other.date) == ("mixed", "2026-04-01")
