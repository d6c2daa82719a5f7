"""Where communities lie: points by id or name, and outlines, from a GeoJSON file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from classify.errors import Place, refuse
from classify.model.outcome import Outcome

Point = tuple[float, float]
_KEYS = (
    "id",
    "local_id",
    "community_code",
    "name",
    "community_name",
    "本地稳定编号",
    "统计用区划代码",
    "社区名称",
)


@dataclass(frozen=True)
class Places:
    """Hold positions by a community's id or name (longitude, latitude), and outlines to draw below them."""

    points: Mapping[str, Point] = field(default_factory=dict)
    outlines: Sequence[Sequence[Point]] = ()

    def of(self, outcome: Outcome) -> Point | None:
        """Return where a community lies, by its id or else its name."""
        return self.points.get(outcome.id) or self.points.get(outcome.name)


NOWHERE = Places()


def read_places(path: Path) -> Places:
    """Read a GeoJSON FeatureCollection: points, or outlines whose middle stands for the community.

    A feature is known by the property `id`, `name` or the like. Raises `ClassifyError` where the file is no
    GeoJSON.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        features = data["features"]
        found = [(_names(f.get("properties") or {}), list(_rings(f["geometry"]))) for f in features]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise refuse("REPORT006", Place(path.name), exit_code=1) from None
    points = {name: _middle(rings) for names, rings in found if rings for name in names}
    return Places(points, tuple(ring for _names, rings in found for ring in rings if len(ring) > 1))


def _names(properties: Mapping[str, Any]) -> list[str]:
    return [str(properties[key]) for key in _KEYS if properties.get(key)]


def _rings(geometry: Mapping[str, Any] | None) -> Iterator[Sequence[Point]]:
    """Yield a point as a ring of one, and the outer ring of every polygon."""
    if geometry is None:
        return
    kind, at = geometry["type"], geometry["coordinates"]
    if kind == "Point":
        yield [_point(at)]
    polygons: Iterable[Any] = [at] if kind == "Polygon" else at if kind == "MultiPolygon" else ()
    for polygon in polygons:
        yield [_point(p) for p in polygon[0]]


def _point(at: Sequence[Any]) -> Point:
    return float(at[0]), float(at[1])


def _middle(rings: Sequence[Sequence[Point]]) -> Point:
    largest = max(rings, key=len)
    return sum(p[0] for p in largest) / len(largest), sum(p[1] for p in largest) / len(largest)
