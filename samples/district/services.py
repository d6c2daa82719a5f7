"""Make what a community has and hears: staff, teams, service points, buildings' upkeep, requests."""

from columns import POINTS, TEAMS, TICKETS
from kinds import Dice, split

UNCATEGORISED = 0.03
"""The highest share of requests the office did not put into a category."""


def services(dice: Dice, residents: int, households: int, dwellings: int) -> dict[str, int | float]:
    """Make the outcome figures of one community, keyed by field id."""
    return {
        **_staff(dice, residents, households),
        **_points(dice, households),
        **_buildings(dice, households, dwellings),
        **_requests(dice, households),
    }


def _staff(dice: Dice, residents: int, households: int) -> dict[str, int | float]:
    """Draw units, workers, grids and the head counts of the teams."""
    grids = max(2, round(households / dice.value("households_per_grid")))
    return {
        "resident_units": round(residents / 1000 * dice.value("units_per_1000_residents")),
        "community_workers": round(residents / 10000 * dice.value("workers_per_10000_residents")),
        "grids": grids,
        "grid_workers": round(grids * dice.value("workers_per_grid")),
        **{f"team_{team}": dice.count(f"team_{team}") for team in TEAMS},
    }


def _points(dice: Dice, households: int) -> dict[str, int | float]:
    """Draw the floor area for services and the points by kind."""
    return {
        "service_area_m2": 10 * round(households / 1000 * dice.value("service_area_per_100_households")),
        **{f"service_points_{point}": dice.count(f"service_points_{point}") for point in POINTS},
    }


def _buildings(dice: Dice, households: int, dwellings: int) -> dict[str, int | float]:
    """Draw blocks, those without a lift, and parking spaces."""
    blocks = max(1, round(dwellings / dice.value("dwellings_per_block")))
    return {
        "blocks_total": blocks,
        "blocks_no_lift": round(blocks * dice.value("no_lift_share")),
        "parking_spaces": round(households * dice.value("parking_per_household")),
    }


def _requests(dice: Dice, households: int) -> dict[str, int | float]:
    """Draw requests by category, satisfaction with its sample, and households in need."""
    total = round(households / 1000 * dice.value("tickets_per_1000_households"))
    weights = {
        name: weight * dice.between(f"mood_{name}", 0.6, 1.4)
        for name, weight in dice.weights("tickets", TICKETS).items()
    }
    categorised = round(total * (1 - dice.between("uncategorised", 0, UNCATEGORISED)))
    parts = split(categorised, weights)
    return {
        "tickets_total": total,
        **{f"tickets_{name}": number for name, number in parts.items()},
        "satisfaction_pct": round(dice.value("satisfaction_pct"), 3),
        "satisfaction_n": dice.count("satisfaction_n"),
        "low_income_households": round(households / 1000 * dice.value("low_income_per_1000_households")),
    }
