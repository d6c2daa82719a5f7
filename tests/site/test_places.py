import json
from pathlib import Path

import pytest

from classify.engine import Run
from classify.errors import ClassifyError
from classify.report.places import Places, read_places
from classify.report.site import site_files


def written(path: Path, features: object) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def feature(name: str, kind: str, at: object) -> dict[str, object]:
    return {"type": "Feature", "properties": {"name": name}, "geometry": {"type": kind, "coordinates": at}}


SQUARE = [[[120, 31], [121, 31], [121, 32], [120, 32]]]


def test_points_and_outlines_are_known_by_id_or_name(tmp_path: Path) -> None:
    features = [feature("甲社区", "Point", [120.6, 31.3]), feature("乙社区", "Polygon", SQUARE)]
    features.append(feature("D1", "MultiPolygon", [SQUARE]))
    features.append({"type": "Feature", "properties": None, "geometry": None})
    found = read_places(written(tmp_path / "map.geojson", features))
    assert found.points["甲社区"] == (120.6, 31.3)
    assert found.points["乙社区"] == found.points["D1"] == (120.5, 31.5)
    assert len(found.outlines) == 2


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"features": [{"geometry": {"type": "Point", "coordinates": ["a"]}}]}', "\0"]
)
def test_what_is_no_geojson_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "map.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ClassifyError) as refused:
        read_places(path)
    assert refused.value.findings[0].place.file == "map.geojson"


def test_a_site_has_maps_where_positions_are_given_and_none_without(bad: Run) -> None:
    first, second, third = bad.outcomes[7:10]
    places = Places({first.id: (120.6, 31.3), second.name: (120.7, 31.4)})
    pages = dict(site_files(bad, "zh", places=places))
    assert 'id="map"' in pages["index.html"]
    assert 'id="where"' in pages[f"c/{first.id}.html"]
    assert 'id="where"' in pages[f"c/{second.id}.html"]
    assert 'id="where"' not in pages[f"c/{third.id}.html"]
