"""The values of the hall's captions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.kv_hall.facts import account, one_slot, request_slots, short, users_fit
from scenes.kv_hall.flight import HallMoment
from scenes.kv_hall.zones import shown_layer
from tourapp.authoring import Frame, Phrase, Picture

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ContextStop


def fill_words(p: Picture, f: Frame, s: HallMoment) -> None:
    """Give every caption and note its fields."""
    scenario, variant, loop = f.world.cost.scenario, s.variant, f.world.loop
    p.fill(
        model=scenario.model_spec.name,
        layers=scenario.model_spec.layers,
        layer=shown_layer(s.recording.layers) + 1,
        slot=one_slot(variant.per_token),
        prompt=Phrase("{n} {n|token|tokens}", n=s.prompt),
        prompt_bytes=request_slots(s.prompt, s.answer, variant.per_token).prompt_bytes,
        passes=loop.with_cache.value,
        times=loop.saved,
        without=loop.without.value,
        account=account(variant, scenario.quantity("context")),
        user=variant.per_sequence,
        room=s.variants.room,
        users=variant.users,
    )
    first, second, third = (_stop(stop) for stop in s.stops)
    p.fill(stop_a=first, stop_b=second, stop_c=third)
    most = s.variants.variants[0]
    now = variant if variant.id != most.id else s.variants.variants[-1]
    p.fill(
        most=most.label,
        most_bytes=one_slot(most.per_token),
        most_users=most.users,
        now=now.label,
        now_bytes=one_slot(now.per_token),
        now_users=now.users,
    )


def _stop(stop: ContextStop) -> Phrase:
    """What the hall of one length takes."""
    return Phrase(
        "{length} tokens: {bytes} a user, {users}",
        length=short(stop.tokens),
        bytes=stop.per_sequence,
        users=users_fit(stop.users),
    )
