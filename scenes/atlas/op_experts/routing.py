"""Tokens on their way to experts: one after the other at first, then all of a batch together."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_experts.facts import ExpertFacts
from scenes.atlas.op_experts.places import expert_boxes, ffn_room, field_room, picture_room, token_places
from tourapp.authoring import Frame, Phrase, Picture, Rect, pulse
from tourapp.authoring.sizes import LABEL, LINE

TURN = 1.3
"""Seconds for which one token is looked at."""
NUMBERED = 16
"""Up to so many experts carry their numbers."""
BEND = 28
"""Points along a way."""
TOKEN = 40.0


def draw_routing(f: Frame, p: Picture, facts: ExpertFacts) -> None:
    """Tokens, ways and blocks, in the first beat and the second."""
    room = picture_room(f.cue("cost.rise"))
    together = f.cue("cost.tokens", eased=False)
    boxes = expert_boxes(field_room(room, facts.dense), facts.count)
    places = token_places(room, facts.shown, facts.dense)
    came = f.cue("what.come")
    if f.beat_name == "what":
        looked = _looked_at(f, facts)
        awake, ways = facts.awake(0), [looked]
        awake[facts.picks[looked]] = True
    else:
        taken = max(1, round(facts.batch * together))
        awake, ways = facts.awake(taken), list(range(min(taken, facts.shown)))
    if facts.dense:
        _draw_ffn(f, p, facts, room, (places, ways))
    _draw_ways(p, facts, boxes, places, ways)
    _draw_experts(f, p, boxes, awake, came)
    _draw_tokens(p, facts, places, (ways, came))
    _draw_names(p, facts, room, came)


def _looked_at(f: Frame, facts: ExpertFacts) -> int:
    """The token whose way is shown: one after the other."""
    return int(f.clock / TURN) % facts.shown


def _way(start: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Bent lines [n, BEND, 2] from a token to some blocks: they leave and arrive level."""
    u = np.linspace(0.0, 1.0, BEND)
    eased = u * u * (3.0 - 2.0 * u)
    x = start[0] + (ends[:, :1] - start[0]) * u
    y = start[1] + (ends[:, 1:] - start[1]) * eased
    return np.stack([x, y], 2)


def _draw_ways(p: Picture, facts: ExpertFacts, boxes: np.ndarray, places: np.ndarray, ways: list[int]) -> None:
    if not ways:
        return
    lines = [
        _way(places[token], np.stack([boxes[picks, 0], boxes[picks, 1] + boxes[picks, 3] / 2], 1))
        for token, picks in ((token, facts.picks[token]) for token in ways)
    ]
    one = len(ways) == 1
    curves = np.concatenate(lines)
    if one:
        p.curves(curves, "decode", width=12.0, alpha=0.16)
    p.curves(curves, "decode", width=3.0 if one else 1.5, alpha=0.95 if one else 0.4)


def _draw_experts(f: Frame, p: Picture, boxes: np.ndarray, awake: np.ndarray, came: float) -> None:
    """Blocks: those awake pale and lit, the others dark."""
    small = boxes[0, 2] < 60
    radius = 2 if small else 8
    p.rects(boxes[~awake], "weights", radius=radius, alpha=0.16 * came, stroke="weights", stroke_alpha=0.5 * came)
    if awake.any():
        light = pulse(f.clock, 2.6, 0.78, 0.92)
        p.rects(boxes[awake], "weights", radius=radius, alpha=light * came, stroke="white", stroke_width=2.0)
        if small:
            middles = boxes[awake, :2] + boxes[awake, 2:] / 2
            p.sprites(middles, float(boxes[0, 2] * 1.6), "ink", alpha=0.14 * came, kind="soft")
    if len(boxes) <= NUMBERED:
        for place, (x, y, w, h) in enumerate(boxes.tolist()):
            role = "black" if awake[place] else "dim"
            at = (x + w / 2, y + h / 2 + 10)
            p.text(at, "{n}", n=place + 1, size=LINE, weight=600, role=role, align="center", alpha=came, part="experts")


def _draw_tokens(p: Picture, facts: ExpertFacts, places: np.ndarray, shown: tuple[list[int], float]) -> None:
    """A gold square for each token; those on their way are lit."""
    ways, came = shown
    side = min(TOKEN, 0.7 * (places[1, 1] - places[0, 1]) if len(places) > 1 else TOKEN)
    boxes = np.stack([places[:, 0] - side / 2, places[:, 1] - side / 2, np.full(len(places), side)], 1)
    boxes = np.concatenate([boxes, boxes[:, 2:]], 1)
    lit = np.zeros(len(places), bool)
    lit[ways] = True
    p.rects(boxes[~lit], "decode", radius=6, alpha=0.25 * came, stroke="decode", stroke_alpha=0.5 * came)
    if lit.any():
        p.rects(boxes[lit], "decode", radius=6, alpha=0.9 * came)
        if lit.sum() == 1:
            p.sprites(places[lit], 130.0, "decode", alpha=0.5 * came, kind="soft")


def _draw_ffn(f: Frame, p: Picture, facts: ExpertFacts, room: Rect, shown: tuple[np.ndarray, list[int]]) -> None:
    """The one FFN of a dense model, which every token visits."""
    places, ways = shown
    box = ffn_room(room)
    light = pulse(f.clock, 2.6, 0.78, 0.92)
    ends = np.array([[box.right, box.cy]])
    lines = np.concatenate([_way(places[token], ends) for token in ways]) if ways else np.zeros((0, BEND, 2))
    if len(lines):
        p.curves(lines, "decode", width=3.0 if len(ways) == 1 else 1.5, alpha=0.95 if len(ways) == 1 else 0.4)
    p.rects([box], "weights", radius=10, alpha=light, stroke="white", stroke_width=2.0)
    p.text((box.cx, box.cy + 10), "one FFN", size=LINE, weight=600, role="black", align="center")


def _draw_names(p: Picture, facts: ExpertFacts, room: Rect, came: float) -> None:
    """What stands where, and whose it is."""
    field, y = field_room(room, facts.dense), room.y + 26.0
    words = Phrase("{model}: {e} experts in a layer", model=facts.numbers.name, e=facts.numbers.experts)
    p.text((field.x, y), words, size=LABEL, role="dim", alpha=came)
    x = float(token_places(room, 1, facts.dense)[0, 0])
    told = Phrase("{n} {n|token|tokens}", n=facts.batch)
    if facts.shown < facts.batch:
        told = Phrase("{m} of {n} tokens", m=facts.shown, n=facts.batch)
    p.text((x, y), told, size=LABEL, role="decode", align="center" if facts.dense else "left", alpha=came)
    if facts.dense:
        p.text((room.x, y), "{model}", model=facts.numbers.chosen, size=LABEL, role="dim", alpha=came)
