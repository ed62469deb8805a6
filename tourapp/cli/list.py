"""`tourapp list`: scenes with their beats and controls, tours with their stops, shared inputs, specifications."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from tourapp.cli.options import add_json
from tourapp.cli.result import Result

if TYPE_CHECKING:
    from tourapp.authoring import Scene
    from tourapp.tours import Resolved


def register(sub: Any) -> None:
    """Add the command."""
    parser = sub.add_parser("list", help="tours, scenes, beats, controls, inputs and specifications")
    parser.add_argument("--specs", action="store_true", help="the tables of models, GPUs and prices with their sources")
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """The lists as data and as text."""
    if args.specs:
        from tourapp.cli.specs_table import specs_tables, specs_text

        tables = specs_tables()
        return Result(tables, specs_text(tables))
    from tourapp.tours import DEFAULT, all_scenes, shipped
    from tourapp.tours.shelf import known_scenes
    from tourapp.world import controls, describe

    order = {stop.scene.id: place for place, stop in enumerate(shipped()[DEFAULT].stops, 1)}
    scenes = [_scene(all_scenes()[name], order.get(name)) for name in known_scenes()]
    inputs = [describe(each) for each in controls().values()]
    tours = [_tour(each) for each in shipped().values()]
    return Result({"scenes": scenes, "inputs": inputs, "tours": tours}, _text(scenes, inputs, tours))


def _scene(item: Scene, order: int | None) -> dict[str, Any]:
    from tourapp.world import describe

    beats = [
        {
            "name": beat.name,
            "seconds": beat.seconds,
            "caption": beat.caption,
            "notes": asdict(item.notes[beat.name]) if beat.name in item.notes else None,
        }
        for beat in item.timeline.beats
    ]
    controls = [describe(each) for each in item.controls]
    return {"id": item.id, "title": item.title, "order": order, "beats": beats, "controls": controls}


def _tour(item: Resolved) -> dict[str, Any]:
    from tourapp.player.tour import make_tour

    tour = make_tour(item)
    stops = [
        {
            "key": stop.key,
            "scene": stop.scene.id,
            "lab": None,
            "quiz": None,
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
