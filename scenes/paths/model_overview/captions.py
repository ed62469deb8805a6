"""What the captions say: their verdicts come from the model on stage. Draws nothing."""

from __future__ import annotations

from scenes.paths.model_overview.facts import WEIGHTS, measure, phase, short, tower, towers
from tourapp.authoring import Frame, Phrase, Picture

ORDER = ("embedding", "attention", "router", "ffn", "head")
DONE = {
    ("prefill", "flops"): Phrase("Of the FLOPs of prefill"),
    ("decode", "flops"): Phrase("Of the FLOPs of decode"),
    ("prefill", "bytes"): Phrase("Of the bytes of prefill"),
    ("decode", "bytes"): Phrase("Of the bytes of decode"),
    ("prefill", "time"): Phrase("Of the time of prefill"),
    ("decode", "time"): Phrase("Of the time of decode"),
}
KINDS = {
    "embedding": Phrase("the embedding"),
    "attention": Phrase("attention"),
    "router": Phrase("the router"),
    "ffn": Phrase("the FFN"),
    "head": Phrase("the LM head"),
}


def fill_captions(f: Frame, p: Picture) -> None:
    """Gives the fields of the present beat's sentences their values."""
    ours, told = tower(f), towers(f)
    match f.beat_name:
        case "tower":
            p.fill(model=ours.name, floors=ours.floors, all=short(ours.params))
        case "weights":
            p.fill(weights=_weights(f), weights_note=_weights_note(f), exact=ours.params)
        case "scale":
            first, last = told.line_up[0], told.line_up[-1]
            p.fill(small=first.name, large=last.name, over=told.largest_over, low=first.floors, high=last.floors)
        case "moe":
            experts = told.experts
            p.fill(lit=experts.lit, rooms=experts.rooms, moe_note=_moe_note(f), share=experts.share)
        case _:
            p.fill(each=short(ours.floor_params), floors=ours.floors)


def _weights(f: Frame) -> Phrase:
    """Which kind holds the most."""
    rooms = [room for room in tower(f).rooms if room.kind in ORDER]
    most = max(rooms, key=lambda room: float(room.share.value))
    return Phrase("{v} of the parameters live in {what}.", v=most.share, what=KINDS[most.kind])


def _weights_note(f: Frame) -> Phrase:
    """Their shares, or what a pass does there."""
    ours, by = tower(f), measure(f)
    if by != WEIGHTS:
        done = towers(f).lit[phase(f)][by]
        most = max(done, key=lambda kind: float(done[kind].value))
        told = {"of": DONE[phase(f), by], "what": KINDS[most], "v": done[most]}
        return Phrase("{of}, {what} has {v}. Bright rooms do as much as they weigh, dark ones less.", **told)
    looks, table = ours.room("attention"), ours.room("embedding")
    assert looks is not None and table is not None
    told = {"a": looks.share, "e": table.share, "v": towers(f).lit[phase(f)]["time"]["ffn"]}
    if phase(f) == "decode":
        return Phrase("Attention has {a}, the embedding {e}. In a decode step the FFN takes {v} of the time.", **told)
    return Phrase("Attention has {a}, the embedding {e}. In prefill the FFN takes {v} of the time.", **told)


def _moe_note(f: Frame) -> Phrase:
    experts = towers(f).experts
    told = {"used": short(experts.used), "all": short(experts.params), "model": experts.name}
    if experts.other:
        chosen = tower(f).name
        words = "{chosen} has none, {model} stands in: {used} of {all} parameters work for a token."
        return Phrase(words, chosen=chosen, **told)
    return Phrase("{model}: {used} of {all} parameters work for a token; all must be in memory.", **told)
