"""Reading polygons: coordinates are numbers within the earth, rings are closed, and nothing else of a file is believed."""

from __future__ import annotations

from typing import Any

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _

Polygon = list[list[list[float]]]

MOST_POINTS = 200_000
MOST_CELLS = 5_000
SMALLEST_RING = 4


class NotAnArea(Refusal):
    """The file is not GeoJSON that cells can be read from."""

    reason = _("第 {number} 块读不出来：{why}")
    mend = _("要 GeoJSON 的 FeatureCollection，每块是 Polygon 或 MultiPolygon，属性里有 code 和 name，坐标是经度在前的度数")
    field = "file"
    status = 422


def areas_in(content: Any) -> list[tuple[str, str, list[Polygon]]]:
    """Code, name and polygons of every feature; refuses the whole file when one feature cannot be read."""
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not features or len(features) > MOST_CELLS:
        raise NotAnArea(number=0, why=str(_("没有 features，或者太多")))
    found = [_area(number, feature) for number, feature in enumerate(features, start=1)]
    if sum(len(ring) for _code, _name, polygons in found for polygon in polygons for ring in polygon) > MOST_POINTS:
        raise NotAnArea(number=0, why=str(_("点太多")))
    codes = [code for code, _name, _polygons in found]
    for number, code in enumerate(codes, start=1):
        if codes.index(code) < number - 1:
            raise NotAnArea(number=number, why=str(_("code 重复")))
    return found


def _area(number: int, feature: Any) -> tuple[str, str, list[Polygon]]:
    try:
        properties, geometry = feature["properties"], feature["geometry"]
        code, name = str(properties["code"]).strip(), str(properties["name"]).strip()
        kind, coordinates = geometry["type"], geometry["coordinates"]
    except (KeyError, TypeError):
        raise NotAnArea(number=number, why=str(_("缺 code、name 或 geometry"))) from None
    if not code or not name or len(code) > 24 or len(name) > 80:
        raise NotAnArea(number=number, why=str(_("code 或 name 是空的，或太长")))
    if kind not in ("Polygon", "MultiPolygon"):
        raise NotAnArea(number=number, why=str(_("不是 Polygon 或 MultiPolygon")))
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons:
        raise NotAnArea(number=number, why=str(_("没有坐标")))
    return code, name, [[_ring(number, ring) for ring in _rings(number, polygon)] for polygon in polygons]


def _rings(number: int, polygon: Any) -> list[Any]:
    if not isinstance(polygon, list) or not polygon:
        raise NotAnArea(number=number, why=str(_("没有坐标")))
    return polygon


def _ring(number: int, ring: Any) -> list[list[float]]:
    if not isinstance(ring, list) or len(ring) < SMALLEST_RING:
        raise NotAnArea(number=number, why=str(_("一圈少于四个点")))
    points = [_point(number, point) for point in ring]
    if points[0] != points[-1]:
        raise NotAnArea(number=number, why=str(_("圈没有闭合")))
    return points


def _point(number: int, point: Any) -> list[float]:
    if (
        not isinstance(point, list)
        or len(point) < 2
        or any(isinstance(x, bool) or not isinstance(x, int | float) for x in point[:2])
    ):
        raise NotAnArea(number=number, why=str(_("坐标不是数字")))
    longitude, latitude = float(point[0]), float(point[1])
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise NotAnArea(number=number, why=str(_("坐标不在地球上")))
    return [longitude, latitude]
