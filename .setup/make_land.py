"""Make assets/geo from the outline data of the npm package world-atlas: a tool for development only.

Usage: npm pack world-atlas@2.0.2 && python .setup/make_land.py world-atlas-2.0.2.tgz

It decodes the TopoJSON outlines, decides land or water by the even-odd rule along lines of constant
latitude, and writes
  land_dots.npz  lat, lon (float32, degrees): land points in rows 0.62 degrees apart, even on the globe
  land_mask.npz  bits (uint8, 1800 x 450): np.unpackbits(bits, axis=1) is the 1800 x 3600 land mask, north up,
                 first column just east of 180 degrees west
"""

from __future__ import annotations

import json
import sys
import tarfile
from pathlib import Path

import numpy as np

MEMBER = "package/land-50m.json"
ROW_DEGREES = 0.62
MASK_HEIGHT, MASK_WIDTH = 1800, 3600
OUT = Path(__file__).resolve().parent.parent / "assets" / "geo"


def decode_rings(topology: dict) -> list[np.ndarray]:
    """All outline rings of the land object, each (n, 2) float64 of longitude and latitude in degrees.

    TopoJSON stores arcs as integer steps on a grid (scale and translate), and rings as lists of arc
    numbers in which ~i means arc i walked backwards.
    """
    scale = np.array(topology["transform"]["scale"])
    origin = np.array(topology["transform"]["translate"])
    arcs = [np.cumsum(np.array(arc, dtype=np.int64), axis=0) * scale + origin for arc in topology["arcs"]]
    rings = []
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                rings.append(np.concatenate([arcs[i] if i >= 0 else arcs[~i][::-1] for i in ring]))
    return rings


def unwrap(ring: np.ndarray) -> np.ndarray:
    """The ring with continuous longitudes: stepping over the date line is no longer a jump of 360 degrees.

    A ring that goes once round the globe (Antarctica) is closed through its pole.
    """
    closed = np.concatenate([ring, ring[:1]])
    lon, lat = np.unwrap(closed[:, 0], period=360), closed[:, 1]
    if abs(lon[-1] - lon[0]) > 180:
        pole = np.copysign(90.0, lat.mean())
        lon, lat = np.append(lon, [lon[-1], lon[0]]), np.append(lat, [pole, pole])
    return np.stack([lon, lat], axis=1)


class Coast:
    """Every outline edge, three times round the globe; answers which part of a line of latitude is land."""

    def __init__(self, rings: list[np.ndarray]) -> None:
        turns = [np.array([degrees, 0.0]) for degrees in (-360.0, 0.0, 360.0)]
        rings = [unwrap(ring) + turn for ring in rings for turn in turns]
        start = np.concatenate(rings)
        end = np.concatenate([np.roll(ring, -1, axis=0) for ring in rings])
        keep = start[:, 1] != end[:, 1]  # a horizontal edge crosses no line of latitude
        self.start, self.end = start[keep], end[keep]
        self.low = np.minimum(self.start[:, 1], self.end[:, 1])
        self.high = np.maximum(self.start[:, 1], self.end[:, 1])

    def land(self, lat: float, lon: np.ndarray) -> np.ndarray:
        """Which of the longitudes (degrees) are land at this latitude: bool, the shape of `lon`."""
        hit = (self.low <= lat) & (lat < self.high)
        a, b = self.start[hit], self.end[hit]
        crossings = np.sort(a[:, 0] + (lat - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0]))
        return np.searchsorted(crossings, lon) % 2 == 1


def make_mask(coast: Coast) -> np.ndarray:
    """The 1800 x 3600 land mask at pixel centres, north up, first column just east of 180 degrees west."""
    lon = -180 + (np.arange(MASK_WIDTH) + 0.5) * 360 / MASK_WIDTH
    lats = 90 - (np.arange(MASK_HEIGHT) + 0.5) * 180 / MASK_HEIGHT
    return np.stack([coast.land(lat, lon) for lat in lats])


def make_dots(coast: Coast) -> tuple[np.ndarray, np.ndarray]:
    """Land points in rows 0.62 degrees apart, 0.62 / cos(latitude) along a row, odd rows shifted by half."""
    lats, lons = [], []
    for row, lat in enumerate(np.arange(-90 + ROW_DEGREES / 2, 90, ROW_DEGREES)):
        count = max(1, round(360 * np.cos(np.radians(lat)) / ROW_DEGREES))
        lon = -180 + (np.arange(count) + (0.25 if row % 2 else 0.75)) * 360 / count
        lon = lon[coast.land(lat, lon)]
        lats.append(np.full(len(lon), lat, dtype=np.float32))
        lons.append(lon.astype(np.float32))
    return np.concatenate(lats), np.concatenate(lons)


def main() -> int:
    """Read the tarball named on the command line and write both files."""
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    with tarfile.open(sys.argv[1]) as archive:
        member = archive.extractfile(MEMBER)
        assert member is not None, f"{MEMBER} is not in the archive"
        coast = Coast(decode_rings(json.load(member)))
    OUT.mkdir(parents=True, exist_ok=True)
    lat, lon = make_dots(coast)
    np.savez_compressed(OUT / "land_dots.npz", lat=lat, lon=lon)
    mask = make_mask(coast)
    np.savez_compressed(OUT / "land_mask.npz", bits=np.packbits(mask, axis=1))
    weight = np.cos(np.radians(90 - (np.arange(MASK_HEIGHT) + 0.5) * 180 / MASK_HEIGHT))[:, None]
    share = float((mask * weight).sum() / (weight.sum() * MASK_WIDTH))
    print(f"{len(lat)} dots; {share:.1%} of the globe is land")
    for name in ("land_dots.npz", "land_mask.npz"):
        print(f"{name}: {(OUT / name).stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
