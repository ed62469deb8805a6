"""The tours that the opening page offers, each with the scene whose picture stands for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tourapp.authoring import Scene
from tourapp.player.talks.cuts import shipped_tour
from tourapp.player.tour import Stop, Tour
from tourapp.tours.shelf import shipped


@dataclass(frozen=True, slots=True)
class OfferedTour:
    """A tour as a card: id ("" is the one that plays, where it is none of the product's), title and about as
    templates, minutes and scenes counted, and the scene that stands for it."""

    id: str
    title: str
    about: str
    minutes: int
    scenes: int
    pictured: Scene


def offered(tour: Tour) -> tuple[OfferedTour, ...]:
    """The cards while a tour plays: a tour of one's own first, then those of the product that can be told of without
    importing more scenes."""
    known = shipped_cards(tuple(name for name in shipped() if shipped().is_here(name)))
    if any(card.id == tour.id for card in known):
        return known
    used = {card.pictured.id for card in known}
    own = OfferedTour("", tour.title, tour.about, minutes_of(tour), len(tour.stops), _pictured(tour, used))
    return (own, *known)


@lru_cache(maxsize=4)
def shipped_cards(names: tuple[str, ...]) -> tuple[OfferedTour, ...]:
    """A card for each of some tours of the product; no two show the same scene while there are others."""
    found: list[OfferedTour] = []
    for name in names:
        tour = shipped_tour(name)
        scene = _pictured(tour, {card.pictured.id for card in found})
        found.append(OfferedTour(name, tour.title, tour.about, minutes_of(tour), len(tour.stops), scene))
    return tuple(found)


def minutes_of(tour: Tour) -> int:
    """How long it takes: the minutes its file gives; of one that gives none, those of its own motion."""
    known = tour.id in shipped() and shipped().is_here(tour.id)
    file = shipped()[tour.id].file if known else None
    given = tour.minutes if file is None or file.minutes is not None else tour.duration / 60.0
    return max(1, round(given))


def _pictured(tour: Tour, used: set[str]) -> Scene:
    """The scene that takes most of the tour's time, other than the first, which the page itself shows."""

    def weight(stop: Stop) -> tuple[bool, float]:
        return stop.scene.id not in used, stop.minutes

    return max(tour.stops[1:] or tour.stops, key=weight).scene
