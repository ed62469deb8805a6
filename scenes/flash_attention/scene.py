"""Never build the matrix: attention tile by tile on the request's own queries, keys and values, with its traffic
counted."""

from __future__ import annotations

from typing import Any

from scenes.flash_attention import memory, row
from scenes.flash_attention import tile as near
from scenes.flash_attention import traffic as bars
from tourapp.authoring import Badge, Beat, Frame, Picture, Quantity, Rail, Slider, Toggle, ramp, scene, shared, smooth

CONTROLS = [
    shared("flash_tokens"),
    shared("flash_head_dim"),
    shared("sram_kb", unit="KiB"),
    Toggle("causal", "Causal mask", True),
    Slider("step_speed", "Step speed", 1, 16, 4, 1, unit="tiles/s", role="decode"),
]
BEATS = [
    Beat(
        "matrix",
        8.0,
        "Attention scores every token against every token, and writes it all down.",
        "{tokens} tokens make {pairs} scores; four trips of that matrix are {share} of {naive} of traffic.",
    ),
    Beat(
        "blocks",
        5.0,
        "But a block of scores needs only a block of queries and a block of keys.",
        "A tile of {side} × {side} at head width {dim} takes {used} of SRAM, with all it needs. The matrix is a ghost.",
    ),
    Beat(
        "tiles",
        6.0,
        "So bring blocks near the math: the matrix lives one tile at a time.",
        "{passing} through SRAM one after the other{skipped}. None of them is ever stored.",
    ),
    Beat(
        "softmax",
        7.0,
        "A new maximum arrives: correct the sum so far, and go on.",
        "Row {row}: {proof} The end is the full softmax.",
    ),
    Beat(
        "output",
        6.0,
        "Only the output goes back: the same answer, {gain} {verdict}.",
        "{flash} instead of {naive}, {checked}; the real head ends {error} from the same sum in float64.",
    ),
]
START = (memory.MATRIX.right, memory.MATRIX.y)


def _badge(f: Frame) -> Badge:
    h = f.world.flash_head
    kind = "live on this computer" if h.recording.badge == "live" else "recorded"
    rows = -(-int(f["flash_tokens"]) // int(f.world.flash_traffic[True].side.value))
    drawn = "" if len(h.edges()) - 1 == rows else f"; {rows:,} rows of tiles drawn as {len(h.edges()) - 1}"
    return Badge(
        f"{kind} + computed from specs",
        f"picture: {h.count} tokens of this request, layer {h.layer}, head {h.head}; bytes: N tokens, 16-bit{drawn}",
        "scores, maxima, sums and output are the loop's own; with the mask both ways skip what it hides",
    )


def _leave(f: Frame) -> tuple[float, float]:
    h = f.world.flash_head
    last = memory.block(h, "O", range((h.count - 1) // h.side * h.side, h.count))
    return last.cx, last.cy


@scene(
    id="flash_attention",
    title="Never build the matrix",
    about=("flash_traffic", "flash_head"),
    portrait=("tiles", 0.7),
    beats=BEATS,
    controls=CONTROLS,
    badge=_badge,
    needs=("recording", "flash_head"),
    meters="prefill",
    enter=lambda _f: START,
    leave=_leave,
    light="prefill",
)
def draw(f: Frame, p: Picture) -> None:
    """Slow memory at the left, fast memory at the right, the traffic of both ways below."""
    h, causal = f.world.flash_head, bool(f["causal"])
    t = f.world.flash_traffic[causal]
    _fill(p, h, t, causal, f)
    memory.draw_panel(p, h)
    _headings(f, p)
    if f.beat_index == 0:
        _matrix(f, p, h, t, causal)
    else:
        _loop(f, p, h, t, causal)
    _rail(f, p, h, t, causal)


def _headings(f: Frame, p: Picture) -> None:
    p.text((64, 148), "HBM", size=21, weight=600)
    p.text((64 + 62 * f.text_gain, 148), "large and far: {v}", v=f.world.chip.bandwidth, size=18, role="dim", fit=420)
    if f.beat_index:
        shown = f.move("blocks", 0.05, 0.25)
        p.text((924, 148), "SRAM", size=21, weight=600, alpha=shown)
        p.text(
            (924 + 76 * f.text_gain, 148),
            "tiny and near: {v} for tiles",
            v=f.world.flash_traffic[True].sram,
            size=18,
            role="dim",
            alpha=shown,
            fit=400,
        )


def _matrix(f: Frame, p: Picture, h: Any, t: Any, causal: bool) -> None:
    """Six trips: Q, K, V; scores out and back; weights out and back; the output."""
    trips = len(t.passes)
    done = trips * float(ramp(f.beat("matrix"), 0.06, 0.84))
    k, share = min(int(done), trips - 1), min(1.0, done - min(int(done), trips - 1))
    written = float(ramp(done, 1, 2))
    weighed = float(ramp(done, 3, 4))
    memory.draw_matrix(p, h, causal, written, weighed)
    whole = range(h.count)
    if k == 0:
        for letter in "QKV":
            p.rects([memory.block(h, letter, whole)], memory.COLUMNS[letter][1], radius=3, alpha=0.75)
        p.spark(START, "prefill", size=70)
    elif k <= 4:
        memory.draw_scan(p, share, "prefill" if k in (1, 3) else "white")
        y = memory.MATRIX.y + memory.MATRIX.h * share
        way = near.path((memory.PANEL.right + 4, y), bars.ledger_point(t, done), 30)
        p.curves(way, "prefill", alpha=0.5)
        p.trail(way, (f.clock * 1.6) % 1.25 if not f.still else 1.0, "prefill", size=22)
    if done > 5:
        memory.draw_finished(p, h, max(1, round(h.count * min(1.0, done - 5))))
    pairs = f["flash_tokens"]
    p.text(
        (memory.MATRIX.right - 10, 226),
        "{n} × {n}",
        n=pairs,
        size=30,
        weight=600,
        align="right",
        alpha=f.move("matrix", 0.2, 0.3),
        backed=0.75,
        fit=280,
    )
    p.text(
        (memory.MATRIX.right - 10, 256),
        "scores, all stored",
        size=18,
        role="dim",
        align="right",
        alpha=f.move("matrix", 0.2, 0.3),
        backed=0.75,
    )
    bars.draw_ledger(p, t, done, 1.0)
    bars.draw_bars(p, t, float(bars.moved(t, done).value) / float(t.naive.value), 0.0, 0.0)


def _moment(f: Frame, h: Any, causal: bool) -> tuple[int, int, float]:
    """(tile at work, step in the row followed, how far its maximum has moved); a pure function of the frame."""
    mine, best = h.row_tiles(causal), h.steps[causal]
    starts = f.timeline.start(f.timeline.index("softmax"))
    if f.beat_name in ("output", "softmax"):
        if f.still or f.beat_name == "output":
            return mine[best], best, 1.0
        steps = max(0.0, f.clock - starts - 0.7) * f["step_speed"] / 2
        step = min(best, int(steps))
        return mine[step], step, float(smooth(ramp(steps - step, 0.1, 0.6)))
    if f.beat_name == "tiles":
        left = 0.0 if f.still else max(0.0, starts - f.t)
        return max(0, mine[0] - int(left * f["step_speed"])), 0, 1.0
    return max(0, mine[0] - int(f["step_speed"] * f.timeline.beats[f.timeline.index("tiles")].seconds)), 0, 1.0


def _loop(f: Frame, p: Picture, h: Any, t: Any, causal: bool) -> None:
    """From the ghost to the output: the tile at work and what travels."""
    index, step, moved = _moment(f, h, causal)
    run, gone = h.runs[causal], f.move("blocks", 0.05, 0.35)
    if gone < 1:
        memory.draw_matrix(p, h, causal, 1.0, 1.0, 1 - gone)
    memory.draw_ghost(p, h, causal, gone)
    home = f.move("output", 0.08, 0.5)
    light = f.move("blocks", 0.35, 0.6) * (1 - f.move("output", 0.02, 0.14))
    quiet = f.move("softmax", 0.02, 0.12)
    blaze, values = f.move("tiles", 0.02, 0.14), f.move("tiles", 0.02, 0.12)
    if light > 0:
        memory.draw_place(p, h, causal, index, light)
        near.draw_ribbons(p, h, causal, index, f.clock, light * (1 - 0.75 * quiet), values)
        near.draw_tile(p, h, causal, index, light=light, blaze=blaze, values=values)
        _strip_words(p, light, values)
    _ghost_words(f, p, gone)
    tile = run.tiles[index]
    back = tile.rows.start / h.count
    back += (1 - back) * home
    memory.draw_finished(p, h, round(h.count * back), blaze)
    if f.beat_name == "softmax":
        shown = f.move("softmax", 0.02, 0.1)
        row.draw_ring(p, h, causal, index, shown)
        row.draw_row(p, h, causal, step, moved, f.clock, shown)
        row.draw_labels(p, h, causal, step, shown)
        row.draw_equation(p, h, causal, step, f.text_gain, shown)
    if f.beat_name == "output":
        _answer(f, p, h, t, causal, back)
    share = _loop_share(f, h, causal, index)
    room = f.move("output", 0.0, 0.1) if f.beat_name == "output" else 1 - quiet
    if room > 0:
        weight = 1.0 if f.beat_name == "output" else 0.45 + 0.55 * (1 - gone)
        bars.draw_bars(p, t, 1.0, share, f.move("output", 0.5, 0.65), room * weight)


def _loop_share(f: Frame, h: Any, causal: bool, index: int) -> float:
    """How much of its traffic the loop has behind it."""
    if f.beat_name == "blocks":
        return 0.0
    run = h.runs[causal]
    now = run.tiles[index].bytes_moved / run.flash_bytes
    return float(now + (1 - now) * f.move("output", 0.08, 0.5))


def _ghost_words(f: Frame, p: Picture, alpha: float) -> None:
    right = memory.MATRIX.right - 8
    p.text(
        (right, 226),
        "{n} × {n}",
        n=f["flash_tokens"],
        size=26,
        weight=600,
        align="right",
        alpha=alpha,
        backed=0.7,
        fit=260,
    )
    p.text((right, 254), "a ghost: never stored", size=17, role="dim", align="right", alpha=alpha, backed=0.7, fit=260)


def _strip_words(p: Picture, light: float, values: float) -> None:
    p.text((near.KEY.right + 12, near.KEY.cy + 6), "block of K", size=17, weight=600, role="key", alpha=light)
    p.text(
        (near.QUERY.x - 12, near.QUERY.bottom - 4),
        "Q",
        size=17,
        weight=600,
        role="prefill",
        align="right",
        alpha=light,
        backed=0.6,
    )
    p.text(
        (near.VALUE.right + 12, near.VALUE.cy + 6),
        "block of V",
        size=17,
        weight=600,
        role="value",
        alpha=light * values,
    )
    p.text(
        (near.OUTPUT.right + 14, near.OUTPUT.cy - 4),
        "output so far",
        size=18,
        weight=600,
        alpha=light * values,
        fit=170,
    )
    p.text(
        (near.OUTPUT.right + 14, near.OUTPUT.cy + 20),
        "goes back once",
        size=16,
        role="dim",
        alpha=light * values,
        fit=170,
    )


def _answer(f: Frame, p: Picture, h: Any, t: Any, causal: bool, back: float) -> None:
    """The output returns; what it comes to stands where the tile was."""
    near.draw_return(p, h, f.clock, f.move("output", 0.05, 0.15), back)
    p.image(near.strip(h.runs[causal].output, True), near.OUTPUT, "ground2", "white", key=("out", h.key, causal))
    p.text((near.OUTPUT.right + 14, near.OUTPUT.cy + 6), "the output", size=20, weight=600, fit=170)
    shown = f.move("output", 0.45, 0.6)
    number, words = bars.verdict_words(t)
    role = "good" if float(t.gain.value) >= 1 else "waste"
    p.text((1150, 646), "{v}", v=number, q=t.gain, size=88, weight=600, role=role, align="right", alpha=shown, fit=340)
    p.text((1176, 612), words, size=26, weight=600, alpha=shown, fit=262)
    error = h.runs[causal].error
    p.text(
        (1176, 646),
        "✓ float64 differs by {v}",
        v=bars.power_words(error),
        q=_error(error),
        size=18,
        role="good",
        alpha=shown,
        fit=262,
    )


def _error(value: float) -> Quantity:
    return Quantity(value, "1", "largest difference from float64", "error", "max of |output - float64 output|")


def _rail(f: Frame, p: Picture, h: Any, t: Any, causal: bool) -> None:
    rail = Rail(p, CONTROLS)
    index, _, _ = _moment(f, h, causal)
    run = h.runs[causal]
    finished = f.beat_name == "output"
    done = 0 if f.beat_index < 2 else len(run.tiles) if finished and f.move("output", 0.08, 0.5) >= 1 else index + 1
    rows = len(h.edges()) - 1
    rail.read("Tiles done, on stage", f"{done} of {len(run.tiles)}", "prefill", step=29, size=18)
    rail.read("Skipped by the mask", f"{rows * rows - len(run.tiles)}", "dim", step=29, size=18)
    rail.read("Tile at N", f"{t.side.value} × {t.side.value}", "prefill", step=29, size=18)
    rail.read("Share N/(N+d)", t.whole_share, "waste", step=29, size=18)
    if causal:
        rail.read("… of kept half", t.share, "waste", step=29, size=18)
    rail.p.text((rail.x, rail.y + 22), "Difference to float64", size=15, role="dim", fit=rail.w * 0.56)
    rail.p.text(
        (rail.right, rail.y + 22),
        "{v}",
        v=bars.power_words(run.error),
        q=_error(run.error),
        size=18,
        role="good",
        mono=True,
        weight=600,
        align="right",
        fit=rail.w * 0.52,
    )
    rail.y += 29
    rail.rule()
    rail.read("SRAM in use", t.in_use, "prefill", step=32, size=18)
    room = rail.box(20)
    bars.draw_sram(rail.p, room, t)
    over = 9 * f["flash_head_dim"]
    rail.note("over nine tenths only when N > 9d = {n}", n=over)


def _fill(p: Picture, h: Any, t: Any, causal: bool, f: Frame) -> None:
    q = row.numbers(h, causal, h.steps[causal])
    gain, words = bars.verdict_words(t)
    skipped = f", {t.skipped:,} more are hidden by the mask and skipped" if t.skipped else ""
    single = len(h.row_tiles(causal)) == 1
    proof = (
        "one tile holds it all, nothing to correct."
        if single
        else "no later tile raises its maximum, nothing to correct."
    )
    if h.steps[causal]:
        before, after, rescale = (float(q[name].value) for name in ("before", "after", "rescale"))
        proof = f"e to the power {before:.4g} − {after:.4g} is {rescale:.3f}; all summed so far is multiplied by that."
    checked = (
        "counted tile by tile and equal to the closed form" if t.counted == t.flash.value else "by the closed form"
    )
    p.fill(
        tokens=f["flash_tokens"],
        pairs=t.pairs,
        share=t.share,
        naive=t.naive,
        side=t.side,
        dim=f["flash_head_dim"],
        used=t.in_use,
        passing=f"{t.tiles:,} tiles pass" if t.tiles > 1 else "One tile passes",
        skipped=skipped,
        row=h.row + 1,
        proof=proof,
        checked=checked,
        gain=gain.replace(" ×", " times"),
        verdict=words,
        flash=t.flash,
        error=bars.power_words(h.runs[causal].error),
    )
