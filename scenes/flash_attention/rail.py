"""The rail of tiled attention: how far the loop is, what the matrix' share is, and what a step takes of the SRAM."""

from __future__ import annotations

from collections.abc import Sequence

from scenes.flash_attention.bars import draw_sram
from scenes.flash_attention.facts import FlashFacts, power
from tourapp.authoring import Control, Frame, Phrase, Picture, Quantity, Rail, Rect
from tourapp.authoring.sizes import T15, T18

STEP = 29.0


def tiles_done(f: Frame, facts: FlashFacts) -> int:
    """Tiles that the loop on stage has behind it."""
    if not f.reached("tiles"):
        return 0
    return len(facts.loop.tiles) if f.cue("output.home") >= 1 else facts.now.index + 1


def draw_rail(f: Frame, p: Picture, facts: FlashFacts, controls: Sequence[Control]) -> None:
    """The readouts below the controls."""
    rail, t, loop = Rail(p, controls), facts.traffic, facts.loop
    done = Phrase("{done} of {all}", done=tiles_done(f, facts), all=len(loop.tiles))
    rail.read("Tiles done, on stage", done, "prefill", step=STEP, size=T18)
    rail.read("Skipped, on stage", loop.skipped, "dim", step=STEP, size=T18)
    rail.read("Tile at N", Phrase("{side:d} × {side:d}", side=t.side.value), "prefill", step=STEP, size=T18)
    rail.read("Matrix, no mask", t.whole_share, "waste", step=STEP, size=T18)
    if loop.causal:
        rail.read("Matrix, masked", t.share, "waste", step=STEP, size=T18)
    _difference(rail.p, rail.box(STEP - 8), loop.error)
    rail.rule()
    rail.read("SRAM in use", t.in_use, "prefill", step=32, size=T18)
    draw_sram(rail.p, rail.box(20), t)
    rail.note("no mask: over 90 % only above N = 9d = {n}", n=9 * facts.dim)


def _difference(p: Picture, room: Rect, error: Quantity) -> None:
    """A readout whose number is told as a power of ten and can still be asked "why?"."""
    y = room.y + 22
    p.text((room.x, y), "Off by at most", size=T15, role="dim", fit=room.w * 0.56)
    at, fit, value = (room.right, y), room.w * 0.52, power(error)
    p.text(at, "{v}", v=value, q=error, size=T18, role="good", mono=True, weight=600, align="right", fit=fit)
