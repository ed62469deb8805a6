"""`tourapp list`: scenes with their beats and controls, shared inputs, and the tables of specifications."""

from __future__ import annotations

import argparse
from typing import Any

from tourapp.cli.options import add_json
from tourapp.cli.result import Result


def register(sub: Any) -> None:
    """Add the command."""
    parser = sub.add_parser("list", help="scenes, beats, controls, inputs and specifications")
    parser.add_argument("--specs", action="store_true", help="the tables of models, GPUs and prices with their sources")
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """The lists as data and as text."""
    if args.specs:
        from tourapp.cli.specs_table import specs_tables, specs_text

        tables = specs_tables()
        return Result(tables, specs_text(tables))
    from tourapp.authoring import all_scenes
    from tourapp.world import controls, describe

    scenes = [
        {
            "id": item.id,
            "title": item.title,
            "order": item.order,
            "beats": [
                {"name": beat.name, "seconds": beat.seconds, "caption": beat.caption} for beat in item.timeline.beats
            ],
            "controls": [describe(each) for each in item.controls],
        }
        for item in all_scenes()
    ]
    inputs = [describe(each) for each in controls().values()]
    return Result({"scenes": scenes, "inputs": inputs}, _text(scenes, inputs))


def _text(scenes: list[dict[str, Any]], inputs: list[dict[str, Any]]) -> str:
    lines = []
    for number, item in enumerate(scenes, 1):
        lines.append(f"{number:2d}  {item['id']:<16} {item['title']}")
        lines += [f"      beat {beat['name']:<14} {beat['caption']}" for beat in item["beats"]]
        lines += [f"      control {_control(each)}" for each in item["controls"]]
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
