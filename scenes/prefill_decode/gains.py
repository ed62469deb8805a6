"""What the cache changes, as two large factors: how much faster each phase gets with its weights in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Picture, Quantity, Rect
from tourapp.authoring.sizes import FIGURE, LABEL

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ComputerNumbers

AREA = Rect(880, 720, 560, 110)
VALUE_Y, WORDS_Y = AREA.y + 56, AREA.y + 96


def draw_gains(p: Picture, numbers: ComputerNumbers, shown: float) -> None:
    """Decode at the left, prefill at the right."""
    _draw_factor(p, AREA.x, numbers.decode_gain, "decode", shown)
    p.text((AREA.x, WORDS_Y), "decode, in cache", size=LABEL, role="dim", alpha=shown)
    _draw_factor(p, AREA.cx, numbers.prefill_gain, "prefill", shown)
    p.text((AREA.cx, WORDS_Y), "prefill, in cache", size=LABEL, role="dim", alpha=shown)


def _draw_factor(p: Picture, x: float, gain: Quantity, role: str, shown: float) -> None:
    p.text((x, VALUE_Y), "{v}", v=gain, size=FIGURE, mono=True, weight=600, role=role, alpha=shown)
