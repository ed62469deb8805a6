"""The plan of a talk: when each beat of a tour is due, from its minutes or from how long it took in a rehearsal."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from tourapp.player.marks import marks_of
from tourapp.player.talk import Spot, Talk
from tourapp.player.tour import TALK, Tour


@dataclass(frozen=True, slots=True)
class TalkPlan:
    """due: when each beat is to begin, in the order of the marks (seconds, rising); total: when the talk is to end;
    begun: how far into the plan the talk began (Shift+F5), so that it is not early by all that came before."""

    due: tuple[float, ...]
    total: float
    begun: float = 0.0

    def since(self, talk: Talk, tour: Tour) -> TalkPlan:
        """The same plan for a talk that began at another beat than the first."""
        places = {(tour.stops[mark.stop].key, mark.beat): number for number, mark in enumerate(marks_of(tour).all)}
        first = talk.reached[0][0] if talk.reached else None
        return replace(self, begun=self.due[places[first]] if first in places else 0.0)

    def end(self, place: int) -> float:
        """When a beat is to be over."""
        return self.due[place + 1] if place + 1 < len(self.due) else self.total

    def behind(self, place: int, elapsed: float) -> float:
        """Seconds behind the plan with beat `place` on stage; below 0 ahead of it; 0 while the beat is in its time."""
        now = self.begun + elapsed
        return max(0.0, now - self.end(place)) or min(0.0, now - self.due[place])

    def left(self, elapsed: float) -> float:
        """Seconds of the talk that are left; below 0 when it is over."""
        return self.total - self.begun - elapsed

    def place_at(self, seconds: float) -> int:
        """Which beat the plan has on stage at a time."""
        return max(0, bisect_right(self.due, seconds) - 1)


def plan_of(tour: Tour) -> TalkPlan:
    """The plan of a tour: the minutes of each stop, shared among its beats by their own seconds and those of talk.
    Where the whole tour has minutes of its own, they count."""
    given = sum(stop.minutes for stop in tour.stops)
    scale = tour.minutes / given if given > 0.0 and tour.minutes > 0.0 else 1.0
    due, time = [], 0.0
    for stop in tour.stops:
        weights = [end - start + TALK for _, start, end in stop.spans]
        seconds = stop.minutes * 60.0 * scale or sum(weights)
        for weight in weights:
            due.append(time)
            time += seconds * weight / sum(weights)
    return TalkPlan(tuple(due), time)


def plan_of_rehearsal(tour: Tour, reached: tuple[tuple[Spot, float], ...], total: float) -> TalkPlan | None:
    """The plan that a run of the tour is: each beat when it was first shown. A beat that was left out is due with the
    next one that was shown. None where nothing of the tour was."""
    times = dict(reached)
    marks = marks_of(tour).all
    shown = [times.get((tour.stops[mark.stop].key, mark.beat)) for mark in marks]
    if all(time is None for time in shown) or total <= 0.0:
        return None
    due, following = [0.0] * len(marks), total
    for place in range(len(marks) - 1, -1, -1):
        found = shown[place]
        following = following if found is None else min(following, found)
        due[place] = following
    return TalkPlan(tuple(due), total)


def over(tour: Tour, talk: Talk) -> bool:
    """Whether a talk got to the tour's last stop."""
    return any(key == tour.stops[-1].key for (key, _), _ in talk.reached)


def complete(tour: Tour, talk: Talk) -> bool:
    """Whether a talk went from the tour's first stop to its last: only then is its timing a rehearsal."""
    first = any(key == tour.stops[0].key for (key, _), _ in talk.reached)
    return first and over(tour, talk) and len(talk.reached) > 1
