"""The commands of docs/intake.md work as they stand there."""

import re
import shlex
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from classify.cli import cli
from classify.intake.mapping import read_mapping

PAGE = (Path(__file__).parents[2] / "docs" / "intake.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
HEAD = ("本地稳定编号", "社区名称", "所属街道", "现有人数", "总户数", "住宅总套数", "附加", "楼幢编号")


def write(path: Path, *rows: tuple[object, ...]) -> None:
    book = openpyxl.Workbook()
    for row in (HEAD, *rows):
        book.active.append(row)
    book.save(path)


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_page_runs(line, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    door = "3幢2单元501室" if "--allow-column" in line else "无"
    write(tmp_path / "社区情况.xlsx", ("W01", "梅园社区", "东门街道", 3000, 1200, 1200, "x", door))
    write(tmp_path / "东门.xlsx", ("W01", "梅园社区", "东门街道", 3000, 1200, 1200, "x", ""))
    write(tmp_path / "西门.xlsx", ("W02", "兰园社区", "西门街道", 2000, 900, 900, "x", ""))
    (tmp_path / "mapping.yaml").write_text('headings: {"现有人数": "常住人口"}\n', encoding="utf-8")
    result = CliRunner().invoke(cli, shlex.split(line)[1:], input="0\n0\n", catch_exceptions=False)
    assert result.exit_code == 0, result.output


def test_the_mapping_file_of_the_page_is_read(tmp_path):
    (block,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    path = tmp_path / "mapping.yaml"
    path.write_text(block, encoding="utf-8")
    read = read_mapping(path)
    assert len(read.headings) == 3
    assert [entry.now for entry in read.communities] == [("新园社区",), ("东园社区", "西园社区")]
