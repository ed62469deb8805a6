"""The text up to the token that asks, before anything looks back: the person's words, the answer, and that token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.attention.layout import StagedLook
from scenes.attention.looking import word
from scenes.attention.places import CHIP_Y, RIGHT
from tourapp.authoring import Picture, text_width
from tourapp.authoring.sizes import T27, T30
from tourapp.figures.token_strip import safe_words

if TYPE_CHECKING:
    from tourapp.authoring.kinds import HeadOverview

LETTERS = 64
OWN_Y, ANSWER_Y = 214.0, 266.0
OWN_W, AFTER_W, ASKING_W = 940, 700, 300


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


def draw_text_so_far(p: Picture, overview: HeadOverview, staged: StagedLook, shown: float) -> None:
    """The request and its answer up to the token that asks, which stands at their end in gold."""
    if shown <= 0.01 or staged.look.by_hand:
        return
    own, after, asks = text_so_far(overview, staged.look.asking)
    top, gain = staged.asking_x, staged.gain
    x = min(RIGHT + 30.0, top + 70.0)
    before = x - min(text_width(asks, T30, weight=600) * gain, ASKING_W) - 12 * gain
    p.text((x, OWN_Y), "{w}", w=own, size=T27, role="prefill", align="right", alpha=shown, fit=OWN_W)
    at = (x, ANSWER_Y)
    p.text(at, "{w}", w=asks, size=T30, weight=600, role="decode", align="right", alpha=shown, fit=ASKING_W)
    p.text((before, ANSWER_Y), "{w}", w=after, size=T30, align="right", alpha=shown * 0.95, fit=AFTER_W)
    p.lines([(top - 8, 284, top - 8, CHIP_Y - 44)], "decode", alpha=0.5 * shown, dash=True)
