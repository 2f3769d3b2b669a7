"""Points on the globe: how far apart, where their middle is, and the one-degree cells that they lie in."""

from __future__ import annotations

import math


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in km on a sphere of radius 6,371 km."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(half, 1.0)))


def cell_of(row: int, column: int) -> int:
    """Number of the one-degree cell whose south-west corner has this latitude and longitude; cells of a row follow one another."""
    return (row + 90) * 360 + (column + 180)


def columns_between(low: int, high: int) -> list[tuple[int, int]]:
    """Column ranges of one-degree cells between two meridians, split where they pass 180 degrees."""
    if high - low >= 359:
        return [(-180, 179)]
    if low < -180:
        return [(low + 360, 179), (-180, high)]
    if high > 179:
        return [(low, 179), (-180, high - 360)]
    return [(low, high)]


def middle_of(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Mean of points on the sphere, so that a division astride 180 degrees keeps its middle."""
    x = math.fsum(math.cos(math.radians(lat)) * math.cos(math.radians(lon)) for lat, lon in points)
    y = math.fsum(math.cos(math.radians(lat)) * math.sin(math.radians(lon)) for lat, lon in points)
    z = math.fsum(math.sin(math.radians(lat)) for lat, _ in points)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
