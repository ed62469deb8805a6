"""The rail: readouts of the row, then the nine heads of the layer, or the pencil's arithmetic."""

from __future__ import annotations

from collections.abc import Sequence

from scenes.attention.facts import AttentionFacts
from scenes.attention.look_back import LookBack, printed, top_columns
from scenes.attention.pencil import draw_pencil
from scenes.attention.small_heads import draw_nine
from tourapp.authoring import Control, Frame, Phrase, Picture, Rail

STEP, LAST_STEP = 29.0, 34.0
KNOWN_AT = 0.3
"""From this share of the softmax beat on there are weights to read."""
BEST_AT = 0.85
"""From this share of the query's beat on the best match is known."""
ROOM_FOR_NINE, NINE_H = 150.0, 132.0


def draw_rail(f: Frame, p: Picture, facts: AttentionFacts, controls: Sequence[Control]) -> None:
    """What is known so far."""
    look, rail = facts.staged.look, Rail(p, controls)
    _draw_heading(rail, facts)
    known = f.beat("softmax") > KNOWN_AT
    if known:
        _draw_weights(rail, look)
    else:
        _draw_stored(rail, facts)
        if f.beat("query") > BEST_AT and look.query is not None:
            _draw_best(rail, look)
    if look.by_hand:
        if known:
            draw_pencil(rail, look)
    elif not f["mask"] and look.query is None:
        rail.note("Without the mask: not kept for this layer", "waste")
    elif known and rail.left > ROOM_FOR_NINE:
        _draw_layer(rail, facts, bool(f["mask"]))


def _draw_heading(rail: Rail, facts: AttentionFacts) -> None:
    look, r = facts.staged.look, facts.heads.overview.recording
    if look.by_hand:
        rail.heading("Three tokens, two numbers each")
        return
    words = "Layer {layer} of {layers}, head {head} of {heads}"
    rail.heading(words, layer=look.layer + 1, layers=r.layers, head=look.head + 1, heads=r.heads)


def _draw_weights(rail: Rail, look: LookBack) -> None:
    """Readouts of the weights; those that are printed add up as printed."""
    top = top_columns(look)
    rail.read("Sum of weights", f"{sum(float(w) for w in printed(look)):.2f}", "good", step=STEP)
    rail.read(Phrase("Top: {words}", words=top.listed), top.weight, "decode", step=STEP)
    rail.read("Entropy", Phrase("{bits:.2f} bits", bits=look.entropy), step=STEP)
    if not look.by_hand:
        rail.read("On the first token", look.weight(0), "weights", step=LAST_STEP)


def _draw_stored(rail: Rail, facts: AttentionFacts) -> None:
    """What is known before there are weights: what is stored."""
    look, r = facts.staged.look, facts.heads.overview.recording
    rail.read("Tokens in the cache", look.count - 1, "key")
    rail.read("Numbers in a key", look.width, "key")
    rail.read("Numbers in a value", look.width, "value")
    if not look.by_hand:
        rail.read("Heads per key", r.heads // r.kv_heads)


def _draw_best(rail: Rail, look: LookBack) -> None:
    rail.rule()
    rail.heading("Best match: {word}", word=look.columns[look.best_match].words)
    rail.read("its score", look.score(look.best_match), "decode")


def _draw_layer(rail: Rail, facts: AttentionFacts, masked: bool) -> None:
    """The nine heads of the layer."""
    look = facts.staged.look
    rail.heading("The heads of this layer, this row")
    if not masked:
        rail.note("recorded rows; the mask is off on stage", "waste")
    draw_nine(rail.p, facts.heads, look.layer, look.head, rail.box(min(NINE_H, rail.left - 8)))
