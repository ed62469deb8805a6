"""The rail of tiled attention: how far the loop is, what the matrix' share is, and what a step takes of the SRAM."""

from __future__ import annotations

from dataclasses import replace

from scenes.flash_attention.bars import draw_sram
from scenes.flash_attention.facts import FlashFacts, power
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rail


def tiles_done(f: Frame, facts: FlashFacts) -> int:
    """Tiles that the loop on stage has behind it."""
    if not f.reached("tiles"):
        return 0
    return len(facts.loop.tiles) if f.cue("output.home") >= 1 else facts.now.index + 1


def draw_rail(f: Frame, p: Picture, facts: FlashFacts) -> None:
    """The readouts below the controls, with the beats that explain them."""
    rail, t, loop = Rail(p, f.rail), facts.traffic, facts.loop
    if not f.reached("blocks"):
        rail.read(
            "Matrix, masked" if loop.causal else "Matrix, whole", t.share if loop.causal else t.whole_share, "waste"
        )
        return
    if f.reached("tiles"):
        rail.read("Tiles done", Phrase("{done} of {all}", done=tiles_done(f, facts), all=len(loop.tiles)), "prefill")
        rail.read("Skipped", loop.skipped, "dim")
    else:
        rail.read("Tile at N", Phrase("{side:d} × {side:d}", side=t.side.value), "prefill")
    if f.beat_name == "output":
        _difference(rail, loop.error)
    rail.read("SRAM in use", t.in_use, "prefill")
    draw_sram(rail.p, rail.box(26), t)


def _difference(rail: Rail, error: Quantity) -> None:
    """A readout whose number is told as a power of ten and can still be asked "why?"."""
    rail.read("Off by at most", replace(error, printed=power(error)), "good")
