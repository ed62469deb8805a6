"""What the captions say. Draws nothing."""

from __future__ import annotations

from scenes.paths.cost_estimator import facts
from tourapp.authoring import Frame, Picture


def fill_captions(f: Frame, p: Picture) -> None:
    """Gives the fields of the present beat's sentences their values."""
    match f.beat_name:
        case "ask":
            p.fill(verdict=facts.fit_words(f), share=f.world.estimate.tight.share)
        case "fits":
            p.fill(pairs=facts.fits_note(f))
        case "knobs":
            p.fill(knob=facts.knob_words(f))
        case "rules":
            p.fill(rules=facts.rules_words(f), limit=facts.told_rule(f).fails_when)
        case "sweep":
            p.fill(sweep=facts.sweep_words(f), ends=facts.sweep_note(f))
        case _:
            scenario = f.world.cost.scenario
            p.fill(model=scenario.model_spec.name, gpu=scenario.gpu_spec.name, n=int(scenario.gpus))
