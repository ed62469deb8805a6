"""World parts of the request's account: what one request takes from Enter to the end of its answer, in seconds, tokens,
bytes and dollars. There is one account, and every scene that tells of the request's time or money reads it.

Two requests have names, and only two: *our question*, with its real tokens, and *the service's typical request*, of the
scenario's prompt and answer. Both run in the scenario's batch, at achieved speed. Nothing is simulated or priced here;
the trip, the wait, the passes and the prices come from their own parts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tourapp.quantity import Quantity, add_up, derive, print_sum
from tourapp.quantity.origin import COUNTED, DEFINED, RUN
from tourapp.sim.answer_times import RequestTimes, answer_times
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO, scenario

OTHER_LOADS = (0.5, 0.8, 0.9, 0.95)
"""Loads at which the stay of the same request is told beside our own; one next to ours is left out."""
NEXT_TO_OURS = 0.021


@dataclass(frozen=True, slots=True)
class Stay:
    """From Enter to the end of the answer, at one load: the stretches in order, and their sum. Prefill and decode
    together are the service; `back` is the way home of the answer's last word. Printed, the stretches add up to the
    printed total."""

    load: Quantity
    trip: Quantity
    wait: Quantity
    prefill: Quantity
    decode: Quantity
    back: Quantity
    total: Quantity

    @property
    def parts(self) -> tuple[Quantity, ...]:
        """The stretches, in order."""
        return self.trip, self.wait, self.prefill, self.decode, self.back


@dataclass(frozen=True, slots=True)
class Account:
    """What our question takes: `stay` in seconds, ends of the band of its total (trip and wait as they are; None where
    times are not fitted), tokens read and written, bytes of cache it holds at the end, bytes moved for it, and its
    price."""

    stay: Stay
    ends: tuple[Quantity, Quantity] | None
    service: Quantity
    prompt: Quantity
    answer: Quantity
    tokens: Quantity
    cache: Quantity
    read: Quantity
    dollars: Quantity


@dataclass(frozen=True, slots=True)
class OurTokens:
    """The part of the account that rests on no waiting: our tokens, and at the end their slots and bytes of cache."""

    prompt: Quantity
    answer: Quantity
    slots: Quantity
    cache: Quantity


@part("request_times", reads=(*SCENARIO, "output_tokens"))
def _request_times(view: PartView) -> RequestTimes:
    """The service's typical request."""
    return answer_times(scenario(view), view.output_tokens)


@part("our_times", reads=(*SCENARIO, "output_tokens"), needs=("recording",))
def _our_times(view: PartView) -> RequestTimes:
    """Our question: its real tokens, the end token among them, beside typical requests."""
    recording, others = view.recording, (view.prompt_tokens, view.output_tokens)
    ours = scenario(view, prompt_tokens=max(1, recording.prompt_count))
    return answer_times(ours, max(1, len(recording.ids)), others)


@part("our_tokens", needs=("our_times", "cost"))
def _our_tokens(view: PartView) -> OurTokens:
    times = view.our_times
    prompt = Quantity(times.prompt.value, "token", "tokens of our prompt, template included", "P", source=COUNTED)
    prompt = prompt.christen("account.prompt")
    answer = replace(times.answer, name="tokens of our answer", source=RUN)
    last = Quantity(1, "token", "the last token, which is never fed back", "l", source=DEFINED)
    slots = derive("tokens in the cache at the end", "s", "token", "P + n - l", prompt, answer, last)
    cache = derive("our cache at the end", "K", "B", "s * κ", slots, view.cost.kv_bytes_per_token)
    return OurTokens(prompt, answer, slots, cache.christen("account.cache"))


@part("account", needs=("our_times", "our_tokens", "trip_numbers", "queue_numbers", "bill"))
def _account(view: PartView) -> Account:
    ours, stay = view.our_tokens, _stay(view)
    return Account(
        stay=stay,
        ends=_ends(stay, view.our_times.total_ends),
        service=view.queue_numbers.our_service,
        prompt=ours.prompt,
        answer=ours.answer,
        tokens=add_up("tokens of our question and its answer", "T", "token", [ours.prompt, ours.answer]),
        cache=ours.cache,
        read=view.our_times.read,
        dollars=view.bill.one,
    )


@part("other_stays", needs=("account", "load_curve", "queue_numbers"))
def _other_stays(view: PartView) -> tuple[Stay, ...]:
    """The same request with the mean wait at other loads."""
    ours, here = view.account.stay, float(view.queue_numbers.load.value)
    return tuple(_at_load(ours, load, view.load_curve.wait_at(load)) for load in OTHER_LOADS if _apart(load, here))


def _apart(load: float, here: float) -> bool:
    return abs(load - here) > NEXT_TO_OURS


def _stay(view: PartView) -> Stay:
    trip, times, numbers = view.trip_numbers, view.our_times, view.queue_numbers
    there = trip.total.named("trip, from Enter to the gateway", "t")
    prefill = times.achieved_first.named("prefill of our prompt, achieved", "p")
    decode = times.achieved_decode.named("decode of our answer, achieved", "d")
    back = trip.one_way.named("way back", "b")
    return _stay_of(numbers.load, [there, numbers.our_wait, prefill, decode, back], "account.stay.total")


def _at_load(ours: Stay, load: float, wait: Quantity) -> Stay:
    """Our stay with another wait."""
    share = Quantity(load, "share", "load", "ρ", source=DEFINED, id=f"load_curve.load({load:.6g})")
    parts = [ours.trip, wait, ours.prefill, ours.decode, ours.back]
    return _stay_of(share, parts, f"account.stay.total(load={load:.6g})")


def _ends(stay: Stay, compute: tuple[Quantity, Quantity] | None) -> tuple[Quantity, Quantity] | None:
    """Ends of the whole stay's band: those of the compute, with trip, wait and way back beside."""
    if compute is None:
        return None
    around = [stay.trip, stay.wait, stay.back]
    low, high = (add_up("from Enter to the end, end of the band", "T", "s", [*around, end]) for end in compute)
    return low, high


def _stay_of(load: Quantity, parts: list[Quantity], name: str) -> Stay:
    """A stay of these stretches; `name` is the id of its total."""
    total = add_up("from Enter to the end of the answer", "T", "s", parts).christen(name)
    (trip, wait, prefill, decode, back), total = print_sum(parts, total)
    return Stay(load, trip, wait, prefill, decode, back, total)
