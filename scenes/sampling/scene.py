"""One token at a time: scores for the whole vocabulary, odds, heat and cut, one draw, and the loop.

Every number comes from a real run of the small model. The odds follow the controls at once; the answer below is the
recording's own, made with the settings it names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from scenes.sampling import draw as drawing
from scenes.sampling import field, odds
from scenes.sampling.loop import Turn, turn
from scenes.sampling.odds import Choice
from scenes.sampling.rail import draw_arithmetic, draw_openness, draw_small_fields, draw_spread, odds_quantity, read_two
from scenes.sampling.text import draw_labels, draw_text, lay_out, pieces_until, word
from scenes.sampling.words import draw_callouts, draw_cut_label, draw_hero, draw_line_of_odds
from tourapp.authoring import (
    Badge,
    Beat,
    Button,
    Frame,
    Picture,
    Quantity,
    Rail,
    Tag,
    cascade,
    clamp,
    ease_in,
    mix,
    move,
    ramp,
    scene,
    shared,
    smooth,
)

BATCH, MOST_BATCHES = 1000, 20
CONTROLS = [
    shared("temperature"),
    shared("top_k"),
    shared("top_p"),
    shared("seed"),
    Button("draws", f"Draw {BATCH:,} times"),
]
COLUMN = "column"
"""Kind of the tag of a column under the pointer: the card then explains that column's token."""
COLD, HOT = 0.3, 1.5
LIGHT = 1.12
"""From this factor of words on, the theme is the light one of projectors."""
ENTER = (752.0, 268.0)
WAKES = (3, 1, 0, 2)
"""When each tier lights up, front tier first: the nearest to ENTER begins."""
BEATS = [
    Beat(
        "read",
        6.0,
        "The model has read the text so far. Now every token it knows gets a score.",
        "{vocab} tokens, {vocab} scores. The highest goes to {first}, {best}; the lowest to {last}, {worst}.",
    ),
    Beat(
        "softmax",
        6.0,
        "Softmax turns the scores into odds that add up to one.",
        "A score {gap} higher means odds {times} as good: {first} gets {p_first}, {second} gets {p_second}.",
    ),
    Beat(
        "reshape",
        7.0,
        "Heat flattens the odds, and the cut takes the unlikely ones away. Drag and see.",
        "At temperature {t:.2f}, {kept} of {vocab} tokens stay; {lost} of the odds is cut off and shared out again.",
    ),
    Beat(
        "draw",
        6.0,
        "A number made from the seed picks one token, and it joins the text for good.",
        "Laid end to end the odds make one. The seed gives {u}, and there lies {drawn} with {q}.",
    ),
    Beat(
        "loop",
        8.0,
        "Then all of it again for the next token, until the answer ends.",
        "Token {n} of {all}: each took one pass through the whole network, {rate} tokens a second in this run.",
    ),
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
    params = odds.settings(
        recording,
        temperature=float(f["temperature"]),
        top_k=int(f["top_k"]),
        top_p=float(f["top_p"]),
        seed=int(f["seed"]),
    )
    plain = odds.choice(recording, step, odds.settings(recording, temperature=1.0, top_k=0, top_p=1.0))
    return Now(
        recording,
        step,
        plain,
        odds.choice(recording, step, params),
        params == recording.params,
        f.move("reshape", 0.06, 0.2),
        f.move("reshape", 0.34, 0.5),
    )


def token_word(f: Frame, token: int) -> str:
    """A token id as a label."""
    return word(f.world.tokenizer.token_text(int(token)))


def words_of(f: Frame, each: Choice, n: int) -> list[str]:
    """Labels of the likeliest n tokens."""
    tokenizer = f.world.tokenizer
    return [word(tokenizer.token_text(int(token))) for token in each.ids[:n]]


def badge(f: Frame) -> Badge:
    """Whether the model ran here or its recording is shown."""
    r = f.world.recording
    return Badge(
        "live on this computer" if r.badge == "live" else "recorded",
        f"height = square root of the odds (grey: before the cut); the likeliest {field.COLUMNS} have columns",
        f"scores, odds, draws and text of {r.model}" + (", run here" if r.badge == "live" else ", recorded"),
    )


def plane_height(each: Choice) -> float:
    """Height of the cut: between the smallest odds kept and the greatest rejected; 0 where nothing is cut."""
    k = each.kept_count
    if k >= len(each.ids) or each.heated[k] <= 0:
        return 0.0
    return float(field.height_of(np.sqrt(each.heated[k - 1] * each.heated[k])))


# beats one to four --------------------------------------------------------------------------------------------


def draw_seats(f: Frame, p: Picture, n: Now) -> None:
    """The bowl: every seat, its score as blue light, and the heat of the odds as gold."""
    vocab = n.now.vocabulary
    drawing.draw_floor(p, 0.3 + 0.7 * f.move("softmax", 0.0, 0.2))
    wake = cascade(clamp(f.beat("read") / 0.42 - 0.1), field.TIERS, 0.5)[list(WAKES)]
    drawing.draw_seats(p, vocab, [0.55] * field.TIERS)
    blue = 1.0 - 0.6 * f.move("softmax", 0.1, 0.4)
    drawing.draw_seats(
        p,
        vocab,
        np.maximum(0.02, smooth(wake)) * blue,
        role="prefill",
        key=odds.fingerprint(n.recording, n.step),
        light=odds.brightness(n.recording, n.step),
    )
    points = field.seats(vocab)[0]
    gold = f.move("softmax", 0.1, 0.4)
    level = mix(n.plain.raw, n.now.heated, n.heat)
    if gold < 1.0:
        drawing.draw_wave(p, points[n.plain.ids[:500]], ENTER, f.beat("read") / 0.5, 1.0 - gold, f.clock)
    drawing.draw_haze(p, vocab, mix(n.plain.tail, n.now.tail, n.heat), n.now.lost == 0, n.cut, gold)
    drawing.draw_heat(p, points[n.now.ids], level, n.now.kept, n.cut, f.clock, gold)
    drawing.draw_pool(p, f.move("softmax", 0.36, 0.62))


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
        drawing.draw_descent(p, points[n.plain.ids[: field.COLUMNS]], (down - 0.1) / 0.34)
    if rise > 0.0:
        draw_columns(f, p, n, n.height * rise, rise)
    draw_hero(p, n.now, ghost_temperature(n.now), n.cut, n.heat, f.move("reshape", 0.52, 0.62))
    land = f.beat("draw")
    lit = smooth(ramp(land, 0.62, 0.7))
    if f.beat("draw") > 0:
        draw_line_of_odds(
            p,
            n.now,
            words=lambda i: token_word(f, i),
            shown=move(land, 0.04, 0.2),
            needle=move(land, 0.2, 0.34),
            alpha=1.0,
            gain=f.text_gain,
        )
    end = draw_text(
        p,
        f.text_gain,
        n.recording,
        n.step,
        n.step,
        token_word(f, n.now.drawn),
        lit,
        0.5 + 0.5 * f.move("read", 0.0, 0.1),
        0.7 * lit * (1 - 0.45 * smooth(ramp(land, 0.7, 0.9))),
    )
    drawing.draw_fall(p, stands_at(n.now, n.height), end, ease_in(ramp(land, 0.38, 0.62)) ** 0.6)


def stands_at(each: Choice, height: np.ndarray) -> tuple[float, float]:
    """Where the drawn token's light starts: the top of its column, or its seat."""
    k = each.place
    if 0 <= k < len(height):
        x, y = field.tops(np.array([k]), height[[k]])[0].tolist()
    else:
        x, y = field.seats(each.vocabulary)[0][each.drawn].tolist()
    return x, y


def ranks(n: Now) -> tuple[int, ...]:
    """The ranks of the seats that are called out in the first beat."""
    size = len(n.recording.scores(n.step)[0])
    return (1, 2, max(3, size // 500), size // 2, size)


def draw_columns(f: Frame, p: Picture, n: Now, height: np.ndarray, rise: float) -> None:
    """The columns with their labels, the ghost of another temperature, the cut, and real draws where asked for."""
    count = len(height)
    kept = n.now.kept[:count]
    plane = plane_height(n.now)
    drawn = n.place if f.beat("draw") > 0.34 and n.place < count else -1
    drawing.draw_reflections(p, height, kept, n.cut, rise)
    drawing.draw_columns(p, height, kept, n.cut, plane, chosen=drawn, pale=f.text_gain < LIGHT)
    if n.heat > 0:
        other = temperature(f, n, ghost_temperature(n.now))
        drawing.draw_ghosts(p, field.height_of(other.column_odds()[:count]), height, f.move("reshape", 0.52, 0.62))
    drawing.draw_embers(p, mix(1.0, n.now.params.temperature, n.heat), f.clock, rise)
    tops = field.tops(np.arange(count), height)
    level = mix(n.plain.raw[:count], n.now.column_odds(n.cut)[:count], n.heat)
    level = level if n.cut < 0.5 else np.where(kept, level, 0.0)
    labels = words_of(f, n.now, min(count, field.ARCS[0][0]))
    placed = draw_labels(
        p,
        labels,
        level,
        tops,
        gain=f.text_gain,
        chosen=drawn,
        least=0.015 if n.cut < 0.5 else 0.0005,
        alpha=float(smooth(ramp(rise, 0.8, 1.0))),
    )
    p.hot([(tops[k, 0] - 36, tops[k, 1] - 58, 72, 90) for k in placed], [Tag(COLUMN, k) for k in placed])
    draw_cut_label(p, n.now, plane, n.cut, f.text_gain)
    if n.heat > 0 and int(f["draws"]) > 0:
        drawing.draw_tally(p, histogram(f, n), n.now, height, f.clock, n.cut)


def ghost_temperature(now: Choice) -> float:
    """The other temperature whose heights are outlined: hot while it is cold, cold while it is hot."""
    return HOT if now.params.temperature < 1.0 else COLD


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
    drawing.draw_pool(p, 1.0)
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
    drawing.draw_columns(
        p,
        height,
        kept,
        1.0,
        mix(plane_height(before), plane_height(after), turned),
        chosen=place if place < count and t.phase > 0.35 else -1,
        pale=f.text_gain < LIGHT,
    )
    drawing.draw_embers(p, shown.params.temperature, f.clock, 1.0)
    tops = field.tops(np.arange(count), height)
    draw_labels(
        p,
        words_of(f, shown, min(count, field.ARCS[0][0])),
        np.where(kept, shown.final[:count], 0.0),
        tops,
        gain=f.text_gain,
        chosen=place,
        alpha=abs(2 * turned - 1),
        least=0.002,
    )
    draw_hero(p, shown, 0.0, 1.0, 1.0, 0.0)
    newest = n.step + t.out
    end = draw_text(p, f.text_gain, recording, newest, n.step, word(recording.texts[newest]), 1.0, 1.0, 0.4)
    if not t.done:
        u = ramp(t.phase, 0.36, 0.8) if t.slow else 0.15 + 0.8 * ((t.phase * 2) % 1.0)
        drawing.draw_fall(p, stands_at(shown, height), end, float(u), 54)


def leave(f: Frame) -> tuple[float, float]:
    """The newest token in the text."""
    n = look(f)
    if n is None:
        return ENTER
    newest = n.step + now_in_loop(f, n).out
    box = lay_out(pieces_until(n.recording, newest, n.step), f.text_gain, word(n.recording.texts[newest]))[1]
    return (box.cx, box.cy) if box is not None else ENTER


# words and rail -----------------------------------------------------------------------------------------------


def fill_words(f: Frame, p: Picture, n: Now) -> None:
    """The numbers of captions and notes."""
    first, second = (token_word(f, n.now.ids[k]) for k in (0, min(1, len(n.now.ids) - 1)))
    (_, low_id), (best, worst) = odds.at_ranks(n.recording, n.step, (1, n.now.vocabulary))
    gap = float(n.now.scores[0] - n.now.scores[min(1, len(n.now.ids) - 1)])
    t = now_in_loop(f, n)
    p.fill(
        vocab=n.now.vocabulary,
        first=first,
        second=second,
        last=token_word(f, low_id),
        best=Quantity(float(best), "1", f"score of {first}", "s"),
        worst=Quantity(float(worst), "1", "lowest score"),
        gap=Quantity(gap, "1", "difference of two scores", "d"),
        times=Quantity(float(np.exp(gap)), "times", "e to the power of the difference", "r"),
        p_first=Quantity(float(n.plain.raw[0]), "share", f"odds of {first}", "p"),
        p_second=Quantity(float(n.plain.raw[min(1, len(n.now.ids) - 1)]), "share", f"odds of {second}", "p"),
        t=n.now.params.temperature,
        kept=n.now.kept_count,
        lost=Quantity(n.now.lost, "share", "odds cut off", "c"),
        u=Quantity(n.now.chance, "1", "the seed's number", "u"),
        drawn=token_word(f, n.now.drawn),
        q=Quantity(float(n.now.final[n.place]), "share", "odds of the drawn token", "q"),
        n=n.step + 1 + t.out,
        all=len(n.recording.ids),
        rate=Quantity(n.recording.decode_tokens_per_second, "1", "tokens per second of this run", "v"),
    )


def draw_rail(f: Frame, p: Picture, n: Now) -> None:
    """Readouts: first scores, then odds, then the three small fields, at last the answer."""
    rail = Rail(p, CONTROLS)
    name = f.beat_name
    if name in ("read", "softmax"):
        place, shown = 0, n.plain
        for k in range(min(3, len(n.plain.ids))):
            label = token_word(f, n.plain.ids[k])
            value = (
                Quantity(float(n.plain.scores[k]), "1", f"score of {label}", "s")
                if name == "read"
                else Quantity(float(n.plain.raw[k]), "share", f"odds of {label}", "p")
            )
            rail.read(label, value, "prefill" if name == "read" else "decode", step=30)
        if name == "read":
            rail.y += 6
            draw_spread(rail, *odds.spread(n.recording, n.step), n.now.whole)
            return
        rail.read("All together", Quantity(float(n.plain.line_odds.sum()), "share", "sum of all odds"), step=30)
        rail.read("Entropy", Quantity(n.plain.entropy_bits, "bit", "entropy", "H"), step=30)
    elif name == "loop":
        t = now_in_loop(f, n)
        shown = odds.choice(n.recording, min(t.at, len(n.recording.ids) - 1))
        place = shown.place
        draw_openness(rail, odds.openness(n.recording), n.step + t.out)
        rail.read("Kept", shown.kept_count, "decode", step=26)
        rail.read("Entropy", Quantity(shown.entropy_bits, "bit", "entropy", "H"), step=26)
    else:
        shown, place = n.now, (n.place if name == "draw" else 0)
        column = f.hovered(COLUMN)
        if column is not None:
            place = min(int(column), len(shown.ids) - 1)
        rail.y -= 4
        draw_small_fields(rail, [n.now if t is None else temperature(f, n, t) for t in (COLD, None, HOT)], 1)
        rail.read("Entropy", Quantity(shown.entropy_bits, "bit", "entropy", "H"), step=26)
        if name == "draw" and shown.place >= 0:
            label = token_word(f, shown.drawn)
            read_two(rail, "Drawn", label, odds_quantity(shown, shown.place, label), "good", 26)
        draw_sum_or_test(f, rail, n)
    draw_arithmetic(rail, shown, place, token_word(f, shown.ids[max(0, place)]))


def temperature(f: Frame, n: Now, value: float) -> Choice:
    """The same choice at another temperature."""
    return odds.choice(
        n.recording,
        n.step,
        odds.settings(
            n.recording, temperature=value, top_k=int(f["top_k"]), top_p=float(f["top_p"]), seed=int(f["seed"])
        ),
    )


def draw_sum_or_test(f: Frame, rail: Rail, n: Now) -> None:
    """The sum of the odds; once there are real draws, whether they fit the odds."""
    if int(f["draws"]) <= 0:
        total = Quantity(float(n.now.line_odds.sum()), "share", "sum of the odds that are drawn from")
        rail.read("Sum of the odds", total, step=26)
        return
    found = histogram(f, n)
    label = f"{found.count:,} draws, χ² fit"
    if found.freedom == 0:
        rail.read(label, "only one way", "good", step=26)
        return
    value = Quantity(found.p, "1", "chance of a misfit at least this large (chi-square test)", "p")
    rail.p.text((rail.x, rail.y + 22), label, size=15, role="dim", fit=rail.w * 0.56)
    rail.p.text(
        (rail.right, rail.y + 22),
        "p = {v}",
        v=value,
        size=20,
        role="good" if found.p > 0.01 else "waste",
        mono=True,
        weight=600,
        align="right",
        fit=rail.w * 0.44,
    )
    rail.y += 26


def draw_notice(f: Frame, p: Picture, n: Now) -> None:
    """Says quietly when the answer below was made with other settings than the field shows."""
    if n.same or f.beat("reshape") <= 0:
        return
    was = n.recording.params
    p.text(
        (66, 222),
        "answer below: T {t:.2f}, k {k}, p {p:.2f}, seed {s}",
        t=was.temperature,
        k=was.top_k,
        p=was.top_p,
        s=was.seed,
        size=14,
        role="dim",
        fit=420,
        backed=0.6,
    )


@scene(
    id="sampling",
    title="One token at a time",
    about=("recording",),
    portrait=("reshape", 0.9),
    needs=("recording",),
    badge=badge,
    light="decode",
    meters="decode",
    controls=CONTROLS,
    enter=lambda _f: ENTER,
    leave=leave,
    beats=BEATS,
)
def draw(f: Frame, p: Picture) -> None:
    """One frame of the scene."""
    n = look(f)
    if n is None:
        drawing.draw_floor(p)
        drawing.draw_seats(p, odds.vocabulary_of(f.world.recording), [1.0] * field.TIERS)
        p.text((752, 560), "The model ended its answer before the first token.", size=26, align="center", fit=1200)
        p.fill(vocab=odds.vocabulary_of(f.world.recording), t=float(f["temperature"]), kept=0, n=0, all=0)
        return
    fill_words(f, p, n)
    if f.beat("loop") > 0:
        draw_loop(f, p, n)
    else:
        draw_field(f, p, n)
    draw_notice(f, p, n)
    draw_rail(f, p, n)
