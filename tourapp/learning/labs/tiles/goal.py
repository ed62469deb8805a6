"""The second task: the tile that takes no more than a twentieth longer than the best."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tourapp.learning.labs.kinds import Hints, Knob, LabVerdict
from tourapp.learning.labs.state import LabState
from tourapp.learning.labs.tiles.case import SIZES, TileCase
from tourapp.quantity import Quantity
from tourapp.words import Phrase

TITLE = Phrase("Now the best tile")
START = 64


def _number(value: Any) -> Phrase:
    return Phrase("{n}", n=int(value))


KNOBS = (
    Knob("bm", Phrase("Rows of a tile"), lambda _case: SIZES, lambda _case: START, _number),
    Knob("bn", Phrase("Columns of a tile"), lambda _case: SIZES, lambda _case: START, _number),
)


def tile_of(knobs: Mapping[str, Any]) -> tuple[int, int]:
    """The tile as it is set."""
    return int(knobs.get("bm", START)), int(knobs.get("bn", START))


def longer(case: TileCase, tile: tuple[int, int]) -> Quantity:
    """How many times the best time a tile takes."""
    ratio = case.trial(*tile).seconds / case.best[0]
    return Quantity(ratio, "times", "time of a tile, over the best", "r", id=f"lab.longer({case},{tile})")


def goal(case: TileCase, state: LabState) -> LabVerdict:
    """It fits, and is as good as the best."""
    tile = tile_of(state.knobs)
    tried = case.trial(*tile)
    if not case.fits(*tile):
        return LabVerdict(False, Phrase("It does not fit into {n} KiB of fast memory.", n=case.kib), next_hint=1)
    if tile not in case.good:
        by_math = tried.math > tried.reading
        words = {"r": longer(case, tile)}
        told = Phrase("{r} the best time: too many turns are empty or padded.", **words)
        return LabVerdict(
            False, told if by_math else Phrase("{r} the best time: it reads too much.", **words), "", None, 2
        )
    return LabVerdict(True, Phrase("As good as the best."), next_hint=0)


def goal_words(_case: TileCase) -> Phrase:
    """What stands on the button."""
    return Phrase("Check this tile")


def goal_hints(_case: TileCase) -> Hints:
    """Where to look, the relation, and a gap."""
    return (
        Phrase("Look at the longer of the two times: reading or math."),
        Phrase("Larger edges read less, until the tile no longer fits or the last wave is empty."),
        Phrase("reading goes with 1 / bm + 1 / …"),
    )


def solve(case: TileCase) -> dict[str, Any]:
    """The best one."""
    return dict(zip(("bm", "bn"), case.best[1], strict=True))


def note(case: TileCase, state: LabState) -> Phrase:
    """The tile, and which of the two fought."""
    tile = tile_of(state.knobs)
    tried = case.trial(*tile)
    words: dict[str, Any] = {"m": case.rows, "n": case.columns, "k": case.depth, "bm": tile[0], "bn": tile[1]}
    words["p"] = Quantity(tried.busy, "share", "share of turns with a tile", "u", id=f"lab.busy({case},{tile})")
    if tried.math > tried.reading:
        return Phrase("{m} × {n}, depth {k}: tiles of {bm} × {bn}, {p} busy; empty turns were the limit.", **words)
    return Phrase("{m} × {n}, depth {k}: tiles of {bm} × {bn}, {p} busy; reading was the limit.", **words)
