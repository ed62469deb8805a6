"""What the speculation scene says of its own figures: run here or recorded, whose times, and what is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Badge, Frame, Phrase

if TYPE_CHECKING:
    from tourapp.authoring.kinds import SpeculationRun

DRAFTS = {"int4": Phrase("INT4"), "int3": Phrase("INT3"), "early-exit": Phrase("early exit"), "ngram": Phrase("n-gram")}


def speculation_badge(f: Frame) -> Badge:
    """Live or recorded. Where a recording of other settings has to do, that is what is said first."""
    run = f.world.speculation
    return Badge(
        "live on this computer + computed from specs" if run.badge == "live" else "recorded + computed from specs",
        _times(f) if is_as_set(f) else _instead(run),
        Phrase(
            "draft and target of {model} are run for real: p, q, u and every verdict; speed-up is computed with "
            "that acceptance",
            model=run.model,
        ),
    )


def is_as_set(f: Frame) -> bool:
    """Whether the run on stage is the one of the settings the stage is drawn from."""
    run, now = f.world.speculation, f.world.inputs
    drawn = (run.params.temperature, run.params.top_k, run.params.top_p, run.params.seed)
    same = drawn == (now.temperature, now.top_k, now.top_p, now.seed)
    return same and (run.prompt, run.chat, run.draft, run.gamma) == (now.prompt, now.chat, now.draft, now.gamma)


def _instead(run: SpeculationRun) -> Phrase:
    return Phrase(
        "these settings need the small model; shown: the usual question, {draft}, {n} guesses, temperature {t:.1f}",
        draft=DRAFTS.get(run.draft, run.draft),
        n=run.gamma,
        t=run.params.temperature,
    )


def _times(f: Frame) -> Phrase:
    """Whose times the speed-up is made of, and that caches are in them."""
    costs = f.world.speculation_cost
    if f.world.speculation.draft == "ngram":
        return Phrase("times: {target}, its cache read too; looking back is taken as free", target=costs.target_name)
    return Phrase(
        "times: {target} and a draft the size of {draft}, both with their caches",
        target=costs.target_name,
        draft=costs.draft_name,
    )
