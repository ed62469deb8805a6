"""What the captions, notes and the badge of tiled attention say about this moment."""

from __future__ import annotations

from scenes.flash_attention.facts import FlashFacts, compared, flash_facts, power
from scenes.flash_attention.row_step import row_step
from tourapp.authoring import Badge, Frame, Phrase, Picture


def fill_captions(p: Picture, facts: FlashFacts) -> None:
    """Give captions and notes their values."""
    t = facts.traffic
    gain, verdict = compared(t)
    p.fill(
        tokens=facts.tokens,
        pairs=t.pairs,
        share=t.share,
        naive=t.naive,
        side=t.side,
        dim=facts.dim,
        used=t.in_use,
        passing=_passing(facts),
        row=facts.head.row + 1,
        proof=_proof(facts),
        checked=Phrase("counted tile by tile and equal to the closed form")
        if t.counted == t.flash.value
        else Phrase("by the closed form"),
        gain=gain,
        verdict=verdict,
        flash=t.flash,
        error=power(facts.loop.error),
    )


def _passing(facts: FlashFacts) -> Phrase:
    """How many tiles there are at the chosen size."""
    tiles, skipped = facts.traffic.tiles, facts.traffic.skipped
    if tiles == 1:
        return Phrase("One tile passes through SRAM, and it is the whole matrix.")
    if not skipped:
        return Phrase("{n} tiles pass through SRAM one after the other.", n=tiles)
    return Phrase(
        "{n} tiles pass through SRAM one after the other, {skipped} more are hidden by the mask and skipped.",
        n=tiles,
        skipped=skipped,
    )


def _proof(facts: FlashFacts) -> Phrase:
    """What the row followed shows of the correction."""
    loop = facts.loop
    if loop.raised:
        step = row_step(loop, loop.raised)
        return Phrase(
            "e to the power {before:.4g} − {after:.4g} is {rescale:.3f}; all summed so far is multiplied by that.",
            before=step.before,
            after=step.after,
            rescale=step.rescale,
        )
    if len(loop.row_tiles) == 1:
        return Phrase("one tile holds it all, nothing to correct.")
    return Phrase("no later tile raises its maximum, nothing to correct.")


def badge(f: Frame) -> Badge:
    """The picture is the real head, live or recorded; the bytes are those of the chosen size."""
    facts = flash_facts(f)
    head, rows, drawn = facts.head, facts.traffic.rows, len(facts.head.edges()) - 1
    live = head.recording.badge == "live"
    picture = {"count": head.count, "layer": head.layer, "head": head.head}
    return Badge(
        "live on this computer + computed from specs" if live else "recorded + computed from specs",
        Phrase(
            "picture: {count:d} tokens of this request, layer {layer}, head {head}; bytes: N tokens, 16-bit", **picture
        )
        if drawn == rows
        else Phrase(
            "picture: {count:d} tokens of this request, layer {layer}, head {head}; bytes: N tokens, 16-bit; "
            "{rows} rows of tiles drawn as {drawn}",
            **picture,
            rows=rows,
            drawn=drawn,
        ),
        "scores, maxima, sums and output are the loop's own; with the mask both ways skip what it hides",
    )
