"""The screen with question and answer: large while the answer is written, then small at the end of the road."""

from __future__ import annotations

from tourapp.authoring import Frame, Phrase, Picture, Rect, mix, ramp
from tourapp.authoring.sizes import LABEL, T15

SMALL = Rect(856, 508, 330, 322)
LARGE, TALL = Rect(300, 210, 900, 420), Rect(300, 150, 900, 670)
LONG = 560
"""Letters from which an answer needs the tall one."""
MARGIN = 24.0
LINE = 1.42
"""From one line to the next, as a share of the type size."""


def draw_screen(f: Frame, p: Picture) -> None:
    """The screen, as large as it is now, and as much of the answer as is written."""
    large = 1.0 if f.beat_name == "answer" else 1.0 - f.move("flight", 0.0, 0.12)
    box = Rect(*(mix(small, big, large) for small, big in zip(SMALL, _large(f), strict=True)))
    p.sprites([(box.cx, box.cy)], 700 if large > 0.5 else 420, "decode", kind="soft", alpha=0.4)
    p.rects([box], "ground", radius=16, alpha=0.96, stroke="decode", stroke_width=2.0)
    size, wrap = mix(T15, LABEL, large), box.w - 2 * MARGIN
    top = box.y + 30 + size * 2.4
    prompt = f.world.recording.prompt.strip() or Phrase("(no words)")
    p.text((box.x + MARGIN, box.y + 22), "{prompt}", prompt=prompt, size=size, role="prefill", wrap=wrap, lines=2)
    p.text(
        (box.x + MARGIN, top),
        "{answer}",
        answer=_written(f),
        size=size,
        role="decode",
        wrap=wrap,
        lines=max(1, int((box.bottom - top) / (size * f.text_gain * LINE))),
    )


def _large(f: Frame) -> Rect:
    """The screen while the answer is written, tall for a long one."""
    return TALL if len(f.world.recording.text) > LONG else LARGE


def _written(f: Frame) -> str:
    """The answer so far."""
    texts = f.world.recording.texts
    if f.beat_name == "answer":
        share = float(ramp(f.beat("answer"), 0.05, 0.75))
        texts = texts[: max(1, round(len(texts) * share))]
    return "".join(texts).strip()
