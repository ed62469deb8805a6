"""The tokens in a row over the drum, each taking the number of its line, and what the chat template adds to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scenes.tokenization.drum import DRUM, NUMBER_X, draw_drum
from scenes.tokenization.moment import TreeMoment, hovered
from scenes.tokenization.spin import DrumSpin, drum_spin
from tourapp.authoring import Frame, Phrase, Picture, Rect, Tag, mix, smooth, text_width
from tourapp.authoring.sizes import CAPTION, LABEL, LINE, VALUE
from tourapp.figures.token_strip import byte_words

if TYPE_CHECKING:
    from tourapp.authoring.kinds import TextFacts

TOP, HIGH, GAP, PADDING = 130.0, 72.0, 26.0, 40.0
LEFT, RIGHT = 64.0, 1440.0
MORE = 150.0
NUMBER_Y, BYTES_Y = 252.0, 290.0
GIVEN_Y = 812.0
"""Baseline of the line about the template."""


class RowPlace(NamedTuple):
    """A token's box in the row, and its place among the tokens on stage."""

    box: Rect
    place: int


def draw_list_row(f: Frame, p: Picture, s: TreeMoment, counts: TextFacts, alpha: float) -> None:
    """Tokens, drum, the numbers on their way up, and the template's line."""
    if alpha <= 0.01 or not s.chips:
        return
    spin = drum_spin(f, s)
    boxes = _boxes(s)
    come = f.cue("ids.come")
    draw_drum(f, p, s, spin, alpha * come)
    for place, box in enumerate(boxes):
        _draw_token(f, p, s, spin, at=RowPlace(box, place), alpha=alpha * come)
    hidden = len(s.chips) - len(boxes)
    if hidden:
        at = (boxes[-1].right + 20 if boxes else LEFT, TOP + HIGH / 2 + 9)
        p.text(at, "… {n} more", n=hidden, size=LABEL, role="dim", alpha=alpha * come)
    p.hot([(b.x, b.y, b.w, NUMBER_Y - TOP) for b in boxes], [Tag("token", k) for k in range(len(boxes))])
    given = Phrase("The model is given {n} {n|number|numbers} and no letters.", n=int(counts.whole.value))
    p.text((LEFT, GIVEN_Y), given, size=LINE, weight=600, alpha=alpha * f.cue("ids.given"))


def _boxes(s: TreeMoment) -> list[Rect]:
    """A box for each token that has room in the row."""
    found: list[Rect] = []
    x = LEFT
    for k in s.pieces.tolist():
        wide = (
            max(text_width(s.plan.words[k], CAPTION, "mono"), text_width(str(s.plan.ids[k]), VALUE, "mono")) + PADDING
        )
        last = k == s.pieces[-1]
        if x + wide > RIGHT - (0.0 if last else MORE):
            break
        found.append(Rect(x, TOP, wide, HIGH))
        x += wide + GAP
    return found


def _draw_token(f: Frame, p: Picture, s: TreeMoment, spin: DrumSpin, *, at: RowPlace, alpha: float) -> None:
    """A token, and its number, which jumps up from the drum's window."""
    box, place = at
    k = int(s.pieces[place])
    here, had = place == spin.now, spin.has_id(place)
    fill = 0.40 if here or hovered(f) == place else 0.20 if had >= 1.0 else 0.08
    width = 3.0 if here else 1.6
    p.rects([box], "prefill", radius=13, alpha=fill * alpha, stroke="prefill", stroke_width=width, stroke_alpha=alpha)
    middle = (box.cx, box.cy + 0.36 * CAPTION)
    p.text(middle, "{w}", w=s.plan.words[k], size=CAPTION, mono=True, weight=600, align="center", alpha=alpha)
    if had > 0.0 and f["under"] != "bytes":
        turned = place in spin.turns
        u = float(smooth(had)) if turned else 1.0
        p.text(
            (mix(NUMBER_X - 60.0, box.cx, u), mix(DRUM.cy, NUMBER_Y, u)),
            "{v:d}",
            v=s.plan.ids[k],
            size=VALUE,
            mono=True,
            weight=600,
            align="center",
            role="ink" if here else "prefill",
            alpha=alpha if turned else alpha * had,
            spill=u < 1.0,
        )
    _draw_bytes(f, p, s, box=box, place=place, alpha=alpha)


def _draw_bytes(f: Frame, p: Picture, s: TreeMoment, *, box: Rect, place: int, alpha: float) -> None:
    """The token's bytes, where they are asked for and have room."""
    asked = f["under"] != "ids" or hovered(f) == place
    words = byte_words(s.plan.pieces[int(s.pieces[place])])
    if not asked or text_width(words, LABEL, "mono") > box.w + GAP - 6:
        return
    y = NUMBER_Y if f["under"] == "bytes" else BYTES_Y
    p.text((box.cx, y), "{w}", w=words, size=LABEL, mono=True, role="dim", align="center", alpha=alpha)
