"""From the ghost to the output: the matrix fades, tiles pass through fast memory, and only the output comes back."""

from __future__ import annotations

from scenes.flash_attention.answer import draw_answer
from scenes.flash_attention.bars import draw_bars
from scenes.flash_attention.equation import draw_equation
from scenes.flash_attention.facts import FlashFacts
from scenes.flash_attention.matrix import draw_ghost, draw_matrix, draw_matrix_name, draw_place
from scenes.flash_attention.memory import draw_finished
from scenes.flash_attention.ribbons import draw_ribbons
from scenes.flash_attention.row import draw_row, draw_row_names
from scenes.flash_attention.sram_bar import draw_sram_bar
from scenes.flash_attention.sum_bar import draw_sum_bar
from scenes.flash_attention.tile import draw_strip_names, draw_tile
from tourapp.authoring import Frame, Phrase, Picture


def draw_tiled(f: Frame, p: Picture, facts: FlashFacts) -> None:
    """The tile at work and what travels."""
    gone = f.cue("blocks.ghost")
    if gone < 1:
        draw_matrix(p, facts.loop, 1.0, 1.0, 1 - gone)
    draw_ghost(p, facts.loop, gone)
    _tile_at_work(f, p, facts)
    draw_matrix_name(p, facts, Phrase("a ghost: never stored"), gone)
    back = facts.now.tile.rows.start / facts.head.count
    back += (1 - back) * f.cue("output.home")
    draw_finished(p, facts.head, round(facts.head.count * back), f.cue("tiles.blaze"))
    if f.beat_name == "softmax":
        _row(f, p, facts)
    if f.reached("output"):
        draw_answer(f, p, facts, back)
    _band(f, p, facts, gone)


def _tile_at_work(f: Frame, p: Picture, facts: FlashFacts) -> None:
    """The tile with what it needs; its row takes the room in "softmax"."""
    now, place = facts.now, f.cue("blocks.light") * (1 - f.cue("output.dim"))
    if place > 0:
        draw_place(p, now, place)
    light = f.cue("blocks.light") * (1 - f.cue("softmax.quiet"))
    if light <= 0:
        return
    values = f.cue("tiles.values")
    draw_ribbons(p, now, f.clock, light, values)
    draw_tile(p, now, light=light, blaze=0.45 + 0.55 * f.cue("tiles.blaze"), values=values)
    draw_strip_names(p, light, values)


def _row(f: Frame, p: Picture, facts: FlashFacts) -> None:
    """The row followed and its arithmetic."""
    shown = f.cue("softmax.row")
    draw_row(p, facts.now, f.clock, shown)
    draw_row_names(p, facts.now, shown)
    draw_equation(p, facts.now, shown)
    draw_sum_bar(p, facts.now, shown)


def _band(f: Frame, p: Picture, facts: FlashFacts, gone: float) -> None:
    """Below: the naive bytes until the matrix is a ghost, then what a step takes of the SRAM, then both ways' bytes;
    they make room for the row and come back with the output."""
    t, swap = facts.traffic, f.cue("tiles.bars")
    if not f.reached("tiles") and gone < 1:
        draw_bars(p, t, naive=1.0, alpha=1 - gone)
    if swap < 1:
        draw_sram_bar(p, t, f.cue("blocks.fill"), f.cue("blocks.sram") * (1 - swap))
    ends = f.reached("output")
    room = f.cue("output.bars") if ends else swap * (1 - f.cue("softmax.quiet"))
    if room > 0:
        draw_bars(p, t, naive=1.0, tiled=_loop_share(f, facts), verdict=f.cue("output.verdict"), alpha=room)


def _loop_share(f: Frame, facts: FlashFacts) -> float:
    """How much of its traffic the loop has behind it."""
    if not f.reached("tiles"):
        return 0.0
    now = facts.now.tile.bytes_moved / facts.loop.run.flash_bytes
    return float(now + (1 - now) * f.cue("output.home"))
