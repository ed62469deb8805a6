"""The four answers: each a question, a large figure, a line, and a strip of true scale; the tight one is framed."""

from __future__ import annotations

from scenes.paths.cost_estimator.places import CARDS, FIGURE_Y, INSET, LINE_Y, QUESTION
from scenes.paths.cost_estimator.strips import draw_lanes, draw_memory, draw_prices, draw_sweep
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, Tag, Why, cascade, pulse, show, text_width
from tourapp.authoring.sizes import FIGURE_HUGE, FIGURE_LARGE, LABEL, TITLE

TIGHT = {"memory": 0, "first": 1, "token": 2}
"""Which card is framed by which limit."""
BESIDE, UNIT_ROOM = 18.0, 250.0


def draw_answers(f: Frame, p: Picture) -> None:
    """All four, one after the other."""
    came = cascade(f.cue("ask.cards", eased=False), 4, 0.5)
    _draw_rules(p)
    draws = (_draw_fit, _draw_first, _draw_speed, _draw_price)
    for card, draw, shown in zip(CARDS, draws, came, strict=True):
        with p.group(opacity=float(shown)):
            draw(f, p, card)
    _draw_tight(f, p, f.cue("ask.tight"))


def _draw_rules(p: Picture) -> None:
    """Thin lines between the cards."""
    x, y = (CARDS[0].right + CARDS[1].x) / 2, (CARDS[0].bottom + CARDS[2].y) / 2
    p.lines([(x, CARDS[0].y + 10, x, CARDS[2].bottom - 10), (CARDS[0].x, y, CARDS[1].right, y)], "line", width=1.5)


def _head(p: Picture, card: Rect, question: str, line: Phrase) -> None:
    p.text((card.x + INSET, card.y + QUESTION), question, size=LABEL, role="dim")
    p.text((card.x + INSET, card.y + LINE_Y), line, size=LABEL)


def _figure(p: Picture, card: Rect, value: Quantity, role: str, unit: Phrase | None = None) -> None:
    """A number, large, and its unit beside it; as large as there is room for."""
    words = show(value)
    number, _, behind = words.partition("\u2009") if unit is None else (words.partition("/M")[0], "", "")
    room = card.w - 2 * INSET - UNIT_ROOM
    size = FIGURE_HUGE if text_width(number, FIGURE_HUGE, weight=600) <= room else FIGURE_LARGE
    at = (card.x + INSET, card.y + FIGURE_Y)
    p.text(at, Phrase("{n}", n=number), size=size, weight=600, role=role)
    p.hot([(at[0], card.y + 56, text_width(number, size, weight=600), 120.0)], [Tag("answer", words)], [Why()], [value])
    x = at[0] + text_width(number, size, weight=600) + BESIDE
    p.text((x, at[1]), unit or Phrase("{unit}", unit=behind), size=TITLE, weight=600, role=role)


def _draw_fit(f: Frame, p: Picture, card: Rect) -> None:
    costs = f.world.cost
    room, fits = costs.capacity, bool(costs.capacity.fits)
    told = {"w": room.weight_bytes, "k": room.kv_bytes, "n": costs.scenario.quantity("batch")}
    _head(p, card, "Does it fit?", Phrase("{w} of weights, {k} of cache for {n}", **told))
    words, role = (Phrase("fits ✓"), "good") if fits else (Phrase("no ✗"), "waste")
    p.text((card.x + INSET, card.y + FIGURE_Y), words, size=FIGURE_HUGE, weight=600, role=role)
    draw_memory(f, p, card)


def _draw_first(f: Frame, p: Picture, card: Rect) -> None:
    told = f.world.estimate
    words = {"n": f.world.cost.scenario.quantity("prompt_tokens"), "a": told.first_achieved}
    _head(p, card, "When does the answer start?", Phrase("after {n}, ideal; achieved {a}", **words))
    _figure(p, card, told.first, "prefill")
    draw_sweep(f, p, card)


def _draw_speed(f: Frame, p: Picture, card: Rect) -> None:
    costs, told = f.world.cost, f.world.estimate
    words = {"n": costs.scenario.quantity("batch"), "a": told.step_achieved, "t": told.step}
    line = Phrase("each of {n}: {t} ideal, {a} achieved", **words)
    _head(p, card, "How fast does it write?", line)
    _figure(p, card, costs.decode.tokens_per_second_per_user, "decode")
    draw_lanes(f, p, card)


def _draw_price(f: Frame, p: Picture, card: Rect) -> None:
    price = f.world.cost.price
    line = Phrase("ideal; one prompt and its answer: {p}", p=f.world.estimate.answer)
    _head(p, card, "What does it cost?", line)
    _figure(p, card, price.output, "ink", Phrase("per million"))
    draw_prices(f, p, card)


def _draw_tight(f: Frame, p: Picture, shown: float) -> None:
    """A white frame around the answer that ends first."""
    if shown <= 0.004:
        return
    limit = f.world.estimate.tight
    card = CARDS[TIGHT[limit.id]]
    breath = pulse(f.clock, 3.0, 0.7, 1.0)
    frame = card.inset(1.0)
    p.rects([frame], None, radius=18, stroke="white", stroke_width=4.0, stroke_alpha=shown * breath)
    words = Phrase("tight: {n}", n=limit.share)
    wide = text_width(show(words), LABEL, weight=600) + 36.0
    chip = Rect(card.right - wide - 18.0, card.y + 14.0, wide, 42.0)
    p.rects([chip], "white", radius=21, alpha=shown)
    p.text((chip.cx, chip.cy + 8.5), words, size=LABEL, weight=600, role="ground", align="center", alpha=shown)
    p.hot([card], [Tag("limit", limit.id)], [Why()], [limit.share])
