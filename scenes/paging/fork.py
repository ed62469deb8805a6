"""A fork on real blocks: two answers over one prompt, reference counts, and the copy at the first write to a shared
block."""

from __future__ import annotations

from typing import Any

from scenes.paging.block_grid import Grid, draw_free, draw_references, draw_words, trace_path
from tourapp.authoring import Frame, Picture, Rect, mix, ramp

AREA = Rect(724, 158, 716, 672)
"""Where physical memory stands on the stage."""


def our_words(f: Frame) -> list[str]:
    """The words of our request in order: the prompt without its template, then the answer."""
    return [*f.world.plain_tokens.texts, *f.world.recording.texts]


def fork_place(f: Frame) -> int:
    """Which step of the fork this frame shows."""
    count = len(f.world.fork_steps)
    return min(count - 1, int(ramp(f.beat("fork"), 0.12, 0.9) * count))


def draw_fork(f: Frame, p: Picture) -> None:
    """Both tables, the blocks they point at, and the copy when it has happened."""
    steps, place = f.world.fork_steps, fork_place(f)
    size, now = f["block_size"], steps[place]
    words, prompt = our_words(f), len(f.world.plain_tokens)
    grid = Grid(AREA, len(now.refs))
    draw_free(p, grid)
    p.text((AREA.x + 4, 146), "Physical memory", size=20, weight=600)
    for table, length, own in ((now.parent, now.lengths[0], words), (now.child, now.lengths[1], other_words(f, words))):
        for logical, block in enumerate(table):
            part = own[logical * size : min((logical + 1) * size, length)]
            draw_words(p, grid.box(block), part, max(0, min(len(part), prompt - logical * size)), size)
    for block in [k for k, refs in enumerate(now.refs) if refs > 0]:
        draw_references(p, grid.box(block), int(now.refs[block]))
    for row, (name, table, length, role) in enumerate(
        (("first answer", now.parent, now.lengths[0], "decode"), ("second answer", now.child, now.lengths[1], "key"))
    ):
        _fork_table(p, f, row, name, table, length, role, grid)
    _copy(f, p, steps, place, grid)


def other_words(f: Frame, words: list[str]) -> list[str]:
    """The second answer's words: the model's next best different word where it forks, then words not chosen yet."""
    recording, start = f.world.recording, f.world.fork_steps[0].lengths[0]
    step = start - len(f.world.plain_tokens)
    if not 0 <= step < len(recording.ids):
        return words
    taken = words[start].strip() if start < len(words) else ""
    texts = (f.world.tokenizer.token_text(int(token)) for token in recording.top_ids[step])
    other = next((text for text in texts if text.strip() and text.strip() != taken), "…")
    return [*words[:start], other, "…", "…", "…"]


def _fork_table(
    p: Picture, f: Frame, row: int, name: str, table: tuple[int, ...], length: int, role: str, grid: Grid
) -> None:
    y = 230 + row * 300
    p.text((64, y - 24), name, size=20, weight=600, role=role)
    if not table:
        p.text((64, y + 40), "not there yet", size=18, role="dim")
        return
    p.text((64, y + 116), "{n} tokens", n=length, size=17, role="dim")
    cells = Rect(64, y, 90 * min(len(table), 6), 74).columns(min(len(table), 6), 10)
    for cell, block in zip(cells, table, strict=False):
        p.rects([cell], role, radius=8, alpha=0.16, stroke=role, stroke_alpha=0.9)
        p.text((cell.cx, cell.cy + 9), "{n}", n=block, size=24, mono=True, weight=600, align="center")
        path = trace_path((cell.cx, cell.bottom + (14 if row == 0 else -88)), grid, block)
        p.curves(path, role, width=1.6, alpha=0.5, dash=row == 1)


def _copy(f: Frame, p: Picture, steps: Any, place: int, grid: Grid) -> None:
    done = [step.copied for step in steps[: place + 1] if step.copied]
    if not done:
        return
    old, new = (grid.box(block) for block in done[-1])
    p.sprites([(new.cx, new.cy)], 190, "key", kind="soft", alpha=0.22)
    u = (f.clock * 0.6) % 1.0 if not f.still else 0.7
    p.sprites([(mix(old.cx, new.cx, u), mix(old.cy, new.cy, u))], 44, "key", alpha=0.6)
    p.rects([old, new], None, radius=6, stroke="key", stroke_width=2.5)
    side = "right" if new.x > AREA.cx or new.x > AREA.x + 200 else "left"
    p.text(
        (new.x - 10 if side == "right" else new.right + 10, new.cy),
        "copied on write",
        size=17,
        weight=600,
        role="key",
        align=side,
        backed=0.8,
        spill=True,
    )
