"""Invent the units of the alliance: who they are and where, on top of the sample district's 169 communities."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1] / "district"))

from district import Seat, seats  # the district's own generator
from names import SUBDISTRICTS

Row = dict[str, Any]
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
CORNER = (120.50, 31.20)  # no real place: a grid of its own
SECTIONS = ("东区", "西区", "南区", "北区")
FIRMS = "安澜 清和 晨曦 汇邻 同舟 翠屏 新禾 润泽 康宁 和风 永嘉 千帆 佳邻 朗月 金穗 乐居 百汇 华岚 景行 明舍 知邻 禾安 沐阳 瑞居".split()  # noqa: SIM905 - reads better
TRADES = ("轻纺", "电子", "食品", "印务", "机电", "茶业", "家居", "软件", "物流", "园林")
GOVERNMENT = ("市场监管所", "城管执法中队", "司法所", "派出所")
SOCIAL = ("社工服务中心", "公益服务社", "文化促进会")
SHOPS = (
    "小满面馆",
    "阿青裁缝铺",
    "老周五金店",
    "秀兰水果店",
    "福根修车行",
    "桂芳理发店",
    "小楼书屋",
    "巧云糕点铺",
)


def dice(*names: object) -> random.Random:
    """Return draws that depend on names only."""
    return random.Random("alliance/" + "/".join(map(str, names)))


def uscc(kind: str, name: str) -> str:
    """Return a made-up code with a right check sign; region 999801 does not exist."""
    draw = dice("uscc", name)
    body = f"{kind}999801" + "".join(draw.choice(SIGNS) for _ in range(9))
    total = sum(SIGNS.index(s) * w for s, w in zip(body, WEIGHTS, strict=True))
    return body + SIGNS[(31 - total % 31) % 31]


def unit(id_: str, name: str, kind: str, **more: Any) -> Row:
    """Return a row of the table of units."""
    row = dict.fromkeys(
        ("id", "name", "kind", "level", "superior", "place", "subdistrict", "uscc", "party_org", "contact", "x", "y",
         "valid_from", "valid_to")
    )  # fmt: skip
    return row | {"id": id_, "name": name, "kind": kind} | more


def spot(centre: tuple[float, float], draw: random.Random, spread: float) -> dict[str, float]:
    """Return coordinates near a centre."""
    return {
        "x": round(centre[0] + draw.uniform(-spread, spread), 5),
        "y": round(centre[1] + draw.uniform(-spread, spread), 5),
    }


def units() -> list[Row]:
    """Return all units, the hierarchy first."""
    rows = [unit("Q00", "示例区委", "party", level="district", contact="组织部基层办")]
    centres = {}
    for number, area in enumerate(SUBDISTRICTS, 1):
        centres[area.name] = (CORNER[0] + number % 4 * 0.05, CORNER[1] + number // 4 * 0.05)
        rows.append(
            unit(f"J{number:02}", f"{area.name}党工委", "party", level="subdistrict", superior="Q00",
                 subdistrict=area.name, contact="党建办", **spot(centres[area.name], dice(area.name), 0.004))
        )  # fmt: skip
    table = seats()
    rows += [_community(seat, centres[seat.subdistrict]) for seat in table]
    rows += [row for seat in table for row in _compounds(seat, rows)]
    rows += _firms()
    rows += [
        row for number, area in enumerate(SUBDISTRICTS, 1) for row in _others(number, area.name, table, rows)
    ]
    return rows


def _community(seat: Seat, centre: tuple[float, float]) -> Row:
    draw = dice(seat.local_id)
    place = {} if draw.random() < 0.04 else spot(centre, draw, 0.022)
    return unit(
        seat.local_id, f"{seat.name}社区", "community", level="community", superior=f"J{seat.local_id[1:3]}",
        subdistrict=seat.subdistrict, party_org="own", contact="社区党组织", **place,
    )  # fmt: skip


def _compounds(seat: Seat, rows: list[Row]) -> list[Row]:
    """Return one to three compounds of a community, most with a committee."""
    draw = dice(seat.local_id, "compounds")
    few = seat.kind.startswith(("open-street", "commercial"))
    count = draw.choice((0, 1, 1) if few else (1, 1, 2, 2))
    home = next(r for r in rows if r["id"] == seat.local_id)
    found = []
    for at in range(1, count + 1):
        name = seat.name if count == 1 else f"{seat.name}{SECTIONS[at - 1]}"
        id_ = f"{seat.local_id}-X{at}"
        org = draw.choices(("own", "joint", "none", ""), (35, 20, 35, 10))[0]
        place = {} if home["x"] is None else spot((home["x"], home["y"]), draw, 0.003)
        found.append(
            unit(
                id_, f"{name}小区", "compound", level="compound", place=seat.local_id, party_org=org, **place
            )
        )
        if draw.random() < 0.62:
            org = draw.choices(("own", "joint", "none"), (30, 30, 40))[0]
            found.append(
                unit(f"{id_}-Y", f"{name}小区业委会", "committee", place=seat.local_id, party_org=org,
                     valid_from=f"{draw.randint(2017, 2021)}-{draw.randint(1, 12):02}-01")
            )  # fmt: skip
    return found


def _firms() -> list[Row]:
    rows = []
    for at, name in enumerate(FIRMS, 1):
        draw = dice("firm", name)
        rows.append(
            unit(f"W{at:02}", f"{name}物业服务有限公司", "firm", uscc=uscc("91", name), contact="客户服务部",
                 party_org=draw.choices(("own", "joint", "none", ""), (20, 20, 50, 10))[0])
        )  # fmt: skip
    return rows


def _others(number: int, area: str, table: list[Seat], rows: list[Row]) -> list[Row]:
    """Return the schools, clinics, firms, shops and groups of one subdistrict."""
    short = area.removesuffix("街道")
    homes = [s for s in table if s.subdistrict == area]
    names = [
        *(
            (f"{short}实验小学", "school", "12"),
            (f"{short}中学", "school", "12"),
            (f"{short}幼儿园", "school", "12"),
        ),
        *((f"{short}社区卫生服务中心", "hospital", "12"), (f"{short}康复医院", "hospital", "91")),
        *((f"{short}{name}", "government", "11") for name in GOVERNMENT),
        *((f"{short}{name}", "social", "52") for name in SOCIAL),
        *((f"{short}文化站", "institution", "12"),),
        *((f"{short}{trade}有限公司", "enterprise", "91") for trade in TRADES[: 7 + number % 4]),
        *((f"{short}农商支行", "enterprise", "91"), (f"{short}供水服务站", "enterprise", "91")),
        *((shop, "merchant", "92") for shop in SHOPS[number - 1 : number]),
        *((f"{home.name}邻里互助队", "residents", "") for home in homes[::6]),
    ]
    found = []
    for at, (name, kind, code) in enumerate(names, 1):
        draw = dice(number, name)
        seat = next(
            (h for h in homes if kind == "residents" and name.startswith(h.name)), None
        ) or draw.choice(homes)
        home = next(r for r in rows if r["id"] == seat.local_id)
        org = {
            "government": "own",
            "school": "own",
            "hospital": "own",
            "residents": "",
            "merchant": "none",
        }.get(kind, draw.choices(("own", "joint", "none", ""), (40, 20, 30, 10))[0])
        place = {} if home["x"] is None or draw.random() < 0.1 else spot((home["x"], home["y"]), draw, 0.006)
        found.append(
            unit(f"U{number:02}{at:02}", name, kind, place=seat.local_id, party_org=org,
                 uscc=uscc(code, name) if code else None, contact=None if kind == "merchant" else "办公室", **place)
        )  # fmt: skip
    return found
