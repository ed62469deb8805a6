"""The picture of the second beat: memory, less the reserve, less the weights, is the room for conversations."""

from __future__ import annotations

from scenes.spine.s_users.facts import UsersFacts
from scenes.spine.s_users.places import LEFT
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, print_sum, pulse
from tourapp.authoring.sizes import FIGURE_HUGE, LABEL, LINE, READOUT

BAR_H, ROW, FIRST = 46.0, 88.0, 268.0
SIDE, MOST_SIDE = 190.0, 0.4
"""Room for the names at the left and for the numbers at the right; more where words are
larger, up to a share of the width."""


def draw_room(f: Frame, p: Picture, facts: UsersFacts) -> None:
    """Four bars on one scale, each less than the one before, and what is left as the figure."""
    asked, capacity = facts.asked, facts.costs.capacity
    told = f.cue("weights.told")
    x, y = LEFT.x, LEFT.y
    if float(asked.room.value) < 0:
        p.text((x - 6, y + 150), "no room", size=FIGURE_HUGE, weight=700, role="waste", alpha=told)
        p.text((x, y + 206), "The weights alone are more than the usable memory.", size=LINE, alpha=told)
    else:
        p.text((x - 6, y + 150), "{v}", v=asked.room, size=FIGURE_HUGE, weight=700, alpha=told)
        p.text((x, y + 206), "is left for all conversations together", size=LINE, alpha=told)
    whole = max(float(facts.memory.value), float(asked.weights.value))
    rows = [(Phrase("memory"), facts.memory), (Phrase("reserve"), capacity.reserve_bytes)]
    hues = ["line", "waste", "weights", "good"]
    if asked.beside is not None:
        rows.append((Phrase("a pass needs"), asked.beside))
        hues.insert(2, "waste")
    rows += [(Phrase("weights"), asked.weights), (Phrase("room"), asked.room)]
    parts, _ = print_sum([each for _, each in rows[1:]], facts.memory)
    printed = [facts.memory, *parts]
    left = 0.0
    for number, (words, value) in enumerate(rows):
        shown = printed[number]
        role = hues[number]
        came = f.cue("weights.walk") * (len(rows) + 0.6) - number
        size = float(value.value)
        if number == 0:
            span = (0.0, size)
        elif number == len(rows) - 1:
            span = (0.0, max(size, 0.0))
        else:
            left += size
            span = (float(facts.memory.value) - left, float(facts.memory.value) - left + size)
        side = min(SIDE * f.rail.stand.words_gain, MOST_SIDE * LEFT.w)
        box = Rect(x + side, y + FIRST + ROW * number, LEFT.w - 2 * side, BAR_H)
        if number == len(rows) - 1 and size > 0 and came >= 1:
            p.rects([box.inset(-5.0)], "good", radius=10, alpha=pulse(f.clock, 3.0, 0.05, 0.25))
        _draw_room_bar(
            p, box, (words, shown), role, (max(span[0], 0.0) / whole, span[1] / whole, min(max(came, 0.0), 1.0))
        )


def _draw_room_bar(
    p: Picture, box: Rect, told: tuple[Phrase, Quantity], role: str, span: tuple[float, float, float]
) -> None:
    words, value = told
    low, high, shown = span
    p.text((box.x - 22, box.y + 32), words, size=LABEL, align="right", alpha=shown, part="room names")
    p.text(
        (LEFT.right, box.y + 34),
        "{v}",
        v=value,
        size=READOUT,
        mono=True,
        weight=600,
        align="right",
        alpha=shown,
        part="room numbers",
    )
    p.rects([box], "line", radius=6, alpha=0.25 * shown)
    bar = Rect(box.x + box.w * low, box.y, max(box.w * (high - low) * shown, 0.0), box.h)
    if role == "waste":
        p.hatch([bar], alpha=0.9 * shown, radius=4)
    else:
        p.rects([bar], role, radius=6, alpha=0.9 * shown)
