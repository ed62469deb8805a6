"""The fourth and fifth beats: a matrix as a stack of rows, each a dot product; and how much a whole product takes."""

from __future__ import annotations

import numpy as np

from scenes.paths.vectors_matmul.facts import WEIGHTS, HandProduct, dot_by_hand, matrix_by_hand, product_by_hand
from scenes.paths.vectors_matmul.places import MATRIX_CELL, MATRIX_X, MATRIX_Y, OUT_X, PRODUCT
from tourapp.authoring import Frame, Phrase, Picture, Rect, ramp, smooth, text_width
from tourapp.authoring.sizes import FIGURE, FIGURE_LARGE, LABEL, LINE

TOP_Y = 150.0
ROW_GAP = 66.0
LAP = 4.0
NEEDED_Y = 668.0
APART = 28.0
AROUND = 10.0
FACTS_X = 940.0
PAIR = 58.0
"""Side of a cell of the present output's pairs, at most."""


def row_cells(row: int) -> list[Rect]:
    """Cells of a row of the small matrix; row -1 is the list on top."""
    wide, tall = MATRIX_CELL
    y = TOP_Y if row < 0 else MATRIX_Y + row * (tall + ROW_GAP)
    return [Rect(MATRIX_X + place * (wide + 12.0), y, wide, tall) for place in range(3)]


def out_cell(row: int) -> Rect:
    """Where a row's output lands."""
    wide, tall = MATRIX_CELL
    return Rect(OUT_X, row_cells(row)[0].y, wide, tall)


def draw_matrix(f: Frame, p: Picture) -> None:
    """The list on top, both rows, and what each gives."""
    x, out = dot_by_hand(f).x, matrix_by_hand(f)
    run = f.cue("matrix.rows", eased=False)
    now = int((f.clock / LAP) * 2) % 2 if run >= 1.0 else int(run * 2)
    _draw_meetings(p)
    _draw_cells(p, row_cells(-1), x, "prefill", 1.0)
    p.text((MATRIX_X - 24, row_cells(-1)[0].cy + 22), "x", size=FIGURE, role="prefill", weight=600, align="right")
    p.text((MATRIX_X - 24, row_cells(0)[0].bottom + ROW_GAP / 2 + 22), "W", size=FIGURE, weight=600, align="right")
    for row, weights in enumerate(WEIGHTS):
        shown = float(smooth(ramp(run, row * 0.5 + 0.05, row * 0.5 + 0.4)))
        lamp = 1.0 if row == now else 0.3
        cells = row_cells(row)
        _draw_cells(p, cells, weights, "weights", lamp)
        told = Phrase(
            "{a}·{x} + {b}·{y} + {c}·{z} =",
            a=weights[0], x=x[0], b=weights[1], y=x[1], c=weights[2], z=x[2],
        )  # fmt: skip
        p.text((OUT_X - 24, cells[0].cy + 10), told, size=LINE, mono=True, role="dim", align="right", alpha=shown)
        box = out_cell(row)
        p.rects([box], "white", radius=10, alpha=0.16 * shown, stroke="white", stroke_width=3.0, stroke_alpha=shown)
        p.text(box, "{n}", n=out[row], size=FIGURE, weight=700, mono=True, alpha=shown)
        if row == now:
            _draw_lamp(f, p, row)
    p.text((OUT_X, TOP_Y + 60), "one output", size=LINE, role="dim", part="outputs")
    p.text((OUT_X, TOP_Y + 96), "for each row", size=LINE, role="dim", part="outputs")


def _draw_meetings(p: Picture) -> None:
    """Every number of the list meets the numbers below it."""
    foot = row_cells(len(WEIGHTS) - 1)[0].y
    lanes = [(cell.x + cell.w / 4, cell.bottom, cell.w / 2, foot - cell.bottom) for cell in row_cells(-1)]
    p.rects(lanes, "prefill", alpha=0.2, gradient="down", fade=0.05)


def _draw_lamp(f: Frame, p: Picture, row: int) -> None:
    """A light that runs along the row and into its output."""
    cells, out = row_cells(row), out_cell(row)
    x = cells[0].x + (out.cx - cells[0].x) * ((f.clock / LAP * 2) % 1.0)
    frame = Rect(cells[0].x, cells[0].y, cells[-1].right - cells[0].x, cells[0].h).inset(-AROUND)
    p.rects([frame], None, stroke="white", stroke_width=4.0, radius=16)
    p.spark((x, cells[0].bottom + 16), "white", size=56.0)


def _draw_cells(p: Picture, cells: list[Rect], values: tuple[int, ...], role: str, lamp: float) -> None:
    p.rects(cells, role, radius=10, alpha=0.4 * lamp, stroke=role, stroke_width=3.0, stroke_alpha=0.4 + 0.6 * lamp)
    for cell, value in zip(cells, values, strict=True):
        p.text(cell, "{n}", n=value, size=FIGURE, weight=600, mono=True)


def product_boxes(product: HandProduct) -> tuple[float, Rect, Rect, Rect]:
    """Side of a cell, and the boxes of rows (left), columns (above) and outputs (where they meet)."""
    m, k, n = (int(each.value) for each in (product.rows, product.inner, product.columns))
    side = min(118.0, (FACTS_X - PRODUCT.x - 60.0) / (k + n), (PRODUCT.h - 100.0) / (m + k))
    x, y = PRODUCT.x + k * side + 24.0, PRODUCT.y + 40.0 + k * side + 24.0
    left = Rect(PRODUCT.x, y, k * side, m * side)
    return side, left, Rect(x, PRODUCT.y + 40.0, n * side, k * side), Rect(x, y, n * side, m * side)


def draw_count(f: Frame, p: Picture) -> None:
    """Every output is a row times a column; the counter runs with them."""
    product = product_by_hand(f)
    side, left, above, out = product_boxes(product)
    m, k, n = (int(each.value) for each in (product.rows, product.inner, product.columns))
    run = f.cue("count.run", eased=False)
    done = round(run * m * n) if run < 1.0 else m * n
    now = min(done, m * n - 1) if run < 1.0 else int(f.clock / 0.6) % (m * n)
    row, column = divmod(now, n)
    for box, rows, columns, role in ((left, m, k, "prefill"), (above, k, n, "weights"), (out, m, n, "")):
        cells = _cells(box, rows, columns, side)
        lit = _lit(rows, columns, role, row, column)
        if role:
            p.rects(cells, role, radius=6, alpha=np.where(lit, 0.95, 0.42))
        else:
            p.rects(cells, "raised", radius=6, stroke="line")
            p.rects(cells[:done], "white", radius=6, alpha=0.55)
            p.rects(cells[now : now + 1], None, radius=6, stroke="white", stroke_width=4.0)
    p.spark((out.x + (column + 0.5) * side, out.y + (row + 0.5) * side), "white", size=70.0)
    _name_sides(p, product, left, above, out)
    _draw_counter(p, product, done)


def _cells(box: Rect, rows: int, columns: int, side: float) -> np.ndarray:
    row, column = np.divmod(np.arange(rows * columns), columns)
    one = np.full(rows * columns, side - 6.0)
    return np.stack([box.x + column * side + 3, box.y + row * side + 3, one, one], 1)


def _lit(rows: int, columns: int, role: str, row: int, column: int) -> np.ndarray:
    """Cells that the present output needs."""
    at_row, at_column = np.divmod(np.arange(rows * columns), columns)
    return at_row == row if role == "prefill" else at_column == column


def _name_sides(p: Picture, product: HandProduct, left: Rect, above: Rect, out: Rect) -> None:
    m, k = int(product.rows.value), int(product.inner.value)
    words = Phrase("M = {m} {m|row|rows} of K = {k}", m=product.rows, k=product.inner)
    p.text((left.x, left.bottom + 40), words, size=LABEL, role="prefill")
    p.text((above.x, above.y - 16), "N = {n} {n|column|columns}", n=product.columns, size=LABEL, role="ink")
    ends = left.x + text_width(str(Phrase("M = {m} {m|row|rows} of K = {k}", m=m, k=k)), LABEL)
    x = max(out.x + 4, ends + APART)  # a small product has no room below its rows
    p.text((x, out.bottom + 40), "outputs", size=LABEL, role="dim")


def _draw_counter(p: Picture, product: HandProduct, done: int) -> None:
    """FLOPs so far, and what one output takes."""
    total = round(float(product.each.value)) * done
    p.text((FACTS_X, 300), "{n}", n=total, size=FIGURE_LARGE, weight=700, mono=True)
    p.text((FACTS_X, 352), "FLOPs so far", size=LINE, role="dim")
    p.text((FACTS_X, 470), "2 × M × K × N", size=LINE, mono=True)
    told = Phrase("= 2 × {m} × {k} × {n}", m=product.rows, k=product.inner, n=product.columns)
    p.text((FACTS_X, 514), told, size=LINE, mono=True)
    p.text((FACTS_X, 558), "= {v}", v=product.flops, size=LINE, mono=True, weight=600)
    p.text((FACTS_X, 640), "one output: {v}", v=product.each, size=LABEL, role="dim")
    _draw_needed(p, int(product.inner.value))


def _draw_needed(p: Picture, inner: int) -> None:
    """The pairs of one output: a number of its row beside one of its column."""
    side = min(PAIR, (PRODUCT.right - FACTS_X) / (2.4 * inner))
    x = FACTS_X + 2.4 * side * np.arange(inner)
    y, one = np.full(inner, NEEDED_Y), np.full(inner, side - 3.0)
    p.rects(np.stack([x, y, one, one], 1), "prefill", radius=5)
    p.rects(np.stack([x + side, y, one, one], 1), "weights", radius=5)
    p.text((FACTS_X, NEEDED_Y + PAIR + 40), "its pairs: multiply, then add", size=LABEL, role="dim")
