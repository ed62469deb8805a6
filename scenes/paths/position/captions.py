"""What the captions say; verdicts come from the data. Draws nothing."""

from __future__ import annotations

from scenes.paths.position.facts import (
    OWN_CURVE,
    OWN_PAIR,
    base_of,
    curve_of,
    head_of,
    indifferent,
    pair_of,
    placed,
    rotations,
    shift_of,
    shown,
)
from tourapp.authoring import Frame, Phrase, Picture


def fill_captions(f: Frame, p: Picture) -> None:
    """Gives every field of the captions its value."""
    told, base, pair = rotations(f), base_of(f), int(f["turn_pair"]) - 1
    layer, head = told.head(head_of(f, OWN_CURVE if f.beat_name == "curve" else OWN_PAIR))
    curve = curve_of(f)
    p.fill(
        bits=64,
        gap=told.short_gap(),
        tiny=told.gap("open", 1),
        leaked=told.gap("masked", 2),
        logits=told.logits_gap("masked"),
        pairs=told.pairs,
        chosen=pair + 1,
        wave=told.wavelength(pair, base),
        fast=told.wavelength(0, base),
        slow=told.wavelength(len(told.record.turns) - 1, base),
        pair_verdict=_pair(f),
        pair_note=_pair_note(f),
        layer=layer,
        head=head,
        curve_verdict=_curve(f),
        best=curve.best,
        own=curve.own,
        far=curve.far,
        farthest=int(curve.distances[-1]),
        shift_verdict=_shift(f),
        shift_note=_shift_note(f),
        long_verdict=_long(f),
        long_note=_long_note(f),
    )


def _pair(f: Frame) -> Phrase:
    if f["pair_apart"]:
        return Phrase("Change the distance between two tokens, and their score changes.")
    return Phrase("Place is a turn. Only the difference of two turns matters.")


def _pair_note(f: Frame) -> Phrase:
    now, pair = placed(f), pair_of(f)
    if f["pair_apart"]:
        return Phrase("At {n:.0f} {n|place|places} apart the score is {s}.", n=now.apart, s=now.score)
    moved = max(int(f["place_query"]), pair.apart) - pair.query
    if moved < 0:
        return Phrase(
            "Both tokens moved {n} places back. Every hand turned; no wedge changed, nor the score of the pair.",
            n=-moved,
        )
    if not moved:
        return Phrase("Here they stand as in their text. Move them: every hand turns, no wedge does.")
    return Phrase(
        "Both tokens moved {n:,} places on. Every hand turned; no wedge changed, nor the score of the pair.", n=moved
    )


def _curve(f: Frame) -> Phrase:
    curve = curve_of(f)
    peak = int(curve.peak.value)
    if indifferent(f):
        return Phrase("Here the model hardly cares for place.")
    if not peak:
        return Phrase("Here the token itself scores best, because of the turns.")
    if peak == int(curve.distances[-1]):
        return Phrase("Here the model prefers what is far away, because of the turns.")
    if peak == 1:
        return Phrase("Here the model looks one token back, because of the turns.")
    return Phrase("Here the model likes what stands {n} tokens back, because of the turns.", n=curve.peak)


def _shift(f: Frame) -> Phrase:
    if not shift_of(f):
        return Phrase("The whole prompt stands at its own places.")
    return Phrase("Move the whole prompt, and nothing changes.")


def _shift_note(f: Frame) -> Phrase:
    told, shift = rotations(f), shift_of(f)
    n, first = len(told.record.texts["question"]), shown(told.record.moved_texts[0])
    if not shift:
        return Phrase(
            "{n} tokens; the likeliest next one is “{first}”, with {odds}.", n=n, first=first, odds=told.odds(0, 0)
        )
    return Phrase(
        "All {n} tokens stand {s:,} {s|place|places} later: no logit changes by more than {d}.",
        n=n,
        s=shift,
        d=told.moved(shift),
    )


def _long(f: Frame) -> Phrase:
    if int(rotations(f).unfinished(base_of(f)).value):
        return Phrase("Some hands never finish a turn.")
    return Phrase("With such a base every hand finishes a turn.")


def _long_note(f: Frame) -> Phrase:
    told = rotations(f)
    return Phrase(
        "{n} of {all} pairs need more than {c}. Without turning, the perplexity of a text is {r} as high.",
        n=told.unfinished(base_of(f)),
        all=told.pairs,
        c=told.context,
        r=told.worse(),
    )
