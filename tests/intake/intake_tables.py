"""A small set of fields, and short ways to write a table and read it."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from classify.intake import Intake, read_profiles
from classify.model.field import Field
from classify.model.profile import Table
from classify.model.text import Text


def field(name: str, zh: str, en: str, kind: str, **more: object) -> Field:
    return Field.model_validate({"id": name, "label": {"zh": zh, "en": en}, "type": kind, **more})


TWELVE = Text(zh="十二位数字", en="twelve digits")
ZONES = {"none": Text(zh="无", en="none"), "core": Text(zh="核心保护区", en="core zone")}
FIELDS = (
    field("local_id", "本地稳定编号", "Local id", "code", aliases=("社区编号",)),
    field("community_code", "统计用区划代码", "Area code", "code", pattern="^[0-9]{12}$", about=TWELVE),
    field("community_name", "社区名称", "Community name", "text", aliases=("社区",)),
    field("subdistrict_name", "所属街道", "Subdistrict", "text"),
    field("as_of_date", "数据时点", "Date of figures", "date"),
    field("residents_total", "常住人口", "Residents", "count", range=(100, 60000), usual=(None, 15000)),
    field("residents_60plus", "60岁及以上人口", "Residents 60+", "count", part_of="residents_total"),
    field("residents_65plus", "65岁及以上人口", "Residents 65+", "count", part_of="residents_60plus"),
    field("area_km2", "辖区面积", "Area", "number", unit="km²", range=(0.02, 20)),
    field("median_build_year", "建成年代中位数", "Median year built", "year", range=(1900, None)),
    field("rented_share", "出租占比", "Rented share", "share"),
    field("satisfaction", "满意度", "Satisfaction", "number", unit="%", range=(0, 100)),
    field("designated", "在册商圈", "Designated business circle", "flag"),
    field("heritage_zone", "历史保护区划", "Heritage zone", "choice", choices=ZONES),
)
BY_ID = {each.id: each for each in FIELDS}
TABLE = Table(
    id=("local_id", "community_code"), name="community_name", group="subdistrict_name", date="as_of_date"
)
Cells = Sequence[object]


def read(*paths: Path, names: dict[str, str] | None = None) -> Intake:
    return read_profiles(paths, FIELDS, TABLE, names)


def csv_file(folder: Path, *rows: Cells, name: str = "table.csv", encoding: str = "utf-8") -> Path:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path = folder / name
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def xlsx_file(folder: Path, *rows: Cells, name: str = "table.xlsx", **others: Sequence[Cells]) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "汇总"
    for title, body in (("汇总", rows), *others.items()):
        sheet = book["汇总"] if title == "汇总" else book.create_sheet(title)
        for row in body:
            sheet.append(list(row))
    path = folder / name
    book.save(path)
    return path


def told(intake: Intake) -> list[tuple[str, str]]:
    """Return code and cell of every finding."""
    return [(finding.code, finding.place.cell) for finding in intake.findings]
