"""What the card takes and gives: the strips of the heads come in, the summed stream goes on."""

from __future__ import annotations

from scenes.atlas.op_out.scale import ROOM
from scenes.atlas.op_out.what import head_rows
from tourapp.authoring import Frame, Shapes


def heads_arrive(f: Frame) -> Shapes:
    """The strips of the heads."""
    return Shapes(head_rows(f.world.one_head.recording.heads), "value", 2.0)


def columns_leave(_f: Frame) -> tuple[float, float]:
    """The foot of the columns."""
    return ROOM.cx, ROOM.bottom
