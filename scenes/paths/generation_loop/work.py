"""The beats on the map: the race of the two counters, the same without a cache, and the two sums as areas."""

from __future__ import annotations

from scenes.paths.generation_loop.counters import draw_counters
from scenes.paths.generation_loop.facts import both_ways, count_naive, count_now, counters, ruler_of
from scenes.paths.generation_loop.places import COMPUTED, FIELD, KNOWN, TokenRuler
from scenes.paths.generation_loop.work_map import draw_map
from tourapp.authoring import Frame, Phrase, Picture, Quantity, pulse
from tourapp.authoring.sizes import FIGURE_HUGE, LABEL, LINE, READOUT

FAR = 1424.0
"""Where the number ends that stands in the free corner of the map."""
NEAR = 700.0
"""Up to here the edge of the prompt leaves room for words before that number."""
ALONG = 4.0
"""Seconds in which a light walks down the stair."""


def draw_two(f: Frame, p: Picture) -> None:
    """Prefill closes the gap in one jump, decode keeps it at one; a row of the map for each pass."""
    ruler, ways = ruler_of(f), both_ways(f)
    now, told = count_now(f, ruler), f.cue("two.told")
    draw_counters(f, p, ruler, now, told=told)
    draw_map(p, ruler, now.rows, ways)
    _draw_names(p, ruler, f.cue("two.prefill"), told)
    _walk(f, p, ruler, told)
    if ways[1]:
        _draw_again(f, p, told)
        _draw_ratio(f, p, told)


def draw_naive(f: Frame, p: Picture) -> None:
    """Each pass begins at nothing; the rows pile up."""
    ruler = ruler_of(f)
    now, told = count_naive(f, ruler), f.cue("naive.told")
    draw_counters(f, p, ruler, now, naive=True)
    draw_map(p, ruler, now.rows, (False, True))
    y = min(ruler.y(now.rows), FIELD.bottom - 4.0)
    p.rects([(FIELD.x, y - 2.0, max(ruler.wide, now.computed * ruler.wide), 5.0)], "waste", radius=2)
    p.spark((FIELD.x + now.computed * ruler.wide, y), "waste", size=60 * pulse(f.clock, 1.6, 0.8, 1.1))
    _draw_again(f, p, told)
    _draw_ratio(f, p, told)


def draw_count(f: Frame, p: Picture) -> None:
    """Both sums in letters and in numbers, and the areas they are."""
    told, ruler, facts = f.cue("count.told"), ruler_of(f), counters(f)
    draw_map(p, ruler, ruler.answer, (True, True))
    sums = facts.loop
    rows = (
        (
            KNOWN,
            Phrase("without"),
            Phrase("n · P + n (n − 1) / 2"),
            (facts.block, facts.triangle),
            sums.without,
            "waste",
        ),
        (COMPUTED, Phrase("with"), Phrase("P + n − 1"), None, sums.with_cache, "decode"),
    )
    for bar, name, letters, parts, total, role in rows:
        y = bar.cy + 10.0
        p.text((bar.x, y), name, size=LINE, weight=600, role=role)
        p.text((bar.x + 150, y), letters, size=READOUT, mono=True)
        words = Phrase("= {p:,.0f} + {n:,.0f} − {one}", p=sums.prompt, n=sums.answer, one=1)
        if parts is not None:
            words = Phrase("= {a:,.0f} + {b:,.0f}", a=parts[0], b=parts[1])
        p.text((bar.x + 580, y), words, size=READOUT, mono=True, role="dim", alpha=told)
        at = (bar.right, y)
        p.text(at, "= {n:,.0f}", n=total, size=READOUT, mono=True, weight=600, role=role, align="right", alpha=told)
    _draw_areas(p, ruler, (facts.block, facts.triangle), told)
    _walk(f, p, ruler, 1.0)
    _draw_ratio(f, p, told)


def _draw_areas(p: Picture, ruler: TokenRuler, parts: tuple[Quantity, Quantity], told: float) -> None:
    """White lines around the prompt's block and the answer's triangle, each with its sum."""
    edge = ruler.x(ruler.prompt)
    block = [(FIELD.x, FIELD.y), (edge, FIELD.y), (edge, FIELD.bottom), (FIELD.x, FIELD.bottom)]
    triangle = [(edge, FIELD.y), (FIELD.right, FIELD.bottom), (edge, FIELD.bottom)]
    for shape in (block, triangle):
        p.polys([shape], None, stroke="white", stroke_width=3.0, stroke_alpha=told)
    places = (
        (min((FIELD.x + edge) / 2, FIELD.right - 620.0), FIELD.y + 0.55 * FIELD.h, Phrase("n · P"), parts[0]),
        (
            min(edge + 0.36 * (FIELD.right - edge), FIELD.right - 210.0),
            FIELD.y + 0.8 * FIELD.h,
            Phrase("n (n − 1) / 2"),
            parts[1],
        ),
    )
    for x, y, letters, value in places:
        words = Phrase("{letters} = {n:,.0f}", letters=letters, n=value)
        p.text((x, y), words, size=READOUT, mono=True, weight=600, align="center", alpha=told, backed=0.8)


def _draw_names(p: Picture, ruler: TokenRuler, read: float, told: float) -> None:
    """What the blue row is, and the stair."""
    words, edge = Phrase("prefill: {n} at once", n=ruler.prompt), ruler.x(ruler.prompt)
    if edge < NEAR:
        p.text((edge + 20, FIELD.y + 6), words, size=LABEL, weight=600, role="prefill", alpha=read)
    elif ruler.answer > 1:
        at = (edge - 24, FIELD.y + 62)
        p.text(at, words, size=LABEL, weight=600, role="prefill", align="right", alpha=read, backed=0.8)
    x, y = ruler.x(ruler.prompt + 0.62 * ruler.answer), ruler.y(0.62 * ruler.answer)
    if x < FIELD.right - 280:
        p.text((x + 26, y), "decode: one a step", size=LABEL, weight=600, role="decode", alpha=told)


def _draw_again(f: Frame, p: Picture, told: float) -> None:
    """The hatched field in words."""
    at, facts = (FIELD.x + 34, FIELD.y + 0.62 * FIELD.h), counters(f)
    if not float(facts.again.value):
        return
    p.text(at, "computed again", size=READOUT, weight=600, alpha=told, backed=0.75, part="again")
    words = Phrase("{n:,.0f} token {n|pass|passes}", n=facts.again)
    p.text((at[0], at[1] + 40), words, size=LINE, alpha=told, backed=0.75, part="again")


def _draw_ratio(f: Frame, p: Picture, told: float) -> None:
    """How many times the work it is without a cache."""
    at, saved, ruler = (FAR, FIELD.y + 108), counters(f).loop.saved, ruler_of(f)
    backed = 0.8 if ruler.x(ruler.prompt + 0.45 * ruler.answer) > FAR - 440 else 0.0  # the stair runs below it
    p.text(at, "{v}", v=saved, size=FIGURE_HUGE, weight=700, align="right", alpha=told, backed=backed)
    words = (FAR, FIELD.y + 174)
    p.text(words, "the work, without a cache", size=LINE, role="dim", align="right", alpha=told, backed=backed)


def _walk(f: Frame, p: Picture, ruler: TokenRuler, alpha: float) -> None:
    """A light that walks down the stair: one token a step."""
    share = (f.clock / ALONG) % 1.0
    at = (ruler.x(ruler.prompt + share * (ruler.answer - 1)), ruler.y(share * (ruler.answer - 1) + 0.5))
    p.spark(at, "decode", size=54.0, alpha=alpha)
