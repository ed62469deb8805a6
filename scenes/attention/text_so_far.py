"""The text up to the token that asks, before anything looks back: the person's words, the answer, and that token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.attention.layout import StagedLook
from scenes.attention.looking import word
from scenes.attention.places import CHIP_Y, RIGHT
from tourapp.authoring import Picture, text_width
from tourapp.authoring.sizes import LINE, TITLE
from tourapp.figures.token_strip import safe_words

if TYPE_CHECKING:
    from tourapp.authoring.kinds import HeadOverview

LETTERS = 52
OWN_Y, ANSWER_Y = 204.0, 264.0
NEXT_W, NEXT_H = 86.0, 50.0
"""The place of the token after this one."""


def text_so_far(overview: HeadOverview, asking: int) -> tuple[str, str, str]:
    """The person's words, what follows up to the asking token, and that token; long parts lose their beginning."""
    recording = overview.recording
    texts, prompt = recording.all_texts, recording.prompt_count
    whole = recording.chat and asking >= prompt
    own = recording.prompt if whole else "".join(texts[t] for t in overview.own if t < asking)
    after = "".join(texts[t] for t in range(prompt, asking)) if asking >= prompt else ""
    return _end(own), _end(after), word(texts[asking])


def _end(text: str) -> str:
    plain = " ".join(safe_words(text.replace("\n", " ").replace("\x00", "").replace("\ufffd", "")).split())
    return "… " + plain[-LETTERS:] if len(plain) > LETTERS else plain


def draw_text_so_far(p: Picture, overview: HeadOverview, staged: StagedLook, shown: float, after: float) -> None:
    """The request and its answer up to the token that asks, which stands at their end in gold; `after` 0..1 the place
    of the next token, for which all moves to the left."""
    if shown <= 0.01 or staged.look.by_hand:
        return
    own, before, asks = text_so_far(overview, staged.look.asking)
    top = staged.asking_x
    x = min(RIGHT - 26.0 - (NEXT_W + 14) * (after > 0), top + 70.0)
    left = x - text_width(asks, TITLE, weight=600) - 14
    p.text((x, OWN_Y), "{w}", w=own, size=LINE, role="prefill", align="right", alpha=shown)
    p.text((x, ANSWER_Y), "{w}", w=asks, size=TITLE, weight=600, role="decode", align="right", alpha=shown)
    p.text((left, ANSWER_Y), "{w}", w=before, size=TITLE, align="right", alpha=shown)
    middle = (left + 14 + x) / 2
    p.lines([(middle, ANSWER_Y + 16, top - 8, CHIP_Y - 34)], "decode", width=2, alpha=0.6 * shown, dash=True)
    if after > 0.01:
        box = (x + 14, ANSWER_Y - 36, NEXT_W, NEXT_H)
        p.rects([box], None, radius=8, stroke="decode", stroke_width=2, stroke_alpha=after * shown, dash=True)
