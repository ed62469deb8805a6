"""What the scene is drawn from: the traffic at the chosen size, the loop on the real head, and where it stands now.

Data only, no drawing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame, Phrase, Quantity, clamp, ramp, smooth

if TYPE_CHECKING:
    from tourapp.authoring.kinds import FlashHead, FlashRun, Tile, Traffic

LEAST_SECONDS, FADE_SECONDS = 0.4, 0.2
"""A large picture of a tile stands at least so long, and so long the next one takes its place."""
START_AFTER, ROW_SECONDS = 0.5, 2.8
"""The row's first tile stands so long; then all its tiles are passed in at most so many seconds."""


@dataclass(frozen=True, slots=True)
class TileLoop:
    """The loop on the real head, with the causal mask or without it."""

    head: FlashHead
    causal: bool

    @property
    def run(self) -> FlashRun:
        """The finished loop: its tiles in order, its output, its bytes."""
        return self.head.runs[self.causal]

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """Every step."""
        return self.run.tiles

    @property
    def row_tiles(self) -> list[int]:
        """Indices of the tiles that the row followed passes."""
        return self.head.row_tiles(self.causal)

    @property
    def raised(self) -> int:
        """Which of those raises the row's maximum best to see; 0 where none does."""
        return self.head.steps[self.causal]

    @property
    def error(self) -> Quantity:
        """Largest difference of the output from the same sum with twice the digits."""
        return self.head.errors[self.causal]

    @property
    def skipped(self) -> int:
        """Tiles that the mask hides."""
        rows = len(self.head.edges()) - 1
        return rows * rows - len(self.tiles)


@dataclass(frozen=True, slots=True)
class LoopMoment:
    """The tile at work, the step of the row followed, and how far its maximum has moved there, 0..1.

    shown: the tile whose numbers are drawn large, last: the one before it, fade: how far it has taken its place, 0..1;
    a large bright picture changes never more than a few times a second, however fast the loop runs.
    """

    loop: TileLoop
    index: int
    step: int
    moved: float
    shown: int
    last: int
    fade: float

    @property
    def tile(self) -> Tile:
        """The tile at work."""
        return self.loop.tiles[self.index]

    @property
    def picture(self) -> Tile:
        """The tile drawn large."""
        return self.loop.tiles[self.shown]

    @property
    def key(self) -> tuple[str, bool, int]:
        """All that a drawing of this tile depends on."""
        return self.loop.head.key, self.loop.causal, self.shown


@dataclass(frozen=True, slots=True)
class FlashFacts:
    """One moment: both ways' traffic at `tokens` tokens and head width `dim`, and the loop on the real head."""

    tokens: int
    dim: int
    traffic: Traffic
    now: LoopMoment

    @property
    def loop(self) -> TileLoop:
        """The loop on the real head."""
        return self.now.loop

    @property
    def head(self) -> FlashHead:
        """The real head."""
        return self.now.loop.head


def flash_facts(f: Frame) -> FlashFacts:
    """The moment that a frame shows."""
    loop = TileLoop(f.world.flash_head, bool(f["causal"]))
    traffic = f.world.flash_traffic[loop.causal]
    return FlashFacts(int(f["flash_tokens"]), int(f["flash_head_dim"]), traffic, _moment(f, loop))


def _moment(f: Frame, loop: TileLoop) -> LoopMoment:
    """Up to "softmax" the loop runs towards the row followed at the speed asked for, and arrives as that beat begins;
    then it goes through the row's own tiles up to the one that raises the maximum."""
    mine, best, speed = loop.row_tiles, loop.raised, f["step_speed"]
    softmax = f.timeline.index("softmax")
    if f.past("softmax") or (f.still and f.reached("softmax")):
        return _resting(loop, mine[best], best, 1.0)
    if f.reached("softmax"):
        since = max(0.0, f.t - f.timeline.start(softmax) - START_AFTER)
        steps = since * max(speed / 2, best / ROW_SECONDS)
        step = min(best, int(steps))
        return _resting(loop, mine[step], step, float(smooth(ramp(steps - step, 0.1, 0.6))))
    if f.reached("tiles"):
        left = 0.0 if f.still else max(0.0, f.timeline.start(softmax) - f.t)
        return _running(loop, left, float(speed))
    seconds = f.timeline.beats[f.timeline.index("tiles")].seconds
    return _resting(loop, max(0, mine[0] - int(speed * seconds)), 0, 1.0)


def _resting(loop: TileLoop, index: int, step: int, moved: float) -> LoopMoment:
    return LoopMoment(loop, index, step, moved, index, index, 1.0)


def _running(loop: TileLoop, left: float, speed: float) -> LoopMoment:
    """The loop `left` seconds before it reaches the row; the large picture changes at most each LEAST_SECONDS."""
    first, each = loop.row_tiles[0], max(1.0 / speed, LEAST_SECONDS)
    slot = math.floor(left / each + 1e-9)
    shown, last = (max(0, first - math.floor(k * each * speed + 1e-6)) for k in (slot, slot + 1))
    fade = float(smooth(clamp(((slot + 1) * each - left) / FADE_SECONDS)))
    return LoopMoment(loop, max(0, first - int(left * speed)), 0, 1.0, shown, last, fade)


def compared(traffic: Traffic) -> tuple[Quantity, Phrase]:
    """How many times as much one way moves as the other, and which way round; honest where tiling moves more."""
    if float(traffic.gain.value) >= 1:
        return traffic.gain, Phrase("less traffic")
    return traffic.more, Phrase("more traffic")


def power(small: Quantity) -> str:
    """A small number as '3.2 × 10⁻⁸'."""
    value = float(small.value)
    if value <= 0:
        return "0"
    exponent = int(np.floor(np.log10(value)))
    raised = str(exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{value / 10.0**exponent:.1f} × 10{raised}"
