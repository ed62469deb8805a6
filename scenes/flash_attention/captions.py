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
        against=_against(facts),
        lives=_lives(facts),
        maximum=_maximum(facts),
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
        checked=Phrase("counted tile by tile") if t.counted == t.flash.value else Phrase("by the formula"),
        gain=gain,
        verdict=verdict,
        flash=t.flash,
        error=power(facts.loop.error),
    )


def _against(facts: FlashFacts) -> Phrase:
    """What every token is scored against."""
    if facts.loop.causal:
        return Phrase("itself and all before it")
    return Phrase("every token")


def _lives(facts: FlashFacts) -> Phrase:
    """How the matrix exists."""
    if facts.traffic.tiles == 1:
        return Phrase("here one tile holds the whole matrix")
    return Phrase("the matrix lives one tile at a time")


def _maximum(facts: FlashFacts) -> Phrase:
    """What the row followed has to show."""
    if facts.loop.raised:
        return Phrase("A new maximum arrives: correct the sum so far, and go on.")
    if len(facts.loop.row_tiles) == 1:
        return Phrase("One tile holds the whole row: its maximum is known at once.")
    return Phrase("No later tile brings a higher maximum here: the sum just goes on.")


def _passing(facts: FlashFacts) -> Phrase:
    """How many tiles there are at the chosen size."""
    tiles, skipped = facts.traffic.tiles, facts.traffic.skipped
    if tiles == 1:
        return Phrase("One tile passes through SRAM, and it is the whole matrix. It is never stored.")
    if not skipped:
        return Phrase("{n} tiles pass through SRAM one after the other. None of them is ever stored.", n=tiles)
    return Phrase(
        "{n} tiles pass through SRAM one after the other, {skipped} more are hidden by the mask and skipped. "
        "None of them is ever stored.",
        n=tiles,
        skipped=skipped,
    )


def _proof(facts: FlashFacts) -> Phrase:
    """What the row followed shows of the correction."""
    loop = facts.loop
    if loop.raised:
        step = row_step(loop, loop.raised)
        return Phrase(
            "e to the power {before:.4g} − {after:.4g} is {rescale:.2f}, and all summed so far is multiplied by that.",
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
