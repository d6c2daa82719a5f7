# ruff: noqa: C901 - tables of forms read better in one line each
"""Office tables made by chance: the figures are known, the mess on top of them is what offices hand in.

`table(seed)` returns one table with the truth behind every cell. Nothing here looks at how tables are read: what a rounded or
abbreviated figure stands for is laid down here by the hand that writes it.
"""

import csv
import datetime as dt
import io
import random
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

GROUPS = ("东门街道", "西门街道", "南门街道", "北门街道")
_NAMES = "梅园 兰园 竹园 菊园 松园 柏园 桃园 李园 荷塘 柳浦 枫桥 桐泾 葑里 石湖 虹桥 金谷 银杏 明月 清风 白云 苍松 翠竹 红梅 绿杨"
NAMES = _NAMES.split()
HANZI = "零一二三四五六七八九"
MISSING = ("—", "-", "/", "暂无数据", "未统计", "——", "N/A", "不详", "－")
_SIMPLE = (
    "数区称码动迁总计业会万东门园楼栋处与乡镇单点积筑设统较龄岁广场医疗环卫网络户无类电备兰红枫桥银云苍绿杨风貌协调历范围涉核约余"
    "亿间实际测满样诉详报开传产权质达标总属时圈层经营车驻统说明写张庄涧径湾净个为册况别号护暂来汇泾稳纪编请辖闭顷～"
)
_COMPLEX = (
    "數區稱碼動遷總計業會萬東門園樓棟處與鄉鎮單點積築設統較齡歲廣場醫療環衛網絡戶無類電備蘭紅楓橋銀雲蒼綠楊風貌協調歷範圍涉核約餘"
    "億間實際測滿樣訴詳報開傳產權質達標總屬時圈層經營車駐統說明寫張莊澗徑灣淨個為冊況別號護暫來匯涇穩紀編請轄閉頃至"
)
TRADITIONAL = str.maketrans(_SIMPLE, _COMPLEX)

# id → headings in use, type, unit. The first heading is the label.
FIELDS: dict[str, tuple[tuple[str, ...], str, str]] = {
    "local_id": (("本地稳定编号", "社区编号", "本地编号"), "code", ""),
    "community_code": (("统计用区划代码", "社区代码", "区划代码"), "code12", ""),
    "community_name": (("社区名称", "社区", "居委会名称"), "name", ""),
    "subdistrict_name": (("所属街道", "街道", "街道名称"), "group", ""),
    "as_of_date": (("数据时点", "统计时点", "截止日期"), "date", ""),
    "area_km2": (("辖区面积", "社区面积"), "area", "平方公里"),
    "residents_total": (("常住人口", "常住人口数", "常住人口总数"), "count", "人"),
    "registered_population": (("户籍人口", "户籍人口数"), "count", "人"),
    "households_total": (("总户数", "居民户数"), "count", "户"),
    "population_basis": (("人口口径", "年龄口径"), "basis", ""),
    "residents_60plus": (("60岁及以上人口", "60周岁及以上人口", "60岁以上人口"), "count", "人"),
    "residents_65plus": (("65岁及以上人口", "65岁以上人口"), "count", "人"),
    "migrants_total": (("流动人口", "外来人口", "流动（外来）人口"), "count", "人"),
    "rented_dwellings": (("出租住房套数", "出租房套数"), "count", "套"),
    "dwellings_total": (("住宅总套数", "住宅套数"), "count", "套"),
    "dwellings_traditional": (("传统民居套数", "传统民居"), "count", "套"),
    "dwellings_old_estate": (("老新村住房套数", "老新村套数"), "count", "套"),
    "dwellings_commodity": (("商品房套数", "普通商品房套数", "商品房"), "count", "套"),
    "dwellings_resettlement": (("动迁安置房套数", "安置房套数"), "count", "套"),
    "dwellings_pre2001": (("2000年底前建成套数", "2000年前建成套数"), "count", "套"),
    "median_build_year": (("建成年代中位数", "建成年代"), "year", ""),
    "compounds_total": (("住宅小区数", "小区总数"), "count", "个"),
    "compounds_gated": (("封闭小区数", "封闭式小区数"), "count", "个"),
    "heritage_zone": (("历史保护区划", "保护区划"), "zone", ""),
    "residential_gfa": (("住宅建筑面积", "住宅面积"), "gfa", "平方米"),
    "business_units": (("经营主体数", "市场主体数"), "count", "户"),
    "designated_commercial_district": (("在册商圈", "是否商圈"), "flag", ""),
    "resident_units": (("驻区单位数", "驻区单位"), "count", "个"),
    "parking_spaces": (("停车位数", "车位数"), "count", "个"),
    "tickets_total": (("诉求总量", "诉求件数"), "count", "件"),
    "satisfaction_pct": (("居民满意度", "满意率"), "share", ""),
    "satisfaction_n": (("满意度样本量", "样本量"), "count", "人"),
}
# Columns that give the share of a count: heading, the count, its total.
SHARES = {
    "age60_share": (
        ("老龄化率", "60岁及以上人口占比", "老年人口占比"),
        "residents_60plus",
        "residents_total",
    ),
    "rented_share": (("出租住房占比", "出租房占比"), "rented_dwellings", "dwellings_total"),
    "pre2001_share": (
        ("2000年底前建成住房占比", "2000年前建成住房占比"),
        "dwellings_pre2001",
        "dwellings_total",
    ),
}
PARENTS = {"人": "人口情况（人）", "套": "住房情况（套）", "个": "基本情况", "户": "基本情况"}
# Only these are rounded: a rounded part may exceed its total, and is then rightly refused.
ROUNDED = (
    "residents_total",
    "registered_population",
    "households_total",
    "migrants_total",
    "business_units",
    "parking_spaces",
)
ALWAYS = ("community_name", "residents_total", "households_total", "dwellings_total")


@dataclass
class Written:
    """Hold one cell: what is written, what it truly says (`None`: nothing), and whether no reader could tell."""

    text: Any
    truth: Any
    open: bool = False
    number_format: str = ""
    kind: str = ""


@dataclass
class Made:
    """Hold a table as bytes, with the truth by field and cell address, and the number of filled cells below the headings."""

    seed: int
    name: str
    data: bytes
    cells: list[tuple[str, str, str, Written]] = field(default_factory=list)
    filled: int = 0
    kinds: set[str] = field(default_factory=set)


def table(seed: int) -> Made:
    """Return the table of a seed; the same seed gives the same table for ever."""
    chance = random.Random(seed)
    plan = _Plan(chance)
    sheets = plan.sheets()
    if plan.container == "csv":
        return _csv(seed, plan, sheets[0])
    return _xlsx(seed, plan, sheets)


class _Plan:
    """Decide by chance what a table looks like."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.container = chance.choice(["xlsx", "xlsx", "xlsx", "csv", "csv"])
        self.encoding = (
            chance.choice(["utf-8", "utf-8-sig", "gb18030", "big5", "gb18030"])
            if self.container == "csv"
            else ""
        )
        self.traditional = self.encoding == "big5" or chance.random() < 0.05
        optional = [f for f in FIELDS if f not in ALWAYS]
        chosen = set(chance.sample(optional, chance.randint(6, len(optional))))
        self.fields = [f for f in FIELDS if f in chosen or f in ALWAYS]
        self.by_sheet = self.container == "xlsx" and chance.random() < 0.2
        if self.by_sheet:
            self.fields = [f for f in self.fields if f != "subdistrict_name"]
        self.shares = [s for s in SHARES if chance.random() < 0.35]
        self.shared_only = {s for s in self.shares if chance.random() < 0.6}
        for share in self.shared_only:
            self.fields = [f for f in self.fields if f != SHARES[share][1]]
        for share in self.shares:
            if SHARES[share][2] not in self.fields:
                self.fields.append(SHARES[share][2])
        if not ({"local_id", "community_code"} & set(self.fields)) and chance.random() < 0.5:
            self.fields.insert(0, "local_id")
        if chance.random() < 0.3:
            head = [f for f in self.fields if FIELDS[f][1] in ("code", "code12", "name", "group")]
            tail = [f for f in self.fields if f not in head]
            chance.shuffle(tail)
            self.fields = head + tail
        self.merged = self.container == "xlsx" and chance.random() < 0.4
        self.two_levels = chance.random() < 0.4
        self.numbered = chance.random() < 0.5
        self.remarks = chance.random() < 0.4
        self.titles = chance.randint(0, 3)
        self.messy = chance.choice([0.0, 0.02, 0.1, 0.3])
        self.rows = chance.randint(4, 24)
        self.wan = {f for f in self.fields if FIELDS[f][1] in ("count", "gfa") and chance.random() < 0.04}
        self.hectares = chance.random() < 0.15
        self.scales = {f: self._scale() for f in (*self.shares, "satisfaction_pct")}

    def _scale(self) -> str:
        return self.chance.choice(
            ["format", "text", "fraction", "points", "points-heading", "text-mixed", "one", "two-scales"]
        )

    def sheets(self) -> list[tuple[str, list[dict[str, Any]]]]:
        if not self.by_sheet:
            return [(self.chance.choice(["Sheet1", "汇总", "社区情况"]), self._profiles(None, self.rows))]
        groups = self.chance.sample(GROUPS, self.chance.randint(2, 4))
        return [(group, self._profiles(group, max(4, self.rows // 2))) for group in groups]

    def _profiles(self, group: str | None, count: int) -> list[dict[str, Any]]:
        chance = self.chance
        names = chance.sample(NAMES, min(count, len(NAMES)))
        groups = sorted(chance.choices(GROUPS, k=len(names))) if group is None else [group] * len(names)
        return [
            self._profile(name, own, n) for n, (name, own) in enumerate(zip(names, groups, strict=True), 1)
        ]

    def _profile(self, name: str, group: str, number: int) -> dict[str, Any]:
        c = self.chance
        residents = c.randint(800, 14000)
        dwellings = c.randint(400, 4800)
        parts = sorted(c.randint(0, dwellings) for _ in range(3))
        old = c.randint(residents // 12, residents // 2)
        compounds = c.randint(1, 20)
        return {
            "local_id": f"{GROUPS.index(group) + 1}{number:02}-W", "community_code": f"32050801{GROUPS.index(group) + 1}{number:03}",
            "community_name": f"{name}社区", "subdistrict_name": group, "as_of_date": "2024-12-31",
            "area_km2": c.randint(10, 200) / 100, "residents_total": residents, "registered_population": c.randint(800, 14000),
            "households_total": c.randint(300, 4900), "population_basis": c.choice(["resident", "registered"]),
            "residents_60plus": old, "residents_65plus": c.randint(10, old), "migrants_total": c.randint(10, residents),
            "rented_dwellings": c.randint(0, dwellings), "dwellings_total": dwellings, "dwellings_traditional": parts[0],
            "dwellings_old_estate": parts[1] - parts[0], "dwellings_commodity": parts[2] - parts[1],
            "dwellings_resettlement": dwellings - parts[2], "dwellings_pre2001": c.randint(0, dwellings),
            "median_build_year": c.randint(1950, 2020), "compounds_total": compounds, "compounds_gated": c.randint(0, compounds),
            "heritage_zone": c.choice(["none", "coordination", "historic_district", "core"]), "residential_gfa": dwellings * c.randint(61, 140),
            "business_units": c.randint(10, 900), "designated_commercial_district": c.random() < 0.3, "resident_units": c.randint(1, 60),
            "parking_spaces": c.randint(10, 3000), "tickets_total": c.randint(10, 2000), "satisfaction_pct": c.randint(550, 990) / 1000,
            "satisfaction_n": c.randint(30, 300),
        }  # fmt: skip

    def columns(self) -> list[str]:
        names = list(self.fields)
        for share in self.shares:
            names.insert(self.chance.randint(min(3, len(names)), len(names)), share)
        if self.numbered:
            names.insert(0, "#")
        if self.remarks:
            names.append("*")
        return names

    def heading(self, column: str, *, plain: bool = False) -> str:
        if column in "#*":
            return {"#": "序号", "*": "备注"}[column]
        headings, *more = FIELDS.get(column) or SHARES[column]
        text, c = self.chance.choice(headings), self.chance
        unit = more[1] if column in FIELDS else ""
        if self.traditional:
            text = text.translate(TRADITIONAL)
        if column in self.wan:
            return f"{text}（万{'人' if unit == '人' else unit}）"
        if column == "area_km2" and self.hectares:
            return f"{text}（公顷）"
        if self.scales.get(column) == "points-heading":
            return f"{text}（%）"
        if plain:
            return text
        style = c.random()
        if unit and style < 0.25:
            return text + c.choice([f"（{unit}）", f"({unit})", f"\n（{unit}）", f"（单位：{unit}）"])
        if style < 0.32 and len(text) > 3:
            return text[:2] + c.choice(["\n", " ", "　"]) + text[2:]
        if style < 0.36:
            return text + "*"
        if style < 0.40:
            return "".join(chr(ord(s) + 0xFEE0) if "0" <= s <= "9" else s for s in text)
        return text

    def write(self, column: str, profile: dict[str, Any]) -> Written:
        if column == "#":
            return Written(None, None)
        if column == "*":
            return Written(self.chance.choice(["", "", "已核实", "含新建小区"]) or None, None)
        if column in SHARES:
            return self._share(column, self._ratio(column, profile))
        kind, value = FIELDS[column][1], profile[column]
        if kind not in ("name", "code", "code12", "group") and self.chance.random() < 0.03:
            return Written(self.chance.choice([None, None, *MISSING]), None, kind="missing")
        if column == "satisfaction_pct":
            return self._share(column, value)
        return getattr(self, f"_{kind}")(column, value)

    def _ratio(self, column: str, profile: dict[str, Any]) -> float:
        _, part, total = SHARES[column]
        return round(profile[part] / profile[total], 3)

    def _mess(self) -> bool:
        return self.chance.random() < self.messy

    def _count(self, column: str, value: int) -> Written:
        c, unit = self.chance, FIELDS[column][2]
        if column in self.wan:
            return Written(
                f"{value / 10000:.4f}" if self.container == "csv" or c.random() < 0.3 else value / 10000,
                value,
                kind="wan",
            )
        if not self._mess():
            return Written(c.choice([value, value, value, str(value), float(value)]), value)
        exact = [
            f"{value:,}",
            f"{value:,}".replace(",", "，"),
            _wide(str(value)),
            f"{value}{unit}",
            f" {value} ",
            f"{value:,}{unit}",
        ]
        if column not in ROUNDED or value < 1000 or c.random() < 0.55:
            return Written(c.choice(exact), value, kind="exact")
        return self._rounded(value, unit)

    def _rounded(self, value: int, unit: str) -> Written:
        c = self.chance
        near = max(10, round(value, -2) or 10)
        forms = [
            (f"约{near}{unit}", near), (f"{near}左右", near), (f"{near}余{unit}", near), (f"近{near}", near), (f"{near}多", near),
            (f"{near}-{near + 200}", near + 100), (f"{near}～{near + 200}{unit}", near + 100), (f"大约{near}", near), (f"{near}以上", near),
        ]  # fmt: skip
        if near >= 1000 and near % 100 == 0:
            forms += [
                (_hanzi(near), near),
                (f"{near / 10000:g}万", near),
                (f"{near / 10000:g}万{unit}", near),
                (f"{near / 1000:g}千", near),
                (f"{near // 1000}千余", near // 1000 * 1000),
            ]
        text, truth = c.choice(forms)
        return Written(text, truth, kind="wan" if "万" in text else "rounded")

    def _share(self, column: str, share: float) -> Written:
        c, scale = self.chance, self.scales[column]
        points = float(f"{share * 100:.1f}")
        if c.random() < 0.02:
            return Written(c.choice(MISSING), None, kind="missing")
        if scale == "format":
            return (
                Written(share, share, number_format="0.0%", kind="scale")
                if self.container == "xlsx"
                else Written(f"{points}%", share, kind="scale")
            )
        if scale in ("text", "text-mixed") or (scale == "one" and c.random() < 0.9):
            text = c.choice([f"{points}%", f"{points:.1f}%", _wide(f"{points}%"), f"{points}％"])
            if scale == "text-mixed" and self._mess():
                text, share = self._rough_share(points)
            return Written(text, share, kind="scale")
        if scale == "one":
            return Written(1, None, open=True, kind="scale")
        if scale == "two-scales":
            fraction = c.random() < 0.15
            return (
                Written(share if fraction else points, share, open=True, kind="scale")
                if share
                else Written(0, 0.0)
            )
        return Written(
            share if scale == "fraction" else points,
            share,
            open=share in (0.01, 1.0) or points <= 1,
            kind="scale",
        )

    def _rough_share(self, points: float) -> tuple[str, float]:
        tens = min(9, max(1, round(points / 10)))
        whole = max(1, round(points))
        forms = [
            (f"约{whole}%", whole / 100), (f"{HANZI[tens]}成", tens / 10), (f"{HANZI[tens]}成半", tens / 10 + 0.05),
            (f"{whole}-{whole + 2}%", (whole + 1) / 100), (f"{whole}%左右", whole / 100), (f"{whole}%-{whole + 2}%", (whole + 1) / 100),
        ]  # fmt: skip
        text, share = self.chance.choice(forms)
        return (text, share) if share <= 1 else (f"{points}%", round(points / 100, 4))

    def _year(self, _column: str, value: int) -> Written:
        if not self._mess():
            return Written(self.chance.choice([value, str(value), f"{value}年"]), value)
        decade = value // 10 * 10
        forms = [
            (f"约{value}年", value),
            (f"{value}-{value + 6}年", value + 3),
            (f"{value}年左右", value),
            ("".join(HANZI[int(d)] for d in str(value)) + "年", value),
        ]
        if 1950 <= decade < 2000:
            forms += [
                (f"{decade % 100}年代", decade + 5),
                (f"上世纪{decade % 100}年代", decade + 5),
                (f"{decade}年代", decade + 5),
            ]
        return Written(*self.chance.choice(forms), kind="rounded")

    def _area(self, _column: str, value: float) -> Written:
        if self.hectares:
            return Written(round(value * 100, 2), value, kind="wan")
        if self._mess():
            return Written(
                self.chance.choice(
                    [f"{value}平方公里", f"约{value}", _wide(str(value)), f"{value * 100:g}公顷"]
                ),
                value,
                kind="unit",
            )
        return Written(self.chance.choice([value, str(value)]), value)

    def _gfa(self, column: str, value: int) -> Written:
        if column in self.wan:
            return Written(value / 10000, value, kind="wan")
        if self._mess():
            return Written(
                self.chance.choice(
                    [f"{value:,}", f"{value}㎡", f"{value / 10000:g}万平方米", f"{value / 10000:g}万"]
                ),
                value,
                kind="wan",
            )
        return Written(value, value)

    def _flag(self, _column: str, value: bool) -> Written:  # noqa: FBT001
        return Written(
            self.chance.choice([("否", "是"), ("无", "有"), ("×", "√"), ("0", "1"), ("N", "Y")])[value], value
        )

    def _zone(self, _column: str, value: str) -> Written:
        label = {
            "none": "不涉及",
            "coordination": "风貌协调区",
            "historic_district": "历史文化街区",
            "core": "核心保护范围",
        }[value]
        return Written(self.chance.choice([label, label, value, f" {label} "]), value)

    def _basis(self, _column: str, value: str) -> Written:
        return Written({"resident": "常住", "registered": "户籍"}[value], value)

    def _date(self, _column: str, value: str) -> Written:
        day = dt.date.fromisoformat(value)
        forms: list[Any] = [value, "2024年12月31日", "2024/12/31", "2024.12.31", "20241231"]
        return Written(
            self.chance.choice(
                forms if self.container == "csv" else [*forms, dt.datetime.combine(day, dt.time())]
            ),
            value,
        )

    def _code(self, _column: str, value: str) -> Written:
        return Written(value, value)

    def _code12(self, _column: str, value: str) -> Written:
        return Written(self.chance.choice([value, value, int(value), _wide(value)]), value)

    def _name(self, _column: str, value: str) -> Written:
        return Written(
            value.translate(TRADITIONAL) if self.traditional else value,
            value.translate(TRADITIONAL) if self.traditional else value,
        )

    def _group(self, _column: str, value: str) -> Written:
        return self._name(_column, value)


def _wide(text: str) -> str:
    return "".join(chr(ord(s) + 0xFEE0) if "!" <= s <= "~" else s for s in text)


def _hanzi(value: int) -> str:
    """Write a round number below 20,000 in words."""
    text = ""
    wan, rest = divmod(value, 10_000)
    if wan:
        text += HANZI[wan] + "万"
    thousand, rest = divmod(rest, 1_000)
    if thousand:
        text += HANZI[thousand] + "千"
    elif wan and rest:
        text += "零"
    hundred = rest // 100
    return text + (HANZI[hundred] + "百" if hundred else "")


def _lines(
    plan: _Plan, sheet: str, profiles: list[dict[str, Any]]
) -> tuple[list[list[Any]], list[tuple[int, str, Written]], int, list[str], list[int]]:
    """Return the rows of a sheet, the truth as (row, field, cell), where the data begin, the columns, and the data rows."""
    c, columns = plan.chance, plan.columns()
    width = len(columns)
    rows: list[list[Any]] = (
        [[f"某区{c.choice(['社区基本情况汇总表', '社区底数表'])}"] + [None] * (width - 1)]
        if plan.titles
        else []
    )
    if plan.titles > 1:
        rows.append(
            [f"填报单位：{sheet if plan.by_sheet else '某区民政局'}    单位：人、户、套"]
            + [None] * (width - 1)
        )
    if plan.titles > 2:
        rows.append([None] * width)
    top, leaf = _headings(plan, columns)
    if top:
        rows.append(top)
    rows.append(leaf)
    begins = len(rows)
    truth: list[tuple[int, str, Written]] = []
    data: list[int] = []
    last_group = None
    for number, profile in enumerate(profiles, 1):
        if c.random() < 0.02:
            rows.append([None] * width)
        cells = [plan.write(column, profile) for column in columns]
        line = [number if column == "#" else cell.text for column, cell in zip(columns, cells, strict=True)]
        if "subdistrict_name" in columns and plan.merged and profile["subdistrict_name"] == last_group:
            line[columns.index("subdistrict_name")] = None
        last_group = profile["subdistrict_name"]
        rows.append(line)
        data.append(len(rows))
        truth += [
            (len(rows), column, cell)
            for column, cell in zip(columns, cells, strict=True)
            if column not in "#*"
        ]
        if c.random() < 0.02 and not plan.merged:
            rows.append(list(top or leaf))
        if c.random() < 0.02:
            rows.append(list(line))
    _endings(plan, rows, columns)
    return rows, truth, begins, columns, data


def _headings(plan: _Plan, columns: list[str]) -> tuple[list[Any], list[Any]]:
    leaf = [plan.heading(column, plain=plan.two_levels) for column in columns]
    if not plan.two_levels:
        return [], leaf
    parents = [
        PARENTS.get(FIELDS[x][2]) if x in FIELDS and FIELDS[x][1] == "count" and x not in plan.wan else None
        for x in columns
    ]
    top = [parent or text for parent, text in zip(parents, leaf, strict=True)]
    below = [text if parent else None for parent, text in zip(parents, leaf, strict=True)]
    for i in range(len(top) - 1, 0, -1):
        if parents[i] and parents[i] == parents[i - 1]:
            top[i] = None
    return (top, below) if any(below) else ([], leaf)


def _endings(plan: _Plan, rows: list[list[Any]], columns: list[str]) -> None:
    c, width = plan.chance, len(columns)
    if c.random() < 0.5:
        total: list[Any] = [None] * width
        total[0] = c.choice(["合计", "总计", "合 计", "小计"])
        if c.random() < 0.5 and width > 5:
            total[5] = 12345
        rows.append(total)
    if c.random() < 0.4:
        rows.append(
            [c.choice(["注：数据由各社区上报。", "填表说明：口径同上年", "备注：个别数据为估计"])]
            + [None] * (width - 1)
        )


def _csv(seed: int, plan: _Plan, sheet: tuple[str, list[dict[str, Any]]]) -> Made:
    rows, truth, begins, columns, _ = _lines(plan, *sheet)
    if plan.encoding == "big5":
        rows = [[v.translate(TRADITIONAL) if isinstance(v, str) else v for v in row] for row in rows]
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=plan.chance.choice([",", ",", "\t"])).writerows(
        [["" if v is None else v for v in row] for row in rows]
    )
    made = Made(seed, "table.csv", buffer.getvalue().encode(plan.encoding), kinds={plan.encoding})
    _count_cells(made, "", rows, truth, begins, columns)
    return made


def _xlsx(seed: int, plan: _Plan, sheets: list[tuple[str, list[dict[str, Any]]]]) -> Made:
    book = openpyxl.Workbook()
    book.remove(book.active)
    made = Made(seed, "table.xlsx", b"", kinds={"xlsx"})
    for title, profiles in sheets:
        rows, truth, begins, columns, data = _lines(plan, title, profiles)
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value is not None:
                    sheet.cell(number, column, value)
        for number, name, cell in truth:
            if cell.number_format:
                sheet.cell(number, columns.index(name) + 1).number_format = cell.number_format
        _dress(plan, sheet, rows, begins, columns, data)
        _count_cells(made, title, rows, truth, begins, columns)
    if plan.chance.random() < 0.3:
        book.create_sheet("填表说明").append(["请于1月15日前上报"])
    buffer = io.BytesIO()
    book.save(buffer)
    made.data = buffer.getvalue()
    return made


def _dress(
    plan: _Plan, sheet: Any, rows: list[list[Any]], begins: int, columns: list[str], data: list[int]
) -> None:
    c = plan.chance
    if plan.titles:
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(columns))
    if plan.two_levels and begins >= 2 and any(v is None for v in rows[begins - 1]):
        _merge_headings(sheet, rows, begins, len(columns))
    if plan.merged and "subdistrict_name" in columns:
        _merge_groups(sheet, columns.index("subdistrict_name") + 1, rows, data)
    if c.random() < 0.1:
        sheet.row_dimensions[data[-1]].hidden = True
    if c.random() < 0.1:
        sheet.column_dimensions[get_column_letter(len(columns))].hidden = True
    if c.random() < 0.1:
        for number in range(len(rows) + 2, len(rows) + 300):
            sheet.cell(number, 3).fill = PatternFill("solid", start_color="FFFFFFFF")


def _merge_headings(sheet: Any, rows: list[list[Any]], begins: int, width: int) -> None:
    top, leaf = rows[begins - 2], rows[begins - 1]
    column = 0
    while column < width:
        if leaf[column] is None:
            sheet.merge_cells(
                start_row=begins - 1, end_row=begins, start_column=column + 1, end_column=column + 1
            )
            column += 1
            continue
        end = column
        while end + 1 < width and top[end + 1] is None and leaf[end + 1] is not None:
            end += 1
        if end > column:
            sheet.merge_cells(
                start_row=begins - 1, end_row=begins - 1, start_column=column + 1, end_column=end + 1
            )
        column = end + 1


def _merge_groups(sheet: Any, column: int, rows: list[list[Any]], data: list[int]) -> None:
    start = end = None
    for number in [*data, 10**9]:
        blank = number < 10**9 and rows[number - 1][column - 1] is None
        if blank and start and number == end + 1:
            end = number
            continue
        if start and end and end > start:
            sheet.merge_cells(start_row=start, end_row=end, start_column=column, end_column=column)
        start = end = number


def _count_cells(
    made: Made,
    sheet: str,
    rows: list[list[Any]],
    truth: list[tuple[int, str, Written]],
    begins: int,
    columns: list[str],
) -> None:
    made.filled += sum(
        value is not None and str(value).strip() != "" for row in rows[begins:] for value in row
    )
    for number, name, cell in truth:
        made.cells.append((sheet, f"{get_column_letter(columns.index(name) + 1)}{number}", name, cell))
        if cell.kind:
            made.kinds.add(cell.kind)
