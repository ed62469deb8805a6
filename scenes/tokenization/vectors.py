"""The last beat of tokenization: which rows are shown, whose turn it is, and the whole picture of id, fan and rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.tokenization import rows as draw
from scenes.tokenization.rows import Rows, Turn
from scenes.tokenization.stage import SHORT, Stage, hovered
from tourapp.authoring import Frame, Picture, mix, ramp
from tourapp.figures.token_strip import own_range, token_words


@dataclass(frozen=True, slots=True, eq=False)
class Lookup:
    """The rows on stage, whose turn it is, and for each token on stage how much of the turn is its own."""

    rows: Rows
    turn: Turn
    light: np.ndarray


def look_up(f: Frame, s: Stage) -> Lookup | None:
    """The rows of this moment; None where there is no token at all."""
    rows = rows_of(f, s)
    if rows is None:
        return None
    held = rows.chips.index(hovered(f)) if hovered(f) in rows.chips else None
    if f.still and held is None:
        turn = Turn(rows.first, rows.first, 1.0, len(rows.ids))
    else:
        turn = draw.turn_at(rows, f.clock - f.timeline.start(f.timeline.index("vectors")), held)
    light = np.zeros(len(s.chips))
    for place, share in ((turn.before, 1 - turn.change), (turn.now, turn.change)):
        if 0 <= rows.chips[place] < len(light):
            light[rows.chips[place]] = max(light[rows.chips[place]], share)
    return Lookup(rows, turn, light)


def rows_of(f: Frame, s: Stage) -> Rows | None:
    """The rows of the tokens on stage that the recording holds; where it holds none, those of its own question."""
    if not len(f.world.tokens):
        return None
    recording = f.world.recording
    ids = s.ids
    found = draw.find_rows(recording, ids)
    keep = [i for i, one in enumerate(ids) if one in found]
    if keep:
        first = keep.index(s.hot) if s.hot in keep else 0
        return Rows(
            tuple(ids[i] for i in keep),
            tuple(s.chips[i].words for i in keep),
            tuple(s.chips[i].box.cx for i in keep),
            tuple(keep),
            np.stack([found[ids[i]] for i in keep]),
            first,
        )
    data = [f.world.tokenizer.token_bytes(int(one)) for one in recording.prompt_ids]
    own = own_range(data, recording.prompt_special.tolist(), f.world.tokenizer, recording.prompt)
    places = list(own)[:8] or list(range(min(8, recording.prompt_count)))
    return Rows(
        tuple(int(recording.prompt_ids[i]) for i in places),
        tuple(token_words(data[i]) for i in places),
        (800.0,) * len(places),
        (-1,) * len(places),
        recording.embeddings[places],
        int(np.argmax([len(data[i]) for i in places])),
    )


def draw_vectors(f: Frame, p: Picture, s: Stage, found: Lookup | None, alpha: float) -> None:
    """The fan from an id to its row, and all rows so far."""
    if found is None:
        p.text(
            (800, 680), "No tokens, no rows: type a prompt.", size=26, role="dim", align="center", alpha=alpha, fit=1200
        )
        return
    rows, turn, b = found.rows, found.turn, f.beat("vectors")
    top = float(np.abs(rows.table).max())
    gain = f.text_gain
    y = SHORT[1] + 43 + s.id_size(gain) * gain + (26 * gain if f["under"] == "both" else 0) + 8
    if rows.chips[turn.now] < 0:
        y = _borrowed(p, rows, turn, y, alpha)
    grow = f.move("vectors", 0.08, 0.24)
    p.sprites([(rows.x[turn.now], y - 20)], 170, "prefill", kind="soft", alpha=0.28 * alpha * grow * turn.change)
    if turn.change < 1:
        draw.draw_fan(p, rows, turn.before, y, top, alpha * (1 - turn.change))
    draw.draw_fan(p, rows, turn.now, y, top, alpha * grow * turn.change)
    row = mix(rows.table[turn.before], rows.table[turn.now], turn.change)
    draw.draw_bars(p, row, top, float(ramp(b, 0.16, 0.32)), alpha, named=turn.change >= 1)
    if not f.still:
        draw.draw_sparks(p, rows, turn.now, y, top, f.clock, alpha * grow * turn.change)
    draw.draw_stack(p, rows, turn, top, f.move("vectors", 0.30, 0.42), alpha, gain)


def _borrowed(p: Picture, rows: Rows, turn: Turn, y: float, alpha: float) -> float:
    """Says that the rows are those of the recorded question; returns where the fan starts below."""
    p.text(
        (800, y + 20),
        "rows of this prompt are not at hand; from the recording: {w} {v}",
        size=19,
        role="dim",
        align="center",
        alpha=alpha,
        fit=1200,
        backed=0.8,
        w=rows.words[turn.now],
        v=str(rows.ids[turn.now]),
    )
    return y + 34
