"""Each broken file in tests/bad/profiles gets its own message, with its cell and a way to repair it."""

from pathlib import Path

import broken_workbooks
import pytest
import yaml
from intake_tables import read

from classify.catalogue.intake import INTAKE
from classify.errors import ClassifyError, Finding
from classify.intake import Renamed

BAD = Path(__file__).parents[1] / "bad" / "profiles"
EXPECTED = yaml.safe_load((BAD / "expected.yaml").read_text(encoding="utf-8"))


# INTAKE019 belongs to the checks of a rule pack; the others have tests of their own: INTAKE045 (a fault of the
# program), INTAKE081 (mapping files), INTAKE085 to INTAKE087 (merging).
ELSEWHERE = {"INTAKE019", "INTAKE045", "INTAKE081", "INTAKE085", "INTAKE086", "INTAKE087"}


def findings_of(path: Path, options: dict[str, object] | None = None) -> tuple[tuple[Finding, ...], bool]:
    options = dict(options or {})
    if "renamed" in options:
        options["renamed"] = tuple(Renamed(was, tuple(now)) for was, now in options["renamed"].items())
    try:
        return read(path, **options).findings, False
    except ClassifyError as error:
        return error.findings, error.exit_code == 1


@pytest.mark.parametrize("case", EXPECTED, ids=lambda case: case.get("file") or case["made"])
def test_a_broken_file_is_told_what_is_wrong_where_and_how_to_repair_it(case, tmp_path):
    path = broken_workbooks.write(case["made"], tmp_path) if "made" in case else BAD / case["file"]
    findings, stopped = findings_of(path, case.get("options"))
    assert {finding.code for finding in findings} == {case["code"], *case.get("with", ())}
    finding = next(finding for finding in findings if finding.code == case["code"])
    assert stopped == case.get("stops", False)
    assert finding.place.file == ("" if case["code"] == "INTAKE036" else path.name)
    assert finding.place.cell == case.get("cell", "")
    for words in case["says"]:
        assert words in finding.message("en")
    for lang in ("zh", "en"):
        assert finding.repair(lang)
        assert "{" not in finding.message(lang) + finding.repair(lang)


def test_every_message_has_its_broken_file():
    assert {case["code"] for case in EXPECTED} == set(INTAKE) - ELSEWHERE


def test_every_broken_file_in_the_folder_is_walked():
    walked = {case["file"] for case in EXPECTED if "file" in case}
    assert {path.name for path in BAD.glob("*.csv")} <= walked


def test_the_line_where_the_encoding_changes_is_named(tmp_path):
    findings, _ = findings_of(broken_workbooks.write("utf8_with_a_foreign_line", tmp_path))
    assert findings[0].place.line == 3


def test_several_broken_files_are_all_told_at_once(tmp_path):
    locked = broken_workbooks.write("password_workbook", tmp_path)
    with pytest.raises(ClassifyError) as stop:
        read(locked, BAD / "words-in-a-count.csv", BAD / "not-there.csv")
    assert {finding.code for finding in stop.value.findings} == {"INTAKE001", "INTAKE004", "INTAKE012"}
