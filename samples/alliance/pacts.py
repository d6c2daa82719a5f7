"""Invent agreements over five years with their parties, and what was done under them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from bodies import Row, dice

FIRST, TODAY = dt.date(2021, 1, 1), dt.date(2025, 12, 31)
SUPPLY = {
    "school": ("child", "venue", "culture"),
    "hospital": ("health", "elder"),
    "enterprise": ("parking", "jobs", "money", "volunteer", "safety"),
    "government": ("law", "safety", "order"),
    "social": ("volunteer", "elder", "hardship"),
    "institution": ("culture", "venue"),
    "firm": ("repair", "parking"),
}
WANTED = ("parking", "parking", "elder", "elder", "child", "health", "law", "safety", "culture", "venue", "volunteer",
          "repair", "hardship", "jobs", "order", "money")  # fmt: skip
SOURCES = {
    "parking": "six.need.parking", "elder": "six.need.elder-care", "health": "six.need.health-point",
    "repair": "six.need.repairs", "order": "six.need.street-life", "hardship": "six.need.hardship",
}  # fmt: skip
MODES = ("organisation", "resources", "affairs", "results")


@dataclass
class Book:
    """Collect rows of all tables but the units; numbers run on."""

    units: list[Row]
    agreements: list[Row] = field(default_factory=list)
    parties: list[Row] = field(default_factory=list)
    links: list[Row] = field(default_factory=list)
    offers: list[Row] = field(default_factory=list)
    needs: list[Row] = field(default_factory=list)
    activities: list[Row] = field(default_factory=list)
    taken: dict[str, list[tuple[dt.date, dt.date]]] = field(default_factory=lambda: defaultdict(list))

    def kind(self, *kinds: str) -> list[Row]:
        """Return the units of some kinds."""
        return [u for u in self.units if u["kind"] in kinds]

    def agree(self, name: str, kind: str, start: dt.date, end: dt.date | None, parties: list[Row]) -> str:
        """Write an agreement with its parties; return its id."""
        at = len(self.agreements) + 1
        id_ = f"A{start.year % 100}{at:04}"
        draw = dice(id_, name)
        modes = [m for m, p in zip(MODES, (0.8, 0.7, 0.5, 0.35), strict=True) if draw.random() < p] or [
            "resources"
        ]
        self.agreements.append(
            {"id": id_, "name": name, "kind": kind, "status": "signed", "document": f"示基联〔{start.year}〕{at}号",
             "modes": "、".join(modes), "valid_from": start, "valid_to": end}
        )  # fmt: skip
        for party in parties:
            self.parties.append({"agreement": id_, "role": "member", **party})
        return id_

    def commit(self, unit: str, start: dt.date, end: dt.date, draw: Any) -> str | None:
        """Return an offer of the unit that still has room in this time, and take it."""
        for offer in sorted((o for o in self.offers if o["unit"] == unit), key=lambda o: o["id"]):
            busy = sum(s <= end and start <= e for s, e in self.taken[offer["id"]])
            if busy < offer["capacity"] and draw.random() < 0.7:
                self.taken[offer["id"]].append((start, end))
                return str(offer["id"])
        return None


def offers(book: Book) -> None:
    """Let two in three of the units offer something."""
    for unit in book.kind(*SUPPLY):
        draw = dice(unit["id"], "offers")
        kinds = draw.sample(SUPPLY[unit["kind"]], draw.choices((0, 1, 2), (30, 55, 15))[0])
        for at, kind in enumerate(sorted(kinds), 1):
            reach = draw.choices(("subdistrict", "all", "community"), (70, 20, 10))[0]
            book.offers.append(
                {"id": f"R-{unit['id']}-{at}", "unit": unit["id"], "kind": kind, "capacity": draw.randint(1, 5),
                 "range": "all" if unit["kind"] == "firm" else reach,
                 "reach_km": draw.choice((3, 5)) if draw.random() < 0.15 else None, "valid_from": FIRST}
            )  # fmt: skip


def needs(book: Book) -> None:
    """Let every community state one to four needs; some of earlier years are closed."""
    for home in book.kind("community"):
        draw = dice(home["id"], "needs")
        kinds = list(dict.fromkeys(draw.sample(WANTED, draw.choices((1, 2, 3, 4), (15, 40, 30, 15))[0])))
        for at, kind in enumerate(kinds, 1):
            start = dt.date(draw.choice((2023, 2024, 2025)), draw.randint(1, 12), 1)
            closed = start + dt.timedelta(draw.randint(200, 500)) if draw.random() < 0.15 else None
            book.needs.append(
                {"id": f"N-{home['id']}-{at}", "community": home["id"], "kind": kind,
                 "urgent": "yes" if draw.random() < 0.15 else "no", "wanted": draw.choices((1, 2, 3), (75, 20, 5))[0],
                 "source": SOURCES.get(kind), "valid_from": start,
                 "valid_to": closed if closed and closed <= TODAY else None}
            )  # fmt: skip


def property_links(book: Book) -> None:
    """Let firms manage compounds and committees represent them, and sign for two years at a time."""
    firms = book.kind("firm")
    committees = {u["id"].removesuffix("-Y"): u["id"] for u in book.kind("committee")}
    for compound in book.kind("compound"):
        id_, draw = compound["id"], dice(compound["id"], "property")
        committee = committees.get(id_)
        if committee:
            begun = dt.date.fromisoformat(next(u["valid_from"] for u in book.units if u["id"] == committee))
            book.links.append({"source": committee, "target": id_, "kind": "represents", "valid_from": begun})
        if draw.random() < 0.1:
            continue
        # Every sixth changed its firm.
        firm, later = draw.sample(firms, 2)
        change = (
            dt.date(draw.choice((2022, 2023, 2024)), draw.randint(1, 12), 1) if draw.random() < 0.16 else None
        )
        managed = [(firm, dt.date(2018, 1, 1), change and change - dt.timedelta(1)), (later, change, None)]
        for who, start, end in managed[: 2 if change else 1]:
            book.links.append(
                {"source": who["id"], "target": id_, "kind": "manages", "valid_from": start, "valid_to": end}
            )
        if committee and draw.random() < 0.8:
            _tripartite(book, compound, committee, managed[: 2 if change else 1], draw)


def _tripartite(book: Book, compound: Row, committee: str, managed: list[Any], draw: Any) -> None:
    for firm, start, end in managed:
        begin = max(start, dt.date(draw.choice((2021, 2022, 2023)), draw.randint(1, 12), 1), FIRST)
        begin = max(begin, dt.date(2021, 12, 31))
        while begin < (end or TODAY):
            close = min(dt.date(begin.year + 2, begin.month, min(begin.day, 28)), end or dt.date.max)
            book.agree(
                f"{compound['name']}三方协议（{begin.year}）", "tripartite", begin, close,
                [{"unit": compound["place"], "role": "community"}, {"unit": committee, "role": "committee"},
                 {"unit": firm["id"], "role": "firm"}, {"unit": compound["id"], "role": "compound"}],
            )  # fmt: skip
            if draw.random() < 0.3:
                break
            begin = close + dt.timedelta(1)


def partnerships(book: Book) -> None:
    """Let every community have partners for a year or two at a time, mostly from its own subdistrict."""
    others = book.kind(*SUPPLY, "merchant")
    homes = {u["id"]: u for u in book.units}
    for home in book.kind("community"):
        draw = dice(home["id"], "partners")
        near = [u for u in others if u["place"] and homes[u["place"]]["subdistrict"] == home["subdistrict"]]
        count = draw.choices((0, 1, 2, 3, 4, 7), (5, 8, 20, 28, 26, 13))[0]
        partners = {
            u["id"]: u for u in (draw.choice(near if draw.random() < 0.85 else others) for _ in range(count))
        }
        for partner in partners.values():
            start = FIRST + dt.timedelta(draw.randint(0, 1500))
            while start <= TODAY:
                end = start + dt.timedelta(draw.choice((364, 364, 729)))
                offer = book.commit(partner["id"], start, end, draw)
                book.agree(
                    f"{home['name']}与{_shown(partner)}共建协议（{start.year}）", "pair", start, end,
                    [{"unit": home["id"], "role": "receiver" if offer else "member"},
                     {"unit": partner["id"], "role": "provider" if offer else "member", "offer": offer,
                      "pledged": draw.randint(2, 12) if draw.random() < 0.6 else None}],
                )  # fmt: skip
                if draw.random() < 0.18:
                    break
                start = end + dt.timedelta(1 if draw.random() < 0.75 else draw.randint(30, 120))


def _shown(unit: Row) -> str:
    return "沿街商户" if unit["kind"] == "merchant" else str(unit["name"])


def alliances(book: Book) -> None:
    """Let each subdistrict hold an alliance, one of them with 82 members, and some communities a joint committee."""
    subdistrict = {u["id"]: u["subdistrict"] for u in book.units}
    several = book.kind("enterprise", "school", "hospital", "government", "social", "institution", "firm")
    for at, host in enumerate(book.kind("party")[1:], 1):
        draw = dice(host["id"], "alliance")
        near = [u for u in several if subdistrict.get(u["place"]) == host["subdistrict"]]
        rest = [u for u in several if u not in near]
        members = (
            near + draw.sample(rest, 82 - len(near)) if at == 7 else draw.sample(near, min(len(near), 14))
        )
        start = dt.date(2021 + at % 3, at + 2, 1)
        homes = draw.sample([u for u in book.kind("community") if u["subdistrict"] == host["subdistrict"]], 3)
        book.agree(
            f"{host['name'].removesuffix('党工委')}党建联盟", "alliance", start, None,
            [{"unit": host["id"], "role": "host"}, *({"unit": u["id"]} for u in [*members, *(homes if at != 7 else [])])],
        )  # fmt: skip
    homes = {u["id"]: u for u in book.kind("community")}
    for home in list(homes.values())[::3]:
        draw = dice(home["id"], "joint")
        near = [u for u in several if u["place"] == home["id"]]
        near += draw.sample([u for u in several if u not in near], 2)
        start = FIRST + dt.timedelta(draw.randint(0, 1400))
        book.agree(
            f"{home['name']}大党委", "joint-committee", start, None,
            [{"unit": home["id"], "role": "host"}, *({"unit": u["id"], "role": "part-time"} for u in near)],
        )  # fmt: skip
