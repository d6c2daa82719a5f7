"""Make what a community is: its people, homes, compounds, place and trade.

Parts never exceed totals and sums are exact; what is drawn at random comes from `kinds`.
"""

from typing import Any, NamedTuple

from columns import FORMS, PROPERTY_MODES
from kinds import Dice, split
from services import services

Row = dict[str, Any]
"""The cells of one community by field id; None is missing."""

ZONES = ("none", "coordination", "historic_district", "core")
PROTECTED = {"none": (0, 2), "coordination": (0, 5), "historic_district": (4, 19), "core": (8, 36)}
SQUARE_METRES = {
    "traditional": 66,
    "old_estate": 64,
    "commodity": 106,
    "resettlement": 98,
    "affordable_dorm": 64,
    "other": 80,
}
LEAST_METRES = 63
SERVED = ("market", "state", "shared")
REGISTERED_BASIS = 0.12
SMALLEST_FORM = 0.02


class Place(NamedTuple):
    """Say where a community is, of which latent kind, and how large."""

    key: str
    kind: str
    old_city: bool
    residents: int
    area_km2: float


def profile(place: Place) -> Row:
    """Make all figures of one community, keyed by field id."""
    dice = Dice(place.kind, place.key)
    people = _people(dice, place.residents)
    households = people["households_total"]
    homes = _homes(dice, households, old_city=place.old_city)
    return {
        "area_km2": place.area_km2,
        **people,
        **homes,
        **_compounds(dice, homes["dwellings_total"]),
        **_heritage(dice, old_city=place.old_city),
        **_trade(dice, homes["residential_gfa"], households),
        **services(dice, place.residents, households, homes["dwellings_total"]),
    }


def _people(dice: Dice, residents: int) -> Row:
    """Draw the population: ages are nested, migrants are residents who are not registered."""
    migrants = round(residents * dice.value("migrant_share"))
    registered = round((residents - migrants) * dice.value("registered_per_settled"))
    by_register = dice.between("population_basis", 0, 1) < REGISTERED_BASIS
    elders = round(residents * dice.value("share_60plus"))
    if by_register:  # some of the elders on the register live elsewhere
        elders = min(round(elders * dice.between("elders_on_register", 1, 1.12)), registered // 2)
    over_65 = round(elders * dice.value("share_65plus_of_60plus"))
    return {
        "residents_total": residents,
        "registered_population": registered,
        "households_total": round(residents / dice.value("persons_per_household")),
        "population_basis": "registered" if by_register else "resident",
        "residents_60plus": elders,
        "residents_65plus": over_65,
        "residents_80plus": round(over_65 * dice.value("share_80plus_of_65plus")),
        "residents_0_14": round(residents * dice.value("share_0_14")),
        "migrants_total": migrants,
        "origin_villages": dice.count("origin_villages"),
    }


def _homes(dice: Dice, households: int, *, old_city: bool) -> Row:
    """Draw the dwellings by form; openness, age and floor area follow from the forms."""
    total = round(households * dice.value("dwellings_per_household"))
    forms = _forms(dice, total, old_city=old_city)
    old_stock = forms["traditional"] + forms["old_estate"]
    newer = total - old_stock
    open_parts = {"traditional": forms["traditional"], "old_estate": forms["old_estate"], "newer": newer}
    opened = sum(homes * dice.value(f"open_of_{form}") for form, homes in open_parts.items())
    pre2001 = old_stock * dice.value("pre2001_of_old_stock") + newer * dice.value("pre2001_of_newer")
    usual = sum(homes * SQUARE_METRES[form] for form, homes in forms.items())
    area = max(usual * dice.between("floor_area", 0.97, 1.05), total * LEAST_METRES)
    year = "year_if_mostly_old" if pre2001 > total / 2 else "year_if_mostly_new"
    return {
        "dwellings_total": total,
        **{f"dwellings_{form}": homes for form, homes in forms.items()},
        "dwellings_pre2001": round(pre2001),
        "median_build_year": dice.count(year),
        "dwellings_open": round(opened),
        "rented_dwellings": round(total * dice.value("rented_share")),
        "residential_gfa": 100 * round(area / 100),
    }


def _forms(dice: Dice, total: int, *, old_city: bool) -> dict[str, int]:
    """Split the dwellings by form: lanes are in the old city, and the villages were outside it."""
    weights = dice.weights("form", FORMS)
    if dice.borderline:
        return split(total, weights)
    weights["resettlement" if old_city else "traditional"] *= 0.2
    return split(total, weights, SMALLEST_FORM)


def _compounds(dice: Dice, dwellings: int) -> Row:
    """Draw compounds, and of them the gated, the served by each mode, the organised."""
    total = max(1, round(dwellings / dice.value("dwellings_per_compound")))
    picks = [dice.pick(f"property#{at}", PROPERTY_MODES) for at in range(total)]
    modes = {mode: picks.count(mode) for mode in PROPERTY_MODES}
    committees = round(total * dice.value("committee_share"))
    return {
        "compounds_total": total,
        "compounds_gated": round(total * dice.value("gated_share")),
        "compounds_with_property": sum(modes[mode] for mode in SERVED),
        **{f"compounds_property_{mode}": number for mode, number in modes.items()},
        "compounds_with_committee": committees,
        "compounds_committee_party": round(committees * dice.value("committee_party_share")),
    }


def _heritage(dice: Dice, *, old_city: bool) -> Row:
    """Draw the protection zone, which only the old city has, and the protected buildings in it."""
    zone = dice.pick("heritage", ZONES) if old_city else "none"
    low, high = PROTECTED[zone]
    return {
        "heritage_zone": zone,
        "protected_buildings": int(dice.between("protected_buildings", low, high + 0.99)),
    }


def _trade(dice: Dice, residential_gfa: int, households: int) -> Row:
    """Draw shops and offices: floor area, business units, people by day."""
    share = dice.value("commercial_share")
    return {
        "commercial_gfa": 100 * round(residential_gfa * share / (1 - share) / 100),
        "business_units": round(households / 100 * dice.value("business_per_100_households")),
        "designated_commercial_district": dice.between("on_the_list", 0, 1) < dice.value("designated"),
        "daytime_ratio": round(dice.value("daytime_ratio"), 2),
    }
