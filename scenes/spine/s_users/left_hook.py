"""The picture of the first beat: a crowd before one memory; those that fit light up, and move in to where their cache
will stand. What stays dark below them is the next beat's matter."""

from __future__ import annotations

import numpy as np

from scenes.spine.s_users.facts import UsersFacts
from scenes.spine.s_users.memory_card import room_of
from scenes.spine.s_users.places import LEFT
from tourapp.authoring import Frame, Phrase, Picture, cascade
from tourapp.authoring.sizes import FIGURE_HUGE, LINE

ACROSS, DOWN, STEP = 30, 7, 29.0
"""The crowd: so many in a row, so many rows, and units between two."""
TOP = 268.0
ABREAST = 7
"""Lights in a row of the memory, twice as many where the rows would be too close."""
CLOSE = 22.0


def crowd(count: int) -> np.ndarray:
    """Places [n, 2] of the first ones of a crowd, row by row."""
    place = np.arange(count)
    return np.stack([LEFT.x + 20 + STEP * (place % ACROSS), LEFT.y + TOP + 40 + STEP * 1.3 * (place // ACROSS)], 1)


def inside(facts: UsersFacts, count: int) -> np.ndarray:
    """Places [n, 2] of lights in the memory, spread over the room that their cache will take, from its floor up."""
    room, place = room_of(facts), np.arange(count)
    abreast = ABREAST if room.h / max(-(-count // ABREAST), 1) >= CLOSE else 2 * ABREAST
    rows = -(-count // abreast)
    across = room.x + room.w * ((place % abreast) + 0.5) / abreast
    return np.stack([across, room.bottom - room.h * ((place // abreast) + 0.5) / rows], 1)


def shown_of(facts: UsersFacts) -> tuple[int, int]:
    """How many conversations a light stands for, and how many lights that makes."""
    each = -(-facts.users // (ACROSS * DOWN)) or 1
    return each, -(-facts.users // each)


def draw_lights(f: Frame, p: Picture, at: np.ndarray, alpha: float) -> None:
    """Conversations as lights that breathe."""
    glow = 0.75 + 0.2 * np.sin(f.clock * 1.7 + np.arange(len(at)) * 0.9)
    p.sprites(at, 44.0, "good", alpha=glow * alpha)
    p.sprites(at, 22.0, "good", kind="dot", additive=False, alpha=alpha)


def draw_leaving(f: Frame, p: Picture, facts: UsersFacts, gone: float) -> None:
    """The lights in the memory, as far as they are not gone yet."""
    _, most = shown_of(facts)
    if most and gone < 1.0:
        draw_lights(f, p, inside(facts, most), 1.0 - gone)


def draw_hook(f: Frame, p: Picture, facts: UsersFacts) -> None:
    """The memory as a figure, the crowd, and the answer once it is told."""
    told, there = f.cue("hook.told"), f.cue("hook.appear")
    x, y = LEFT.x, LEFT.y
    with p.group(opacity=there * (1.0 - told)):
        p.text((x - 6, y + 150), "{v}", v=facts.memory, size=FIGURE_HUGE, weight=700)
        words = Phrase("of memory on {machine}: how many conversations at once?", machine=facts.machine())
        p.text((x, y + 212), words, size=LINE)
    with p.group(opacity=told):
        p.text((x - 6, y + 150), "{v}", v=facts.asked.here.users, size=FIGURE_HUGE, weight=700)
        words = Phrase("conversations of {s} fit, before a single one of them is fast", s=facts.asked.here.context)
        if not facts.users:
            words = Phrase("not one conversation of {s} fits", s=facts.asked.here.context)
        p.text((x, y + 212), words, size=LINE)
    everyone = crowd(ACROSS * DOWN)
    each, most = shown_of(facts)
    lit = round(most * told)
    breath = 0.28 + 0.08 * np.sin(f.clock * 1.4 + np.arange(len(everyone)) * 0.7)
    p.sprites(everyone[lit:], 16.0, "ink", kind="dot", additive=False, alpha=breath[lit:] * there)
    if lit:
        p.sprites(everyone[:lit], 9.0, "ink", kind="dot", additive=False, alpha=0.2 * there)
        gone = cascade(f.cue("hook.move", eased=False), lit, 0.5)[:, None]
        at = everyone[:lit] + (inside(facts, lit) - everyone[:lit]) * gone
        draw_lights(f, p, at, there)
    if facts.users > len(everyone):
        at = (LEFT.right, LEFT.bottom - 4)
        words = Phrase("each light stands for {n} conversations", n=each)
        p.text(at, words, size=LINE, role="dim", align="right", alpha=told)
