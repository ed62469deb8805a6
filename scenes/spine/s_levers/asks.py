"""What a class is asked: which of four levers makes one user's answer fastest here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from scenes.spine.s_levers.facts import LeversFacts, facts_of, number
from tourapp.authoring import Ask, AskOption, Frame, LiveOptions, Phrase, Quantity, mixed

if TYPE_CHECKING:
    from tourapp.authoring.kinds import LeverRow

OTHER_LEVERS = (
    "tp_double",
    "batch",
    "kv",
    "weights",
    "speculation",
    "mqa",
    "prefix_cache",
    "flash",
    "window",
    "paging",
)
"""Who stands beside the best one, those that tempt most first; `kv` and `weights` are the next fewer bits."""


def _fastest(f: Frame) -> Quantity:
    """What the best lever gives one user; the step over itself where none is told."""
    facts = facts_of(f)
    row = facts.board.fastest
    if row is not None and row.for_user is not None:
        return row.for_user
    return facts.letters.gap


def _option(row: LeverRow) -> AskOption | None:
    value = row.for_user
    if value is None:
        return None
    before, after = value.inputs
    size = number(value)
    if row.still or not row.here:
        told = Phrase("For one user {what} changes nothing here.", what=row.words)
    elif size < 1:
        told = Phrase("{what} makes a user slower, {x}: it is for the dollar.", what=row.words, x=value)
    else:
        told = Phrase("{what} gives {x}: the letter it moves weighs less here.", what=row.words, x=value)
    return AskOption(value, row.words, told, Phrase("{a} / {b}", a=before, b=after))


def _options(f: Frame) -> tuple[AskOption, ...]:
    facts = facts_of(f)
    best = facts.board.fastest
    names = {kind: facts.named_bits(kind) for kind in ("kv", "weights")}
    rows = [facts.board.row(names.get(id, id)) for id in OTHER_LEVERS]
    known = [option for row in rows if best is None or row.id != best.id if (option := _option(row)) is not None]
    right = None if best is None else _option(best)
    if right is None:
        return _untold(facts)
    return mixed(right, known, seed=17)


def _untold(facts: LeversFacts) -> tuple[AskOption, ...]:
    """Where no step is told because the link between the GPUs is not known: the levers by their names."""
    told = Phrase("How the GPUs are joined is not known, so no step is told.")
    ids = (facts.named_bits("weights"), facts.named_bits("kv"), "batch", "tp_double")
    return tuple(AskOption(facts.letters.gap, facts.board.row(id).words, told) for id in ids)


def _fields(f: Frame) -> Mapping[str, Any]:
    facts = facts_of(f)
    return {"n": facts.batch, "s": facts.letters.context, "model": facts.costs.scenario.model_spec.name}


ASKS = {
    "table": Ask(
        "Which of these makes one user's answer fastest here?",
        _fastest,
        note="{model}, batch {n}, {s} each; the same model on the same kind of machine.",
        options=LiveOptions(4, _options),
        lands=0.7,
        fields=_fields,
    )
}
