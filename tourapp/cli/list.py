"""`tourapp list`: scenes with their beats and controls, tours with their stops, shared inputs, specifications."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from tourapp.cli.options import add_json, add_tour
from tourapp.cli.result import Result

if TYPE_CHECKING:
    from tourapp.authoring import Scene
    from tourapp.tours import Resolved


def register(sub: Any) -> None:
    """Add the command."""
    parser = sub.add_parser("list", help="tours, scenes, beats, controls, inputs and specifications")
    parser.add_argument("--specs", action="store_true", help="the tables of models, GPUs and prices with their sources")
    add_tour(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """The lists as data and as text."""
    if args.specs:
        from tourapp.cli.specs_table import specs_tables, specs_text

        tables = specs_tables()
        return Result(tables, specs_text(tables))
    from tourapp.tours import DEFAULT, all_scenes, shipped
    from tourapp.tours.shelf import known_scenes, tour_called
    from tourapp.world import controls, describe

    meant = list(shipped().values()) if args.tour is None else [tour_called(args.tour)]
    order = {stop.scene.id: place for place, stop in enumerate(shipped()[DEFAULT].stops, 1)}
    names = known_scenes() if args.tour is None else dict.fromkeys(stop.scene.id for stop in meant[0].stops)
    scenes = [_scene(all_scenes()[name], order.get(name)) for name in names]
    inputs = [describe(each) for each in controls().values()]
    tours = [_tour(each) for each in meant]
    return Result({"scenes": scenes, "inputs": inputs, "tours": tours}, _text(scenes, inputs, tours))


def _scene(item: Scene, order: int | None) -> dict[str, Any]:
    from tourapp.tours.shelf import ways_from
    from tourapp.world import describe

    beats = [
        {
            "name": beat.name,
            "seconds": beat.seconds,
            "caption": beat.caption,
            "level": beat.level,
            "notes": asdict(item.notes[beat.name]) if beat.name in item.notes else None,
            "ask": _ask(item, beat.name),
        }
        for beat in item.timeline.beats
    ]
    return {
        "id": item.id,
        "title": item.title,
        "order": order,
        "operator": item.operator,
        "explore": [each.id for each in ways_from(item.id)],
        "beats": beats,
        "controls": [describe(each) for each in item.controls],
    }


def _ask(item: Scene, beat: str) -> dict[str, Any] | None:
    """What a beat asks the class, the options as they are under the usual settings."""
    from tourapp.authoring import Frame, say_words
    from tourapp.errors import DamagedFileError
    from tourapp.world import Inputs, World

    ask, line = item.asks.get(beat), item.timeline
    if ask is None:
        return None
    frame = Frame(World(Inputs()), line, line.start(line.index(beat)), controls=item.view_defaults)
    try:
        options = [say_words(option.words) for option in ask.options_at(frame)]
    except DamagedFileError:  # what is damaged is told where it is needed
        options = []
    return {"question": ask.question, "kind": "choice" if len(ask.options) else "number", "options": options}


def _tour(item: Resolved) -> dict[str, Any]:
    from tourapp.player.tour import make_tour

    tour = make_tour(item)
    stops = [
        {
            "key": stop.key,
            "scene": stop.scene.id,
            "lab": stop.scene.lab,
            "quiz": None if stop.quiz is None else list(stop.quiz.skills),
            "count": None if stop.quiz is None else stop.quiz.count,
            "aloud": None if stop.quiz is None else stop.quiz.spoken,
            "ready": stop.scene.course == "ready",
            "beats": [stop.scene.timeline.beats[beat].name for beat in stop.kept],
            "minutes": round(stop.minutes, 2),
            "title": stop.title,
        }
        for stop in tour.stops
    ]
    sections = [
        {"title": title, "stops": [stop.key for stop in tour.stops if stop.section == title]}
        for title in dict.fromkeys(stop.section for stop in tour.stops if stop.section)
    ]
    return {
        "id": tour.id,
        "title": tour.title,
        "about": tour.about,
        "minutes": round(tour.minutes, 2),
        "sections": sections,
        "stops": stops,
    }


def _text(scenes: list[dict[str, Any]], inputs: list[dict[str, Any]], tours: list[dict[str, Any]]) -> str:
    lines = []
    for item in scenes:
        lines.append(f"{item['order'] or '-':>2}  {item['id']:<16} {item['title']}")
        lines += [f"      beat {beat['name']:<14} {beat['caption']}" for beat in item["beats"]]
        lines += [f"      control {_control(each)}" for each in item["controls"]]
    lines.append("tours")
    for tour in tours:
        lines.append(f"      {tour['id']:<16} {tour['title']}, {tour['minutes']:g} minutes")
        lines.append(f"          {', '.join(stop['key'] for stop in tour['stops'])}")
    lines.append("shared inputs")
    lines += [f"      {_control(each)}" for each in inputs]
    return "\n".join(lines)


def _control(item: dict[str, Any]) -> str:
    if item["kind"] == "slider":
        span = f"{item['min']:g} to {item['max']:g}"
    elif item["choices"]:
        span = ", ".join(str(choice) for choice in item["choices"])
    else:
        span = item["kind"]
    return f"{item['id']:<16} {span}; default {item['default']} {item['unit']}".rstrip()
