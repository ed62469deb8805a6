"""What stands around every picture: chapter and title, three meters, caption and second line, beat marks, badge, rail.

Not the controls themselves (see `player.drawn_controls`) and not the picture.
"""

from __future__ import annotations

from tourapp.authoring import (
    CAPTION,
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
    fill,
    say_words,
    sizes,
    text_width,
)
from tourapp.errors import DamagedFileError
from tourapp.player.tour import Stop
from tourapp.words import Phrase

METER_STEP = 286.0


def draw_ground(p: Picture) -> None:
    """The night ground with its soft vignette, kept as one layer."""
    p.bake(("ground",), _ground, detail=1.0)


def _ground(p: Picture) -> None:
    import numpy as np

    y, x = np.mgrid[0:270, 0:480]
    far = np.hypot((x / 480 - 0.42) / 0.75, (y / 270 - 0.42) / 0.95)
    p.image(np.clip(far, 0, 1).astype(np.float32), (0, 0, 1920, 1080), "ground2", "ground", smooth=True, opaque=True)


def draw_chrome(p: Picture, stop: Stop, f: Frame, number: int, count: int) -> None:
    """Title, meters, captions, beat marks and badge of one scene at one moment."""
    p.text((64, 78), "{n:02d}", n=number, size=sizes.TAG, role="decode", mono=True, weight=600)
    p.text((108, 80), stop.title or stop.scene.title, size=sizes.T30, weight=600, fit=760)
    draw_meters(p, f, stop.scene)
    draw_caption(p, stop.scene, f)
    draw_marks(p, stop, f, number, count)
    draw_badge(p, stop.scene.badge(f), f.text_gain)


def draw_meters(p: Picture, f: Frame, scene: Scene) -> None:
    """FLOPs per token, bytes per token and memory held, for what is on stage; none where a table is damaged that only
    they need."""
    try:
        meters = scene.meters(f) if callable(scene.meters) else _of_phase(f, scene.meters)
    except DamagedFileError:
        return
    for place, meter in enumerate(meters):
        right, room = 1856.0 - METER_STEP * (2 - place), METER_STEP - 24
        p.text(
            (right, 62),
            "{v}",
            v=meter.value,
            size=sizes.T26,
            role=meter.role,
            mono=True,
            weight=600,
            align="right",
            fit=room,
        )
        p.text((right, 90), meter.label, size=sizes.T14, role="dim", align="right", fit=room)


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


def draw_caption(p: Picture, scene: Scene, f: Frame) -> None:
    """The sentence to say aloud and the quieter line that proves it; new words appear softly."""
    beat = scene.timeline.beats[f.beat_index]
    shown = min(1.0, (f.t - scene.timeline.start(f.beat_index)) / 0.3) if not f.still else 1.0
    alpha = 0.25 + 0.75 * max(0.0, min(1.0, shown))
    p.text((CAPTION.x, 912), fill(beat.caption, p.fields), size=sizes.T30, weight=500, fit=CAPTION.w - 30, alpha=alpha)
    if beat.note:
        p.text((CAPTION.x, 956), fill(beat.note, p.fields), size=sizes.T18, role="dim", fit=CAPTION.w - 30, alpha=alpha)


def draw_marks(p: Picture, stop: Stop, f: Frame, number: int, count: int) -> None:
    """One short bar per beat that plays; past ones dim, the present one filling in gold."""
    kept = stop.kept
    now = max((place for place, beat in enumerate(kept) if beat <= f.beat_index), default=0)
    boxes = [(64 + 44 * i, 1036, 36, 4) for i in range(len(kept))]
    p.rects(boxes, "line", radius=2)
    if now:
        p.rects(boxes[:now], "dim", radius=2, alpha=0.7)
    x, y, w, h = boxes[now]
    timeline = stop.scene.timeline
    share = 1.0 if f.still else max(0.08, timeline.progress(kept[now], f.t))
    p.rects([(x, y, w * share, h)], "decode", radius=2)
    p.text((64 + 44 * len(kept) + 16, 1044), "{a} / {b}", a=number, b=count, size=sizes.T15, role="dim", mono=True)
    tags = [Tag("beat", timeline.beats[beat].name) for beat in kept]
    p.hot([(x, y - 12, w, 28) for x, y, w, _ in boxes], tags, [GotoBeat(beat) for beat in kept])


def draw_badge(p: Picture, badge: Badge, text_gain: float) -> None:
    """The kind of picture, and in a line what is left out; bottom right."""
    words, kind = say_words(badge.leaves_out), say_words(badge.kind)
    size = sizes.T14
    gain = max(1.0, text_gain, 18.0 / size if text_gain > 1.05 else 1.0) * 1.03
    width = min(text_width(words, size) * gain, 900.0) if words else 0.0
    x = 1856.0 - width
    if words:
        p.text((1856, 1044), "{words}", words=words, size=size, role="dim", align="right", fit=900)
    kind_width = text_width(kind, size, weight=600) * gain + 4
    box = (x - kind_width - 42, 1024, kind_width + 26, 28)
    p.rects([box], "ground", radius=14, alpha=0.4, stroke="dim", stroke_alpha=0.55)
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


def draw_rail_ground(p: Picture) -> None:
    """The panel behind controls and readouts, kept as one layer."""
    p.bake(("rail",), _rail, rect=Rect(RAIL.x - 4, RAIL.y - 4, RAIL.w + 8, RAIL.h + 8))


def _rail(p: Picture) -> None:
    p.rects([RAIL], "raised", radius=14, alpha=0.82, stroke="line", stroke_alpha=0.9)
    p.text((RAIL.x + 24, RAIL.y + 38), "Try it", size=sizes.T16, role="dim", weight=600)
