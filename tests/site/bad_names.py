"""The sample district under names as bad as names can be."""

import csv
from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "samples" / "district" / "communities.csv"
BAD_NAMES = (
    '=HYPERLINK("http://evil.example","x")社区',
    "+86社区",
    "-1社区",
    "@SUM(A1)社区",
    "<script>window.hurt = 1</script>社区",
    '"><img src=x onerror="window.hurt = 1">社区',
    "</script><b>粗体社区",
    "𠮷祥里𠮷社区",
    "长" * 198 + "社区",
    "同名社区",
    "同名社区",
    "a/b\\c:社区",
    "{{ 7 * 7 }}社区",
    "&amp;社区",
    "＝1+1社区",
)


def bad_table(path: Path) -> Path:
    """Write the first rows of the sample under bad names, the fourth with an id no file may be called."""
    with SAMPLE.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = list(csv.reader(file))
    rows = rows[:40]
    at = head.index("社区名称")
    for row, name in zip(rows, BAD_NAMES, strict=False):
        row[at] = name
    rows[3][head.index("本地稳定编号")] = "CON"
    rows[4][head.index("本地稳定编号")] = "甲-04"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return path
