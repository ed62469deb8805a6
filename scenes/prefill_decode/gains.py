"""What the cache changes, as two large factors: how much faster each phase gets with its weights in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Picture, Quantity, Rect
from tourapp.authoring.sizes import T17, T54

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ComputerNumbers

AREA = Rect(664, 716, 776, 90)
VALUE_Y, WORDS_Y = AREA.y + 44, AREA.y + 78


def draw_gains(p: Picture, numbers: ComputerNumbers, shown: float) -> None:
    """Decode at the left, prefill at the right."""
    _draw_factor(p, AREA.x, numbers.decode_gain, "decode", shown)
    room = AREA.w / 2 - 20
    p.text((AREA.x, WORDS_Y), "decode, with weights in the cache", size=T17, role="dim", alpha=shown, fit=room)
    _draw_factor(p, AREA.cx, numbers.prefill_gain, "prefill", shown)
    p.text((AREA.cx, WORDS_Y), "prefill, with weights in the cache", size=T17, role="dim", alpha=shown, fit=room)


def _draw_factor(p: Picture, x: float, gain: Quantity, role: str, shown: float) -> None:
    p.text((x, VALUE_Y), "{v}", v=gain, size=T54, mono=True, weight=600, role=role, alpha=shown)
