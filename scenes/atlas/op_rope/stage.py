"""What stands on the stage in each beat: the dials always, with one hand or two, and the words beside them."""

from __future__ import annotations

from scenes.atlas.op_rope.clocks import ACROSS, MOST, dials, draw_dials, room_of, shown_pairs
from scenes.atlas.op_rope.facts import RopeFacts
from tourapp.authoring import Frame, Phrase, Picture, Quantity, begun
from tourapp.authoring.sizes import FIGURE, LABEL, LINE, READOUT
from tourapp.figures.card_frame import BigNumber, draw_big_number

PANEL = 940.0
TICKING = 1.2
"""Tokens a second by which the hands go on at rest."""
FAR = 48.0
"""How far both words are moved once, in tokens."""
ROUND = 12.0


def place_now(f: Frame, facts: RopeFacts) -> float:
    """The query's place on the stage: on its way to its own in the first beat; at rest it goes on and comes back."""
    pair = facts.pair
    assert pair is not None
    own = pair.query_place + facts.shift
    if f.beat_name == "what":
        turned = f.cue("what.turn", eased=False)
        return own * turned if turned < 1.0 else own + _idle(f)
    if f.beat_name == "scale":
        share = f.cue("scale.sweep", eased=False)
        return own + (FAR * (1.0 - abs(2.0 * share - 1.0)) if 0.0 < share < 1.0 else _idle(f))
    return own + _idle(f)


def _idle(f: Frame) -> float:
    """Forth and back, slowly."""
    at = (f.clock * TICKING) % (2.0 * ROUND)
    return at if at <= ROUND else 2.0 * ROUND - at


def draw_clocks(f: Frame, p: Picture, facts: RopeFacts) -> None:
    """The dials where this beat has them."""
    lifted = f.cue("cost.lift")
    pair = facts.pair
    if pair is None:
        p.text((300.0, 420.0), "not in this recording", size=LINE, role="dim")
        return
    draw_dials(p, pair, room_of(lifted), place_now(f, facts), key=f.cue("scale.key"))
    if lifted < 1.0:
        with p.group(opacity=1.0 - lifted):
            _draw_rows(f, p, facts)


def _draw_rows(f: Frame, p: Picture, facts: RopeFacts) -> None:
    """At the left of each row, how far its first pair turns with a token; below, whose hands they are."""
    pair = facts.pair
    assert pair is not None
    which = shown_pairs(len(pair.turns))
    middles, _ = dials(room_of(0.0), len(which))
    told = f.cue("what.told") if f.beat_name == "what" else 1.0
    for row in range(0, min(len(which), MOST), ACROSS):
        y = float(middles[row, 1])
        p.text(
            (212.0, y + 2),
            "{v}°",
            v=facts.numbers.angle(int(which[row]), 1),
            size=READOUT,
            mono=True,
            weight=600,
            align="right",
            alpha=told,
            part="turns",
        )
        p.text((212.0, y + 36), "a token", size=LABEL, role="dim", align="right", alpha=told, part="turns")
    words = Phrase(
        "“{w}” at place {n}",
        w=begun(facts.word(pair.query_place), LABEL, 240.0),
        n=max(1, round(place_now(f, facts)) + 1),
    )
    p.text((1440.0, 842.0), words, size=LABEL, weight=600, align="right")


def draw_cost(f: Frame, p: Picture, facts: RopeFacts, shown: float) -> None:
    """What turning costs, or what the model has in its place."""
    if shown <= 0.004:
        return
    told, turning = f.cue("cost.told"), facts.turning
    with p.group(opacity=shown):
        if turning.flops is not None:
            words = (Phrase("to turn one token"), Phrase("{model}, all layers and heads", model=facts.model))
            draw_big_number(
                p, BigNumber((PANEL, 300.0), turning.flops, words, "prefill", size=FIGURE, room=500.0), told
            )
            _draw_line(p, 470.0, Phrase("of a token’s arithmetic"), turning.share, told)
            p.text((PANEL, 570.0), "weights: none, cache: none", size=LABEL, role="dim", alpha=told)
        elif turning.table is not None:
            words = (Phrase("of learned places"), Phrase("{model}, one for each place", model=facts.model))
            draw_big_number(p, BigNumber((PANEL, 300.0), turning.table, words, "ink", size=FIGURE, room=500.0), told)
            p.text((PANEL, 470.0), "the dials are the small model’s", size=LABEL, role="dim", alpha=told)


def _draw_line(p: Picture, y: float, words: Phrase, value: Quantity | None, told: float) -> None:
    if value is not None:
        p.text((PANEL, y), "{v}", v=value, size=READOUT, mono=True, weight=600, alpha=told)
        p.text((PANEL, y + 38), words, size=LABEL, role="dim", alpha=told)


def draw_scale(f: Frame, p: Picture, facts: RopeFacts, shown: float) -> None:
    """Both words with their places, which move, and their score, which does not."""
    pair = facts.pair
    if shown <= 0.004 or pair is None:
        return
    told, moved = f.cue("scale.told"), round(place_now(f, facts) - pair.query_place)
    with p.group(opacity=shown):
        for y, place, role in ((226.0, pair.query_place, "ink"), (282.0, pair.key_place, "key")):
            words = Phrase(
                "“{w}”, place {n}", w=begun(facts.word(place), LINE * f.text_gain, 240.0), n=place + moved + 1
            )
            p.rects([(PANEL, y - 22, 26, 26)], role, radius=4)
            p.text((PANEL + 42, y), words, size=LINE, weight=600, role=role, part="words")
        below = (
            Phrase("their score, wherever they stand"),
            Phrase("always {n} {n|token|tokens} apart", n=pair.distance),
        )
        draw_big_number(p, BigNumber((PANEL, 440.0), pair.score, below, "ink", room=480.0), told)
        p.rects([(PANEL, 586, 26, 26)], "ink", radius=4, alpha=0.3 * told)
        p.text((PANEL + 42, 608), "the angle between them", size=LABEL, alpha=told)
