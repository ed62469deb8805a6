"""How many users fit, as a long division in the rail: usable - weights = room; room / one user = users."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scenes.kv_hall.facts import account
from scenes.kv_hall.flight import HallMoment
from scenes.kv_hall.rail import SumRail, SumRow
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, Tag, Why, clamp, print_sum, show
from tourapp.authoring.sizes import READOUT, TAG, VALUE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ContextStop, Costs

LONG = 1000
"""From this many users on, their number is written smaller."""
CARD_HEIGHT = 104.0


def draw_division(rail: SumRail, f: Frame, s: HallMoment) -> None:
    """Row by row from the top as the beat goes on; the answer on a card at the foot. It tells of the hall on stage."""
    costs, stop = f.world.cost, s.stop
    shown = f.beat("grow") / 0.62 if not f.still else 1.0
    first, second, rest, one_user = (replace(row, alpha=clamp(shown * 5 - k)) for k, row in enumerate(_rows(costs, s)))
    rail.row(first)
    rail.row(second)
    rail.sum_line(alpha=second.alpha)
    rail.row(rest)
    rail.row(one_user)
    rail.remark(account(s.variant, stop), one_user.alpha)
    rail.sum_line(whole=True, alpha=one_user.alpha)
    card = Rect(rail.x - 8, rail.y + 6, rail.w + 16, CARD_HEIGHT)
    _answer(rail.p, card, stop, int(costs.scenario.batch), clamp(shown * 5 - 4))


def _rows(costs: Costs, s: HallMoment) -> tuple[SumRow, SumRow, SumRow, SumRow]:
    """What may be filled, the weights, the room left, and what one user takes of it, printed so that it adds up. Where
    the weights do not fit, the subtraction is the other way round: what they are too large by."""
    capacity, room = costs.capacity, s.variants.room
    usable, weights, missing = capacity.usable_bytes, capacity.weight_bytes, s.variants.missing
    one_user = SumRow(Phrase("÷ one user"), _like(s.stop.per_sequence, room), "prefill")
    if missing is not None:
        weights, usable, missing = _difference(weights, usable, missing)
        return (
            SumRow(Phrase("weights"), weights, "weights"),
            SumRow(Phrase("− usable"), usable),
            SumRow(Phrase("too large by"), missing, "waste"),
            one_user,
        )
    usable, weights, room = _difference(usable, weights, room)
    return (
        SumRow(Phrase("usable"), usable),
        SumRow(Phrase("− weights"), weights, "weights"),
        SumRow(Phrase("room"), room),
        one_user,
    )


def _difference(whole: Quantity, taken: Quantity, rest: Quantity) -> tuple[Quantity, Quantity, Quantity]:
    """The three with texts that make a subtraction, as printed."""
    (taken, rest), whole = print_sum([taken, rest], whole, decimals=2)
    return whole, taken, rest


def _like(value: Quantity, other: Quantity) -> Quantity:
    """An amount, printed in the unit of the sum above it where it has digits left to show there."""
    close = abs(float(value.value)) >= 0.02 * abs(float(other.value)) or float(value.value) >= 1e8
    if close and abs(float(other.value)) >= 1e9:
        return replace(value, printed=show(value.to("GB")))
    return value


def _answer(p: Picture, card: Rect, stop: ContextStop, asked: int, alpha: float) -> None:
    """The card with the number of users, and whether those asked for are among them."""
    if alpha <= 0.01:
        return
    users = int(stop.users.value)
    role = "good" if users >= asked else "waste"
    p.rects([card], role, radius=10, alpha=0.13 * alpha, stroke=role, stroke_alpha=0.6 * alpha)
    p.text(
        (card.x + 16, card.y + 52),
        "{v} {v|user fits|users fit}",
        size=VALUE if users < LONG else READOUT,
        role=role,
        weight=600,
        fit=card.w - 32,
        alpha=alpha,
        v=stop.users,
    )
    told = _rounding(stop, asked)
    p.text((card.x + 16, card.y + 88), "{told}", size=TAG, role=role, fit=card.w - 32, alpha=alpha, told=told)
    p.hot([card], (Tag("why"),), (Why(),), (stop.users,))


def _rounding(stop: ContextStop, asked: int) -> Phrase:
    """What the number of users is rounded down from, and how it compares with those asked for."""
    exact = float(stop.users_exact.value)
    if exact <= 0:
        return Phrase("weights take it all")
    told = f"{exact:,.2f}" if abs(exact) < 1000 else f"{exact:,.0f}"
    if int(stop.users.value) >= asked:
        return Phrase("floor of {exact}  ✓", exact=told)
    return Phrase("floor of {exact} < {asked}", exact=told, asked=asked)
