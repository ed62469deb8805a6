"""Guess, then check: a draft runs ahead, the target checks all guesses in one pass, and the odds stay exact."""

from __future__ import annotations

from scenes.speculation.facts import Facts, busy, facts
from scenes.speculation.panels import draw_curve, draw_cycles, draw_idle, draw_rail, draw_rules
from scenes.speculation.stage import (
    BOTTOM,
    ROW,
    draw_beams,
    draw_calm,
    draw_context,
    draw_draft,
    draw_row,
    draw_sheet,
    draw_target,
    draw_verdicts,
    last_spot,
)
from tourapp.authoring import Badge, Beat, Frame, Picture, Quantity, ramp, scene, shared

CONTROLS = [shared("draft"), shared("gamma"), shared("temperature"), shared("batch")]
DRAFTS = {
    "int4": "a copy in INT4",
    "int3": "a copy in INT3",
    "early-exit": "its own first layers",
    "ngram": "looking back in the text",
}
BEATS = [
    Beat(
        "idle",
        5.5,
        "One token, one read of all the weights. The math waits.",
        "At batch {batch} the math units of {gpus} GPUs work {busy} of the time. "
        "Checking more tokens would be almost free.",
    ),
    Beat(
        "draft",
        5.5,
        "A cheap draft runs ahead and guesses the next tokens.",
        "Draft: {draft}. {guesses} guesses, one after the other, each drawn from the draft's own odds q.",
    ),
    Beat(
        "check",
        5.5,
        "The target checks all guesses in one pass.",
        "{columns} columns side by side, one read of the weights: at every place the target's own odds p.",
    ),
    Beat(
        "verdict",
        7.0,
        "Keep guesses up to the first miss; there the target puts its own token.",
        "Keep if u < p / q. Kept here: {kept} of {guesses}. {outcome}",
    ),
    Beat(
        "rules",
        6.5,
        "The rule matters: after a miss, draw only from what the draft left over.",
        "Of {passes} passes, where it shows most. Exact rule: {exact} off the target's odds; "
        "drawing from the target again: {wrong}. Greedy output equals plain decoding.",
    ),
    Beat(
        "pays",
        7.0,
        "More tokens per pass, until the batch fills the math.",
        "{tokens} tokens in {passes} passes: {measured} each, the formula says {expected}. "
        "At batch {batch}: {speedup}, ideal.",
    ),
]


def _badge(f: Frame) -> Badge:
    s = facts(f)
    kind = "live on this computer" if s.run.badge == "live" else "recorded"
    return Badge(
        f"{kind} + computed from specs",
        f"cost of a draft the size of {s.costs.draft_name}; its cache is left out",
        "draft and target are run for real: p, q, u and every verdict; speed-up is computed with that acceptance",
    )


def _enter(f: Frame) -> tuple[float, float]:
    return float(facts(f).columns()[0]), ROW.y + 21.0


@scene(
    id="speculation",
    title="Guess, then check",
    about=("speculation", "speculation_cost", "speculation_short"),
    portrait=("verdict", 0.9),
    beats=BEATS,
    controls=CONTROLS,
    badge=_badge,
    needs=("speculation",),
    overrides={"batch": 1},
    enter=_enter,
    leave=lambda f: last_spot(facts(f)),
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """Token row, draft, target, verdicts, and below them what this beat adds."""
    s = facts(f)
    _fill(f, p, s)
    p.text((64, 150), "DRAFT" if f.beat_index else "SO FAR", size=15, weight=600, role="decode")
    draw_target(p, s)
    if f.beat_index > f.timeline.index("verdict"):
        draw_calm(f, p, s)
    else:
        if f.beat_name in ("check", "verdict"):
            draw_row(f, p, s)
        else:
            draw_context(f, p, s)
            draw_draft(f, p, s)
        _light(f, p, s)
    if f.beat_name == "verdict":
        draw_verdicts(f, p, s)
    if f.beat_name == "idle":
        draw_idle(f, p)
    elif f.beat_name in ("draft", "verdict"):
        _hero(f, p, s)
    elif f.beat_name == "rules":
        draw_rules(f, p, s)
    elif f.beat_name == "pays":
        draw_cycles(f, p, s)
        draw_curve(f, p, s)
    draw_rail(f, p, s, CONTROLS)


def _light(f: Frame, p: Picture, s: Facts) -> None:
    """One thin column in the first beat; one sheet through all columns in the third; a rest of it in the fourth."""
    xs = s.columns()
    if f.beat_name == "idle":
        down = f.move("idle", 0.2, 0.6)
        p.spark((xs[0], ROW.y + 46), "decode", size=50)
        draw_beams(f, p, xs[:1], down, 0.9)
    elif f.beat_name == "check":
        down = f.move("check", 0.15, 0.6)
        draw_beams(f, p, xs, down, 1.0)
        if down > 0:
            draw_sheet(p, xs, down, 1.0)
        shown = float(ramp(f.beat("check"), 0.6, 0.75))
        p.text(
            ((xs[0] + xs[-1]) / 2, BOTTOM + 84),
            "one pass for all {n}",
            n=len(xs),
            size=40,
            weight=600,
            role="prefill",
            align="center",
            alpha=shown,
        )
        p.text(
            ((xs[0] + xs[-1]) / 2, BOTTOM + 124),
            "the weights are read once",
            size=20,
            role="dim",
            align="center",
            alpha=shown,
        )
    elif f.beat_name == "verdict":
        draw_beams(f, p, xs, 1.0, 0.45)
        draw_sheet(p, xs, 1.0, 0.45)


def _hero(f: Frame, p: Picture, s: Facts) -> None:
    """The count of the beat in large words."""
    shown = float(ramp(f.beat(f.beat_name), 0.84, 0.94))
    n, made = len(s.turn.guesses), len(s.turn.texts)
    if f.beat_name == "draft":
        x = float(s.columns()[[0, -1]].mean())
        p.text(
            (x, BOTTOM + 84),
            "{n} guesses, {n} small passes",
            n=n,
            size=40,
            weight=600,
            role="decode",
            align="center",
            alpha=shown,
        )
        p.text((x, BOTTOM + 124), "the target has not moved yet", size=20, role="dim", align="center", alpha=shown)
        return
    p.text(
        (752, 746), "{n} tokens for one read of the weights", n=made, size=44, weight=600, align="center", alpha=shown
    )
    p.text(
        (752, 786),
        "kept {k}, and the target's own",
        k=s.turn.accepted,
        size=20,
        role="dim",
        align="center",
        alpha=shown,
    )


def _share(value: float, name: str) -> Quantity:
    return Quantity(value, "share", name, "TV", "half the sum of abs(odds - p)")


def _fill(f: Frame, p: Picture, s: Facts) -> None:
    turn, rules = s.turn, s.rules
    outcome = {
        "residual": "The token after the miss is drawn from the positive part of p - q.",
        "bonus": "All hold, so one bonus token comes free.",
        "plain": "Without a guess this is plain decoding.",
    }[turn.last]
    p.fill(
        batch=int(f["batch"]),
        gpus=f.inputs.gpus,
        busy=busy(f),
        draft=DRAFTS.get(s.run.draft, s.run.draft),
        guesses=len(turn.guesses),
        columns=len(turn.guesses) + 1,
        kept=turn.accepted,
        outcome=outcome,
        exact=_share(rules.off_exact if rules else 0.0, "exact rule, total variation"),
        wrong=_share(rules.off_wrong if rules else 0.0, "wrong rule, total variation"),
        tokens=s.run.tokens,
        passes=len(s.run.turns),
        measured=s.measured,
        expected=s.expected,
        speedup=s.speedup,
    )
