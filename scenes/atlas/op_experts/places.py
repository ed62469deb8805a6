"""Where things stand on the card: tokens, the one FFN of a dense model, the field of experts, and the chart."""

from __future__ import annotations

import numpy as np

from tourapp.authoring import Rect, mix
from tourapp.figures.card_frame import UNDER

WHOLE = Rect(64.0, 150.0, 1376.0, 650.0)
"""Room of the picture before the strip comes."""
NAMES = 44.0
"""Height of the words above blocks and tokens."""
CHART = Rect(140.0, UNDER.y + 40.0, 880.0, UNDER.h - 122.0)
NUMBER = 1066.0
"""Left edge of the number beside the chart."""
GAP = 12.0


def picture_room(share: float) -> Rect:
    """The picture's room on its way from the whole stage to the part above the strip, which leaves the right to the
    number."""
    above = Rect(UNDER.x, UNDER.y, 940.0, UNDER.h)
    return Rect(*(mix(a, b, share) for a, b in zip(WHOLE, above, strict=True)))


def field_room(room: Rect, dense: bool) -> Rect:
    """Where the experts stand: right of the tokens."""
    left = 0.56 if dense else 0.3
    return Rect(room.x + room.w * left, room.y + NAMES, room.w * (1.0 - left), room.h - NAMES)


def ffn_room(room: Rect) -> Rect:
    """The one FFN of a dense model, left of the tokens."""
    return Rect(room.x, room.y + NAMES, room.w * 0.26, room.h - NAMES)


def token_places(room: Rect, count: int, dense: bool) -> np.ndarray:
    """Middles [n, 2] of the tokens, one below the other."""
    x = room.x + room.w * (0.41 if dense else 0.07)
    high = room.h - NAMES
    pitch = min(high / max(count, 1), 66.0)
    top = room.y + NAMES + (high - pitch * count) / 2 + pitch / 2
    return np.stack([np.full(count, x), top + pitch * np.arange(count)], 1)


def expert_boxes(room: Rect, count: int) -> np.ndarray:
    """Boxes [n, 4] of the experts in their room, about as wide as high."""
    columns = max(1, min(count, round(float(np.sqrt(count * room.w / room.h)))))
    while count % columns and columns > 1:
        columns -= 1
    rows = -(-count // columns)
    gap = min(GAP, 0.16 * room.w / columns)
    wide, high = (room.w - gap * (columns - 1)) / columns, (room.h - gap * (rows - 1)) / rows
    place = np.arange(count)
    x = room.x + (wide + gap) * (place % columns)
    y = room.y + (high + gap) * (place // columns)
    return np.stack([x, y, np.full(count, wide), np.full(count, high)], 1)
