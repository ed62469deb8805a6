"""`tourapp snapshot`: one moment of one scene as a PNG file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from tourapp.cli.offline import offline_of
from tourapp.cli.options import (
    add_json,
    add_language,
    add_level,
    add_look,
    add_text_scale,
    add_tour,
    language_of,
    level_of,
    number_between,
    size_of,
    text_scale_of,
    theme_name,
)
from tourapp.cli.own_options import add_own
from tourapp.cli.result import Result
from tourapp.errors import UsageError
from tourapp.world.controls import PROMPT_LIMIT


def register(sub: Any) -> None:
    """Add the command."""
    parser = sub.add_parser("snapshot", help="one frame of a scene as a PNG file")
    parser.add_argument("scene", help="a scene's id or a stop's key; `tourapp list` shows them")
    parser.add_argument("--beat", help="a beat's name or its number from 1; default the last one")
    parser.add_argument("--at", default="1", help="how far through the beat, 0 to 1")
    parser.add_argument("--idle", default="0", help="seconds of rest after that moment, 0 to 3600")
    parser.add_argument("--prompt", help=f"the prompt, at most {PROMPT_LIMIT:,} characters")
    parser.add_argument("--no-rail", action="store_true", help="hide the controls")
    parser.add_argument("-o", "--output", help="the PNG file to write, FILE.png; without it only the frame's data")
    add_tour(parser)
    add_look(parser)
    add_own(parser)
    add_text_scale(parser)
    add_level(parser)
    add_language(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """Render and write one frame, in the language asked for."""
    from tourapp.words import in_tongue

    language = language_of(args.language)
    with in_tongue(language):
        return _frame(args, language)


def _frame(args: argparse.Namespace, language: str) -> Result:
    from tourapp.authoring import fill, picture_digest, show
    from tourapp.export import reading
    from tourapp.export.images import ImageWriter
    from tourapp.player.room import room_of

    theme, size = theme_name(args.theme), size_of(args.size)
    at = number_between("--at", args.at, 0, 1)
    target = Path(args.output) if args.output is not None else None
    if target is not None and target.suffix.lower() != ".png":
        raise UsageError(f"-o: {args.output!r} does not end in .png; a snapshot is a PNG file")
    look: dict[str, Any] = {"language": language, "text_scale": text_scale_of(args.text_scale), "room": room_of(*size)}
    offline = offline_of(args, args.scene, theme=theme, rail=not args.no_rail, level=level_of(args.level), **look)
    moment = offline.moment(args.scene, args.beat, at)
    picture = offline.picture(moment, number_between("--idle", args.idle, 0, 3600))
    writer = ImageWriter(theme, *size)
    if target is not None:
        writer.save(picture, target)
    stop = offline.tour.stops[moment.index]
    beat = stop.scene.timeline.beats[moment.beat]
    badge = stop.scene.badge(offline.frame(moment.index, offline.local_time(moment)))
    data = {
        "scene": args.scene,
        "tour": offline.tour.id,
        "beat": beat.name,
        "time": moment.at * beat.seconds,
        "size": list(size),
        "digest": picture_digest(picture),
        "caption": fill(beat.caption, picture.fields),
        "second": fill(beat.note, picture.fields) if beat.note else "",
        "deeper": fill(beat.deeper, picture.fields) if beat.deeper else "",
        "badge": {"kind": show(badge.kind), "leaves_out": show(badge.leaves_out), "real": show(badge.real)},
        "texts": reading.texts(picture, theme),
        "quantities": reading.quantities(picture, beat.caption, beat.note or ""),
        "empty_share": reading.empty_share(picture, theme, rail=bool(stop.scene.controls) and not args.no_rail),
        **({"file": str(target)} if target is not None else {}),
    }
    return Result(data, f"{target or picture_digest(picture)}: {args.scene}, beat {beat.name}, {size[0]} x {size[1]}")
