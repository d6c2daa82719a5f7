"""Invent links of guidance and reciprocity, and what was done; then spoil a few rows on purpose."""

from __future__ import annotations

import datetime as dt

from bodies import dice
from pacts import TODAY, Book


def guidance(book: Book) -> None:
    """Send instructors to half of those without an organisation, and contacts to every community."""
    area = {u["id"]: u["subdistrict"] for u in book.units}
    party = {u["subdistrict"]: u["id"] for u in book.kind("party") if u["subdistrict"]}
    for unit in book.kind("compound", "firm", "enterprise", "social"):
        draw = dice(unit["id"], "guidance")
        if unit["party_org"] in ("none", "") and draw.random() < 0.5:
            source = party.get(area.get(unit["place"] or "", "") or "", "Q00")
            begun = dt.date(draw.randint(2021, 2025), draw.randint(1, 12), 1)
            book.links.append(
                {"source": source, "target": unit["id"], "kind": "instructor", "valid_from": begun}
            )
    for home in book.kind("community"):
        draw = dice(home["id"], "contact")
        if draw.random() < 0.93:
            book.links.append(
                {"source": party[home["subdistrict"]], "target": home["id"], "kind": "contact",
                 "valid_from": dt.date(2022, 1, 1)}
            )  # fmt: skip


def lateral(book: Book) -> None:
    """Twin some communities, let all whistle for their subdistrict's bodies, and close loops of reciprocity."""
    homes = book.kind("community")
    area = {u["id"]: u["subdistrict"] for u in book.units}
    for at in range(0, len(homes) - 90, 8):
        book.links.append(
            {
                "source": homes[at]["id"],
                "target": homes[at + 60]["id"],
                "kind": "twin",
                "valid_from": dt.date(2023, 3, 1),
            }
        )
    bodies = book.kind("government")
    for home in homes[::2]:
        draw = dice(home["id"], "whistle")
        near = [u for u in bodies if area.get(u["place"]) == home["subdistrict"]]
        book.links.append(
            {
                "source": home["id"],
                "target": draw.choice(near)["id"],
                "kind": "whistle",
                "valid_from": dt.date(2022, 6, 1),
            }
        )
    for at, group in enumerate(book.kind("residents")[:16]):
        draw = dice(group["id"], "loop")
        firms = [
            u for u in book.kind("enterprise", "merchant") if area.get(u["place"]) == area[group["place"]]
        ]
        ring = (group["place"], draw.choice(firms)["id"], group["id"], group["place"])
        # Every fourth ring lacks its last arc.
        for step in range(3 if at % 4 else 2):
            source, target = ring[step], ring[step + 1]
            book.links.append(
                {"source": source, "target": target, "kind": "service", "valid_from": dt.date(2024, 1, 1)}
            )
            for month in range(1, 13):
                if draw.random() < (0.35 if at % 3 else 0.08):
                    day = dt.date(2025, month, draw.randint(1, 28))
                    book.activities.append({"date": day, "source": source, "target": target, "times": 1})


def doings(book: Book) -> None:
    """Let two agreements in three be at work, the others now and then or on paper only."""
    first: dict[str, str] = {}
    for party in book.parties:
        first.setdefault(party["agreement"], party["unit"])
        if party["role"] in ("provider", "firm"):
            first[party["agreement"]] = party["unit"]
    for agreement in book.agreements:
        draw = dice(agreement["id"], "doings")
        end = min(agreement["valid_to"] or TODAY, TODAY)
        busy = draw.choices((0, 1, 3), (22, 45, 33))[0]
        days = (end - agreement["valid_from"]).days
        stop = days if draw.random() < 0.8 else days // 2
        for _ in range(min(busy + (busy and stop // 500), 6)):
            book.activities.append(
                {"date": agreement["valid_from"] + dt.timedelta(draw.randint(0, max(stop, 0))),
                 "agreement": agreement["id"], "source": first[agreement["id"]],
                 "mode": draw.choice(agreement["modes"].split("、")), "times": draw.randint(1, 3)}
            )  # fmt: skip
    book.activities.sort(key=lambda a: (a["date"], a.get("agreement") or "", a.get("source") or ""))


def spoil(book: Book) -> None:
    """Build in what an office's tables suffer from, so that `check` has something to find."""
    active = [a for a in book.agreements if a["kind"] == "pair" and a["valid_to"] and a["valid_to"] > TODAY]
    ended = [a for a in book.agreements if a["kind"] == "pair" and a["valid_to"] and a["valid_to"] < TODAY]
    three = [a for a in book.agreements if a["kind"] == "tripartite" and a["valid_to"] > TODAY]
    units = {u["id"]: u for u in book.units}
    units["U0304"]["uscc"] = units["U0304"]["uscc"][:-1] + ("1" if units["U0304"]["uscc"][-1] != "1" else "2")
    units["D04-007"]["superior"] = "J04、J05"
    units["D06-011"]["superior"] = None
    units["U0510"]["place"] = "D05-99"
    book.parties.append({"agreement": active[3]["id"], "unit": "U9999", "role": "member"})
    book.parties.remove(
        next(p for p in book.parties if p["agreement"] == active[5]["id"] and p["role"] != "receiver")
    )
    active[8]["document"] = None
    active[9]["document"] = None
    active[11]["valid_from"], active[11]["valid_to"] = active[11]["valid_to"], active[11]["valid_from"]
    book.activities.append(
        {"date": ended[20]["valid_to"] + dt.timedelta(40), "agreement": ended[20]["id"], "times": 1}
    )
    firm = next(p for p in book.parties if p["agreement"] == three[0]["id"] and p["role"] == "firm")
    firm["unit"] = "W01" if firm["unit"] != "W01" else "W02"
    next(p for p in book.parties if p["agreement"] == three[1]["id"] and p["role"] == "compound")["unit"] = (
        "D01-002-X1"
    )
    book.parties.remove(
        next(p for p in book.parties if p["agreement"] == three[2]["id"] and p["role"] == "committee")
    )
    busy = max(book.offers, key=lambda o: sum(s <= TODAY <= e for s, e in book.taken[o["id"]]))
    busy["capacity"] = max(1, sum(s <= TODAY <= e for s, e in book.taken[busy["id"]]) - 2)
    book.links.append({**book.links[0], "valid_from": dt.date(2024, 5, 1)})
    book.links.append(
        {"source": "D02-003", "target": "D02-003", "kind": "twin", "valid_from": dt.date(2024, 5, 1)}
    )
    book.links.append(
        {"source": "D02-004", "target": "D02-005", "kind": "manages", "valid_from": dt.date(2024, 5, 1)}
    )
