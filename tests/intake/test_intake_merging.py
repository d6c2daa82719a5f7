"""Tables of many subdistricts become one; mapping files remember."""

import pytest
from intake_tables import SCHEMA, csv_file, read

from classify.errors import ClassifyError
from classify.intake.mapping import parse_pairs, read_mapping, write_mapping
from classify.intake.merging import merge_tables

HEAD = ("本地稳定编号", "社区名称", "所属街道", "常住人口", "辖区面积")


def handed_in(tmp_path, name, *rows):
    return read(csv_file(tmp_path, HEAD, *rows, name=name))


def test_each_community_stands_once_and_gaps_are_filled(tmp_path):
    east = handed_in(tmp_path, "east.csv", ("W01", "梅园社区", "东门街道", 1200, ""))
    again = handed_in(
        tmp_path,
        "again.csv",
        ("W01", "梅园", "东门街道", 1200, 0.5),
        ("W02", "兰园社区", "东门街道", 900, 0.4),
    )
    merged = merge_tables([east, again], SCHEMA)
    assert [p.id for p in merged.profiles] == ["W01", "W02"]
    assert merged.profiles[0].values["area_km2"] == 0.5
    assert merged.twice == 1


def test_a_cell_that_differs_is_a_conflict_with_both_places_and_the_first_is_kept(tmp_path):
    first = handed_in(tmp_path, "a.csv", ("W01", "梅园社区", "东门街道", 1200, ""))
    second = handed_in(tmp_path, "b.csv", ("W01", "梅园社区", "东门街道", 1300, ""))
    merged = merge_tables([first, second], SCHEMA)
    conflicts = [f for f in merged.findings if f.code == "INTAKE085"]
    assert [(str(f.place), f.fill["other"]) for f in conflicts] == [("b.csv D2", "a.csv D2")]
    assert merged.profiles[0].values["residents_total"] == 1200.0
    assert merged.conflicts == 1


def test_who_is_missing_and_who_was_not_expected_is_told(tmp_path):
    expected = handed_in(
        tmp_path, "last.csv", ("W01", "梅园社区", "东门街道", 1, ""), ("W02", "兰园社区", "东门街道", 1, ""),
        ("W03", "竹园社区", "西门街道", 1, ""), ("W04", "菊园社区", "西门街道", 1, ""),
    )  # fmt: skip
    now = handed_in(
        tmp_path,
        "now.csv",
        ("W01", "梅园社区", "东门街道", 1200, ""),
        ("W09", "新园社区", "东门街道", 1200, ""),
    )
    merged = merge_tables([now], SCHEMA, expected.profiles)
    said = [(f.code, f.fill["name"].zh) for f in merged.findings if f.code in ("INTAKE086", "INTAKE087")]
    assert sorted(said) == [
        ("INTAKE086", "东门街道 兰园社区"),
        ("INTAKE086", "西门街道（2）"),
        ("INTAKE087", "东门街道 新园社区"),
    ]


def test_a_mapping_file_is_read_as_it_was_written(tmp_path):
    path = tmp_path / "mapping.yaml"
    headings = {'老龄化率: "约"': "age60_share", "备注 # 1": "ignore", "no": "常住人口"}
    write_mapping(path, headings)
    write_mapping(path, {"附加": "ignore"})
    assert read_mapping(path).headings == {**headings, "附加": "ignore"}


def test_communities_of_a_mapping_file_are_kept_when_headings_are_added(tmp_path):
    path = tmp_path / "mapping.yaml"
    path.write_text(
        "communities:\n  - {was: 旧园, now: 新园}\n  - {was: 大园, now: [东园, 西园], since: 2024-01-01}\n",
        encoding="utf-8",
    )
    write_mapping(path, {"附加": "ignore"})
    assert [(e.was, e.now) for e in read_mapping(path).communities] == [
        ("旧园", ("新园",)),
        ("大园", ("东园", "西园")),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "columns: {}\n",
        "headings: [a]\n",
        "headings: {a: [b]}\n",
        "communities: [{was: a}]\n",
        "communities: [a]\n",
        "- a\n",
    ],
)
def test_a_mapping_file_that_is_not_understood_is_told(tmp_path, text):
    path = tmp_path / "mapping.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ClassifyError) as stop:
        read_mapping(path)
    assert [f.code for f in stop.value.findings] == ["INTAKE081"]
    assert stop.value.exit_code == 2


def test_a_pair_of_the_command_line_may_hold_signs_in_the_heading():
    assert parse_pairs(["老龄化率=age60_share", "a=b=c"]) == {"老龄化率": "age60_share", "a=b": "c"}
    with pytest.raises(ClassifyError):
        parse_pairs(["老龄化率"])
