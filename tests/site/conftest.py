"""Sites that tests look at: of the sample district, and of a table whose names are as bad as names can be."""

import csv
import sys
from pathlib import Path

import pytest

from classify.engine import Run, run
from classify.report.site import write_site

sys.path.insert(0, str(Path(__file__).parent))  # the browser
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


@pytest.fixture(scope="session")
def district() -> Run:
    return run([SAMPLE])


@pytest.fixture(scope="session")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run([bad_table(tmp_path_factory.mktemp("bad") / "bad.csv")])


@pytest.fixture(scope="session")
def site(district: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "zh"
    write_site(district, folder, "zh")
    return folder


@pytest.fixture(scope="session")
def english(bad: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "en"
    write_site(bad, folder, "en", title="Sample District")
    return folder


@pytest.fixture(scope="session")
def bad_site(bad: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "bad"
    write_site(bad, folder, "zh")
    return folder
