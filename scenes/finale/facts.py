"""What each technique gains, read from the very stop that shows it, at the settings that stop has now.

Nothing is computed a second time: a gain is the number of a world part. Not here: the totals (world part `totals`).
"""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.authoring import Frame, Phrase, Quantity, derive


@dataclass(frozen=True, slots=True)
class Gain:
    """One technique: the fact it is about, its name, what it does, its number, the key of the stop that shows it (""
    for none)."""

    fact: str
    name: str
    words: Phrase
    value: Quantity
    stop: str = ""


def seen_at(f: Frame, fact: str) -> tuple[Frame, str]:
    """The frame of the nearest stop before this one that shows a fact, and that stop's key; this very frame where there
    is none, or while its world is still to be computed."""
    stop = f.journey.about(fact)
    frame = stop.frame() if stop is not None else None
    return (frame or f), (stop.key if stop is not None else "")


def memory_gains(f: Frame) -> tuple[Gain, ...]:
    """What fights the memory wall."""
    return (_batching(f), _kv_heads(f), _paging(f), _flash(f), _speculation(f), _quantization(f))


def recomputation_gains(f: Frame) -> tuple[Gain, ...]:
    """What fights doing work again."""
    return (_cache(f), _mask(f), _shared_prompt(f), _cached_input(f))


def _batching(f: Frame) -> Gain:
    at, key = seen_at(f, "batching")
    batch = Quantity(at.inputs.batch, "times", "users per weight read")
    return Gain("batching", "Batching", Phrase("one read serves {n}", n=at.inputs.batch), batch, key)


def _kv_heads(f: Frame) -> Gain:
    at, key = seen_at(f, "kv_variants")
    model = at.world.cost.scenario.model_spec
    words = Phrase("{heads} query heads, {kept} kept", heads=model.heads, kept=model.kv_heads or 1)
    value = Quantity(
        model.heads / (model.kv_heads or 1),
        "times",
        "query heads per KV head",
        "r",
        "Hq / Hkv",
        tuple(number for number in (model.number("heads"), model.number("kv_heads")) if number is not None),
    )
    return Gain("kv_variants", "Fewer KV heads", words, value, key)


def _paging(f: Frame) -> Gain:
    at, key = seen_at(f, "paging")
    used = Quantity(at.world.paging.paged.shares.used_fraction, "share", "slots holding a token")
    return Gain("paging", "Paging", Phrase("of the memory held tokens"), used, key)


def _flash(f: Frame) -> Gain:
    at, key = seen_at(f, "flash_traffic")
    causal = bool(at.controls.get("causal", True))
    gain = at.world.flash_traffic[causal].gain
    return Gain("flash_traffic", "FlashAttention", Phrase("less attention traffic"), gain, key)


def _speculation(f: Frame) -> Gain:
    at, key = seen_at(f, "speculation")
    value = Quantity(at.inputs.gamma + 1, "1", "guesses and a bonus")
    return Gain("speculation", "Speculation", Phrase("tokens a read, at most"), value, key)


def _quantization(f: Frame) -> Gain:
    at, key = seen_at(f, "quant")
    words = Phrase("16 bits become {bits}", bits=at.inputs.quant_bits)
    return Gain("quant", "Quantization", words, at.world.quant.gain, key)


def _cache(f: Frame) -> Gain:
    at, key = seen_at(f, "loop")
    return Gain("loop", "KV cache", Phrase("token passes saved"), at.world.loop.saved, key)


def _mask(f: Frame) -> Gain:
    at, key = seen_at(f, "head_overview")
    value = Quantity(at.world.recording.total, "1", "keys kept")
    return Gain("head_overview", "Causal mask", Phrase("old keys stay valid"), value, key)


def _shared_prompt(f: Frame) -> Gain:
    at, key = seen_at(f, "paging")
    events = [event for event in at.world.paging.paged.events if event.kind in ("fork", "share")]
    shared = max((event.b if event.kind == "fork" else event.a for event in events), default=0)
    value = Quantity(shared, "1", "blocks shared by two requests")
    return Gain("paging", "Shared prompt", Phrase("blocks stored once"), value, key)


def _cached_input(f: Frame) -> Gain:
    at, key = seen_at(f, "bill")
    bill = at.world.bill
    ratio = derive(
        "price of input over cached input",
        "r",
        "times",
        "p_in / p_c",
        bill.line("input").card.named("input", "p_in"),
        bill.line("cached").card.named("cached input", "p_c"),
    )
    return Gain("bill", "Cached input", Phrase("cheaper than input"), ratio, key)
