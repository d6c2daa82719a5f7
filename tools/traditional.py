"""Write `classify/intake/traditional.py`: the traditional forms of the characters that occur in labels.

`python tools/traditional.py TSCharacters.txt` takes OpenCC's table (Apache-2.0, package opencc-python-reimplemented, folder
`opencc/dictionary`). Run it again when labels bring new characters; the product itself needs no OpenCC.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from wordings import wordings

ROOT = Path(__file__).parent.parent
HAN = re.compile(r"[\u4e00-\u9fff]")
# Words of offices that are no labels of fields: notes, subtotals, missing values, subdistricts.
MORE = (
    "合计小计总计单位说明备注填报统计暂无数据未统计约左右余万亿千百镇乡村区县市姓名证件号码电话联系住址户"
    "主门牌表格汇总时间公顷亩平方里米个户间处项层倍率比额兆仟佰拾贰叁肆陆万亿类别号码际实测报须选填数注释"
)


def main() -> None:
    """Write the table for the characters of the bundled packs and of `MORE`."""
    wanted = set(HAN.findall(MORE))
    for path in (ROOT / "rules").rglob("*.yaml"):
        wanted |= set(HAN.findall(path.read_text(encoding="utf-8")))
    # What the product writes in Traditional characters it has to read again: forms, review columns, alliance tables.
    wanted |= set(HAN.findall("".join(wordings())))
    pairs = {}
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        old, _, new = line.partition("\t")
        simple = new.split(" ")[0]
        if len(old) == 1 and simple != old and simple in wanted and old not in wanted:
            pairs[old] = simple
    old, new = "".join(sorted(pairs)), "".join(pairs[k] for k in sorted(pairs))
    lines = (
        ["    " + repr(part) for part in _chunks(list(old), 90)],
        ["    " + repr(part) for part in _chunks(list(new), 90)],
    )
    body = '"""Traditional characters and their simplified forms; written by `tools/traditional.py`, do not edit."""\n\n'
    body += "_TRADITIONAL = (\n" + "\n".join(lines[0]).replace("'", '"') + "\n)\n"
    body += "_SIMPLIFIED = (\n" + "\n".join(lines[1]).replace("'", '"') + "\n)\n"
    body += "TO_SIMPLIFIED = str.maketrans(_TRADITIONAL, _SIMPLIFIED)\n"
    (ROOT / "classify" / "intake" / "traditional.py").write_text(body, encoding="utf-8")


def _chunks(signs: list[str], size: int) -> list[str]:
    return ["".join(signs[i : i + size]) for i in range(0, len(signs), size)]


if __name__ == "__main__":
    main()
