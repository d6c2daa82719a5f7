"""The practice as its users meet it."""

from pathlib import Path

import pytest

from classify import load_plugins, run

ROWS = """小区编号,小区名称,所属社区,住房形态,建成年份,最晚建成年份,小区住宅套数,物业模式,物业企业信用代码,业委会状态,小区党组织状态
X01,云栖苑,清波社区,商品房,2006,2008,1200,市场物业,91990000TEST000001,业委会,党支部
X02,梅里新村,清波社区,老新村,1986,1986,640,社区代管,,未组建,无
X03,河西家园,南浦社区,动迁安置房,2004,2016,2100,国资物业,91990000TEST000001,物管会,
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "compounds.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_each_kind_is_recognised(table: Path) -> None:
    types = {o.id: o.type for o in run([table], ["rongxiang-compounds"]).outcomes}
    assert types == {"X01": "mature-commodity", "X02": "semi-property", "X03": "resettlement-compound"}


def test_phases_ten_years_apart_speak_for_partial_service(table: Path) -> None:
    outcomes = {o.id: o for o in run([table], ["rongxiang-compounds"]).outcomes}
    fired = {id_: {e.rule for e in o.fired} for id_, o in outcomes.items()}
    assert "rongxiang.age.phases" in fired["X03"]
    assert "rongxiang.age.phases" not in fired["X01"]


def test_a_firm_with_several_compounds_is_counted_over_the_whole_table(table: Path) -> None:
    profiles = run([table], ["rongxiang-compounds"]).profiles
    assert profiles["X01"].values["firm_compounds"] == 2
    assert profiles["X02"].values["firm_compounds"] is None


def test_the_report_asks_for_the_four_difficulties(table: Path) -> None:
    result = run([table], ["rongxiang-compounds"])
    text = result.render(result.document(result.outcome("X03"), "zh"))
    assert "“四难”对照" in text
    assert "公共收益是否公开" in text


def test_the_command_gives_both_ratios_with_their_denominators(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [command] = [
        c
        for _plugin, commands in load_plugins().call("classify_commands")
        for c in commands
        if c.name == "rongxiang-coverage"
    ]
    with pytest.raises(SystemExit) as left:
        command.main([str(table)], standalone_mode=True)
    assert left.value.code == 0
    printed = capsys.readouterr().out
    assert "党的组织覆盖：1/2 = 50.0%，未填 1" in printed
    assert "业委会（物管会）覆盖：2/3 = 66.7%，未填 0" in printed
