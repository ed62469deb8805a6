"""Where the keys go on a page to work on: to a box or button, or to the next one, around the end. Values only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol

from tourapp.learning.labs import intents


class Stopped(Protocol):
    """A view whose state, a dataclass, says in `focus` which of its stops has the keys."""

    @property
    def state(self) -> Any: ...

    @property
    def stops(self) -> Sequence[str]: ...


def focused(view: Stopped, intent: intents.FocusBox) -> Any:
    """The state with the keys at the box asked for, at none where there is no such stop."""
    box = intent.box if intent.box in view.stops else ""
    return view.state if box == view.state.focus else replace(view.state, focus=box)


def moved(view: Stopped, intent: intents.MoveFocus) -> Any:
    """The state with the keys some stops on; the same object where there are no stops."""
    if not view.stops:
        return view.state
    return replace(view.state, focus=following(view.stops, view.state.focus, intent.by))


def following(stops: Sequence[str], now: str, by: int) -> str:
    """What has the keys `by` places after `now`; from nothing the first or the last one, "" where there is none."""
    if not stops:
        return ""
    place = stops.index(now) + by if now in stops else (0 if by > 0 else -1)
    return stops[place % len(stops)]
