"""The last beat of tokenization: which rows are shown, whose turn it is, and the whole picture of id, fan and rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.authoring import Frame, Picture, mix, ramp
from tourapp.figures import tokenization_rows as draw
from tourapp.figures.token_strip import own_range, token_words
from tourapp.figures.tokenization_rows import Rows, Turn
from tourapp.figures.tokenization_stage import SHORT, Stage, hovered


@dataclass(frozen=True, slots=True, eq=False)
class Lookup:
    """The rows on stage, whose turn it is, and for each token on stage how much of the turn is its own."""

    rows: Rows
    turn: Turn
    light: np.ndarray


def rows_of(f: Frame, s: Stage) -> Rows | None:
    """The rows of the tokens on stage as far as the recording holds them; else those of what the model is given."""
    if not len(f.world.tokens):
        return None
    recording = f.world.recording
    ids = [s.plan.ids[k] for k in s.pieces]
    found = rows_figure.find_rows(recording, ids)
    keep = [i for i, one in enumerate(ids) if one in found]
    if keep:
        first = keep.index(s.hot) if s.hot in keep else 0
        return Rows(tuple(ids[i] for i in keep), tuple(s.chips[i].words for i in keep),
                    tuple(s.chips[i].box.cx for i in keep), np.stack([found[ids[i]] for i in keep]), first)
    own = own_range(recording_bytes(f), recording.prompt_special.tolist(), f.world.tokenizer, recording.prompt)
    places = list(own)[:8] or list(range(min(8, recording.prompt_count)))
    return Rows(tuple(int(recording.prompt_ids[i]) for i in places),
                tuple(token_words(recording_bytes(f)[i]) for i in places), (800.0,) * len(places),
                recording.embeddings[places], 0)


def recording_bytes(f: Frame) -> list[bytes]:
    """The bytes of each prompt token of the recording."""
    return [f.world.tokenizer.token_bytes(int(one)) for one in f.world.recording.prompt_ids]


def draw_vectors(f: Frame, p: Picture, s: Stage, alpha: float) -> Rows | None:
    """The fan from an id to its row, and all rows so far; returns the rows."""
    rows = rows_of(f, s)
    if rows is None:
        p.text((800, 680), "No tokens, no rows: type a prompt.", size=26, role="dim", align="center", alpha=alpha, fit=1200)
        return None
    b = f.beat("vectors")
    start = f.timeline.start(f.timeline.index("vectors"))
    turn = rows_figure.turn_at(rows, f.clock - start if not f.still else 1e6, held_row(f, s, rows))
    top = float(np.abs(rows.table).max())
    y = SHORT[1] + 25 + 18 + under_size(s, f.text_gain) * f.text_gain + 8 + (26 * f.text_gain if f["under"] == "both" else 0)
    grow = f.move("vectors", 0.08, 0.24)
    if turn.change < 1:
        rows_figure.draw_fan(p, rows, turn.before, y, top, alpha * (1 - turn.change))
    rows_figure.draw_fan(p, rows, turn.now, y, top, alpha * grow * turn.change)
    row = mix(rows.table[turn.before], rows.table[turn.now], turn.change)
    rows_figure.draw_bars(p, row, top, float(ramp(b, 0.16, 0.32)), alpha)
    rows_figure.draw_sparks(p, rows, turn.now, y, top, f.clock, alpha * grow * turn.change * (not f.still))
    rows_figure.draw_stack(p, rows, turn, top, f.move("vectors", 0.30, 0.42), alpha, f.text_gain)
    p.sprites([(rows.x[turn.now], y - 20)], 150, "prefill", kind="soft", alpha=0.5 * alpha * grow * turn.change)
    return rows


def held_row(f: Frame, s: Stage, rows: Rows) -> int | None:
    """The row of the token under the pointer."""
    if not f.hover or not f.hover.startswith("token "):
        return None
    place = int(f.hover.split()[1])
    ident = s.plan.ids[s.pieces[place]] if place < len(s.pieces) else -1
    return rows.ids.index(ident) if ident in rows.ids else None
