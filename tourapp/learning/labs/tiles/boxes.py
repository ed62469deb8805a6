"""Four boxes about a square tile: how many tiles, waves, how busy the processors are, and the traffic."""

from __future__ import annotations

import math

from tourapp.learning.labs.kinds import Box, Hints, Mistake
from tourapp.learning.labs.tiles.case import BYTES, FIRST, TileCase, TileTrial
from tourapp.quantity import Quantity
from tourapp.words import Phrase


def _first(case: TileCase) -> TileTrial:
    return case.trial(FIRST, FIRST)


def _gb(elements: float) -> float:
    return BYTES * elements / 1e9


def _tiles_below(_case: TileCase) -> Phrase:
    return Phrase("of {b} × {b}", b=FIRST)


def _waves_below(case: TileCase) -> Phrase:
    return Phrase("on {n} processors", n=case.processors)


def _busy_below(_case: TileCase) -> Phrase:
    return Phrase("share of all turns")


def _traffic_below(_case: TileCase) -> Phrase:
    return Phrase("2 bytes a number")


def _tiles_hints(_case: TileCase) -> Hints:
    return (
        Phrase("Look at the result on the left: rows M, columns N."),
        Phrase("Tiles down times tiles across, each rounded up."),
        Phrase("ceil(M / b) × ceil(… / b)"),
    )


def _waves_hints(_case: TileCase) -> Hints:
    return (
        Phrase("Look at the box above and at the number of processors."),
        Phrase("Each takes one tile at a time; the last wave may be nearly empty."),
        Phrase("ceil(tiles / …)"),
    )


def _busy_hints(_case: TileCase) -> Hints:
    return (
        Phrase("Look at the seats of all waves: how many have a tile?"),
        Phrase("Tiles over seats; seats are waves times processors."),
        Phrase("tiles / (waves × …)"),
    )


def _traffic_hints(_case: TileCase) -> Hints:
    return (
        Phrase("Look at one tile: it reads a band of rows and a band of columns."),
        Phrase("The left matrix is read once for each tile across, the upper one for each tile down; the result once."),
        Phrase("2 B × (M × K × ceil(N / b) + K × N × … + M × N)"),
    )


BOXES = (
    Box(
        "tiles",
        Phrase("tiles"),
        "1",
        lambda case: Quantity(_first(case).tiles, "1", "tiles of the result", "n_t"),
        _tiles_hints,
        _tiles_below,
        (
            Mistake(
                lambda case: math.ceil(case.rows / FIRST) + math.ceil(case.columns / FIRST),
                Phrase("That adds: tiles down times tiles across."),
            ),
            Mistake(
                lambda case: math.ceil(case.rows / FIRST) * math.ceil(case.depth / FIRST),
                Phrase("K is the depth: the result has M rows and N columns."),
            ),
        ),
        rel=0.0,
        near=0.01,
    ),
    Box(
        "waves",
        Phrase("waves"),
        "1",
        lambda case: Quantity(_first(case).waves, "1", "waves of tiles", "n_w"),
        _waves_hints,
        _waves_below,
        (
            Mistake(
                lambda case: _first(case).tiles / case.processors, Phrase("A wave that is begun is a wave: round up.")
            ),
            Mistake(
                lambda case: _first(case).waves - 1, Phrase("Rounded down: the rest of the tiles need a turn too.")
            ),
        ),
        rel=0.0,
        near=0.001,
        sign="÷",
    ),
    Box(
        "busy",
        Phrase("busy"),
        "share",
        lambda case: Quantity(_first(case).busy, "share", "share of turns with a tile", "u"),
        _busy_hints,
        _busy_below,
        (Mistake(lambda case: 1.0 - _first(case).busy, Phrase("That is the share that idles.")),),
        rel=0.0,
        near=0.005,
    ),
    Box(
        "traffic",
        Phrase("traffic"),
        "GB",
        lambda case: Quantity(_first(case).traffic, "B", "bytes read and written", "Q"),
        _traffic_hints,
        _traffic_below,
        (
            Mistake(
                lambda case: _gb(case.rows * case.depth + case.depth * case.columns + case.rows * case.columns),
                Phrase("That is everything once: a band is read for every tile that needs it."),
            ),
            Mistake(lambda case: _first(case).traffic / 2e9, Phrase("Half of it: two bytes a number.")),
            Mistake(lambda case: _gb(2.0 * case.rows * case.columns * case.depth), Phrase("That is without any tile.")),
        ),
        rule=True,
    ),
)
