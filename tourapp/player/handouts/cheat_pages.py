"""The cheat sheet as two pictures of A4: what the cache saves, twelve formulas and who waits for what; then rules of
thumb with their errors today, words of the field, and keys."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

from tourapp.authoring import THEMES, Picture, Quantity, Rect, fill, say_words, show, text_width
from tourapp.authoring.beats import Level
from tourapp.learning.glossary import GlossaryTerm, glossary
from tourapp.player.handouts.cheat_cards import CheatCard, cheat_cards
from tourapp.player.keys import BINDINGS, key_words
from tourapp.sim.rules import Rule
from tourapp.words import Phrase, say
from tourapp.world import World

WIDE, HIGH, MARGIN = 1240.0, 1754.0, 76.0
PAPER = replace(THEMES["projector"], text_gain=1.0, smallest=15.0, smallest_tag=15.0, smallest_label=15.0)
"""Ink on white; words may be as small as 2.5 mm."""
HEAD, TOP_HEAD, TITLE, WORDS, SMALL, RESULT, HUGE = 50.0, 36.0, 23.0, 19.0, 16.0, 26.0, 84.0
ROOM = Rect(MARGIN, 0.0, WIDE - 2 * MARGIN, HIGH)
MOST_KEYS, MOST_TERMS = 12, 15
LOW, TOP = 1.0, 1e5
"""Ends of the ruler, FLOP/B."""


def cheat_pages(world: World, rules: tuple[Rule, ...], level: Level) -> tuple[Picture, Picture]:
    """Both pages, in the language in use."""
    first, second = _page(), _page()
    _head(first, world)
    _passes(first, world, Rect(MARGIN + 40, 232, 760, 262))
    for place, card in enumerate(cheat_cards(world)):
        _card(first, _card_at(place), place + 1, card)
    _ruler(first, world, Rect(MARGIN, 1530, ROOM.w, 40))
    _foot(first, 1)
    bottom = _rules(second, rules)
    keys = HIGH - 60 - 44 * math.ceil(MOST_KEYS / 2) - 40
    _glossary(second, level, Rect(MARGIN, bottom + 30, ROOM.w, keys - bottom - 60))
    _keys(second, keys)
    _foot(second, 2)
    return first, second


def _page() -> Picture:
    page = Picture()
    page.height = HIGH
    page.rects([(0, 0, WIDE, HIGH)], "ground2")
    return page


def _head(p: Picture, world: World) -> None:
    p.text((MARGIN, 120), "Inference on one page", size=HEAD, weight=600)
    i = world.inputs
    costs = world.cost
    words = Phrase(
        "{model}, {bits}-bit weights, {n} × {gpu}, {users} users with {tokens} tokens each. Ideal speeds.",
        model=costs.scenario.model_spec.name,
        bits=int(i.weight_bits),
        n=int(i.gpus),
        gpu=costs.scenario.gpu_spec.name,
        users=int(i.batch),
        tokens=int(i.context),
    )
    p.text((MARGIN, 160), words, size=WORDS, role="dim", fit=ROOM.w)
    p.lines([(MARGIN, 186, WIDE - MARGIN, 186)], "ink", width=3)


def _passes(p: Picture, world: World, box: Rect) -> None:
    """The field of passes without a cache, to scale, beside the stair with one."""
    loop = world.loop
    n, first = int(loop.answer.value), int(loop.prompt.value)
    most = first + n - 1
    wide, unit = box.w / n, box.h / most
    bars = [(box.x + k * wide, box.bottom - (first + k) * unit, wide, (first + k) * unit) for k in range(n)]
    p.hatch(bars, "waste", ground=0.05)
    p.rects([(box.x, box.bottom - first * unit, max(6.0, wide), first * unit)], "prefill")
    p.rects([(box.x + wide, box.bottom - max(4.0, unit), box.w - wide, max(4.0, unit))], "decode")
    p.lines([(box.x - 8, box.bottom, box.right + 8, box.bottom)], "ink", width=2)
    p.text((box.x - 12, box.y + 8), "{n}", n=most, size=SMALL, mono=True, align="right")
    p.text((box.x - 12, box.bottom - first * unit + 6), "{n}", n=first, size=SMALL, mono=True, align="right")
    words = Phrase("without a cache: {n}", n=loop.without)
    p.text((box.cx, box.bottom - 66), words, size=TITLE, weight=600, role="waste", align="center", backed=0.9)
    p.text((box.x, box.bottom + 28), "pass 1", size=SMALL, role="dim")
    p.text((box.cx, box.bottom + 28), "tokens computed in each pass", size=SMALL, role="dim", align="center")
    p.text((box.right, box.bottom + 28), "pass {n}", n=n, size=SMALL, role="dim", align="right")
    x = box.right + 40
    p.text((x, box.y + 60), "{r}", r=loop.saved, size=HUGE, weight=600, role="good", fit=WIDE - MARGIN - x)
    p.text((x, box.y + 100), "fewer token passes", size=TITLE)
    p.text((x, box.y + 148), "{n} prompt tokens at once", n=first, size=WORDS, role="prefill", fit=WIDE - MARGIN - x)
    p.text((x, box.y + 182), "then one a pass: {n}", n=n - 1, size=WORDS, role="decode", fit=WIDE - MARGIN - x)
    p.text((x, box.y + 220), "{p} + {n} − 1 = {w}", p=first, n=n, w=most, size=WORDS, mono=True, weight=600)


def _card_at(place: int) -> Rect:
    column, row = place % 2, place // 2
    wide = (ROOM.w - 24) / 2
    return Rect(MARGIN + column * (wide + 24), 566 + row * 146, wide, 130)


def _card(p: Picture, box: Rect, number: int, card: CheatCard) -> None:
    p.rects([box], "ground", radius=10, stroke="line", stroke_width=2)
    p.rects([(box.x, box.y, 7, box.h)], card.role, radius=3)
    left, room = box.x + 64, box.w - 84
    p.text((box.x + 46, box.y + 36), "{n}", n=number, size=SMALL + 2, mono=True, role="dim", align="right")
    p.text((left, box.y + 36), "{words}", words=card.title, size=TITLE, weight=600, fit=room)
    p.text((left, box.y + 72), "{words}", words=card.words, size=WORDS, fit=room)
    result = show(card.result)
    taken = text_width(result, RESULT, "mono", 600) + 16
    p.text((left, box.y + 108), "{words}", words=card.made, size=SMALL, mono=True, role="dim", fit=room - taken)
    p.text(
        (box.right - 18, box.y + 110),
        "{v}",
        v=card.result,
        size=RESULT,
        weight=600,
        mono=True,
        role=card.role,
        align="right",
    )


def _ruler(p: Picture, world: World, box: Rect) -> None:
    """Operations per byte on a log axis: what waits for memory, what for math."""
    step, sweep = world.cost.decode, world.cost.prefill

    def x(value: float) -> float:
        share = math.log(max(value, LOW) / LOW) / math.log(TOP / LOW)
        return box.x + box.w * min(1.0, share)

    ridge = x(float(step.ridge.value))
    p.text((box.x, box.y - 16), "Who waits for what: operations for each byte read", size=TITLE, weight=600)
    p.rects([(box.x, box.y, ridge - box.x, box.h)], "decode", alpha=0.45)
    p.rects([(ridge, box.y, box.right - ridge, box.h)], "prefill", alpha=0.25)
    p.lines([(ridge, box.y - 8, ridge, box.bottom + 8)], "ink", width=3)
    p.text((ridge - 14, box.y + 27), "waits for memory", size=WORDS, weight=600, align="right", fit=ridge - box.x - 20)
    p.text((ridge + 14, box.y + 27), "waits for math", size=WORDS, weight=600, fit=box.right - ridge - 20)
    for power in range(6):
        at = x(10.0**power)
        side = "left" if power == 0 else "right" if power == 5 else "center"
        p.text((at, box.bottom + 26), "{n}", n=10**power, size=SMALL, mono=True, align=side)
    marks = ((Phrase("decode"), step.intensity, "decode"), (Phrase("prefill"), sweep.intensity, "prefill"))
    for words, value, role in (*marks, (Phrase("ridge"), step.ridge, "ink")):
        _marked(p, box, x(float(value.value)), (words, value, role))


def _marked(p: Picture, box: Rect, at: float, told: tuple[Phrase, Quantity, str]) -> None:
    words, value, role = told
    line = fill("{words} {v}", {"words": say_words(words), "v": value})
    half = text_width(line, WORDS, weight=600) / 2
    middle = min(max(at, box.x + half), box.right - half)
    if role != "ink":
        p.rects([(at - 9, box.cy - 9, 18, 18)], role, radius=9, stroke="ground2", stroke_width=3)
    p.text((middle, box.bottom + 60), "{line}", line=line, size=WORDS, weight=600, role=role, align="center")


def _rules(p: Picture, rules: tuple[Rule, ...]) -> float:
    """The rules with what they say, what is so, and when they fail; returns where they end."""
    p.text((MARGIN, 110), "Rules of thumb, and how far off they are here", size=TOP_HEAD, weight=600)
    y = 152.0
    for rule in rules:
        role = {"ok": "good", "so-so": "decode", "fails": "waste"}[rule.lamp]
        p.rects([(MARGIN, y, 8, 64)], role, radius=3)
        p.text((MARGIN + 24, y + 26), rule.words, size=WORDS, weight=600, fit=560)
        p.text((MARGIN + 24, y + 54), rule.fails_when, size=SMALL, role="dim", fit=ROOM.w - 40)
        at = (WIDE - MARGIN - 160, y + 26)
        p.text(at, "{a} : {b}", a=rule.rule, b=rule.exact, size=SMALL, mono=True, align="right", fit=330)
        off = Phrase("none") if rule.error is None else rule.error
        at = (WIDE - MARGIN, y + 26)
        p.text(at, "{e}", e=off, size=TITLE, weight=600, mono=True, role=role, align="right")
        y += 78
    return y


def _glossary(p: Picture, level: Level, box: Rect) -> None:
    """Words in two columns, as many as there is room for."""
    p.text((box.x, box.y + 24), "Words of the field", size=TITLE + 4, weight=600)
    wide, top = (box.w - 30) / 2, box.y + 58
    x, y = box.x, top
    for term in _most_needed(level):
        rows = _rows(say(term.sentence), wide)
        if y + 22 + rows * SMALL * 1.35 > box.bottom:
            if x > box.x:
                break
            x, y = box.x + wide + 30, top
        p.text((x, y + 16), term.term, size=SMALL + 1, weight=600, fit=wide)
        p.text((x, y + 20), term.sentence, size=SMALL, wrap=wide, lines=rows, role="dim")
        y += 30 + rows * SMALL * 1.35


def _most_needed(level: Level) -> list[GlossaryTerm]:
    """The words to which most others lead, in the order of the glossary."""
    terms = [each for each in glossary().values() if level == "deeper" or each.level == "everyone"]
    led = Counter(id for each in glossary().values() for id in each.see)
    chosen = {each.id for each in sorted(terms, key=lambda each: -led[each.id])[:MOST_TERMS]}
    return [each for each in terms if each.id in chosen]


def _rows(words: str, wide: float) -> int:
    return max(1, math.ceil(text_width(words, SMALL) * 1.08 / wide))


def _keys(p: Picture, top: float) -> None:
    p.text((MARGIN, top), "Keys", size=TITLE + 4, weight=600)
    wanted = [binding for binding in BINDINGS if binding.group in ("Walk", "Play")][:MOST_KEYS]
    for place, binding in enumerate(wanted):
        x, y = MARGIN + (place % 2) * (ROOM.w / 2 + 8), top + 44 + (place // 2) * 40
        keys = ", ".join(key_words(key) for key in binding.keys[:2])
        p.text((x, y), "{keys}", keys=keys, size=SMALL, mono=True, weight=600, fit=126)
        p.text((x + 136, y), binding.words, size=SMALL, role="dim", fit=ROOM.w / 2 - 146)


def _foot(p: Picture, number: int) -> None:
    y = HIGH - 52
    p.lines([(MARGIN, y - 28, WIDE - MARGIN, y - 28)], "line", width=2)
    said = "One Request. Every number is computed from spec sheets and the run on this computer; none is typed."
    p.text((MARGIN, y), said, size=SMALL, role="dim", fit=ROOM.w - 160)
    p.text((WIDE - MARGIN, y), "page {n} of 2", n=number, size=SMALL, role="dim", align="right")
