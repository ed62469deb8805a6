"""Lessons: a tour with the answers that came with it at hand, and what is on screen as the text of a lesson."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Protocol

import msgspec

from tourapp import specs
from tourapp.authoring import Scene
from tourapp.learning.quiz import QuizAsked
from tourapp.player.state import PlayerState, Settings
from tourapp.player.tour import Stop, Tour, make_tour
from tourapp.specs.own.rows import plain_row
from tourapp.tours.format import Entry, Level, TourFile
from tourapp.tours.load import Resolved
from tourapp.world import Button, Inputs
from tourapp.world import controls as input_controls
from tourapp.world.inputs import followers
from tourapp.world.prepared import use_prepared

UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
LONGEST_NAME = 80


def ready_tour(found: Resolved) -> Tour:
    """A tour that plays, with the answers that came with it at hand, and no others."""
    use_prepared(found.recordings)
    return make_tour(found)


def lesson_of(state: PlayerState, tour: Tour, name: str) -> TourFile:
    """The present order and settings as a lesson of that name."""
    found = lesson_file(name, tour, state.settings, [entry_of(stop, state.settings) for stop in tour.stops])
    return found if state.asking is None else msgspec.structs.replace(found, asks=state.asking)


def lesson_file(name: str, tour: Tour, settings: Settings, stops: list[Entry]) -> TourFile:
    """A lesson with these stops, and the shared inputs as they are now."""
    entries: list[Entry] = []
    sections = [stop.section for stop in tour.stops] if len(stops) == len(tour.stops) else []
    for place, entry in enumerate(stops):
        section = sections[place] if sections else ""
        if section and (place == 0 or section != sections[place - 1]):
            entries.append(Entry(section=section))
        entries.append(entry)
    shared = shared_changes(settings.inputs)
    used = [values.get(name) for values in (shared, *(entry.set for entry in entries)) for name in ("model", "gpu")]
    title = UNSEEN.sub(" ", name).strip()[:LONGEST_NAME] or "A lesson"
    return TourFile(
        id=UNSAFE.sub("_", title).strip("_") or "lesson",
        title=title,
        stops=entries,
        about=tour.about,
        level=tour.level,
        set=shared,
        prompts=list(tour.prompts),
        models=[row for id, row in specs.own_models().items() if id in used],
        gpus=[row for id, row in specs.own_gpus().items() if id in used],
        asks=tour.asks,
    )


def entry_of(stop: Stop, settings: Settings) -> Entry:
    """A stop as a line of a lesson: its beats, its minutes, and what is set there now."""
    if stop.scene.course is not None:
        return course_entry(stop, round(stop.minutes, 2), stop.say, "deeper" if stop.deeper else None)
    every = len(stop.every) == len(stop.scene.timeline.beats)
    return Entry(
        scene=stop.scene.id,
        beats=None if every else [stop.scene.timeline.beats[beat].name for beat in stop.every],
        set=own_settings(stop, settings),
        minutes=round(stop.minutes, 2),
        title=None if stop.title == stop.scene.title else stop.title[:LONGEST_NAME] or None,
        say=stop.say,
        level="deeper" if stop.deeper else None,
    )


class AsksQuestions(Protocol):
    """A stop of a tour or of a lesson in the making."""

    @property
    def scene(self) -> Scene:
        """Its page."""

    @property
    def quiz(self) -> QuizAsked | None:
        """What it asks."""

    @property
    def title(self) -> str | None:
        """What it is called there."""


def course_entry(stop: AsksQuestions, minutes: float, say: str, level: Level | None = None) -> Entry:
    """A quiz, or the list of what one can do, as a line of a lesson."""
    title = None if not stop.title or stop.title == stop.scene.title else stop.title[:LONGEST_NAME]
    more: dict[str, Any] = {"minutes": minutes, "title": title, "say": say, "level": level}
    if stop.scene.course == "ready":
        return Entry(ready=True, **more)
    asked = stop.quiz or QuizAsked()
    return Entry(quiz=list(asked.skills), count=asked.count, aloud=asked.aloud or None, **more)


def own_settings(stop: Stop, settings: Settings) -> dict[str, Any]:
    """What has another value at a stop than where nobody sets anything: by its tour, or by a person."""
    now = {**stop.settings, **settings.view.get(stop.key, {}), **settings.overrides.get(stop.key, {})}
    usual: Mapping[str, Any] = {**stop.scene.view_defaults, **stop.scene.overrides}
    known = input_controls()
    return {
        name: value
        for name, value in now.items()
        if not isinstance(stop.scene.control(name) or known.get(name), Button)
        and (name not in usual or usual[name] != value)
    }


def shared_changes(now: Inputs, usual: Inputs | None = None) -> dict[str, Any]:
    """The shared inputs that differ from the usual ones, without those that follow others by themselves."""
    base = usual or Inputs()
    return {
        name: getattr(now, name)
        for name, control in input_controls().items()
        if not isinstance(control, Button)
        and (name in now.held or name not in followers())
        and (getattr(now, name) != getattr(base, name) or name in now.held - base.held)
    }


def lesson_text(file: TourFile) -> bytes:
    """A lesson as it is written: one JSON object, fields that say nothing left out."""
    plain = msgspec.to_builtins(file)
    plain |= {"models": [plain_row(row) for row in file.models], "gpus": [plain_row(row) for row in file.gpus]}
    stops = [{name: value for name, value in stop.items() if value not in (None, "", {})} for stop in plain["stops"]]
    usual: dict[str, object] = {
        "about": "",
        "prompts": [],
        "seed": None,
        "asks": False,
        "minutes": None,
        "set": {},
        "models": [],
        "gpus": [],
        "level": "everyone",
    }
    kept = {name: value for name, value in plain.items() if name not in usual or value != usual[name]}
    return msgspec.json.format(msgspec.json.encode({**kept, "stops": stops}), indent=1) + b"\n"
