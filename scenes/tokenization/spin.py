"""The list of all tokens as a drum that turns: at which line it stands, and which tokens have their id. Data only."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.tokenization.moment import TreeMoment
from tourapp.authoring import Frame, clamp, ease_in, mix

STOPS = 4
"""So many tokens turn the drum; the others take their ids after them."""
BRAKE, CRAWL = 0.5, 7.0
"""Share of a spin after which single lines can be read, and how many lines are left then."""
REST = 0.28
"""Share of a stop in which the drum stands still and the number goes up."""


@dataclass(frozen=True, slots=True)
class DrumSpin:
    """line: where the drum stands, a line number with a fraction; `turns`: places of the tokens it turns for, in order;
    `stop`: which of these is now; `fast`: 0..1, lines cannot be read; `rise`: how far that token's number is on its way
    up; `rest`: how far the other tokens' are."""

    line: float
    turns: tuple[int, ...]
    stop: int
    fast: float
    rise: float
    rest: float

    def has_id(self, chip: int) -> float:
        """How far a token's number has arrived, 0..1."""
        if chip not in self.turns:
            return self.rest
        turn = self.turns.index(chip)
        return 1.0 if turn < self.stop else self.rise if turn == self.stop else 0.0

    @property
    def now(self) -> int:
        """Place of the token that it turns for."""
        return self.turns[self.stop]


def turns_of(s: TreeMoment) -> tuple[int, ...]:
    """Places of the tokens that turn the drum: the first ones, and the largest last of all."""
    others = [place for place in range(len(s.chips)) if place != s.hot]
    return (*others[: STOPS - 1], s.hot) if s.hot >= 0 else tuple(others[:STOPS])


def drum_spin(f: Frame, s: TreeMoment) -> DrumSpin:
    """Where the drum stands in this frame."""
    turns = turns_of(s)
    ids = [s.ids[place] for place in turns]
    share = f.cue("ids.spin", eased=False) * len(ids)
    stop = min(int(share), len(ids) - 1)
    u = clamp(share - stop)
    end = float(ids[stop])
    start = float(ids[stop - 1]) if stop > 0 else 0.0
    turned, rise = clamp(u / (1.0 - REST)), clamp((u - 1.0 + REST) / REST)
    way = CRAWL if end >= start else -CRAWL
    if turned < BRAKE:
        line = mix(start, end - way, float(ease_in(turned / BRAKE)))
    else:
        line = end - way * (1.0 - (turned - BRAKE) / (1.0 - BRAKE)) ** 2
    fast = clamp(4.0 * turned) * clamp((BRAKE + 0.04 - turned) / 0.04)
    return DrumSpin(line, turns, stop, float(fast), float(rise), f.cue("ids.rest"))
