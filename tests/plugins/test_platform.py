"""What plugin authors and their users rely on."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner

from classify.cli import cli
from classify.contributions import Contributions
from classify.errors import ClassifyError
from classify.plugins import load_plugins

SAMPLE = Path(__file__).parents[2] / "samples" / "district" / "communities.csv"


def plugin_file(folder: Path, name: str, body: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.py"
    path.write_text(
        "from classify import *\nfrom classify import hookimpl\n" + textwrap.dedent(body), encoding="utf-8"
    )
    return path


def loaded_with(folder: Path, without: tuple[str, ...]) -> None:
    """Load the six types with the plugins of a folder."""
    Contributions(load_plugins([folder], without)).load(["six-types"])


def refused(folder: Path, *without: str) -> str:
    """Return what is said where the plugins of a folder are refused."""
    with pytest.raises(ClassifyError) as error:
        loaded_with(folder, without)
    assert error.value.exit_code == 2
    return "\n".join(f"{f.code} {f.message('en')} {f.repair('en')}" for f in error.value.findings)


RULE = """
    from classify import Basis, Text, rule

    @rule(extends="six-types", id="{id}", title=Text(zh="试", en="Trial"), why=Text(zh="试", en="Trial"),
          weigh={{"old-estate": 1}}, basis=Basis(kind="expert"))
    def trial(f):
        return {condition}

    @hookimpl
    def classify_rules():
        return [trial]
"""


def test_the_core_enters_by_the_same_hooks_as_plugins() -> None:
    plugins = load_plugins()
    assert plugins.plugins[0].name == "core"
    assert {"classify_packs", "classify_functions", "classify_policies"} <= set(plugins.plugins[0].hooks)


def test_a_single_file_in_a_folder_is_a_plugin(tmp_path: Path) -> None:
    plugin_file(
        tmp_path,
        "trial",
        RULE.format(id="trial.rule", condition="(f.heritage_zone != 'none') & (f.open_share > 0.4)"),
    )
    loaded = Contributions(load_plugins([tmp_path])).load(["six-types"])
    found = next(r for r in loaded.pack.rules if r.id == "trial.rule")
    assert found.when == "heritage_zone != “none” and open_share > 0.4"
    assert loaded.owner("rules", "trial.rule") == "trial+six-types"


def test_a_python_rule_is_traced_to_the_tree_yaml_would_give(tmp_path: Path) -> None:
    condition = "(~(f.compounds_gated == 0) | f.call('at_least', 1, f.age60_share >= 0.25, f.call('missing', f.area_km2)))"
    plugin_file(tmp_path, "trial", RULE.format(id="trial.rule", condition=condition))
    loaded = Contributions(load_plugins([tmp_path])).load(["six-types"])
    from classify.expression.text import read  # noqa: PLC0415

    text = "not compounds_gated == 0 or at_least(1, age60_share >= 25%, missing(area_km2))"
    assert loaded.trees["rules", "trial.rule", "when"] == read(text, loaded.names)


def test_a_rule_that_asks_for_a_truth_value_while_traced_is_told_what_to_write(tmp_path: Path) -> None:
    plugin_file(
        tmp_path,
        "trial",
        RULE.format(id="trial.rule", condition="f.age60_share > 0.2 and f.open_share > 0.4"),
    )
    message = refused(tmp_path)
    assert "PLUGIN008" in message
    assert "use & | ~ instead of and or not" in message


def test_a_python_rule_with_an_unknown_field_is_refused_with_the_closest_name(tmp_path: Path) -> None:
    plugin_file(tmp_path, "trial", RULE.format(id="trial.rule", condition="f.age60_shar > 0.2"))
    assert "did you mean “age60_share”" in refused(tmp_path)


def test_a_plugin_that_cannot_be_imported_is_named_with_a_way_out(tmp_path: Path) -> None:
    plugin_file(tmp_path, "broken", "raise RuntimeError('no')")
    message = refused(tmp_path)
    assert "PLUGIN001 The plugin broken 0" in message
    assert "RuntimeError: no" in message
    assert "--without broken" in message


def test_a_run_without_the_broken_plugin_works(tmp_path: Path) -> None:
    plugin_file(tmp_path, "broken", "raise RuntimeError('no')")
    names = [p.name for p in load_plugins([tmp_path], ["broken"]).plugins]
    assert "broken" not in names


def test_a_plugin_that_raises_in_a_hook_is_named(tmp_path: Path) -> None:
    plugin_file(tmp_path, "raises", "@hookimpl\ndef classify_packs():\n    return 1 / 0\n")
    message = refused(tmp_path)
    assert "PLUGIN002 The plugin raises 0" in message
    assert "classify_packs" in message
    assert "ZeroDivisionError" in message


def test_a_hook_nobody_specified_is_refused(tmp_path: Path) -> None:
    plugin_file(tmp_path, "typo", "@hookimpl\ndef classify_pack():\n    return []\n")
    message = refused(tmp_path)
    assert "PLUGIN003" in message
    assert "classify_pack" in message


def test_a_hook_that_returns_no_list_is_refused(tmp_path: Path) -> None:
    plugin_file(tmp_path, "odd", "@hookimpl\ndef classify_policies():\n    return {'a': 1}\n")
    plugins = load_plugins([tmp_path])
    with pytest.raises(ClassifyError, match="PLUGIN004"):
        _ = Contributions(plugins).policies


def test_two_plugins_with_one_rule_are_refused_with_both_named(tmp_path: Path) -> None:
    for name in ("first", "second"):
        plugin_file(tmp_path, name, RULE.format(id="same.rule", condition="f.open_share > 0.4"))
    message = refused(tmp_path)
    assert "PLUGIN005" in message
    assert "first 0" in message
    assert "second 0" in message


def test_a_rule_that_exists_in_the_pack_is_not_replaced_by_a_plugin(tmp_path: Path) -> None:
    ids = sorted(r.id for r in Contributions(load_plugins()).load(["six-types"]).pack.rules)
    plugin_file(tmp_path, "thief", RULE.format(id=ids[0], condition="f.open_share > 0.4"))
    message = refused(tmp_path)
    assert "RULES020" in message
    assert "six-types" in message
    assert "thief" in message


def test_two_plugins_of_one_name_are_refused(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        plugin_file(tmp_path / folder, "same", "")
    with pytest.raises(ClassifyError, match="PLUGIN005"):
        load_plugins([tmp_path / "one", tmp_path / "two"])


def test_without_names_only_plugins_that_exist() -> None:
    with pytest.raises(ClassifyError, match="PLUGIN006"):
        load_plugins(without=["nobody"])


def test_a_plugin_folder_that_does_not_exist_is_said() -> None:
    with pytest.raises(ClassifyError, match="PLUGIN007"):
        load_plugins([Path("no-such-folder")])


def test_the_environment_names_plugin_folders_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plugin_file(tmp_path, "trial", "")
    monkeypatch.setenv("CLASSIFY_PLUGINS_DIR", str(tmp_path))
    assert "trial" in [p.name for p in load_plugins().plugins]


COLUMN = """
    from classify import Column, Field, Text

    def rank(table):
        values = table["area_km2"]
        known = sorted(v for v in values if v is not None)
        return [None if v is None else float(known.index(v) + 1) for v in values]

    @hookimpl
    def classify_columns():
        field = Field(id="area_rank", label=Text(zh="面积名次", en="Rank by area"), type="count")
        return [Column(extends="six-types", field=field, needs=("area_km2",), compute=COMPUTE)]
"""
COLUMN_RULE = """
    from classify import Basis, PythonRule, rule

    @rule(extends="six-types", id="trial.small", title=Text(zh="最小", en="Smallest"), why=Text(zh="小", en="Small"),
          weigh={"old-estate": 0.001}, basis=Basis(kind="expert"))
    def small(f):
        return f.area_rank <= 3

    @hookimpl
    def classify_rules():
        return [small]
"""


def test_a_computed_column_sees_the_whole_table_and_rules_may_use_it(tmp_path: Path) -> None:
    plugin_file(tmp_path, "ranks", COLUMN.replace("COMPUTE", "rank") + COLUMN_RULE)
    from classify.engine import run  # noqa: PLC0415

    result = run([SAMPLE], plugins=load_plugins([tmp_path]))
    fired = [o.id for o in result.outcomes if "trial.small" in {e.rule for e in o.fired}]
    assert len(fired) == 3


def test_every_explanation_marks_a_computed_column_as_opaque(tmp_path: Path) -> None:
    plugin_file(tmp_path, "ranks", COLUMN.replace("COMPUTE", "rank") + COLUMN_RULE)
    answer = CliRunner().invoke(
        cli, ["explain", str(SAMPLE), "D01-001", "--plugins-dir", str(tmp_path), "--lang", "en"]
    )
    assert answer.exit_code == 0, answer.output
    assert "computed by plugin ranks" in answer.output


@pytest.mark.parametrize(
    ("compute", "code"), [("lambda table: [1.0]", "PLUGIN009"), ("lambda table: 1 / 0", "PLUGIN002")]
)
def test_a_column_that_fails_or_miscounts_is_named(tmp_path: Path, compute: str, code: str) -> None:
    plugin_file(tmp_path, "ranks", COLUMN.replace("COMPUTE", compute))
    from classify.engine import run  # noqa: PLC0415

    with pytest.raises(ClassifyError, match=code):
        run([SAMPLE], plugins=load_plugins([tmp_path]))


FUNCTION = """
    from classify import Function, Text

    @hookimpl
    def classify_functions():
        return [Function("twice", ("twice", "两倍"), Text(zh="两倍", en="twice"), "number", "number",
                         row=lambda args, k: f"({args[0]} + {args[0]})", columns=lambda pl, args, k: args[0] + args[0],
                         most=1, passes_null=True)]
"""


def test_a_function_of_a_plugin_can_be_called_in_both_vocabularies(tmp_path: Path) -> None:
    plugin_file(tmp_path, "functions", FUNCTION)
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text(
        textwrap.dedent("""
        pack: {id: pack, version: 1.0.0, title: {zh: 试, en: Trial}, extends: [six-types]}
        indicators:
          - {id: double_area, label: {zh: 面积的两倍, en: Twice the area}, type: number, value: 两倍(area_km2)}
          - {id: double_area_too, label: {zh: 面积加倍, en: Area doubled}, type: number, value: twice(area_km2)}
        """),
        encoding="utf-8",
    )
    loaded = Contributions(load_plugins([tmp_path], [])).load([pack])
    assert loaded.trees["indicators", "double_area"] == loaded.trees["indicators", "double_area_too"]


def test_a_command_of_a_plugin_is_found_by_name(tmp_path: Path) -> None:
    body = "import click\n\n@click.command('hello')\ndef hello():\n    click.echo('hello from a plugin')\n\n"
    plugin_file(tmp_path, "greeter", body + "@hookimpl\ndef classify_commands():\n    return [hello]\n")
    answer = CliRunner().invoke(cli, ["--plugins-dir", str(tmp_path), "hello"])
    assert answer.output == "hello from a plugin\n"


def test_plugins_are_listed_with_what_they_bring(tmp_path: Path) -> None:
    plugin_file(tmp_path, "trial", RULE.format(id="trial.rule", condition="f.open_share > 0.4"))
    answer = CliRunner().invoke(cli, ["plugins", "--plugins-dir", str(tmp_path), "--format", "json"])
    listed = {p["name"]: p for p in json.loads(answer.output)["plugins"]}
    assert listed["trial"]["brings"] == {"rules": ["trial.rule"]}
    assert listed["trial"]["origin"].startswith("folder: ")
    assert "rongxiang-compounds" in listed["rongxiang"]["brings"]["packs"]
    assert "six-types" in listed["core"]["brings"]["packs"]


def test_a_trace_tells_each_call_of_a_hook(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLASSIFY_TRACE", "1")
    _ = Contributions(load_plugins()).packs
    assert "[trace] classify_packs core" in capsys.readouterr().err


def test_a_new_plugin_proves_itself_at_once(tmp_path: Path) -> None:
    made = CliRunner().invoke(cli, ["new-plugin", "my-district", "--dir", str(tmp_path)])
    assert made.exit_code == 0, made.output
    folder = tmp_path / "classify-plugin-my-district"
    loaded = Contributions(load_plugins([folder])).load(["my-district"])
    assert "my-district.old-lanes" in {r.id for r in loaded.pack.rules}


@pytest.mark.parametrize("name", ["My", "a b", "../up", "-x", "x_", ""])
def test_a_name_that_cannot_be_a_plugin_is_refused(tmp_path: Path, name: str) -> None:
    answer = CliRunner().invoke(cli, ["new-plugin", "--dir", str(tmp_path), "--", name])
    assert answer.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_exists_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "classify-plugin-mine").mkdir()
    assert CliRunner().invoke(cli, ["new-plugin", "mine", "--dir", str(tmp_path)]).exit_code == 2


SECTION = """
    from classify import Paragraph, plain

    @hookimpl
    def classify_report_sections(draft):
        return [Paragraph(plain(f"A word about {draft.outcome.id}"))]
"""


def test_a_section_of_a_plugin_stands_between_the_core_and_the_sources(tmp_path: Path) -> None:
    plugin_file(tmp_path, "sections", SECTION)
    out = tmp_path / "out"
    words = [
        "report",
        str(SAMPLE),
        "D01-001",
        "--out",
        str(out),
        "--plugins-dir",
        str(tmp_path),
        "--lang",
        "en",
    ]
    answer = CliRunner().invoke(cli, words)
    assert answer.exit_code == 0, answer.output
    [report] = [p for p in out.rglob("*.md") if "A word about" in p.read_text(encoding="utf-8")]
    text = report.read_text(encoding="utf-8")
    assert text.index("Work method") < text.index("A word about D01-001") < text.index("Sources")


FORMAT = """
    from classify import Format

    @hookimpl
    def classify_report_formats():
        return [Format("title", ".title.txt", lambda document: document.title)]
"""


def test_a_format_of_a_plugin_can_be_asked_for_by_name(tmp_path: Path) -> None:
    plugin_file(tmp_path, "formats", FORMAT)
    out = tmp_path / "out"
    words = [
        "report",
        str(SAMPLE),
        "D01-001",
        "--to",
        "title",
        "--out",
        str(out),
        "--plugins-dir",
        str(tmp_path),
    ]
    answer = CliRunner().invoke(cli, words)
    assert answer.exit_code == 0, answer.output
    assert len(list(out.rglob("*.title.txt"))) == 1


def test_a_format_nobody_brings_is_said_with_those_that_exist(tmp_path: Path) -> None:
    answer = CliRunner().invoke(
        cli, ["report", str(SAMPLE), "--to", "scroll", "--out", str(tmp_path / "out")]
    )
    assert answer.exit_code == 2
    assert "USE004" in answer.output
    assert not (tmp_path / "out").exists()


READER = """
    from classify import Grid, Reader, Row

    def read(name, data):
        lines = data.decode().splitlines()[1:]
        return [Grid(name, "", [Row(n, line.split("|")) for n, line in enumerate(lines, start=2)])], []

    @hookimpl
    def classify_readers():
        return [Reader("bars", lambda data: data.startswith(b"BARS"), read)]
"""


def test_a_reader_of_a_plugin_is_asked_before_the_core(tmp_path: Path) -> None:
    plugin_file(tmp_path / "plugins", "bars", READER)
    table = tmp_path / "table.bars"
    table.write_text("BARS\nlocal_id|residents_total|dwellings_total\nB1|5000|2000\n", encoding="utf-8")
    words = ["run", str(table), "--format", "csv", "--plugins-dir", str(tmp_path / "plugins")]
    answer = CliRunner().invoke(cli, words)
    assert answer.exit_code == 0, answer.output
    assert "\nB1," in answer.stdout.replace("\r", "")
    assert CliRunner().invoke(cli, words[:-2]).exit_code == 1
