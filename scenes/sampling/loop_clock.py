"""The loop of generation as a matter of time: how many tokens are out, which choice stands on the field, where the
light is. Pure arithmetic on seconds; nothing is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

SLOW = 2.2
"""Choices shown a second: below three, so that nothing flashes."""
SLOW_TOKENS = 6
"""Tokens shown one by one before the rest of the answer pours out."""
POUR = 4.0
"""Seconds in which the rest pours."""
LANDS = 0.82
"""Share of a slow step after which its token stands in the text."""


@dataclass(frozen=True, slots=True)
class LoopTurn:
    """One moment of the loop. `out` tokens after the first one stand in the text; the field changes from the choice of
    step `before` to that of step `at`, `phase` 0..1 through that; `slow` while one token is shown at a time."""

    out: int
    at: int
    before: int
    phase: float
    slow: bool
    done: bool


def tokens_out(seconds: float, rest: int) -> float:
    """Tokens after `seconds`, of `rest`: SLOW a second at first, then fast enough to end POUR seconds later."""
    first = min(SLOW_TOKENS, rest)
    if seconds * SLOW <= first:
        return max(0.0, seconds * SLOW)
    pace = max(SLOW, (rest - first) / POUR)
    return min(float(rest), first + (seconds - first / SLOW) * pace)


def turn(seconds: float, step: int, count: int) -> LoopTurn:
    """The moment `seconds` after the token of `step` was drawn, in an answer of `count` tokens."""
    rest = max(0, count - 1 - step)
    out = tokens_out(seconds, rest)
    tick = int(min(seconds, 1e6) * SLOW)
    phase = min(seconds, 1e6) * SLOW - tick
    last = step + rest
    at = min(last, step + 1 + int(tokens_out(tick / SLOW, rest)))
    before = min(last, step + 1 + int(tokens_out((tick - 1) / SLOW, rest))) if tick else step
    slow = out < min(SLOW_TOKENS, rest)
    shown = int(out) + (1 if slow and out - int(out) >= LANDS else 0)
    return LoopTurn(min(rest, shown), at, before, phase, slow, out >= rest)
