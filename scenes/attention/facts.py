"""What a frame of this scene shows: one look back with its places, and every head's row of the same token.

Not here: words (`captions`), times (`progress`) and drawing.
"""

from __future__ import annotations

from dataclasses import dataclass

from scenes.attention.asking_slider import place_of
from scenes.attention.layout import StagedLook, stage_look
from scenes.attention.looking import hand_look, look
from scenes.attention.small_heads import HeadRows, head_rows
from tourapp.authoring import Frame

PENCIL_COUNT = 3
"""Tokens of the case for a pencil."""


@dataclass(frozen=True, slots=True, eq=False)
class AttentionFacts:
    """heads belong to a recording, also while a pencil case is looked at. marked: the head to mark among them, counted
    layer * heads + head. hovered: the column under the pointer."""

    staged: StagedLook
    heads: HeadRows
    marked: int
    hovered: int | None


def attention_facts(f: Frame) -> AttentionFacts:
    """The look back that the controls ask for; where they leave it open, the clearest one."""
    overview = f.world.river_overview if f["text"] == "river" else f.world.head_overview
    r = overview.recording
    clearest = overview.pick(None, None, None)
    if f["text"] == "hand":
        layer, head, asking = clearest
        place = place_of(float(f["asker"]), PENCIL_COUNT)
        seen = hand_look(f.world.by_hand, PENCIL_COUNT - 1 if place is None else place, bool(f["mask"]))
    else:
        place = place_of(float(f["asker"]), r.positions)
        wanted = (_place(f["layer"], r.layers), _place(f["head"], r.heads))
        layer, head, asking = overview.pick(*wanted, clearest[2] if place is None else place)
        seen = look(overview, layer, head, asking, bool(f["mask"]))
    hovered = f.hovered("column")
    return AttentionFacts(
        staged=stage_look(seen, f.text_gain),
        heads=head_rows(overview, asking),
        marked=layer * r.heads + head,
        hovered=hovered if hovered is not None and hovered < len(seen.columns) else None,
    )


def _place(value: float, count: int) -> int | None:
    """A slider counted from 1 as a place from 0; None where it says the clearest one."""
    return None if value < 1 else min(int(value), count) - 1
