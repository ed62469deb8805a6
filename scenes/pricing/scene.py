"""Pricing: three prices from one physics. The same hour is shared by slow tokens and fast ones."""

from __future__ import annotations

from typing import Any

import numpy as np

from scenes.pricing.ribbons import COLUMNS, Ribbon, draw_columns, draw_ribbon, log_width
from tourapp.authoring import (
    Axis,
    Badge,
    Beat,
    Frame,
    Picture,
    Quantity,
    Rail,
    Rect,
    Series,
    Tag,
    Why,
    format_quantity,
    ramp,
    scene,
    shared,
)
from tourapp.quantity import format_sum

CONTROLS = [
    shared("gpu"),
    shared("gpu_hour"),
    shared("model"),
    shared("batch"),
    shared("context"),
    shared("mfu", label="MFU"),
    shared("mbu", label="MBU"),
    shared("utilisation"),
    shared("cache_hit"),
    shared("margin"),
]
KINDS = (("cached", "Cached input", "key"), ("input", "Input", "prefill"), ("output", "Output", "decode"))
HEADS = ("every hour", "time per token", "tokens per second", "dollars per million", "a million of ours")
BEATS = [
    Beat(
        "card",
        5.0,
        "Every price list has three prices. They come from one machine.",
        "{gpus} for {hour}, serving {batch} conversations: {input} in, {cached} cached, {output} out.",
    ),
    Beat(
        "input",
        6.0,
        "Input is prefill: many tokens share every weight, so the math is the limit.",
        "{in_flops} per token at the rate achieved take {in_time}: {in_rate} of the whole machine.",
    ),
    Beat(
        "cached",
        6.0,
        "Cached input is reused keys and values: little work, but not nothing.",
        "{kv} per token are kept and read again, and the last token is still computed.",
    ),
    Beat(
        "output",
        6.0,
        "Output is decode: every step reads all the weights again.",
        "A step of {step} serves {batch} users, so each token holds the machine for {out_time}.",
    ),
    Beat(
        "bill",
        7.0,
        "{leader} writes most of the bill.",
        "{cached_part} + {input_part} + {output_part} = {total} for a million questions like ours; one costs {one}.",
    ),
    Beat(
        "market",
        6.0,
        "How much more expensive is output? It depends on the batch, not on a law.",
        "At batch {batch} physics says {ratio}. The cards are dated examples, read on {date}.",
    ),
]


def _badge(_f: Frame) -> Badge:
    return Badge(
        "computed from specs",
        "no staff, network, storage or idle spares; the GPU price is an example",
        "prices follow from the cost model; tokens of the bill are those of the recorded request",
    )


def _leave(_f: Frame) -> tuple[float, float]:
    return (1220.0, 640.0)


@scene(
    id="pricing",
    title="Three prices from one physics",
    about=("price", "bill", "ratios", "price_cards", "scenario.gpu_hour"),
    portrait=("bill", 0.9),
    beats=BEATS,
    controls=CONTROLS,
    badge=_badge,
    needs=("recording",),
    overrides={"batch": 64},
    enter=lambda f: (130.0, 470.0),
    leave=_leave,
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """Three cards, then the ribbons one by one, then the bill, then the market."""
    bill = f.world.bill
    _fill(f, p, bill)
    if f.beat_name == "card":
        _cards(f, p, bill)
    elif f.beat_name == "market":
        _market(f, p)
    else:
        _ribbons(f, p, bill)
    _rail(f, p, bill)


def _cards(f: Frame, p: Picture, bill: Any) -> None:
    boxes = Rect(64, 210, 1376, 430).columns(3, 40)
    for i, ((kind, words, role), box) in enumerate(zip((KINDS[1], KINDS[0], KINDS[2]), boxes, strict=True)):
        shown = float(ramp(f.beat("card"), 0.04 + 0.1 * i, 0.2 + 0.1 * i))
        if shown < 0.02:
            continue
        line = bill.line(kind)
        p.rects([box], "raised", radius=22, alpha=0.95 * shown, stroke=role, stroke_width=2, stroke_alpha=0.8 * shown)
        p.rects([(box.x, box.y, box.w, 8)], role, radius=4, alpha=shown)
        p.sprites([(box.cx, box.y + 4)], 260, role, kind="soft", alpha=0.35 * shown)
        p.text((box.x + 34, box.y + 76), words, size=30, weight=600, role=role, alpha=shown)
        p.text(
            (box.x + 34, box.y + 214),
            "{v}",
            v=_plain(line.card),
            size=54,
            weight=600,
            mono=True,
            alpha=shown,
            fit=box.w - 60,
        )
        p.text((box.x + 34, box.y + 260), "per million tokens", size=20, role="dim", alpha=shown)
        p.lines([(box.x + 34, box.y + 316, box.right - 34, box.y + 316)], "line", alpha=shown)
        p.text(
            (box.x + 34, box.y + 362),
            "{v} each",
            v=_time(line),
            size=22,
            mono=True,
            role=role,
            alpha=shown,
            fit=box.w - 60,
        )
        p.text((box.x + 34, box.y + 394), "of the whole machine", size=17, role="dim", alpha=shown)
    p.text((64, 730), "{v}", v=bill.hour, size=44, mono=True, weight=600, alpha=f.move("card", 0.4, 0.55))
    p.text(
        (64, 766),
        "is all that the machine costs, whatever it does",
        size=20,
        role="dim",
        alpha=f.move("card", 0.4, 0.55),
    )


def ribbons(bill: Any) -> list[Ribbon]:
    """The three ways. Widths mean: a third of the hour, time per token, tokens per second, dollars per million, the
    bill."""
    seconds = [float(line.seconds.value) for line in bill.lines]
    rates = [float(line.rate.value) for line in bill.lines]
    cards = [max(float(line.card.value), 1e-12) for line in bill.lines]
    amounts = [float(line.amount.value) for line in bill.lines]
    total = max(sum(amounts), 1e-12)
    tall = [max(5.0, 400.0 * amount / total) for amount in amounts]
    y = 250.0
    out = []
    for k, (kind, _, role) in enumerate(KINDS):
        middle = (400.0 + 52.0 * k + 26.0, 290.0 + 170.0 * k, 290.0 + 175.0 * k, 290.0 + 175.0 * k, y + tall[k] / 2)
        width = (
            46.0,
            log_width(seconds[k], min(seconds), max(seconds), 6, 70),
            log_width(rates[k], min(rates), max(rates), 6, 130),
            log_width(cards[k], min(cards), max(cards), 5, 120),
            tall[k],
        )
        out.append(Ribbon(kind, role, middle, width))
        y += tall[k] + 8
    return out


ORDER = {"input": 0, "cached": 1, "output": 2}
BEFORE_BILL = 0.80
"""Share of their way that the ribbons go until the bill is on stage."""


def _ribbons(f: Frame, p: Picture, bill: Any) -> None:
    story = {"input": 1, "cached": 2, "output": 3, "bill": 4}[f.beat_name]
    grown_now = f.move(f.beat_name, 0.04, 0.5)
    heads = HEADS if f.beat_name == "bill" else HEADS[:-1]
    draw_columns(p, heads, 1.0 if f.beat_name != "input" else grown_now)
    p.rects([(112, 396, 12, 164)], "ink", radius=6, alpha=0.8)
    p.text((64, 382), "{v}", v=bill.hour, size=26, mono=True, weight=600)
    p.text((64, 592), "the whole", size=16, role="dim")
    p.text((64, 614), "machine", size=16, role="dim")
    for ribbon in ribbons(bill):
        order = ORDER[ribbon.kind] + 1
        if order > story:
            continue
        now = order == story
        light = 1.0 if now or story == 4 else 0.32
        reach = 1.0 if story == 4 else BEFORE_BILL
        draw_ribbon(p, ribbon, f.clock, grown=reach * (grown_now if now and story < 4 else 1.0), light=light)
        _numbers(f, p, bill.line(ribbon.kind), ribbon, light if not now else light * float(ramp(grown_now, 0.5, 0.9)))
    if story == 4:
        _bill(f, p, bill)
    else:
        _sum(f, p, bill, f.beat_name)


def _numbers(f: Frame, p: Picture, line: Any, ribbon: Ribbon, light: float) -> None:
    if light < 0.05:
        return
    alpha = 0.35 + 0.65 * light if light < 0.5 else light
    for column, value, size in ((1, _time(line), 22), (2, line.rate, 22), (3, _plain(line.card), 26)):
        y = ribbon.middle[column] - ribbon.width[column] / 2 - 12
        p.text(
            (COLUMNS[column], y),
            "{v}",
            v=value,
            size=size,
            mono=True,
            weight=600,
            role=ribbon.role,
            align="center",
            alpha=alpha,
            backed=0.55,
            fit=270,
        )
    name = next(words for kind, words, _ in KINDS if kind == line.kind)
    p.text(
        (COLUMNS[1] - 40, ribbon.middle[1] + ribbon.width[1] / 2 + 30),
        name,
        size=18,
        weight=600,
        role=ribbon.role,
        alpha=alpha,
    )


def _sum(f: Frame, p: Picture, bill: Any, kind: str) -> None:
    """The derivation of one price, as one line of arithmetic."""
    line = bill.line(kind)
    shown = f.move(kind, 0.5, 0.7)
    hour = format_quantity(bill.hour)
    p.text(
        (64, 812),
        "{h} × {t} × a million tokens = {v}",
        h=hour,
        t=_time(line),
        v=_plain(line.achieved),
        size=22,
        mono=True,
        alpha=shown,
        fit=700,
    )
    if f["utilisation"] < 1 or f["margin"] > 0:
        p.text(
            (790, 812),
            "÷ {u} busy × {m:.2f} with margin = {v}",
            u=Quantity(f["utilisation"], "share"),
            m=1 + f["margin"],
            v=_plain(line.card),
            size=20,
            mono=True,
            role="good",
            alpha=shown,
            fit=640,
        )
    p.hot([(64, 784, 1100, 40)], (Tag("why"),), (Why(),), (line.card,))


def _bill(f: Frame, p: Picture, bill: Any) -> None:
    box = Rect(1196, 180, 244, 600)
    shown = f.move("bill", 0.2, 0.4)
    p.rects([box], "raised", radius=14, alpha=0.95 * shown, stroke="line", stroke_alpha=shown)
    p.text((box.x + 22, box.y + 44), "A million questions", size=18, weight=600, alpha=shown, fit=box.w - 40)
    p.text((box.x + 22, box.y + 68), "like ours", size=18, weight=600, alpha=shown)
    parts, total = format_sum([line.amount for line in bill.lines], bill.total)
    y = box.y + 130
    for (_, words, role), line, text in zip(KINDS, bill.lines, parts, strict=True):
        p.text((box.x + 22, y), words, size=18, role=role, weight=600, alpha=shown)
        p.text((box.x + 22, y + 24), "{n}", n=line.tokens, size=15, role="dim", alpha=shown)
        p.text(
            (box.right - 22, y + 54), text, size=24, mono=True, weight=600, align="right", alpha=shown, fit=box.w - 40
        )
        y += 112
    p.lines([(box.x + 22, y - 22, box.right - 22, y - 22)], "dim", alpha=shown)
    p.text((box.x + 22, y + 14), "total", size=18, role="dim", alpha=shown)
    p.text(
        (box.right - 22, y + 56),
        total,
        size=34,
        mono=True,
        weight=600,
        role="good",
        align="right",
        alpha=shown,
        fit=box.w - 40,
    )
    p.hot([box], (Tag("why"),), (Why(),), (bill.total,))


def _market(f: Frame, p: Picture) -> None:
    ratios, rect = f.world.ratios, Rect(150, 200, 820, 520)
    top = max(10.0, float(np.max(ratios.ratio)) * 1.2)
    x = Axis(1, 512, "conversations in a batch", True, tuple((v, f"{v}") for v in (1, 4, 16, 64, 256)))
    y = Axis(
        0.5,
        10 ** float(np.ceil(np.log10(top))),
        "price of output ÷ price of input",
        True,
        tuple((v, f"{v} ×") for v in (1, 10, 100, 1000) if v <= top * 10),
    )
    chart = p.chart(
        (
            "ratio",
            round(top, 3),
            float(ratios.ratio[0]),
            float(ratios.ratio[-1]),
            f["model"],
            f["gpu"],
            f["context"],
            f["mfu"],
            f["mbu"],
            f["weight_bits"],
        ),
        rect,
        [Series(ratios.batch.astype(float), ratios.ratio, "decode", 3.0)],
        x,
        y,
    )
    at = chart.point(float(f.inputs.batch), max(0.5, float(ratios.here.value)))
    p.spark(at, "decode", size=80)
    p.text((at[0] + 18, at[1] - 22), "{v}", v=ratios.here, size=28, mono=True, weight=600, role="decode", backed=0.6)
    _listed(f, p, chart)


def _listed(f: Frame, p: Picture, chart: Any) -> None:
    """Dated price cards: their ratio as marks at the chart's edge, and as a table."""
    shown = f.move("market", 0.15, 0.4)
    box = Rect(1010, 178, 430, 590)
    p.rects([box], "raised", radius=14, alpha=0.9 * shown, stroke="line", stroke_alpha=shown)
    p.text((box.x + 24, box.y + 40), "Listed prices, dated examples", size=18, weight=600, alpha=shown, fit=box.w - 48)
    p.text((box.right - 24, box.y + 70), "in · out, $ per M", size=15, role="dim", align="right", alpha=shown)
    for i, card in enumerate(f.world.price_cards[:9]):
        y = box.y + 110 + i * 54
        ratio = card.output / card.input
        p.text((box.x + 24, y), card.name, size=17, alpha=shown, fit=190)
        p.text(
            (box.right - 90, y),
            f"{card.input:g} · {card.output:g}",
            size=17,
            mono=True,
            role="dim",
            align="right",
            alpha=shown,
            fit=140,
        )
        p.text((box.right - 24, y), f"{ratio:.3g} ×", size=18, mono=True, weight=600, align="right", alpha=shown)
        _, py = chart.point(1.0, ratio)
        p.lines([(chart.rect.x, py, chart.rect.right, py)], "dim", alpha=0.25 * shown)


def _fill(f: Frame, p: Picture, bill: Any) -> None:
    costs, parts = f.world.cost, format_sum([line.amount for line in bill.lines], bill.total)
    i = f.inputs
    leader = max(bill.lines, key=lambda line: float(line.amount.value)).kind
    p.fill(
        leader={"cached": "Cached input", "input": "Input", "output": "Output"}[leader],
        gpus=f"{i.gpus} × {f.world.chip.name}",
        hour=bill.hour,
        batch=i.batch,
        input=bill.line("input").card,
        cached=bill.line("cached").card,
        output=bill.line("output").card,
        in_flops=costs.prefill.flops_per_token,
        in_time=bill.line("input").seconds,
        in_rate=bill.line("input").rate,
        kv=costs.kv_bytes_per_token,
        step=costs.decode.achieved_step_seconds,
        out_time=bill.line("output").seconds,
        cached_part=parts[0][0],
        input_part=parts[0][1],
        output_part=parts[0][2],
        total=parts[1],
        one=bill.one,
        ratio=f.world.ratios.here,
        date=f.world.price_cards[0].date,
    )


def _rail(f: Frame, p: Picture, bill: Any) -> None:
    rail = Rail(p, CONTROLS)
    rail.columns("ideal", "your card")
    for kind, words, role in (KINDS[1], KINDS[2]):
        line = bill.line(kind)
        rail.pair(words + " $/M", _plain(line.ideal), _plain(line.card), role, step=26)
    rail.read("Cached $/M", _plain(bill.line("cached").card), "key", step=26, size=18)
    rail.read("Output ÷ input", f.world.ratios.here, "ink", step=28, size=18)
    rail.read("Our question", bill.one, "good", step=28, size=18)
    if rail.left > 60:
        rail.note("ideal: all math, all bandwidth, never idle")


def _time(line: Any) -> Quantity:
    """Machine time of one token, told in seconds."""
    return Quantity(
        line.seconds.value, "s", line.seconds.name, line.seconds.symbol, line.seconds.formula, line.seconds.inputs
    )


def _plain(price: Quantity) -> Quantity:
    return Quantity(price.value, "USD", price.name, price.symbol, price.formula, price.inputs, price.source)
