"""One token at a time: scores for the whole vocabulary, odds, heat and cut, one draw, and the loop.

Every number comes from a real run of the small model. The odds follow the controls at once; the answer below is the
recording's own, made with the settings it names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from tourapp.authoring import Badge, Beat, Button, Frame, Picture, Quantity, Rail, cascade, clamp, ease_in, mix
from tourapp.authoring import move, ramp, scene, shared, smooth
from tourapp.figures import amphitheatre as field, amphitheatre_draw as drawing, amphitheatre_odds as odds
from tourapp.figures.amphitheatre_loop import Turn, turn
from tourapp.figures.amphitheatre_odds import Choice
from tourapp.figures.amphitheatre_rail import draw_arithmetic, draw_openness, draw_small_fields
from tourapp.figures.amphitheatre_text import draw_labels, draw_sentence, draw_socket, lay_out, prompt_piece, word
from tourapp.figures.amphitheatre_words import draw_callouts, draw_cut_label, draw_hero, draw_line_of_odds

CONTROLS = [shared("temperature"), shared("top_k"), shared("top_p"), shared("seed"),
            Button("draws", "Draw 1,000 times")]
BATCH, MOST_BATCHES = 1000, 20
COLD, HOT = 0.3, 1.5
ENTER = (752.0, 268.0)
BEATS = [
    Beat("read", 6.0, "The model has read the text so far. Now every token it knows gets a score.",
         "{vocab} tokens, {vocab} scores. The highest goes to {first}, {best}; the lowest to {last}, {worst}."),
    Beat("softmax", 6.0, "Softmax turns the scores into odds that add up to one.",
         "A score {gap} higher means odds {times} as good: {first} gets {p_first}, {second} gets {p_second}."),
    Beat("reshape", 7.0, "Heat flattens the odds, and the cut takes the unlikely ones away. Drag and see.",
         "At temperature {t:.2f}, {kept} of {vocab} tokens stay; {lost} of the odds is cut off and shared out again."),
    Beat("draw", 6.0, "A number made from the seed picks one token, and it joins the text for good.",
         "Laid end to end the odds make one. The seed gives {u}, and there lies {drawn} with {q}."),
    Beat("loop", 8.0, "Then all of it again for the next token, until the answer ends.",
         "Token {n} of {all}: each took one pass through the whole network, {rate} tokens a second in this run."),
]


@dataclass(frozen=True, slots=True)
class Now:
    """What a frame shows of the choice: the step looked at, its odds as they are and under the settings.

    `heat` 0..1 leads from temperature 1 to the chosen one, `cut` 0..1 makes the cut; `same` says that the recording was
    made with the present settings.
    """

    recording: Any
    step: int
    plain: Choice
    now: Choice
    same: bool
    heat: float
    cut: float

    @property
    def height(self) -> np.ndarray:
        """Heights of the columns [at most COLUMNS], world units."""
        n = min(field.COLUMNS, len(self.now.ids))
        flat, shaped = self.plain.raw[:n], self.now.column_odds(self.cut)[:n]
        return np.asarray(mix(field.height_of(flat), field.height_of(shaped), self.heat))

    @property
    def place(self) -> int:
        """The drawn token's place in the list, 0 where it is beyond the list."""
        return max(0, self.now.place)


def look(f: Frame) -> Now | None:
    """The choice of this frame; None for an answer without a token."""
    recording = f.world.recording
    step = odds.widest_step(recording)
    if step < 0:
        return None
    params = odds.settings(recording, temperature=float(f["temperature"]), top_k=int(f["top_k"]),
                           top_p=float(f["top_p"]), seed=int(f["seed"]))
    plain = odds.choice(recording, step, odds.settings(recording, temperature=1.0, top_k=0, top_p=1.0))
    return Now(recording, step, plain, odds.choice(recording, step, params), params == recording.params,
               f.move("reshape", 0.06, 0.2), f.move("reshape", 0.34, 0.5))


def token_word(f: Frame, token: int) -> str:
    """A token id as a label."""
    return word(f.world.tokenizer.token_text(int(token)))


def words_of(f: Frame, each: Choice, n: int) -> list[str]:
    """Labels of the likeliest n tokens."""
    return [token_word(f, token) for token in each.ids[:n]]


def badge(f: Frame) -> Badge:
    """Whether the model ran here or its recording is shown."""
    live = f.world.recording.badge == "live"
    return Badge("live on this computer" if live else "recorded",
                 f"height of a column = square root of its odds; the likeliest {field.COLUMNS} have one")


def plane_height(each: Choice, cut: float = 1.0) -> float:
    """Height of the cut: between the smallest odds kept and the greatest rejected; 0 where nothing is cut."""
    k = each.kept_count
    if k >= len(each.ids) or each.heated[k] <= 0:
        return 0.0
    level = each.column_odds(cut)
    return float(field.height_of(np.sqrt(level[k - 1] * level[k])))


# the sentence -------------------------------------------------------------------------------------------------

def pieces_until(recording: Any, count: int, gold_from: int) -> tuple[tuple[str, str], ...]:
    """The question and the first `count` tokens of the answer; those from `gold_from` on are gold."""
    space = ((" ", "ink"),) if recording.chat else ()
    answer = tuple((text, "decode" if i >= gold_from else "ink") for i, text in enumerate(recording.texts[:count]))
    return (prompt_piece(recording.prompt, recording.chat), *space, *answer)


def draw_text(f: Frame, p: Picture, recording: Any, count: int, gold_from: int, socket: str, lit: float,
              alpha: float = 1.0) -> tuple[float, float]:
    """The text with `count` tokens of the answer and a socket behind it; returns the socket's middle."""
    laid, box = lay_out(pieces_until(recording, count, gold_from), f.text_gain, socket)
    assert box is not None
    draw_sentence(p, laid, alpha)
    draw_socket(p, box, socket, lit, alpha)
    return box.cx, box.cy


def fall(start: tuple[float, float], end: tuple[float, float]) -> np.ndarray:
    """The path of a falling light, 80 points evenly spaced in time: a short lift, then down."""
    u = np.linspace(0, 1, 80)
    x = start[0] + (end[0] - start[0]) * smooth(u)
    y = start[1] - 150 * u * (1 - u) ** 2 + (end[1] - start[1]) * u ** 2.0
    return np.stack([x, y], 1)


def draw_fall(p: Picture, start: tuple[float, float], end: tuple[float, float], u: float, size: float = 70.0) -> None:
    """The light on its way, 0 < u < 1."""
    if not 0.0 < u < 1.0:
        return
    path = fall(start, end)
    p.trail(path, u, "decode", length=0.6, count=46, size=30)
    at = path[int(u * 79)]
    p.spark((float(at[0]), float(at[1])), "decode", size)


# beats one to four --------------------------------------------------------------------------------------------

def draw_seats(f: Frame, p: Picture, n: Now) -> None:
    """The bowl: every seat, its score as blue light, and the heat of the odds as gold."""
    vocab = n.now.vocabulary
    drawing.draw_floor(p, 0.35 + 0.65 * f.move("read", 0.0, 0.3))
    wake = cascade(clamp(f.beat("read") / 0.45), field.TIERS, 0.5)
    drawing.draw_seats(p, vocab, [0.55] * field.TIERS)
    blue = 1.0 - 0.6 * f.move("softmax", 0.1, 0.4)
    drawing.draw_seats(p, vocab, np.maximum(0.02, smooth(wake)) * blue, role="prefill",
                       key=odds.fingerprint(n.recording, n.step), light=lambda: odds.brightness(n.recording, n.step))
    points = field.seats(vocab)[0]
    gold = f.move("softmax", 0.1, 0.4)
    level = mix(n.plain.raw, n.now.heated, n.heat)
    if gold < 1.0:
        drawing.draw_wave(p, points[n.plain.ids[:900]], ENTER, f.beat("read") / 0.5, 1.0 - gold, f.clock)
    drawing.draw_heat(p, points[n.now.ids], level, n.now.kept, n.cut, f.clock, gold)


def draw_field(f: Frame, p: Picture, n: Now) -> None:
    """Seats, columns, cut, labels and the falling token, as far as the beats have come."""
    draw_seats(f, p, n)
    rise = f.move("softmax", 0.36, 0.62)
    points = field.seats(n.now.vocabulary)[0]
    shown = f.move("read", 0.52, 0.7) * (1 - f.move("softmax", 0.0, 0.1))
    if shown > 0.01:
        ids, scores = odds.at_ranks(n.recording, n.step, ranks(n))
        draw_callouts(p, points[ids], [token_word(f, i) for i in ids], scores, ranks(n), shown, f.text_gain)
    down = f.beat("softmax")
    if 0.08 < down < 0.5:
        drawing.draw_descent(p, points[n.plain.ids[:field.COLUMNS]], (down - 0.1) / 0.34)
    if rise > 0.0:
        draw_columns(f, p, n, n.height * rise, rise)
    land = f.beat("draw")
    lit = smooth(ramp(land, 0.62, 0.7))
    if f.beat("draw") > 0:
        draw_line_of_odds(p, n.now, words=lambda i: token_word(f, i), shown=move(land, 0.04, 0.2),
                          needle=move(land, 0.2, 0.34), alpha=1.0, gain=f.text_gain)
    end = draw_text(f, p, n.recording, n.step, n.step, token_word(f, n.now.drawn), lit,
                    0.5 + 0.5 * f.move("read", 0.0, 0.1))
    top = field.tops(np.array([min(n.place, field.COLUMNS - 1)]), n.height[[min(n.place, len(n.height) - 1)]])[0]
    draw_fall(p, (float(top[0]), float(top[1])), end, ease_in(ramp(land, 0.38, 0.62)) ** 0.6)
    if lit > 0:
        p.spark(end, "decode", 60, alpha=0.35 * lit * (1 - 0.5 * smooth(ramp(land, 0.7, 0.9))))


def ranks(n: Now) -> tuple[int, ...]:
    """The ranks of the seats that are called out in the first beat."""
    size = len(n.recording.scores(n.step)[0])
    return (1, 2, max(3, size // 500), size // 2, size)


def draw_columns(f: Frame, p: Picture, n: Now, height: np.ndarray, rise: float) -> None:
    """The columns with their labels, the ghost of another temperature, the cut, and real draws where asked for."""
    count = len(height)
    kept = n.now.kept[:count]
    plane = plane_height(n.now, n.cut)
    drawn = n.place if f.beat("draw") > 0.34 and n.place < count else -1
    drawing.draw_reflections(p, height, kept, n.cut, rise)
    drawing.draw_columns(p, height, kept, n.cut, plane, chosen=drawn)
    drawing.draw_embers(p, mix(1.0, n.now.params.temperature, n.heat), f.clock, rise)
    tops = field.tops(np.arange(count), height)
    level = mix(n.plain.raw[:count], n.now.column_odds(n.cut)[:count], n.heat)
    level = level if n.cut < 0.5 else np.where(kept, level, 0.0)
    words = words_of(f, n.now, count)
    placed = draw_labels(p, words, level, tops, field.places()[2][:count], gain=f.text_gain, chosen=drawn,
                         least=0.015 if n.cut < 0.5 else 0.0005, alpha=rise)
    p.hot([(tops[k, 0] - 36, tops[k, 1] - 58, 72, 90) for k in placed], [f"column {k}" for k in placed])
    if n.heat <= 0:
        return
    ghost = HOT if n.now.params.temperature < 1.0 else COLD
    other = odds.choice(n.recording, n.step, odds.settings(n.recording, temperature=ghost, top_k=int(f["top_k"]),
                                                           top_p=float(f["top_p"]), seed=int(f["seed"])))
    settled = f.move("reshape", 0.52, 0.62)
    drawing.draw_ghosts(p, field.height_of(other.column_odds()[:count]), height, settled)
    draw_cut_label(p, n.now, plane, n.cut, f.text_gain)
    draw_hero(p, n.now, ghost, n.cut, n.heat, settled)
    if int(f["draws"]) > 0:
        drawing.draw_tally(p, histogram(f, n), n.now, height, f.clock, n.cut)


def histogram(f: Frame, n: Now) -> odds.Histogram:
    """Real draws, a thousand for every press of the button."""
    return odds.histogram(n.recording, n.step, n.now.params, BATCH * min(int(f["draws"]), MOST_BATCHES))


# beat five ----------------------------------------------------------------------------------------------------

def now_in_loop(f: Frame, n: Now) -> Turn:
    """Where the loop stands in this frame."""
    start = f.timeline.start(f.timeline.index("loop"))
    return turn(1e6 if f.still else max(0.0, f.t - start), n.step, len(n.recording.ids))


def draw_loop(f: Frame, p: Picture, n: Now) -> None:
    """The field changes with every token while the answer streams."""
    recording, t = n.recording, now_in_loop(f, n)
    drawing.draw_floor(p)
    vocab = n.now.vocabulary
    drawing.draw_seats(p, vocab, [0.55] * field.TIERS)
    before = n.now if t.before == n.step else odds.choice(recording, t.before)
    after = n.now if t.at == n.step else odds.choice(recording, t.at)
    turned = float(smooth(ramp(t.phase, 0.0, 0.3)))
    count = min(field.COLUMNS, len(before.ids), len(after.ids))
    height = mix(field.height_of(before.column_odds()[:count]), field.height_of(after.column_odds()[:count]), turned)
    points = field.seats(vocab)[0]
    drawing.draw_heat(p, points[after.ids[:256]], after.heated[:256], after.kept[:256], 1.0, f.clock, turned)
    shown = after if turned > 0.5 else before
    kept, place = shown.kept[:count], max(0, shown.place)
    drawing.draw_reflections(p, height, kept, 1.0, 1.0)
    drawing.draw_columns(p, height, kept, 1.0, mix(plane_height(before), plane_height(after), turned),
                         chosen=place if place < count and t.phase > 0.35 else -1)
    drawing.draw_embers(p, shown.params.temperature, f.clock, 1.0)
    tops = field.tops(np.arange(count), height)
    draw_labels(p, words_of(f, shown, count), np.where(kept, shown.final[:count], 0.0), tops,
                field.places()[2][:count], gain=f.text_gain, chosen=place, alpha=abs(2 * turned - 1), least=0.002)
    newest = n.step + t.out
    end = draw_text(f, p, recording, newest, n.step, word(recording.texts[newest]), 1.0)
    top = (float(tops[min(place, count - 1), 0]), float(tops[min(place, count - 1), 1]))
    if not t.done:
        u = ramp(t.phase, 0.36, 0.8) if t.slow else 0.15 + 0.8 * ((t.phase * 2) % 1.0)
        draw_fall(p, top, end, float(u), 54)
    p.spark(end, "decode", 60, alpha=0.25)


def leave(f: Frame) -> tuple[float, float]:
    """The newest token in the text."""
    n = look(f)
    if n is None:
        return ENTER
    newest = n.step + now_in_loop(f, n).out
    box = lay_out(pieces_until(n.recording, newest, n.step), f.text_gain, word(n.recording.texts[newest]))[1]
    return (box.cx, box.cy) if box is not None else ENTER
