"""The rail: readouts of the row, then the nine heads of the layer, or the pencil's arithmetic."""

from __future__ import annotations

from scenes.attention.facts import AttentionFacts
from scenes.attention.look_back import LookBack, printed, top_columns
from scenes.attention.pencil import draw_pencil
from scenes.attention.small_heads import draw_nine
from tourapp.authoring import Frame, Phrase, Picture, Rail

KNOWN_AT = 0.3
"""From this share of the softmax beat on there are weights to read."""
BEST_AT = 0.85
"""From this share of the query's beat on the best match is known."""
ROOM_FOR_NINE, NINE_H = 150.0, 150.0


def draw_rail(f: Frame, p: Picture, facts: AttentionFacts) -> None:
    """What is known so far."""
    look, rail = facts.staged.look, Rail(p, f.rail)
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


def _draw_weights(rail: Rail, look: LookBack) -> None:
    """Readouts of the weights; those that are printed add up as printed."""
    rail.read("Sum of weights", f"{sum(float(w) for w in printed(look)):.2f}", "good")
    if look.by_hand:
        return  # the pencil's lines take the room, and the stage says which weigh most
    top = top_columns(look)
    rail.read(Phrase("Top: {words}", words=top.listed), top.weight)
    rail.read("On the first", look.weight(0), "weights")


def _draw_stored(rail: Rail, facts: AttentionFacts) -> None:
    """What is known before there are weights: what is stored."""
    look = facts.staged.look
    rail.read("Cached tokens", look.count - 1)
    rail.read("Numbers in K", look.width, "key")
    rail.read("Numbers in V", look.width, "value")


def _draw_best(rail: Rail, look: LookBack) -> None:
    rail.rule()
    rail.read(Phrase("Best: {word}", word=look.columns[look.best_match].words), look.score(look.best_match))


def _draw_layer(rail: Rail, facts: AttentionFacts, masked: bool) -> None:
    """The nine heads of the layer."""
    look = facts.staged.look
    rail.note(
        "The heads of this layer" if masked else "recorded rows: the mask is off on stage", "dim" if masked else "waste"
    )
    draw_nine(rail.p, facts.heads, look.layer, look.head, rail.box(min(NINE_H, rail.left - 8)))
