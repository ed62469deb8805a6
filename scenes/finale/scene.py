"""Finale: the answer arrives, one flight back through every scene, and the two enemies that shaped all of them."""

from __future__ import annotations

from typing import Any

import numpy as np

from scenes.finale.facts import memory_gains, recomputation_gains
from scenes.finale.flight import card_places, draw_card, draw_road, road
from tourapp.authoring import Badge, Beat, Frame, GotoStop, Picture, Rect, Tag, ramp, scene

WALL = Rect(1196, 122, 318, 716)
AGAIN = Rect(1538, 122, 318, 716)
SCREEN = Rect(872, 556, 300, 262)
BEATS = [
    Beat("answer", 5.0, "The answer is written.", "{tokens} tokens, {seconds} after Enter, at the rates achieved."),
    Beat(
        "flight",
        9.0,
        "One flight back, through every place it has been.",
        "Each card is that scene's own picture, drawn with this request's numbers. Click one to go there.",
    ),
    Beat(
        "wall",
        6.0,
        "The first enemy is the memory wall: the math waits for bytes.",
        "Our share of what was read from memory: {read}, for {tokens} tokens.",
    ),
    Beat(
        "again",
        6.0,
        "The second enemy is doing work again.",
        "Nothing is computed twice that can be kept: keys, values, a shared prompt.",
    ),
    Beat(
        "all",
        7.0,
        "One question, one answer, two enemies, and all that fights them.",
        "In all {seconds}, {tokens} tokens written, {read} read, {dollars}.",
    ),
]


def _badge(f: Frame) -> Badge:
    word = "recorded" if f.world.recording.badge == "recorded" else "live on this computer"
    return Badge(
        f"{word} + computed from specs",
        "the trip, the wait and the rates are those of the earlier scenes",
        "the answer is the real model's; every card is a real picture of this world",
    )


@scene(
    id="finale",
    title="The whole flight",
    about=("totals",),
    beats=BEATS,
    controls=[],
    badge=_badge,
    needs=("recording",),
    enter=lambda f: (1024.0, 560.0),
    leave=lambda f: (1024.0, 690.0),
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """Screen, road and cards, then the two columns."""
    totals = f.world.totals
    p.fill(tokens=totals.tokens, seconds=totals.seconds, read=totals.bytes_read, dollars=totals.dollars)
    opening = f.beat_name == "answer"
    grown = 1.0 - f.move("flight", 0.0, 0.12)
    _cards(f, p)
    _screen(f, p, grown if not opening else 1.0)
    _columns(f, p)


def _cards(f: Frame, p: Picture) -> None:
    scenes = f.journey.before
    if not scenes:
        return
    places = card_places(len(scenes))
    path = road(len(scenes))
    head = float(ramp(f.beat("flight"), 0.12, 0.97))
    opening = f.beat("answer") if f.beat_name == "answer" else 1.0
    shown = 0.14 if f.beat_name == "answer" else 1.0
    ready = int(len(scenes) * float(ramp(opening, 0.25, 0.9)) + 1e-6)
    if head > 0:
        draw_road(p, path, head, f.clock)
    passed = 1 - (np.arange(len(scenes)) + 0.5) / len(scenes)
    for chapter, (stop, place) in enumerate(zip(scenes, places, strict=True), 1):
        if len(scenes) - chapter >= ready and f.beat_name == "answer":
            continue
        near = float(np.clip(1 - abs(passed[chapter - 1] * 0.86 - head) * 9, 0, 1)) if 0 < head < 1 else 0.0
        near = near if near > 0.05 else 0.0
        lit = max(near, 1.0 if f.hovered("card") == stop.key else 0.0)
        been = head >= passed[chapter - 1] * 0.86 or head >= 1
        draw_card(p, stop, place, lit=lit, alpha=shown if f.beat_name == "answer" else (1.0 if been else 0.30))


def _screen(f: Frame, p: Picture, opening: float) -> None:
    """The screen with question and answer: large at first, then at the end of the road."""
    big = Rect(300, 210, 900, 420)
    box = Rect(*(SCREEN[k] + (big[k] - SCREEN[k]) * opening for k in range(4)))
    p.sprites([(box.cx, box.cy)], 700 if opening > 0.5 else 420, "decode", kind="soft", alpha=0.4)
    p.rects([box], "ground", radius=16, alpha=0.96, stroke="decode", stroke_width=2.0)
    recording = f.world.recording
    size = 15 + 9 * opening
    p.text(
        (box.x + 24, box.y + 22),
        recording.prompt.strip() or "(no words)",
        size=size,
        role="prefill",
        wrap=box.w - 48,
        lines=2,
    )
    share = float(ramp(f.beat("answer"), 0.05, 0.75))
    texts = (
        recording.texts[: max(1, round(len(recording.texts) * share))] if f.beat_name == "answer" else recording.texts
    )
    p.text(
        (box.x + 24, box.y + 30 + size * 2.4),
        "".join(texts).strip(),
        size=size,
        role="decode",
        wrap=box.w - 48,
        lines=8 if opening > 0.5 else 7,
    )


def _columns(f: Frame, p: Picture) -> None:
    wall = 1.0 if f.beat_index > 2 else float(ramp(f.beat("wall"), 0.03, 0.2))
    again = 1.0 if f.beat_index > 3 else float(ramp(f.beat("again"), 0.03, 0.2))
    first = f.beat_name == "wall"
    _column(
        f,
        p,
        WALL,
        "The memory wall",
        "the math waits for bytes",
        memory_gains(f),
        wall,
        "weights",
        f.beat("wall") if first else 1.0,
        _bricks,
    )
    _column(
        f,
        p,
        AGAIN,
        "Recomputation",
        "work that was done before",
        recomputation_gains(f),
        again,
        "waste",
        f.beat("again") if f.beat_name == "again" else 1.0,
        _loops,
    )


def _column(
    f: Frame,
    p: Picture,
    box: Rect,
    title: str,
    words: str,
    gains: Any,
    shown: float,
    role: str,
    share: float,
    emblem: Any,
) -> None:
    if shown < 0.02:
        return
    p.rects([box], "raised", radius=14, alpha=0.92 * shown, stroke="line", stroke_alpha=shown)
    emblem(f, p, Rect(box.x + 24, box.y + 24, box.w - 48, 104), shown)
    p.text((box.x + 24, box.y + 176), title, size=26, weight=600, alpha=shown, fit=box.w - 48)
    p.text((box.x + 24, box.y + 204), words, size=17, role="dim", alpha=shown, fit=box.w - 48)
    p.lines([(box.x + 24, box.y + 226, box.right - 24, box.y + 226)], "line", alpha=shown)
    p.text((box.x + 24, box.y + 256), "what fights it", size=15, weight=600, role="good", alpha=shown)
    for k, gain in enumerate(gains):
        a = float(ramp(share, 0.2 + 0.09 * k, 0.3 + 0.09 * k)) * shown
        row = Rect(box.x + 12, box.y + 272 + 72 * k, box.w - 24, 66)
        if f.hovered("gain") == gain.name:
            p.rects([row], "good", radius=10, alpha=0.12)
        p.text((row.x + 12, row.y + 28), gain.name, size=19, weight=500, alpha=a, fit=row.w * 0.56)
        p.text((row.x + 12, row.y + 52), gain.words, size=15, role="dim", alpha=a, fit=row.w * 0.62, **gain.fields)
        p.text(
            (row.right - 12, row.y + 36),
            "{v}",
            v=gain.value,
            size=22,
            mono=True,
            weight=600,
            role="good",
            align="right",
            alpha=a,
            fit=row.w * 0.36,
        )
        p.hot([row], (Tag("gain", gain.name),), (GotoStop(gain.stop) if gain.stop else None,))


def _bricks(f: Frame, p: Picture, box: Rect, shown: float) -> None:
    rows, columns = 4, 7
    w, h = box.w / columns, box.h / rows
    cells = [
        (box.x + c * w + (w / 2 if r % 2 else 0) + 2, box.y + r * h + 2, w - 4, h - 4)
        for r in range(rows)
        for c in range(columns - (r % 2))
    ]
    p.rects(cells, "weights", radius=3, alpha=0.45 * shown)
    u = (f.clock * 0.35) % 1.0 if not f.still else 0.5
    reach = min(u * 1.6, 0.5)
    p.sprites([(box.x + box.w * reach, box.cy)], 70, "decode", alpha=shown * (1 - max(0.0, u - 0.7) * 3))


def _loops(f: Frame, p: Picture, box: Rect, shown: float) -> None:
    turn = f.clock * 1.2
    for k, radius in enumerate((44.0, 32.0, 20.0)):
        a = np.linspace(0, 5.2, 60) + turn * (1 if k % 2 else -1) + k
        p.curves(
            np.stack([box.cx + radius * np.cos(a), box.cy + radius * np.sin(a)], 1),
            "waste",
            width=5.0 - k,
            alpha=0.75 * shown,
        )
        p.sprites([(box.cx + radius * np.cos(a[-1]), box.cy + radius * np.sin(a[-1]))], 40, "waste", alpha=0.8 * shown)
