"""The shipped land dots and land mask: known places are where they belong, and both agree."""

from __future__ import annotations

import numpy as np
import pytest

from tourapp.assets import asset_path


@pytest.fixture(scope="module")
def mask() -> np.ndarray:
    with np.load(asset_path("geo", "land_mask.npz")) as archive:
        return np.unpackbits(archive["bits"], axis=1).astype(bool)


@pytest.fixture(scope="module")
def dots() -> tuple[np.ndarray, np.ndarray]:
    with np.load(asset_path("geo", "land_dots.npz")) as archive:
        return archive["lat"], archive["lon"]


def at(mask: np.ndarray, lat: np.ndarray | float, lon: np.ndarray | float) -> np.ndarray:
    """Land or water at a latitude and longitude in degrees."""
    row = ((90 - np.asarray(lat, dtype=np.float64)) * 10).astype(int)
    column = ((np.asarray(lon, dtype=np.float64) + 180) * 10).astype(int)
    return mask[row, column]


@pytest.mark.parametrize(
    ("place", "lat", "lon", "land"),
    [
        ("Madrid", 40.42, -3.70, True),
        ("Denver", 39.74, -104.99, True),
        ("Alice Springs", -23.70, 133.88, True),
        ("Chukotka, west of the date line", 67.0, 179.0, True),
        ("Chukotka, east of it", 66.5, -175.0, True),
        ("South Pole", -89.95, 0.0, True),
        ("Yakutsk", 62.03, 129.73, True),
        ("Fairbanks", 64.84, -147.72, True),
        ("Atlantic", 30.0, -40.0, False),
        ("Pacific", 0.0, -150.0, False),
        ("Caspian Sea", 42.0, 50.5, False),
        ("Arctic Ocean", 88.0, 0.0, False),
        ("Hudson Bay", 60.0, -85.0, False),
        ("Black Sea", 43.0, 34.0, False),
    ],
)
def test_known_places(mask: np.ndarray, place: str, lat: float, lon: float, land: bool) -> None:
    assert mask.shape == (1800, 3600)
    assert at(mask, lat, lon) == land, place


def test_dots_lie_on_land(mask: np.ndarray, dots: tuple[np.ndarray, np.ndarray]) -> None:
    lat, lon = dots
    assert lat.dtype == lon.dtype == np.float32 and lat.shape == lon.shape
    assert np.all(np.abs(lat) < 90) and np.all(np.abs(lon) < 180)
    assert at(mask, lat, lon).mean() > 0.98  # the mask is coarser than a coast


def test_share_of_land_and_density_of_dots(mask: np.ndarray, dots: tuple[np.ndarray, np.ndarray]) -> None:
    """About 29 % of the Earth is land (148.9 of 510.1 million square kilometres); dots lie evenly."""
    weight = np.cos(np.radians(89.95 - np.arange(1800) / 10))
    share = (mask.mean(axis=1) * weight).sum() / weight.sum()
    assert share == pytest.approx(148.9 / 510.1, abs=0.01)
    square_degrees = 360 * 360 / np.pi
    assert len(dots[0]) == pytest.approx(share * square_degrees / 0.62**2, rel=0.01)
    rows = np.unique(dots[0])
    assert np.allclose(np.diff(rows) / 0.62, np.round(np.diff(rows) / 0.62), atol=1e-3)
