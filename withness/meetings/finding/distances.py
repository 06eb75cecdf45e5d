"""Distances on a sphere of the size of the earth; against the true shape of it they are wrong by less than 0.4 %."""

from __future__ import annotations

from math import asin, cos, degrees, radians, sin, sqrt

EARTH = 6371.0088  # km, the mean radius (IUGG)


def kilometres(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """The way from one point to another over the ground (haversine)."""
    lat, to_lat = radians(latitude), radians(to_latitude)
    half = sin((to_lat - lat) / 2) ** 2 + cos(lat) * cos(to_lat) * sin(radians(to_longitude - longitude) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))


def box_around(
    latitude: float, longitude: float, reach: float
) -> tuple[tuple[float, float], list[tuple[float, float]]]:
    """Latitudes from and to, and one or two stretches of longitudes, that hold every point within `reach` km. Exact:
    around a pole all longitudes, across the date line two stretches.
    """
    angle = degrees(reach / EARTH)
    south, north = latitude - angle, latitude + angle
    if south <= -90 or north >= 90:
        return (max(south, -90.0), min(north, 90.0)), [(-180.0, 180.0)]
    wide = degrees(asin(min(1.0, sin(reach / EARTH) / cos(radians(latitude)))))
    west, east = longitude - wide, longitude + wide
    if west < -180:
        return (south, north), [(west + 360, 180.0), (-180.0, east)]
    if east > 180:
        return (south, north), [(west, 180.0), (-180.0, east - 360)]
    return (south, north), [(west, east)]
