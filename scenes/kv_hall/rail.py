"""The hall's readouts in the rail: what one slot holds, as a product, and how many users fit, as a long division."""

from __future__ import annotations

from typing import Any

from scenes.kv_hall.numbers import RequestNumbers, account, one_slot
from tourapp.authoring import Quantity, Rail, Rect, Tag, Why, show
from tourapp.quantity import format_sum


def draw_slot_card(
    rail: Rail,
    costs: Any,
    variant: Any,
    numbers: RequestNumbers,
    loop: Any,
    prompt: float,
    answer: float,
    passes: float,
) -> None:
    """One slot, factor by factor; then, as they come, the prompt's slots, all slots, and the work saved. The three last
    arguments are how far each line has appeared, 0..1."""
    model, parts = costs.scenario.model_spec, variant.elements.inputs
    rail.rule()
    rail.heading(f"One slot of {model.name}" + ("" if variant.own else f" with {variant.label}"))
    layers = model.number("layers")
    if variant.heads is None:
        rank, rope = parts
        _row(rail, "layers", "{v}", v=layers)
        _row(rail, "× latent + rotary key", "({a} + {b})", a=int(rank.value), b=int(rope.value), why=variant.elements)
    elif len(parts) > 2:
        _row(rail, "layers", "{v}", v=layers)
        _row(rail, "× numbers in a layer", "{v}", v=variant.elements)
    else:
        _row(rail, "keys and values × layers", "{two} × {v}", v=layers, two=2)
        _row(rail, "× KV heads", "{v}", v=parts[0])
        _row(rail, "× numbers a head", "{v}", v=parts[1])
    _row(rail, f"× {costs.scenario.kv_bits}-bit numbers", "{v}", v=_size(costs))
    _line(rail)
    _row(rail, "one slot", "{v}", size=22, step=31, v=one_slot(variant.per_token))
    if prompt > 0:
        _row(rail, "the prompt's slots", "{v}", "prefill", alpha=prompt, v=numbers.prompt_bytes)
    if answer > 0:
        _row(rail, "prompt and answer", "{v}", "decode", alpha=answer, v=numbers.total_bytes)
    if passes > 0:
        _row(
            rail,
            "token passes, with / without",
            "{a} / {b}",
            "good",
            alpha=passes,
            a=loop.with_cache.value,
            b=loop.without.value,
            why=loop.saved,
        )


def _like(value: Quantity, other: Quantity) -> str:
    """An amount in the unit of the sum above it where it has digits left to show there."""
    close = abs(float(value.value)) >= 0.02 * abs(float(other.value)) or float(value.value) >= 1e8
    return show(value.to("GB")) if close and abs(float(other.value)) >= 1e9 else show(value)


def _size(costs: Any) -> Quantity:
    return Quantity(costs.scenario.kv_bits / 8, "B", "bytes of a cached element", "e_kv")


def _row(
    rail: Rail,
    label: str,
    text: str,
    role: str = "ink",
    *,
    size: float = 18.0,
    step: float = 25.0,
    alpha: float = 1.0,
    **values: Any,
) -> None:
    rail.p.text((rail.x, rail.y + 20), label, size=15, role="dim", fit=rail.w * 0.58, alpha=alpha)
    rail.p.text(
        (rail.right, rail.y + 20),
        text,
        size=size,
        role=role,
        mono=True,
        weight=600,
        align="right",
        fit=rail.w * 0.46,
        alpha=alpha,
        **values,
    )
    rail.y += step


def _line(rail: Rail, whole: bool = False, alpha: float = 1.0) -> None:
    left = rail.x if whole else rail.right - rail.w * 0.46
    rail.p.lines(
        [(left, rail.y + 4, rail.right, rail.y + 4)],
        "ink" if whole else "dim",
        width=1.6 if whole else 1.0,
        alpha=alpha,
    )
    rail.y += 9.0


def draw_division(rail: Rail, costs: Any, variant: Any, room: Quantity, shown: float) -> Rect:
    """usable - weights = room; room / one user = users, rounded down. `shown` 0..1 reveals it from the top. Returns the
    box of the answer."""
    capacity, scenario = costs.capacity, costs.scenario
    minus = Quantity(-capacity.weight_bytes.value, "B", "all weights, taken off", "W", "-W", (capacity.weight_bytes,))
    (usable, weights), rest = format_sum([capacity.usable_bytes, minus], room, decimals=2)
    fits = float(room.value) > 0
    steps = [min(1.0, max(0.0, shown * 5 - k)) for k in range(5)]
    rail.rule()
    rail.heading("How many users fit?", role="ink")
    share = f"{float(scenario.usable) * 100:.0f} %"
    _row(
        rail,
        f"usable, {share} of {show(capacity.memory_bytes)}",
        "{t}",
        alpha=steps[0],
        t=usable,
        why=capacity.usable_bytes,
    )
    _row(
        rail,
        f"− weights, {scenario.weight_bits} bit",
        "{t}",
        "weights",
        alpha=steps[1],
        t=weights,
        why=capacity.weight_bytes,
    )
    _line(rail, alpha=steps[1])
    _row(
        rail,
        "room for slots" if fits else "no room for slots",
        "{t}",
        "ink" if fits else "waste",
        size=20,
        step=29.0,
        alpha=steps[2],
        t=rest,
        why=room,
    )
    _row(
        rail,
        "÷ one user",
        "{t}",
        "prefill",
        alpha=steps[3],
        t=_like(variant.per_sequence, room),
        why=variant.per_sequence,
        step=25.0,
    )
    rail.p.text(
        (rail.right, rail.y + 15),
        "{a}",
        size=14,
        role="dim",
        mono=True,
        align="right",
        fit=rail.w,
        alpha=steps[3],
        a=account(variant, scenario.quantity("context")),
        why=variant.per_token,
    )
    rail.y += 22.0
    _line(rail, whole=True, alpha=steps[3])
    return _answer(rail, variant, int(scenario.batch), steps[4])


def _answer(rail: Rail, variant: Any, asked: int, alpha: float) -> Rect:
    """The card with the number of users, and whether those asked for are among them."""
    users = int(variant.users.value)
    enough = users >= asked
    role = "good" if enough else "waste"
    card = Rect(rail.x - 4, rail.y + 2, rail.w + 8, rail.foot - rail.y - 2)
    if alpha <= 0.01:
        return card
    rail.p.rects([card], role, radius=10, alpha=0.13 * alpha, stroke=role, stroke_alpha=0.6 * alpha)
    size = 44.0 if users < 1000 else 29.0
    rail.p.text(
        (card.x + 16, card.cy + 0.36 * size),
        "{v}",
        size=size,
        role=role,
        mono=True,
        weight=600,
        fit=card.w * 0.36,
        alpha=alpha,
        v=variant.users,
    )
    exact = float(variant.users_exact.value)
    exact_words = f"{exact:,.2f}" if abs(exact) < 1000 else f"{exact:,.0f}"
    x = card.x + card.w * 0.41
    rail.p.text(
        (x, card.cy - 4),
        "users fit" if users != 1 else "user fits",
        size=18,
        weight=600,
        fit=card.w * 0.55,
        alpha=alpha,
    )
    words = f"floor of {exact_words}" + ("  ✓" if enough else f" < {asked:,}") if exact > 0 else "weights take it all"
    rail.p.text((x, card.cy + 20), words, size=14, role=role, mono=True, fit=card.w * 0.56, alpha=alpha)
    rail.p.hot([card], (Tag("why"),), (Why(),), (variant.users,))
    return card
