"""Files, folders and extension: what a pack is read from, and how one pack changes another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from classify.errors import ClassifyError, Finding
from classify.expression.text import read
from classify.model.pack import Pack
from classify.resources import bundled
from classify.rulepack import merge
from classify.rulepack.load import load_data, load_packs
from classify.rulepack.loaded import LoadedPack
from classify.rulepack.strict_yaml import LARGEST_FILE, bytes_of, read_text

BASE = (Path(__file__).parent.parent / "bad" / "rules" / "base" / "pack.yaml").read_text(encoding="utf-8")
RULE = """rules:
  - id: base.rule
    title: {zh: 规则, en: A rule}
    why: {zh: 因, en: Because}
    weigh: {first: 1, second: -1}
    basis: {kind: expert}
    when: {all: [lift, residents > 100]}
"""


def pack(folder: Path, files: dict[str, str | bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def header(id_: str, extends: str = "") -> str:
    more = f", extends: {extends}" if extends else ""
    return f"pack: {{id: {id_}, version: 1.0.0, title: {{zh: 包, en: Pack}}{more}}}\n"


def base(folder: Path) -> Path:
    return pack(folder / "bad", {"pack.yaml": BASE, "rules.yaml": RULE})


def refused(*folders: Path) -> tuple[Finding, ...]:
    with pytest.raises(ClassifyError) as caught:
        load_packs(list(folders))
    assert caught.value.exit_code == 2
    return caught.value.findings


def extended(tmp_path: Path, content: str) -> LoadedPack:
    base(tmp_path)
    return load_packs([pack(tmp_path / "local", {"pack.yaml": header("local", "bad") + content})])


def test_a_folder_without_yaml_is_no_pack(tmp_path: Path) -> None:
    assert refused(pack(tmp_path / "empty", {"notes.txt": "nothing"}))[0].code == "RULES010"
    assert refused(tmp_path / "not there")[0].code == "RULES010"
    assert refused(pack(tmp_path / "cases", {"only.cases.yaml": "cases: []"}))[0].code == "RULES010"


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = base(tmp_path)

    def fail(path: Path) -> bytes:
        raise PermissionError(path)

    monkeypatch.setattr(Path, "read_bytes", fail)
    found = refused(folder)
    assert [f.code for f in found] == ["RULES001", "RULES001"]
    assert found[0].place.file.endswith("pack.yaml")


def test_a_file_of_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    folder = pack(
        tmp_path / "gb", {"pack.yaml": header("gb"), "rules.yaml": "# ok\n# 规则\n".encode("gb18030")}
    )
    (finding,) = refused(folder)
    assert (finding.code, finding.place.line) == ("RULES006", 2)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    folder = pack(tmp_path / "huge", {"pack.yaml": header("huge"), "more.yaml": b"#" * (LARGEST_FILE + 1)})
    assert refused(folder)[0].code == "RULES005"


def test_byte_order_marks_and_line_ends_of_windows_change_neither_content_nor_places(tmp_path: Path) -> None:
    text = BASE + RULE.replace("residents >", "residnts >")
    for content in (
        text.encode(),
        b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
        text.replace("\n", "\r").encode(),
    ):
        (finding,) = refused(pack(tmp_path / "p", {"pack.yaml": content}))
        line = text.split("\n")[finding.place.line - 1]
        assert line[finding.place.column - 1 :].startswith("residnts")


def test_findings_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "pack.yaml": BASE,
        "a.yaml": "ruels: []",
        "b.yaml": "rules: [",
        "sub/c.yml": "- 1",
    }
    assert [f.code for f in refused(pack(tmp_path / "p", files))] == ["RULES013", "RULES002", "RULES012"]


def test_files_join_in_any_number_and_depth(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"sub{i}/r.yaml": RULE.replace("base.rule", f"r{i}") for i in range(3)}
    loaded = load_packs([pack(tmp_path / "p", {"pack.yaml": BASE, "empty.yaml": "# nothing\n", **files})])
    assert [r.id for r in loaded.pack.rules] == ["r0", "r1", "r2"]
    assert loaded.place("rules", "r1", "when").file.endswith("sub1/r.yaml")
    assert loaded.place("rules", "r1", "when").line == 7


def test_scalars_are_what_yaml_1_2_says() -> None:
    text = "a: [NO, on, yes, 1:30, 2024-09-12, 08, 0o7, 0x1F, 1_000, .inf, .nan, 1e400, =, <<, 12345678901234567890]"
    assert all(isinstance(entry, str) for entry in read_text(text, "x")["a"])
    text = "a: [true, false, null, ~, 12, -3, 1.5, 1e3, .5, 2., '12', \"true\"]\nb:"
    expected: list[Any] = [True, False, None, None, 12, -3, 1.5, 1000.0, 0.5, 2.0, "12", "true"]
    assert read_text(text, "x")["b"] is None
    assert read_text(text, "x")["a"] == expected


@pytest.mark.parametrize("unit", ["- ", "[", "{a: ", "? ", "a:\n ", "{? ", "- - ", "[{"])
def test_endless_nesting_is_refused_quickly(unit: str, tmp_path: Path) -> None:
    folder = pack(tmp_path / "deep", {"pack.yaml": header("deep"), "rules.yaml": "rules:\n" + unit * 20_000})
    assert refused(folder)[0].code in ("RULES002", "RULES003", "RULES008", "RULES009")


def test_an_extending_pack_changes_the_keys_it_names(tmp_path: Path) -> None:
    loaded = extended(
        tmp_path,
        "parameters: [{id: old_line, values: {'2025-01-01': {value: 30%, basis: {kind: expert}}}}]\n",
    )
    (parameter,) = loaded.pack.parameters
    assert sorted(parameter.values) == ["2024-01-01", "2025-01-01"]
    assert parameter.label.en == "Standard of age"
    assert loaded.owner("parameters", "old_line") == "local"
    assert loaded.owner("rules", "base.rule") == "bad"
    assert loaded.pack.pack.id == "local"


def test_weights_join_and_null_takes_one_away(tmp_path: Path) -> None:
    loaded = extended(tmp_path, "rules: [{id: base.rule, weigh: {first: 3, second: null}}]\n")
    assert loaded.pack.rules[0].weigh == {"first": 3.0}


def test_a_condition_is_replaced_as_a_whole(tmp_path: Path) -> None:
    loaded = extended(tmp_path, "rules: [{id: base.rule, when: {any: [lift, households > 5]}}]\n")
    assert loaded.trees["rules", "base.rule", "when"] == read("lift or households > 5", loaded.names)


def test_null_takes_a_key_away(tmp_path: Path) -> None:
    content = "rules: [{id: base.rule, when: null, ramp: {of: residents, from: 1, to: 2}}]\n"
    rule = extended(tmp_path, content).pack.rules[0]
    assert rule.when is None
    assert rule.ramp is not None


def test_a_mistake_in_a_changed_key_is_placed_in_the_changing_file(tmp_path: Path) -> None:
    base(tmp_path)
    content = header("local", "bad") + "rules: [{id: base.rule, when: residnts > 1}]\n"
    (finding,) = refused(pack(tmp_path / "local", {"pack.yaml": content}))
    assert finding.place.file.endswith("local/pack.yaml")
    assert (finding.place.line, finding.place.column) == (2, 31)


def test_packs_that_do_not_extend_one_another_may_not_define_the_same(tmp_path: Path) -> None:
    base(tmp_path)
    one = pack(tmp_path / "one", {"pack.yaml": header("one", "bad") + RULE.replace("base.", "new.")})
    two = pack(tmp_path / "two", {"pack.yaml": header("two", "bad") + RULE.replace("base.", "new.")})
    (finding,) = refused(two, one)
    assert finding.code == "RULES020"
    assert (finding.fill["first"], finding.fill["second"]) == ("one", "two")
    assert load_packs([one]).pack.rules[1].id == "new.rule"


def test_packs_that_extend_one_another_are_refused(tmp_path: Path) -> None:
    one = pack(tmp_path / "one", {"pack.yaml": header("one", "two")})
    pack(tmp_path / "two", {"pack.yaml": header("two", "one")})
    assert refused(one)[0].code == "RULES015"


def test_packs_given_as_data_that_extend_one_another_are_refused_with_their_place() -> None:
    with pytest.raises(ClassifyError) as caught:
        load_data({"pack": {"id": "own", "version": "1.0.0", "extends": "own"}}, shown="data.yaml")
    assert [(f.code, f.place.file) for f in caught.value.findings] == [("RULES015", "data.yaml")]


def test_two_folders_with_the_same_pack_are_refused(tmp_path: Path) -> None:
    one, two = base(tmp_path / "a"), base(tmp_path / "b")
    assert refused(one, two)[0].code == "RULES020"


def test_a_diamond_of_packs_takes_the_common_one_once(tmp_path: Path) -> None:
    base(tmp_path)
    for name, weight in (("left", "first: 2"), ("right", "second: 2")):
        pack(
            tmp_path / name,
            {
                "pack.yaml": header(name, "bad")
                + RULE.replace("base.", f"{name}.").replace("first: 1, second: -1", weight)
            },
        )
    below = pack(tmp_path / "below", {"pack.yaml": header("below", "[left, right]")})
    assert [r.id for r in load_packs([below]).pack.rules] == ["base.rule", "left.rule", "right.rule"]


def test_every_file_is_read_once_also_that_of_a_pack_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Path] = []

    def counted(path: Path, shown: str) -> bytes:
        seen.append(path)
        return bytes_of(path, shown)

    monkeypatch.setattr(merge, "bytes_of", counted)
    beside = extended(tmp_path, "")
    assert sorted(seen) == sorted(file for folder in beside.folders for file in folder.files)


def test_an_id_that_is_no_text_is_refused_and_not_a_crash(tmp_path: Path) -> None:
    for id_ in ("[a]", "{a: b}", "5", "null", "true"):
        content = BASE + RULE.replace("base.rule", id_)
        codes = {f.code for f in refused(pack(tmp_path / "p", {"pack.yaml": content}))}
        assert codes <= {"RULES023", "RULES025"}


def test_a_pack_may_be_given_as_data_and_be_written_and_read_again() -> None:
    data = yaml.safe_load(BASE + RULE)
    data["parameters"][0]["values"] = {str(k): v for k, v in data["parameters"][0]["values"].items()}
    loaded = load_data(data)
    dumped = loaded.pack.model_dump(mode="json", by_alias=True, exclude_none=True)
    again = load_data(dumped)
    assert again.pack == loaded.pack
    assert again.trees == loaded.trees
    assert Pack.model_validate(dumped) == loaded.pack


@pytest.mark.parametrize("name", [p.parent.name for p in sorted(bundled("rules").glob("*/pack.yaml"))])
def test_a_shipped_pack_written_to_a_file_is_read_as_the_same_pack(name: str, tmp_path: Path) -> None:
    loaded = load_packs([name])
    dumped = loaded.pack.model_dump(mode="json", by_alias=True, exclude_none=True)
    dumped["pack"]["extends"] = []
    text = yaml.safe_dump(dumped, allow_unicode=True, sort_keys=False)
    again = load_packs([pack(tmp_path / "again", {"pack.yaml": text})])
    assert again.pack.model_dump(exclude={"pack": {"extends"}}) == loaded.pack.model_dump(
        exclude={"pack": {"extends"}}
    )
    assert again.trees == loaded.trees
