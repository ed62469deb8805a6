"""What stands around every picture: chapter and title, three meters, caption and second line, beat marks, badge, rail.

Not the controls themselves (see `player.drawn_controls`) and not the picture.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tourapp.authoring import (
    RAIL,
    Badge,
    Frame,
    GotoBeat,
    Meter,
    Meters,
    Picture,
    Rect,
    Scene,
    ShowBadge,
    Tag,
    say_words,
    show,
    sizes,
    text_width,
)
from tourapp.authoring.layout import HEIGHT, WIDTH
from tourapp.errors import DamagedFileError
from tourapp.player.caption import draw_caption
from tourapp.player.lab_steps import draw_lab_steps, draw_learner
from tourapp.player.pace import draw_pace
from tourapp.player.screen_world import PartNotReadyError
from tourapp.player.tour import Stop
from tourapp.player.ways_sign import draw_ways
from tourapp.quantity import Quantity, format_quantity, split_quantity
from tourapp.words import Phrase, say

BADGE_ROOM = 960.0
"""Stage units for the badge and the line beside it; a longer line stands in the badge's card only."""
GROUND = ("ground",)
"""The key of the layer that lies under every picture."""
METER_STEP = 340.0
PASSPORT_STEP = 172.0
TITLE_ROOM, TITLE_SLACK = 720.0, 1.03
NAMES_APART = 20.0
"""Between two names of the passport; where one is longer than its column, those before it move on."""


def draw_ground(p: Picture, height: float = HEIGHT) -> None:
    """The night ground with its soft vignette, kept as one layer; height: of the stage."""
    if height == HEIGHT:
        p.bake(GROUND, _ground, detail=1.0)
    else:
        p.bake(("ground", height), lambda q: _ground(q, height), rect=Rect(0.0, 0.0, WIDTH, height))


def _ground(p: Picture, height: float = HEIGHT) -> None:
    import numpy as np

    y, x = np.mgrid[0:270, 0:480]
    far = np.hypot((x / 480 - 0.42) / 0.75, (y / 270 - 0.42) / 0.95)
    p.image(
        np.clip(far, 0, 1).astype(np.float32),
        (0, 0, 1920, 1080 if height == HEIGHT else height),
        "ground2",
        "ground",
        smooth=True,
        opaque=True,
    )


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around the picture. number, count: the stop's place in its tour; meters: instead of the passport;
    t, pace: the scene's time and how fast it is played; told, badge, panel: what a question to the class puts in place
    of the beat's sentences, of the badge and of the rail."""

    number: int
    count: int
    meters: bool = False
    t: float = 0.0
    pace: float = 1.0
    told: tuple[str, str] | None = None
    badge: Badge | None = None
    panel: Callable[[Picture, Rect], None] | None = None


def draw_chrome(p: Picture, stop: Stop, f: Frame, around: Surroundings) -> None:
    """Title, passport (or meters), captions, beat marks, ring and badge of one scene at one moment."""
    number, meters = around.number, around.meters
    p.text((64, 76), "{n:02d}", n=number, size=sizes.LINE, role="dim", mono=True, weight=600)
    title = stop.title or stop.scene.title
    p.text((112, 76), title, size=sizes.TITLE, weight=600, fit=TITLE_ROOM)
    way = None if meters else stop.scene.way(settled(f, stop.scene))
    right = draw_meters(p, f, stop.scene) if way is None else draw_passport(p, f, way)
    end = 112.0 + min(TITLE_ROOM, text_width(say_words(title), sizes.TITLE, weight=600) * TITLE_SLACK)
    draw_ways(p, stop.scene.id, (end, right, 74.0), f.text_gain)
    draw_caption(p, stop.scene, f, around.told)
    end = draw_marks(p, stop, f, number, around.count)
    draw_pace(p, stop.scene, f, around.t, around.pace, x=end)
    draw_badge(p, around.badge or stop.scene.badge(f), f.text_gain)


def settled(f: Frame, scene: Scene) -> float:
    """The scene's time, which without motion is the end of the beat."""
    if not f.still:
        return f.t
    return scene.timeline.start(f.beat_index) + scene.timeline.beats[f.beat_index].seconds - 1e-6


def draw_passport(p: Picture, f: Frame, way: float) -> float:
    """How far our question has got: four figures with their names, at the right; none while its answer is unknown, or
    where a table is damaged that only they need. Returns where they begin (x)."""
    try:
        told = f.world.passport.at(way)
    except (DamagedFileError, PartNotReadyError):
        return 1856.0 - 4 * PASSPORT_STEP
    figures = (
        ("tokens", told.tokens),
        ("cache", told.cache),
        ("since Enter", told.seconds),
        ("cost so far", told.dollars),
    )
    wide = [max(PASSPORT_STEP, text_width(say(name), sizes.TAG) * f.text_gain + NAMES_APART) for name, _ in figures]
    for place, (name, value) in enumerate(figures):
        right = 1856.0 - sum(wide[place + 1 :])
        short = replace(value, printed=_short(name, value))
        p.text((right, 62), "{v}", v=short, size=sizes.LINE, mono=True, weight=600, align="right")
        p.text((right, 92), name, size=sizes.TAG, role="dim", align="right")
    return 1856.0 - sum(wide)


def _short(name: str, value: Quantity) -> str:
    """A figure of the passport as it is printed there: no wider than its column, whatever it is."""
    if name == "tokens":
        return split_quantity(value)[0]
    dollars = float(value.value)
    if name == "cost so far" and dollars < 0.01:
        return "$0" if dollars == 0.0 else f"${dollars:.5f}" if dollars >= 5e-6 else "<$0.00001"
    return format_quantity(value)


def draw_meters(p: Picture, f: Frame, scene: Scene) -> float:
    """FLOPs per token, bytes per token and memory held, for what is on stage; none where a scene has none, or a table
    is damaged that only they need; the phases of a lab in their place, or who works at a quiz. Returns where they begin
    (x)."""
    if f.lab is not None:
        return draw_lab_steps(p, f.lab)
    if scene.course is not None:
        return draw_learner(p, f.learner)
    if not scene.meters:
        return 1856.0
    try:
        meters = scene.meters(f) if callable(scene.meters) else _of_phase(f, scene.meters)
    except DamagedFileError:
        return 1856.0 - 3 * METER_STEP
    for place, meter in enumerate(meters):
        right, room = 1856.0 - METER_STEP * (2 - place), METER_STEP - 24
        p.text(
            (right, 62),
            "{v}",
            v=meter.value,
            size=sizes.LINE,
            role=meter.role,
            mono=True,
            weight=600,
            align="right",
            fit=room,
        )
        p.text((right, 92), meter.label, size=sizes.TAG, role="dim", align="right", fit=room)
    figure = text_width(show(meters[0].value), sizes.LINE, "mono", 600)
    wide = max(text_width(say_words(meters[0].label), sizes.TAG), figure) * f.text_gain * TITLE_SLACK
    return 1856.0 - 2 * METER_STEP - min(wide, METER_STEP - 24)


def _of_phase(f: Frame, phase: str) -> Meters:
    """The usual meters: the scenario's machine in a phase."""
    costs, i = f.world.cost, f.inputs
    if phase == "prefill":
        words = Phrase("Bytes / token · prefill, {n} tokens", n=i.prompt_tokens)
        flops, moved = costs.prefill.flops_per_token, costs.prefill.bytes_per_token
    else:
        words = Phrase("Bytes / token · decode, batch {n}", n=i.batch)
        flops, moved = costs.decode.flops_per_token, costs.decode.bytes_per_token
    held, total = costs.capacity.held_bytes, costs.capacity.memory_bytes
    fits = float(held.value) <= float(total.value)
    room = Phrase(
        "VRAM · {n} × {tokens} tokens, of {gb:,.0f} GB", n=i.batch, tokens=i.context, gb=float(total.value) / 1e9
    )
    return (
        Meter("FLOPs / token · forward", flops, "prefill"),
        Meter(words, moved, "weights"),
        Meter(room, held, "good" if fits else "waste"),
    )


def draw_marks(p: Picture, stop: Stop, f: Frame, number: int, count: int) -> float:
    """One short bar per beat that plays; past ones dim, the present one filling. Returns where they end (x)."""
    kept = stop.kept
    now = max((place for place, beat in enumerate(kept) if beat <= f.beat_index), default=0)
    boxes = [(64 + 52 * i, 1032, 44, 8) for i in range(len(kept))]
    p.rects(boxes, "line", radius=4)
    if now:
        p.rects(boxes[:now], "dim", radius=4, alpha=0.7)
    x, y, w, h = boxes[now]
    timeline = stop.scene.timeline
    share = 1.0 if f.still else max(0.08, timeline.progress(kept[now], f.t))
    p.rects([(x, y, w * share, h)], "ink", radius=4)
    hollow = [(64 + 52 * (len(kept) + i), 1032, 44, 8) for i in range(len(stop.left))]
    if hollow:
        p.rects(hollow, "ground", radius=4, stroke="line", stroke_width=2)
    end = 64.0 + 52 * (len(kept) + len(hollow)) + 16
    p.text((end, 1043), "{a} / {b}", a=number, b=count, size=sizes.TAG, role="dim", mono=True)
    tags = [Tag("beat", timeline.beats[beat].name) for beat in kept]
    p.hot([(x, y - 12, w, 28) for x, y, w, _ in boxes], tags, [GotoBeat(beat) for beat in kept])
    return end + 100.0


def draw_badge(p: Picture, badge: Badge, text_gain: float) -> None:
    """The kind of picture, and in a line what is left out; bottom right."""
    words, kind = say_words(badge.leaves_out), say_words(badge.kind)
    size = sizes.TAG
    gain = 1.24 if text_gain > 1.12 else 1.03
    width = text_width(words, size) * gain if words else 0.0
    if width + text_width(kind, size, weight=600) * gain > BADGE_ROOM:
        words, width = "", 0.0  # the badge's card tells it
    x = 1856.0 - width
    if words:
        p.text((1856, 1043), "{words}", words=words, size=size, role="dim", align="right")
    kind_width = text_width(kind, size, weight=600) * gain + 4
    box = (x - kind_width - 42, 1018, kind_width + 26, 36)
    p.rects([box], "ground", radius=18, alpha=0.4, stroke="dim", stroke_alpha=0.55)
    p.text(
        (box[0] + box[2] / 2, 1043),
        "{kind}",
        kind=kind,
        size=size,
        weight=600,
        role="dim",
        align="center",
        fit=box[2] - 14,
    )
    p.hot([box], (Tag("badge"),), (ShowBadge(),))


RAIL_ALPHA = 0.82


def draw_rail_ground(p: Picture, box: Rect = RAIL, alpha: float = RAIL_ALPHA) -> None:
    """The panel behind controls and readouts, kept as one layer."""
    key = ("rail",) if (box, alpha) == (RAIL, RAIL_ALPHA) else ("rail", box, alpha)
    p.bake(key, lambda q: _rail(q, box, alpha), rect=box.inset(-4))


def _rail(p: Picture, box: Rect, alpha: float) -> None:
    p.rects([box], "raised", radius=14, alpha=alpha, stroke="line", stroke_alpha=0.9)
