"""How far the request has got at the end of a beat: a named point of its way, or a share of the answer that is written.

Not here: the figures at a point (`world.parts.passport`).
"""

from __future__ import annotations

REACHED = {"typed": 0.0, "sent": 1.0, "called": 2.0, "cut": 3.0, "read": 4.0, "written": 5.0, "done": 6.0}
"""Typed; at the datacentre; called from the line; cut into tokens; its prompt read; its answer written; the last word
back home."""

Reached = str | float
"""A name, or the share 0..1 of the answer that is written."""


def way_of(reached: Reached) -> float:
    """The point on the way, 0 to 6. ValueError names what is allowed."""
    if isinstance(reached, str):
        if reached not in REACHED:
            raise ValueError(f"reached: {reached!r} is not one of {', '.join(REACHED)}, or a share of the answer")
        return REACHED[reached]
    if not 0.0 <= reached <= 1.0:
        raise ValueError(f"reached: {reached!r} is not a share of the answer, 0 to 1")
    return REACHED["read"] + reached


def way_at(steps: tuple[Reached | None, ...], place: int, share: float) -> float | None:
    """The point on the way in beat `place` at a share of it; beats without a word of their own stay where the one
    before ended. None for a scene whose beats say nothing: it is not about the request's way."""
    ways = [None if step is None else way_of(step) for step in steps]
    known = [way for way in ways[: place + 1] if way is not None]
    if not any(way is not None for way in ways):
        return None
    if not known:
        return next(way for way in ways if way is not None)
    before = [way for way in ways[:place] if way is not None]
    start = before[-1] if before else known[0]
    end = ways[place] if ways[place] is not None else start
    assert end is not None
    return start + (end - start) * share
