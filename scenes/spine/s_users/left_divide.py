"""The picture of the fourth beat: the room, divided by one conversation."""

from __future__ import annotations

import numpy as np

from scenes.spine.s_users.facts import UsersFacts
from scenes.spine.s_users.places import LEFT
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import FIGURE_HUGE, LABEL, LINE

BAR = Rect(LEFT.x, LEFT.y + 372.0, LEFT.w, 130.0)
MOST = 400
"""Slots that are drawn one by one."""
NARROW = 6.0
"""Stage units from which slots are told apart by a gap."""


def slots_now(f: Frame, facts: UsersFacts) -> float:
    """How many conversations stand in memory at this moment of the beat."""
    return facts.users * f.cue("divide.fill", eased=False)


def draw_divide(f: Frame, p: Picture, facts: UsersFacts) -> None:
    """The room as one long bar, filled slot by slot; what is left over is hatched."""
    told, filled = f.cue("divide.told"), slots_now(f, facts)
    x, y, asked = LEFT.x, LEFT.y, facts.asked
    p.text((x - 6, y + 160), "{v}", v=asked.here.users, size=FIGURE_HUGE, weight=700, alpha=told)
    p.text((x, y + 222), Phrase("conversations fit; before rounding down, {v}", v=facts.result), size=LINE, alpha=told)
    room = float(asked.room.value)
    p.text((BAR.x, BAR.y - 18), Phrase("room {v}", v=asked.room), size=LABEL)
    p.rects([BAR], "line", radius=6, alpha=0.35)
    if room <= 0:
        return
    wide = BAR.w * float(facts.one_of.value) / room
    count = min(int(filled), MOST)
    step = BAR.w * facts.users * float(facts.one_of.value) / room / max(min(facts.users, MOST), 1)
    gap = 2.0 if step >= NARROW else 0.0
    if count:
        left = BAR.x + step * np.arange(count)
        half = BAR.h / 2
        one = np.stack([left, np.full(count, BAR.y), np.full(count, step - gap), np.full(count, half)], 1)
        p.rects(one, "key", alpha=0.85)
        p.rects(one + np.array([[0.0, half, 0.0, 0.0]]), "key" if facts.latent else "value", alpha=0.85)
        run = int(f.clock * 9) % count
        p.rects(one[run : run + 1] + np.array([[0.0, 0.0, 0.0, half]]), "white", alpha=0.22 * told)
    end = BAR.x + wide * facts.users
    if told > 0.01 and BAR.right - end > 1.0:
        p.hatch([Rect(end, BAR.y, BAR.right - end, BAR.h)], alpha=told)
    p.text((BAR.x, BAR.bottom + 38), Phrase("one {v}", v=facts.one_of), size=LABEL)
    rest = Phrase("hatched: too little for one more")
    p.text((BAR.right, BAR.bottom + 38), rest, size=LABEL, role="dim", align="right", alpha=told)
