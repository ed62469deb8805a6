"""What the captions say: verdicts from the chosen model and the kind of cache. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.atlas.op_state.facts import StateFacts, one_row
from tourapp.authoring import Frame, Phrase, Picture, Quantity

if TYPE_CHECKING:
    from tourapp.authoring.kinds import RowLevel

PRODUCTS = {
    3: Phrase("Three numbers multiply into one row"),
    4: Phrase("Four numbers multiply into one row"),
    5: Phrase("Five numbers multiply into one row"),
}


def fill_captions(f: Frame, p: Picture, facts: StateFacts) -> None:
    """Gives every field of the captions its value."""
    recording, here = facts.recording, facts.chosen.here
    p.fill(
        what_note=Phrase(
            "Our {model} holds {rows} rows now, one for each token: a cell for every layer, in teal and in violet.",
            model=recording.model,
            rows=facts.lights.rows,
        ),
        product=PRODUCTS[len(facts.levels)],
        factors=factors(facts.levels),
        kappa=one_row(facts.own.per_token),
        cost_note=_cost_note(f, facts),
        context=here.context,
        held=here.per_sequence,
        scale_note=_scale_note(facts),
    )


def factors(levels: tuple[RowLevel, ...]) -> Phrase:
    """The counts as one product; the last one is in bytes."""
    counts: list[Quantity] = [level.count for level in levels]
    named = dict(zip("abcde", counts, strict=False))
    if len(counts) == 5:
        return Phrase("{a} × {b} × {c} × {d} × {e}", **named)
    if len(counts) == 4:
        return Phrase("{a} × {b} × {c} × {d}", **named)
    return Phrase("{a} × {b} × {c}", **named)


def _cost_note(f: Frame, facts: StateFacts) -> Phrase:
    told = {"held": facts.costs.kv_bytes, "n": f.inputs.batch, "context": facts.own.here.context}
    if f.inputs.batch == 1:
        return Phrase("One conversation of {context} holds {held}, and every step reads all of it.", **told)
    return Phrase("{n} conversations of {context} hold {held}, and every step reads all of it.", **told)


def _scale_note(facts: StateFacts) -> Phrase:
    own = facts.own
    if not facts.chosen.own:
        return Phrase(
            "Not what {model} does: it keeps {kappa} of a token.", model=_model(facts), kappa=one_row(own.per_token)
        )
    if facts.windowed:
        return Phrase(
            "Not every layer keeps all: some forget what is more than {window} back.", window=facts.row.window
        )
    if own.heads is None:
        return Phrase(
            "Not a key and a value apart: both are made from one latent of {n} numbers; a row is {times} smaller.",
            n=own.elements,
            times=facts.variants.saved,
        )
    if facts.row.sharing is None or int(facts.row.sharing.value) == 1:
        return Phrase("Not all models pay that: here every query head has a pair of its own, others share.")
    return Phrase(
        "Not a pair for every head: {n} query heads share one, so a row is {times} smaller.",
        n=facts.row.sharing,
        times=facts.variants.saved,
    )


def _model(facts: StateFacts) -> str:
    return facts.costs.scenario.model_spec.name
