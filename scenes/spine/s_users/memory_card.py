"""The machine's memory as a card to scale: weights at the bottom, conversations above them, the reserve on top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.spine.s_users.facts import UsersFacts
from scenes.spine.s_users.places import CARD, NAME_Y
from tourapp.authoring import Phrase, Picture, Rect, Tag, Why
from tourapp.authoring.sizes import LABEL, LINE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import UsersAt

LINED = 5.0
"""Stage units from which conversations are told apart by a line."""
SAID = 120.0
"""Height from which what is left, and one conversation, are told in words."""


@dataclass(frozen=True, slots=True)
class CardShown:
    """How far the card is filled. weights, reserve: 0..1; slots: conversations that stand in it (a broken number: the
    last one is on its way); refused: 0..1 of the one that finds no room; held: bytes of one, where it is not the
    scenario's; told: the length of which it is told what is left and what the next one needs."""

    weights: float = 1.0
    reserve: float = 1.0
    slots: float = 0.0
    refused: float = 0.0
    held: float = 0.0
    told: UsersAt | None = None


def unit_of(facts: UsersFacts) -> float:
    """Stage units of a byte."""
    return CARD.h / max(float(facts.memory.value), float(facts.asked.weights.value))


def draw_card(p: Picture, facts: UsersFacts, shown: CardShown) -> None:
    """The whole card with its words."""
    unit, asked = unit_of(facts), facts.asked
    memory = float(facts.memory.value) * unit
    frame = Rect(CARD.x, CARD.bottom - memory, CARD.w, memory)
    p.rects([frame.inset(-8.0)], "raised", radius=12, alpha=0.9, stroke="line", stroke_width=2.0)
    high, reserve = float(asked.weights.value) * unit, _reserve(facts) * unit
    _draw_weights(p, facts, frame, high * shown.weights, shown.weights)
    if shown.reserve > 0.01:
        p.hatch([Rect(frame.x, frame.y, frame.w, reserve)], alpha=0.8 * shown.reserve, radius=4)
        p.hot(
            [Rect(frame.x, frame.y, frame.w, reserve)],
            (Tag("memory", "reserve"),),
            (Why(),),
            (facts.costs.capacity.reserve_bytes,),
        )
    words = Phrase("memory {m}", m=facts.memory)
    p.text((CARD.cx, frame.y - CARD.y + NAME_Y), words, size=LABEL, align="center", backed=0.7)
    tall = (shown.held or float(facts.one_of.value)) * unit
    _draw_slots(p, facts, room_of(facts), (tall, shown))


def room_of(facts: UsersFacts) -> Rect:
    """Where conversations stand in the card: between the weights and the reserve; no height where there is no room."""
    unit = unit_of(facts)
    top = CARD.bottom - float(facts.memory.value) * unit + _reserve(facts) * unit
    return Rect(CARD.x, top, CARD.w, CARD.bottom - float(facts.asked.weights.value) * unit - top)


def _reserve(facts: UsersFacts) -> float:
    """Bytes that neither weights nor conversations may fill."""
    beside = 0.0 if facts.asked.beside is None else float(facts.asked.beside.value)
    return float(facts.memory.value) - float(facts.asked.usable.value) + beside


def _draw_weights(p: Picture, facts: UsersFacts, frame: Rect, high: float, shown: float) -> None:
    if high <= 1.0:
        return
    box = Rect(frame.x, frame.bottom - high, frame.w, high)
    p.rects([box], "weights", alpha=0.85, radius=4)
    beyond = box.y < frame.y - 1.0
    if beyond:
        p.hatch([Rect(box.x, box.y, box.w, frame.y - box.y)], ground=0.4)
    if high > 60.0:
        words = Phrase("weights {w}", w=facts.asked.weights)
        p.text(
            (box.cx, box.bottom - 26.0 if beyond else box.y + min(high / 2, 200.0) + 8),
            words,
            size=LABEL,
            weight=600,
            align="center",
            alpha=shown,
            backed=0.5,
        )
    p.hot([box], (Tag("memory", "weights"),), (Why(),), (facts.asked.weights,))


def slot_boxes(room: Rect, tall: float, count: int) -> np.ndarray:
    """Boxes [n, 4] of the first conversations in a room, from its floor up."""
    tops = room.bottom - tall * np.arange(1, count + 1)
    return np.stack([np.full(count, room.x), tops, np.full(count, room.w), np.full(count, tall)], 1)


def _draw_slots(p: Picture, facts: UsersFacts, room: Rect, told: tuple[float, CardShown]) -> None:
    """The conversations, keys at the left and values at the right of each."""
    tall, shown = told
    count = int(shown.slots)
    if room.h <= 0.0:
        return
    if count and tall >= LINED:
        _draw_halves(p, facts, slot_boxes(room, tall, count), tall)
    elif tall * count > 1.0:
        _draw_halves(p, facts, slot_boxes(room, tall * count, 1), tall)
    coming = shown.slots - count
    if coming > 0.01 and tall * (count + 1) <= room.h + 0.5:
        fall = (1.0 - coming) * max(room.h - tall * (count + 1), 0.0)
        box = slot_boxes(room, tall, count + 1)[-1:] - np.array([[0.0, fall, 0.0, 0.0]])
        _draw_halves(p, facts, box, tall)
    if shown.refused > 0.01:
        _draw_refused(p, room, tall, shown)
    if shown.told is not None and count and tall >= SAID / 2:
        words, at = Phrase("one {v}", v=shown.told.per_sequence), (room.cx, room.bottom - tall / 2 + 9)
        p.text(at, words, size=LABEL, weight=600, align="center", alpha=shown.refused, backed=0.6)


def _draw_refused(p: Picture, room: Rect, tall: float, shown: CardShown) -> None:
    """The next one, which finds no room: a dashed box as tall as it is, and in words what is left and what it needs."""
    foot = room.bottom - tall * int(shown.slots)
    top = max(foot - tall, CARD.y - 4.0)
    box = Rect(room.x + 6.0, top, room.w - 12.0, foot - top)
    p.rects([box], None, radius=6, stroke="waste", stroke_width=3.0, stroke_alpha=shown.refused, dash=True)
    left = foot - room.y
    if shown.told is None or left < SAID:
        return
    mid = room.y + left / 2
    cross = [(box.cx - 16, mid - 58, box.cx + 16, mid - 26), (box.cx + 16, mid - 58, box.cx - 16, mid - 26)]
    p.lines(cross, "waste", width=4.0, alpha=shown.refused)
    words = Phrase("{v} left", v=shown.told.left)
    p.text((box.cx, mid + 16), words, size=LINE, weight=600, align="center", alpha=shown.refused)
    words = Phrase("the next needs {v}", v=shown.told.per_sequence)
    p.text((box.cx, mid + 52), words, size=LABEL, role="waste", align="center", alpha=shown.refused)


def _draw_halves(p: Picture, facts: UsersFacts, boxes: np.ndarray, tall: float) -> None:
    gap = 1.0 if tall >= LINED else 0.0
    left, right = boxes.copy(), boxes.copy()
    for half in (left, right):
        half[:, 1] += gap / 2
        half[:, 3] -= gap
        half[:, 2] /= 2.0
    right[:, 0] += right[:, 2]
    if facts.latent:
        p.rects(left, "key", alpha=0.8)
        p.rects(right, "key", alpha=0.8)
    else:
        p.rects(left, "key", alpha=0.8)
        p.rects(right, "value", alpha=0.8)
