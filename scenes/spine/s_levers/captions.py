"""What the captions say: their verdicts come from the numbers on stage. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.spine.s_levers.facts import LeversFacts, number
from tourapp.authoring import Frame, Phrase, Picture

if TYPE_CHECKING:
    from tourapp.authoring.kinds import LeverRow

LITTLE, MUCH = 0.2, 0.55
"""Shares of a step's bytes up to which the cache weighs little, and from which it weighs most."""


def fill_captions(f: Frame, p: Picture, facts: LeversFacts) -> None:
    """Gives every field of the captions its value."""
    board, told = facts.board, facts.letters
    p.fill(w=told.weights, k=told.cache, beta=told.bandwidth, users=board.users, share=told.weight_part)
    p.fill(price=facts.costs.price.output, batch=facts.batch)
    p.fill(most_user=_most_user(facts), most_dollar=_most_dollar(facts))
    p.fill(bytes_verdict=_bytes(facts), bytes_note=_bytes_note(facts))
    p.fill(cache_verdict=_cache(facts), cache_note=_cache_note(facts))
    p.fill(share_verdict=_share(facts), share_note=_share_note(facts))
    p.fill(machine_verdict=_machine(facts), machine_note=_machine_note(facts))
    p.fill(nothing_note=_nothing_note(facts), say_verdict=_say(facts))


def _most_user(facts: LeversFacts) -> Phrase:
    row = facts.board.fastest
    if row is None or row.for_user is None:
        return Phrase("How the GPUs are joined is not known, so no step is told.")
    if row.still:
        return Phrase("No lever makes one user faster here.")
    return Phrase("Most for one user, on this model and machine: {x}.", x=row.for_user)


def _most_dollar(facts: LeversFacts) -> Phrase:
    user, row = facts.board.fastest, facts.board.cheapest
    if user is None or row is None or row.for_dollar is None or user.for_user is None:
        return Phrase("Without communication the table can be told.")
    told = {"what": user.words, "other": row.words, "x": row.for_dollar}
    if row.id == user.id:
        return Phrase("It is {what}, and for a dollar it does most as well: {x}.", **told)
    return Phrase("It is {what}; for a dollar {other} does most: {x}.", **told)


def _bytes(facts: LeversFacts) -> Phrase:
    if float(facts.letters.weight_part.value) < 0.5:
        return Phrase("Weights are the smaller part here, and so is what their levers do.")
    return Phrase("A lever helps as much as the letter it moves weighs.")


def _gives(row: LeverRow | None) -> Phrase:
    """What a lever gives, in few words."""
    if row is None:
        return Phrase("none of these can be pulled here")
    if row.for_user is None or row.for_dollar is None:
        return Phrase("how the GPUs are joined is not known")
    return Phrase("{what} gives a user {x} and a dollar {y}", what=row.words, x=row.for_user, y=row.for_dollar)


def _bytes_note(facts: LeversFacts) -> Phrase:
    told = _gives(facts.picked("bytes"))
    return Phrase("W is {share} of the bytes of this step: {told}.", share=facts.letters.weight_part, told=told)


def _cache(facts: LeversFacts) -> Phrase:
    share = float(facts.letters.cache_part.value)
    if share < LITTLE:
        return Phrase("The cache weighs little here, so its levers move little.")
    if share < MUCH:
        return Phrase("The cache weighs here, and so do its levers.")
    return Phrase("Most of the step is cache: these levers come first.")


def _cache_note(facts: LeversFacts) -> Phrase:
    row, share = facts.picked("cache"), facts.letters.cache_part
    told = _gives(row)
    if row is None or row.users is None:
        return Phrase("The cache is {share} of the bytes: {told}.", share=share, told=told)
    return Phrase(
        "The cache is {share} of the bytes: {told}; users that fit: {z}.", share=share, told=told, z=row.users
    )


def _share(facts: LeversFacts) -> Phrase:
    row = facts.board.row("batch")
    if not row.here:
        return Phrase("Memory is full, so the batch cannot grow here.")
    if number(row.for_user) < 1 < number(row.for_dollar):
        return Phrase("A wider batch is for the dollar, not for the user.")
    return Phrase("A wider batch shares every read of the weights.")


def _share_note(facts: LeversFacts) -> Phrase:
    row = facts.board.row("batch")
    if not row.here and row.why_not is not None:
        return Phrase("{why}. A paged cache and fewer bits make room again.", why=_sentence(row.why_not))
    told = {"told": _gives(row), "n": facts.batch}
    return Phrase("One read of the weights serves {n} {n|user|users} now: {told}.", **told)


def _sentence(words: Phrase) -> Phrase:
    return Phrase("Here {words}", words=words)


def _machine(facts: LeversFacts) -> Phrase:
    row = facts.board.row("tp_double")
    if not row.here or row.for_user is None:
        return Phrase("More of the machine moves β, and everything rests on β.")
    speed, dollar = number(row.for_user), number(row.for_dollar)
    if speed <= 1.0:
        return Phrase("Twice the GPUs, and not even faster: they spend it talking.")
    if speed < 1.97 and dollar < 1.0:
        return Phrase("Twice the GPUs are not twice as fast, and each token costs more.")
    return Phrase("Twice the GPUs: about twice the speed, at about the same price.")


def _machine_note(facts: LeversFacts) -> Phrase:
    row = facts.board.row("tp_double")
    if not row.here and row.why_not is not None:
        return Phrase("{why}. Another GPU at the same rent moves it as well.", why=_sentence(row.why_not))
    if row.with_comm is not None and row.faster is not None:
        told = {"x": row.for_user, "y": row.faster}
        return Phrase("{x} in place of {y}: GPUs that share a layer have to meet twice in each.", **told)
    return Phrase("Here {told}.", told=_gives(row))


def _nothing_note(facts: LeversFacts) -> Phrase:
    weights, kv = (facts.fades.line(facts.named_bits(kind)) for kind in ("weights", "kv"))
    if weights is None or kv is None:
        return Phrase("Where a letter weighs nothing, the lever that moves it does nothing.")
    names = {"what": facts.board.row(weights.id).words, "other": facts.board.row(kv.id).words}
    told = {"b": int(facts.fades.batches[-1]), "x": weights.alone, "y": weights.crowded, "z": kv.alone, "u": kv.crowded}
    return Phrase("{what}: {x} at batch one, {y} at batch {b}; {other}: {z}, then {u}.", **names, **told)


def _say(facts: LeversFacts) -> Phrase:
    if float(facts.letters.weight_part.value) >= 0.5:
        return Phrase("Weights weigh most here, so move what reads them.")
    return Phrase("The cache weighs most here, so move what keeps it.")
