"""The characters of the text along the top of the stage, each centred over its bytes."""

from __future__ import annotations

from scenes.tokenization.moment import LETTERS_Y, RIGHT, TreeMoment
from scenes.tokenization.tree_shape import TreeShape
from tourapp.authoring import Frame, Picture
from tourapp.authoring.sizes import LABEL, LINE, VALUE

GATHERED = 0.04
"""Share of their room that the characters take before they spread."""


def draw_text_row(f: Frame, p: Picture, s: TreeMoment, alpha: float) -> None:
    """The characters along the top, on stage from the first beat on."""
    spread = f.cue("bytes.spread")
    if spread < 1 or f.beat("bytes") < 0.3:
        p.spark(s.text_middle, size=130, alpha=1 - f.cue("bytes.light"))
    if not s.plan.columns:
        at, shown = (s.text_middle[0], LETTERS_Y), alpha * f.cue("bytes.empty", eased=False)
        p.text(
            at,
            "An empty prompt: no characters, no tokens of its own.",
            size=LINE,
            role="dim",
            align="center",
            alpha=shown,
            fit=1200,
        )
        return
    shine = 1 - 0.45 * f.cue("merges.dim")
    spread = GATHERED + (1 - GATHERED) * spread
    draw_letters(p, s.shape, shine, spread, alpha * f.cue("bytes.letters", eased=False))
    if s.plan.hidden_chars:
        edge, shown = s.shape.left + s.shape.width, alpha * f.cue("bytes.more", eased=False)
        at, fit = (edge + 16, LETTERS_Y), RIGHT - edge - 18
        p.text(at, "… {n} more", n=s.plan.hidden_chars, size=LABEL, role="dim", alpha=shown, fit=fit)


def draw_letters(p: Picture, shape: TreeShape, shine: float, spread: float, alpha: float) -> None:
    """`spread` below 1 gathers the characters towards the middle; `shine` below 0.6 makes them step back."""
    middle = shape.left + shape.width / 2
    for glyph in shape.plan.glyphs:
        x = middle + (shape.column(glyph.middle) - middle) * spread
        room = shape.cell * glyph.count
        quiet = glyph.words == "·" or shine < 0.6
        p.text(
            (x, LETTERS_Y),
            "{w}",
            w=glyph.words,
            size=min(VALUE, room * 1.1),
            mono=True,
            weight=500,
            align="center",
            role="dim" if quiet else "ink",
            fit=max(12.0, room - 3),
            alpha=alpha * (min(1.0, shine * 1.7) if quiet else shine),
            spill=spread < 1,
        )


def draw_braces(p: Picture, shape: TreeShape, alpha: float) -> None:
    """A brace from each character of several bytes to its bytes, and a thread from each single one."""
    if alpha <= 0.01:
        return
    y, ends = LETTERS_Y + 22, []
    for glyph in shape.plan.glyphs:
        middle = shape.column(glyph.middle)
        bytes_x = [shape.column(glyph.first + k) for k in range(glyph.count)]
        ends.append((middle, y, middle, y + 20))
        if glyph.count > 1:
            ends.append((bytes_x[0], y + 20, bytes_x[-1], y + 20))
        ends += [(x, y + 20, x, y + 60) for x in bytes_x]
    if ends:
        p.lines(ends, "prefill", width=1.5, alpha=0.38 * alpha)
