"""What this stage tells of, and its verdicts from the data. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Rule

WORST = "worst"
RULE_ROWS = (
    *((WORST, "the furthest off"), ("flops_per_token", "FLOPs of a token"), ("weight_bytes", "weights")),
    *(("decode_rate", "decode rate"), ("prefill_rate", "prefill rate"), ("decode_intensity", "intensity")),
    *(("words_per_token", "words"), ("kv_bytes", "cache"), ("users", "users")),
)


def off(rule: Rule) -> float:
    """How far a rule is off, without its sign."""
    return float("inf") if rule.error is None else abs(float(rule.error.value))


def told_rule(f: Frame) -> Rule:
    """The rule whose limit is told: the pointed or chosen one, else that which is furthest off."""
    rules = f.world.rule_errors
    asked = f.hovered("rule") or f["rule_row"]
    return next((rule for rule in rules if rule.id == asked), max(rules, key=off))


def fit_words(f: Frame) -> Phrase:
    """What ends first."""
    estimate, scenario = f.world.estimate, f.world.cost.scenario
    told = {"model": scenario.model_spec.name, "n": scenario.quantity("batch"), "gpu": scenario.gpu_spec.name}
    if not f.world.cost.capacity.fits:
        return Phrase("{model} for {n} at once on {gpu}: it does not fit.", **told)
    match estimate.tight.id:
        case "memory":
            return Phrase("{model} for {n} at once on {gpu}: it fits, and memory is what ends first.", **told)
        case "first":
            return Phrase("{model} for {n} at once on {gpu}: the first token is what comes late.", **told)
    return Phrase("{model} for {n} at once on {gpu}: it fits, and the pace is what ends first.", **told)


def fits_note(f: Frame) -> Phrase:
    """How many pairs hold."""
    matrix, scenario = f.world.fit_matrix, f.world.cost.scenario
    told = {"n": matrix.fits, "all": matrix.pairs, "b": int(scenario.weight_bits), "s": scenario.quantity("context")}
    if scenario.gpus > 1:
        told |= {"g": int(scenario.gpus)}
        return Phrase("{n} of {all} pairs hold the weights in {b} bit and a conversation of {s} on {g} cards.", **told)
    return Phrase(
        "{n} of {all} pairs hold the weights in {b} bit and one conversation of {s} on a single card.", **told
    )


def knob_words(f: Frame) -> Phrase:
    """Which knob helps most."""
    knobs = f.world.knobs
    best = knobs.best
    if best is None:
        return Phrase("No single step makes this better.")
    turn = max((each for each in best.turns if each.fits), key=lambda each: each.size)
    return Phrase(
        "Helps most here: {what}, from {now} to {to}: {r}.", what=best.words, now=best.now, to=turn.to, r=turn.gain
    )


def rules_words(f: Frame) -> Phrase:
    """How many rules hold."""
    rules = f.world.rule_errors
    told = {"n": sum(rule.ok for rule in rules), "all": len(rules)}
    return Phrase("{n} of {all} rules of thumb are right within a tenth.", **told)


def sweep_words(f: Frame) -> Phrase:
    """The best batch."""
    sweep = f.world.batch_sweep
    if sweep.best is None:
        return Phrase("Within these limits there is no batch at all.")
    return Phrase("The best batch is the largest that the limits allow: {n}.", n=sweep.best)


def sweep_note(f: Frame) -> Phrase:
    """What ends it, and what it costs there."""
    sweep = f.world.batch_sweep
    if sweep.best is None:
        return Phrase("Memory holds {n}, and each token may take {t}.", n=sweep.users, t=sweep.limit)
    told = {"t": sweep.best_step, "p": sweep.best_output}
    if sweep.open:
        return Phrase("Neither limit ends it up to here: {t} between tokens, ideal, and output at {p}.", **told)
    if sweep.by_limit:
        return Phrase("The limit of time ends it: {t} between tokens, ideal, and output at {p}.", **told)
    return Phrase("Memory ends it: {t} between tokens, ideal, and output at {p}.", **told)
