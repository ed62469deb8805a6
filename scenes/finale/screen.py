"""The screen with question and answer: large while the answer is written, then small at the end of the road."""

from __future__ import annotations

from tourapp.authoring import Frame, Phrase, Picture, Rect, mix, ramp
from tourapp.authoring.sizes import LABEL, T15

SMALL = Rect(872, 556, 300, 262)
LARGE = Rect(300, 210, 900, 420)
MARGIN = 24.0


def draw_screen(f: Frame, p: Picture) -> None:
    """The screen, as large as it is now, and as much of the answer as is written."""
    large = 1.0 if f.beat_name == "answer" else 1.0 - f.move("flight", 0.0, 0.12)
    box = Rect(*(mix(small, big, large) for small, big in zip(SMALL, LARGE, strict=True)))
    p.sprites([(box.cx, box.cy)], 700 if large > 0.5 else 420, "decode", kind="soft", alpha=0.4)
    p.rects([box], "ground", radius=16, alpha=0.96, stroke="decode", stroke_width=2.0)
    size, wrap = mix(T15, LABEL, large), box.w - 2 * MARGIN
    prompt = f.world.recording.prompt.strip() or Phrase("(no words)")
    p.text((box.x + MARGIN, box.y + 22), "{prompt}", prompt=prompt, size=size, role="prefill", wrap=wrap, lines=2)
    p.text(
        (box.x + MARGIN, box.y + 30 + size * 2.4),
        "{answer}",
        answer=_written(f),
        size=size,
        role="decode",
        wrap=wrap,
        lines=8 if large > 0.5 else 7,
    )


def _written(f: Frame) -> str:
    """The answer so far."""
    texts = f.world.recording.texts
    if f.beat_name == "answer":
        share = float(ramp(f.beat("answer"), 0.05, 0.75))
        texts = texts[: max(1, round(len(texts) * share))]
    return "".join(texts).strip()
