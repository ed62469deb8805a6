"""The values of the hall's captions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.kv_hall.facts import account, how_it_ends, one_slot, room_left, short, users_fit, what_fewer_heads_do
from scenes.kv_hall.flight import HallMoment
from tourapp.authoring import Frame, Phrase, Picture

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ContextStop


def fill_words(p: Picture, f: Frame, s: HallMoment) -> None:
    """Give every caption and note its fields."""
    scenario, variant, loop = f.world.cost.scenario, s.variant, f.world.loop
    ours, layers = f.world.our_slots, scenario.model_spec.number("layers")
    kept = Phrase("keys and values of {layers} layers", layers=layers)
    if variant.heads is None:
        kept = Phrase("a latent vector in each of {layers} layers, for all keys and values", layers=layers)
    p.fill(
        model=scenario.model_spec.name,
        kept=kept,
        slot=one_slot(variant.per_token),
        prompt=ours.prompt,
        prompt_bytes=ours.prompt_bytes[variant.id],
        adds=_adds(s),
        passes=loop.with_cache,
        times=loop.saved,
        without=loop.without,
        account=account(variant, variant.here),
        fits=users_fit(s.variant.users),
        user=variant.per_sequence,
        left=room_left(s.variants, variant.users),
    )
    first, second, third = (_stop(stop) for stop in s.stops)
    p.fill(stop_a=first, stop_b=second, stop_c=third, ends=how_it_ends(s.stops, int(scenario.batch)))
    _fill_heads(p, s)


def _fill_heads(p: Picture, s: HallMoment) -> None:
    """The fields of the last beat: the variant with most bytes beside the chosen one."""
    most, least = s.variants.variants[0], s.variants.variants[-1]
    now = s.variant if s.variant.id != most.id else least
    p.fill(
        so=what_fewer_heads_do(most, least),
        most=most.label,
        most_bytes=one_slot(most.per_token),
        most_users=most.users,
        now=now.label,
        now_bytes=one_slot(now.per_token),
        now_users=now.users,
    )


def _adds(s: HallMoment) -> Phrase:
    """What decode adds to the hall; an answer of one token came from the prompt's pass alone."""
    if s.answer or s.recording.writing:
        return Phrase("one slot per token")
    return Phrase("no slot: this answer is one token long")


def _stop(stop: ContextStop) -> Phrase:
    """What the hall of one length takes."""
    return Phrase(
        "{length} tokens: {bytes} a user, {users}",
        length=short(stop.tokens),
        bytes=stop.per_sequence,
        users=users_fit(stop.users),
    )
