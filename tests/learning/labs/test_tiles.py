"""The best tile: the answer keys over all tiles that fit, and counts that a loop over tiles agrees with."""

from __future__ import annotations

import math
from itertools import product

import pytest

from tests.learning.labs.trial import Trial
from tourapp.learning.labs.intents import LabEnter, SetKnob
from tourapp.learning.labs.tiles.case import GOOD, PRODUCTS, SIZES, TileCase

CASES = [TileCase(*row) for row in PRODUCTS]


def good(case: TileCase) -> set[tuple[int, int]]:
    """Tiles that pass, found one by one."""
    pairs = product(SIZES, SIZES)
    found = {pair for pair in pairs if case.fits(*pair) and case.trial(*pair).seconds <= GOOD * case.best[0]}
    assert found == case.good
    return found


def test_the_answer_keys() -> None:
    first = TileCase(2048, 4096, 4096, 164)
    assert good(first) == {(128, 128)} and first.trial(128, 128).busy == pytest.approx(0.970, abs=0.0005)
    assert good(TileCase(4096, 14336, 4096, 228)) == {(128, 256), (256, 128)}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_product_can_be_solved_and_does_not_begin_solved(case: TileCase) -> None:
    assert good(case) and (64, 64) not in good(case) and float(case.saving.value) == pytest.approx(2.0, abs=0.05)


@pytest.mark.parametrize(
    ("rows", "columns", "bm", "bn"), [(300, 1000, 128, 64), (129, 11008, 128, 128), (16, 16, 16, 16)]
)
def test_counts_are_those_of_a_loop(rows: int, columns: int, bm: int, bn: int) -> None:
    case, depth = TileCase(rows, columns, 576, 228), 576
    read, tiles = 0, 0
    for top, left in product(range(0, rows, bm), range(0, columns, bn)):
        read += depth * (min(bm, rows - top) + min(bn, columns - left))
        tiles += 1
    tried = case.trial(bm, bn)
    assert tried.traffic == 2 * (read + rows * columns) and tried.tiles == tiles
    assert tried.waves == math.ceil(tiles / 132) and tried.useful == rows * columns / (tiles * bm * bn)


@pytest.mark.parametrize(
    ("box", "text", "words"),
    [
        ("tiles", "16 + 32", "That adds: tiles down times tiles across."),
        ("waves", "tiles / sms", "A wave that is begun is a wave: round up."),
        ("waves", "3", "Rounded down: the rest of the tiles need a turn too."),
        ("busy", "3.03 %", "That is the share that idles."),
        ("traffic", "2 B * (M*K + K*N + M*N)", "That is everything once: a band is read for every tile that needs it."),
        ("traffic", "2 B * 2 * M * N * K", "That is without any tile."),
    ],
)
def test_what_a_wrong_box_is_told(box: str, text: str, words: str) -> None:
    assert Trial("tiles").to_task("2").solve_boxes(box).said(box, text) == words


def test_formulas_of_the_page() -> None:
    trial = Trial("tiles").to_task("2")
    assert (
        trial.said("tiles", "ceil(M/b) * ceil(N/b)") == "Right." and trial.said("waves", "ceil(tiles/sms)") == "Right."
    )
    assert trial.said("busy", "97 %") == "Right."
    assert trial.said("traffic", "2 B * (M*K*ceil(N/b) + K*N*ceil(M/b) + M*N)") == "Right."


@pytest.mark.parametrize(
    ("tile", "ok", "words"),
    [
        ((256, 256), False, "It does not fit into 164 KiB of fast memory."),
        ((16, 16), False, "best time: it reads too much."),
        ((128, 128), True, "As good as the best."),
    ],
)
def test_the_goal(tile: tuple[int, int], ok: bool, words: str) -> None:
    trial = Trial("tiles").to_task("2").solve_boxes()
    verdict = trial.do(SetKnob("bm", tile[0]), SetKnob("bn", tile[1]), LabEnter()).state.verdict
    assert verdict is not None and verdict.ok is ok and str(verdict.what).endswith(words)
