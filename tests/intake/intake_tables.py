"""A small set of fields, and short ways to write a table and read it."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from classify.expression.tree import Arithmetic, Name
from classify.intake import Intake, Options, Schema, read_profiles, read_tables
from classify.model.field import Field, Indicator
from classify.model.profile import Table
from classify.model.rollup import RollUp
from classify.model.text import Text

__all__ = [
    "BY_ID",
    "FIELDS",
    "SCHEMA",
    "TABLE",
    "csv_file",
    "field",
    "read",
    "read_profiles",
    "told",
    "xlsx_file",
]


def field(name: str, zh: str, en: str, kind: str, **more: object) -> Field:
    return Field.model_validate({"id": name, "label": {"zh": zh, "en": en}, "type": kind, **more})


TWELVE = Text(zh="十二位数字", en="twelve digits")
ZONES = {"none": Text(zh="无", en="none"), "core": Text(zh="核心保护区", en="core zone")}
FIELDS = (
    field("local_id", "本地稳定编号", "Local id", "code", aliases=("社区编号",)),
    field(
        "community_code",
        "统计用区划代码",
        "Area code",
        "code",
        pattern="^[0-9]{12}$",
        about=TWELVE,
        standard="area-code",
    ),
    field("community_name", "社区名称", "Community name", "text", aliases=("社区",), role="identity"),
    field("subdistrict_name", "所属街道", "Subdistrict", "text", role="identity"),
    field("as_of_date", "数据时点", "Date of figures", "date", role="identity"),
    field(
        "residents_total",
        "常住人口",
        "Residents",
        "count",
        unit="人",
        need="required",
        range=(100, 60000),
        usual=(None, 15000),
    ),
    field(
        "residents_60plus", "60岁及以上人口", "Residents 60+", "count", unit="人", part_of="residents_total"
    ),
    field(
        "residents_65plus", "65岁及以上人口", "Residents 65+", "count", unit="人", part_of="residents_60plus"
    ),
    field("area_km2", "辖区面积", "Area", "number", unit="km²", range=(0.02, 20)),
    field("median_build_year", "建成年代中位数", "Median year built", "year", range=(1900, None)),
    field("rented_share", "出租占比", "Rented share", "share"),
    field("satisfaction", "满意度", "Satisfaction", "number", unit="%", range=(0, 100)),
    field("designated", "在册商圈", "Designated business circle", "flag"),
    field("code_history", "曾用代码", "Former codes", "text", role="identity"),
    field("firm_code", "物业企业信用代码", "Firm code", "code", standard="unit-code"),
    field("dwellings", "住宅总套数", "Dwellings", "count", unit="套"),
    field("dwellings_old", "老新村套数", "Old dwellings", "count", unit="套", part_of="dwellings"),
    field("asked", "满意度样本量", "Sample", "count", unit="人"),
    field("content", "居民满意率", "Content", "share", total="asked"),
    field("heritage_zone", "历史保护区划", "Heritage zone", "choice", choices=ZONES),
)
BY_ID = {each.id: each for each in FIELDS}
TABLE = Table(
    id=("local_id", "community_code"),
    name="community_name",
    group="subdistrict_name",
    date="as_of_date",
    history="code_history",
)
INDICATORS = (
    Indicator(
        id="age60_share",
        label=Text(zh="老龄化率", en="Share 60+"),
        type="share",
        value="residents_60plus / residents_total",
    ),
    Indicator(
        id="density",
        label=Text(zh="人口密度", en="Density"),
        type="number",
        value="residents_total / area_km2",
    ),
)
TREES = {
    "age60_share": Arithmetic("/", Name("residents_60plus"), Name("residents_total")),
    "density": Arithmetic("/", Name("residents_total"), Name("area_km2")),
}
FORMS = {"old": Text(zh="老新村", en="Old estate"), "new": Text(zh="商品房", en="Market housing")}
COMPOUNDS = Schema(
    (
        field("compound_id", "小区编号", "Compound id", "code", role="identity"),
        field("compound_name", "小区名称", "Compound", "text", role="identity"),
        field("community_name", "所属社区", "Community", "text", aliases=("社区名称",), role="identity"),
        field("form", "住房形态", "Form", "choice", choices=FORMS),
        field("size", "小区住宅套数", "Dwellings of the compound", "count", unit="套"),
        field("year_from", "建成年份", "Built from", "year"),
        field("year_to", "最晚建成年份", "Built to", "year"),
        field("gated", "是否封闭", "Gated", "flag"),
    ),
    Table(id=("compound_id",), name="compound_name", group="community_name"),
    rollup=(
        RollUp(id="dwellings", how="sum", of="size", weight="size"),
        RollUp(id="dwellings_old", how="sum", of="size", weight="size", where={"form": "old"}),
        RollUp(id="median_build_year", how="median", weight="size", years=("year_from", "year_to")),
    ),
)
SCHEMA = Schema(FIELDS, TABLE, INDICATORS, TREES, parts=lambda: COMPOUNDS)
Cells = Sequence[object]


def read(*paths: Path, names: dict[str, str] | None = None, **options: object) -> Intake:
    return read_tables(paths, SCHEMA, Options(names=names or {}, **options))


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
