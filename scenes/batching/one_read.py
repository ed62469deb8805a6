"""One read of the weights, twice: for one user alone it makes one token, for all users together one for each of them.

Not here: the wall and the ways from it (`weight_wall`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.batching.facts import our_words
from scenes.batching.weight_wall import CORES, LANE_END, LANE_X, draw_core, draw_sheet, draw_wall, lane_heights
from tourapp.authoring import Frame, Phrase, Picture, Rect, mix, ramp, smooth
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, LINE, TITLE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import SlotRead

PERIOD = 2.4
"""Seconds of one step while the beat rests, slowed down to be seen."""
BEGINS = 0.64
"""Share of the beat from which both halves go on in step."""
ARRIVED, LANDED = 0.4, 0.8
"""Shares of a step at which its read has come to the core, and its tokens to the ends of their lanes."""
OUR_PLACE = 0.3
"""How far down among the users ours is drawn."""
BRIGHT, QUIET = 0.95, 0.3
"""How bright a core's units stand as the scene begins, and while they have nothing to do."""
WORDS_X = 950
CHIP = Rect(1254, 0, 186, 48)


@dataclass(frozen=True, slots=True)
class ReadStep:
    """One step of a half: how far it is (0..1), and how many steps came before it."""

    phase: float
    before: int

    @property
    def front(self) -> float:
        """How far the read has come on its way."""
        return float(smooth(ramp(self.phase, 0.02, ARRIVED)))

    @property
    def strength(self) -> float:
        """How bright it is: a step that is over has left its light."""
        return 1.0 - 0.55 * float(smooth(ramp(self.phase, 0.72, 1.0)))

    @property
    def token(self) -> float:
        """How far the tokens are on their lanes."""
        return float(smooth(ramp(self.phase, ARRIVED, LANDED)))

    @property
    def landed(self) -> int:
        """How many tokens each lane has had."""
        return self.before + (self.phase >= LANDED)


def steps_now(f: Frame) -> tuple[ReadStep, ReadStep]:
    """The step of each half: once alone, the upper one first, then both in step for as long as the beat rests."""
    seconds = f.timeline.beats[f.timeline.index("share")].seconds
    since = f.clock - BEGINS * seconds
    if f.still:
        return ReadStep(1.0, 1), ReadStep(1.0, 1)
    if since > 0:
        both = ReadStep((since / PERIOD) % 1.0, 1 + int(since / PERIOD))
        return both, both
    return ReadStep(f.cue("share.one", eased=False), 0), ReadStep(f.cue("share.many", eased=False), 0)


def draw_one_read(f: Frame, p: Picture, slots: int, read: SlotRead) -> None:
    """The wall at the left, one user above, all of them below."""
    ours = int(OUR_PLACE * slots)
    draw_wall(p, read.step)
    for half, step in enumerate(steps_now(f)):
        rows = np.arange(slots) if half else np.array([ours])
        draw_sheet(p, half, step.front, step.strength)
        lit = np.zeros(slots)
        lit[rows] = mix(0.25 if step.before else 0.0, 1.0, float(ramp(step.phase, ARRIVED - 0.06, ARRIVED + 0.04)))
        draw_core(p, half, lit, mix(BRIGHT, QUIET, f.cue("share.settle")))
        ys = lane_heights(CORES[half], slots)
        _draw_lanes(p, ys[rows], step)
        _draw_our_token(f, p, float(ys[ours]), step)
    _draw_words(f, p, slots, read)


def _draw_lanes(p: Picture, ys: np.ndarray, step: ReadStep) -> None:
    """A line for each user, and the token that runs along it and rests at its end."""
    n, size = len(ys), 54.0 if len(ys) <= 8 else 34.0
    p.lines(np.stack([np.full(n, LANE_X), ys, np.full(n, LANE_END), ys], 1), "decode", width=2.0, alpha=0.55)
    if 0 < step.token < 1:
        head = mix(LANE_X, LANE_END, step.token)
        tail = max(LANE_X, head - 150)
        p.lines(np.stack([np.full(n, tail), ys, np.full(n, head), ys], 1), "decode", width=4.0)
        p.sprites(np.stack([np.full(n, head), ys], 1), size, "decode")
    if step.landed:
        fresh = 0.55 + 0.45 * (1 - float(ramp(step.phase, 0.0, 0.3)) if step.phase < LANDED else 1.0)
        p.sprites(np.stack([np.full(n, LANE_END), ys], 1), size, "decode", alpha=fresh)


def _draw_our_token(f: Frame, p: Picture, y: float, step: ReadStep) -> None:
    """The newest token of our answer at the end of our lane."""
    words = our_words(f.world)
    box = CHIP.move(0, y - CHIP.h / 2)
    if not step.landed or not words:
        return
    p.rects([box], "ground", radius=10, stroke="white", stroke_width=2.5)
    word = words[(step.landed - 1) % len(words)]
    p.text((box.cx, box.cy + 9), "{w}", w=word, size=LABEL, weight=600, role="decode", align="center")


def _draw_words(f: Frame, p: Picture, slots: int, read: SlotRead) -> None:
    """What a token moves for one user alone, and for each of all of them."""
    one, many = f.cue("share.first_sum", eased=False), f.cue("share.second_sum", eased=False)
    p.text((WORDS_X, CORES[0].y + 34), "one user alone", size=LINE, role="dim")
    _draw_sum(p, 332, Phrase("{v}", v=f.world.lone_read.total), Phrase("moved for its token"), one)
    _draw_sum(p, 492, Phrase("{v} ✓", v=read.total.to(read.total.unit)), Phrase("for each of {n} users", n=slots), many)


def _draw_sum(p: Picture, y: float, figure: Phrase, words: Phrase, shown: float) -> None:
    """A large number and what it is."""
    role = "good" if "✓" in figure.template else "ink"
    p.text((WORDS_X - 4, y), figure, size=FIGURE_LARGE, weight=600, role=role, alpha=shown)
    p.text((WORDS_X, y + 56), words, size=TITLE, weight=500, alpha=shown)
