"""Invent an alliance of the size of a city: 108,000 nodes, 481,000 links, 24,000 open needs. Same seed, same tables."""

from __future__ import annotations

import datetime as dt
import random

from classify.alliance.model import Alliance
from classify.alliance.rows import Activity, Agreement, Link, Need, Offer, Party, Unit
from classify.alliance.words import SUPPLY_KINDS

TODAY = dt.date(2025, 12, 31)
STREETS, HOMES, COMPOUNDS, COMMITTEES, FIRMS, OTHERS = 120, 2_400, 14_000, 9_000, 2_000, 45_469
AGREEMENTS, LINKS, NEEDS, OFFERS, ACTIVITIES = 35_000, 481_000, 24_000, 12_000, 100_000
KINDS = [k for k in SUPPLY_KINDS if k != "other"]


def city(seed: int = 7, share: float = 1.0) -> Alliance:
    """Return the tables; `share` below 1 makes a smaller city of the same shape."""
    draw = random.Random(seed)
    size = {name: max(1, round(value * share)) for name, value in _SIZES.items()}
    units = _units(draw, size)
    agreements, parties = _agreements(draw, size, units)
    offers = _offers(draw, size, units)
    parties = _commit(draw, parties, offers)
    links = _links(draw, size, units, parties)
    homes = units["homes"]
    needs = tuple(
        Need(
            f"N{n}",
            draw.choice(homes).id,
            draw.choice(KINDS),
            draw.random() < 0.1,
            draw.choices((1, 2), (85, 15))[0],
        )
        for n in range(size["NEEDS"])
    )
    activities = tuple(
        Activity(_day(draw, 2021, 2025), a.id, "", "", draw.choice(("resources", "affairs")))
        for a in draw.choices(agreements, k=size["ACTIVITIES"])
    )
    everyone = tuple(u for group in units.values() for u in group)
    return Alliance(everyone, agreements, tuple(parties), tuple(links), offers, needs, activities)


_SIZES = {
    "STREETS": STREETS, "HOMES": HOMES, "COMPOUNDS": COMPOUNDS, "COMMITTEES": COMMITTEES, "FIRMS": FIRMS, "OTHERS": OTHERS,
    "AGREEMENTS": AGREEMENTS, "LINKS": LINKS, "NEEDS": NEEDS, "OFFERS": OFFERS, "ACTIVITIES": ACTIVITIES,
}  # fmt: skip


def _day(draw: random.Random, first: int, last: int) -> dt.date:
    return dt.date(draw.randint(first, last), draw.randint(1, 12), draw.randint(1, 28))


def _units(draw: random.Random, size: dict[str, int]) -> dict[str, list[Unit]]:
    top = [Unit("CITY", "示例市委", "party", "city")]
    top += [Unit(f"Q{n}", f"第{n}区委", "party", "district", ("CITY",)) for n in range(10)]
    streets = [
        Unit(f"J{n}", f"第{n}街道", "party", "subdistrict", (f"Q{n % 10}",), "", f"第{n}街道")
        for n in range(size["STREETS"])
    ]
    homes = []
    for n in range(size["HOMES"]):
        street = streets[n % len(streets)]
        x, y = 120 + (n % len(streets)) % 12 * 0.05, 31 + (n % len(streets)) // 12 * 0.05
        homes.append(
            Unit(f"C{n}", f"第{n}社区", "community", "community", (street.id,), "", street.subdistrict, "", "own", "",
                 x + draw.uniform(0, 0.05), y + draw.uniform(0, 0.05))
        )  # fmt: skip
    compounds = [
        Unit(
            f"X{n}",
            f"第{n}小区",
            "compound",
            place=f"C{n % len(homes)}",
            party_org=draw.choice(("own", "none", "")),
        )
        for n in range(size["COMPOUNDS"])
    ]
    committees = [
        Unit(f"X{n}Y", f"第{n}小区业委会", "committee", place=compounds[n].place)
        for n in range(min(size["COMMITTEES"], len(compounds)))
    ]
    firms = [
        Unit(f"W{n}", f"第{n}物业", "firm", party_org=draw.choice(("own", "none")))
        for n in range(size["FIRMS"])
    ]
    others = []
    for n in range(size["OTHERS"]):
        home = draw.choice(homes)
        kind = draw.choice(
            ("school", "hospital", "enterprise", "enterprise", "government", "social", "institution")
        )
        others.append(
            Unit(f"U{n}", f"第{n}单位", kind, place=home.id, party_org=draw.choice(("own", "joint", "none")),
                 x=(home.x or 0) + draw.uniform(-0.01, 0.01), y=(home.y or 0) + draw.uniform(-0.01, 0.01))
        )  # fmt: skip
    return {
        "top": top,
        "streets": streets,
        "homes": homes,
        "compounds": compounds,
        "committees": committees,
        "firms": firms,
        "others": others,
    }


def _agreements(
    draw: random.Random, size: dict[str, int], units: dict[str, list[Unit]]
) -> tuple[tuple[Agreement, ...], list[Party]]:
    agreements, parties = [], []
    committees = units["committees"]
    for n in range(size["AGREEMENTS"]):
        start = _day(draw, 2021, 2025)
        end = start + dt.timedelta(draw.choice((364, 729, 1094)))
        id_ = f"A{n}"
        if n < len(committees) * 2 // 3:
            kind, compound = "tripartite", units["compounds"][n]
            firm = units["firms"][n % len(units["firms"])]
            roles = (
                (compound.place, "community"),
                (committees[n].id, "committee"),
                (firm.id, "firm"),
                (compound.id, "compound"),
            )
        elif n % 400 == 0:
            kind, roles = (
                "alliance",
                tuple((u.id, "member") for u in draw.sample(units["others"], min(80, len(units["others"])))),
            )
        else:
            kind = "pair"
            chosen = draw.sample(units["others"], draw.choice((1, 1, 1, 2, 4)))
            roles = ((draw.choice(units["homes"]).id, "receiver"), *((u.id, "provider") for u in chosen))
        agreements.append(
            Agreement(id_, f"第{n}号协议", kind, "signed", f"{n}号", ("resources",), start, end)
        )
        parties += [Party(id_, unit, role, pledged=4 if role == "provider" else None) for unit, role in roles]
    return tuple(agreements), parties


def _offers(draw: random.Random, size: dict[str, int], units: dict[str, list[Unit]]) -> tuple[Offer, ...]:
    return tuple(
        Offer(
            f"R{n}",
            u.id,
            draw.choice(KINDS),
            draw.randint(1, 3),
            draw.choices(("subdistrict", "all"), (97, 3))[0],
            8.0,
        )
        for n, u in enumerate(draw.sample(units["others"], min(size["OFFERS"], len(units["others"]))))
    )


def _commit(draw: random.Random, parties: list[Party], offers: tuple[Offer, ...]) -> list[Party]:
    by_unit = {o.unit: o.id for o in offers}
    return [
        p._replace(offer=by_unit[p.unit])
        if p.role == "provider" and p.unit in by_unit and draw.random() < 0.5
        else p
        for p in parties
    ]


def _links(
    draw: random.Random, size: dict[str, int], units: dict[str, list[Unit]], parties: list[Party]
) -> list[Link]:
    start = dt.date(2020, 1, 1)
    links = [Link(y.id, y.id.removesuffix("Y"), "represents", start) for y in units["committees"]]
    firms = units["firms"]
    links += [
        Link(firms[n % len(firms)].id, x.id, "manages", start) for n, x in enumerate(units["compounds"])
    ]
    links += [
        Link(f"J{n % len(units['streets'])}", x.id, "instructor", start)
        for n, x in enumerate(units["compounds"])
    ]
    own = sum(
        len(u.superior) + (bool(u.place) and u.kind != "community") for group in units.values() for u in group
    )
    lateral = units["homes"] + units["others"]
    while len(links) + own + len(parties) < size["LINKS"]:
        source, target = draw.choice(lateral), draw.choice(lateral)
        if source != target:
            links.append(Link(source.id, target.id, draw.choice(("twin", "service")), _day(draw, 2021, 2025)))
    return links
