"""What the captions of speculation ask for, from the facts. Numbers only; the words are the beats'."""

from __future__ import annotations

from scenes.speculation.facts import DRAFTS, SpeculationFacts, off_the_truth
from tourapp.authoring import Frame, Phrase, Picture

OUTCOMES = {
    "residual": Phrase("The token after the miss is drawn from the positive part of p - q."),
    "bonus": Phrase("All hold, so one bonus token comes free."),
    "plain": Phrase("Without a guess this is plain decoding."),
}


def fill_captions(f: Frame, p: Picture, s: SpeculationFacts) -> None:
    """The pass on stage, both rules, and what the run comes to."""
    turn, rules, numbers = s.turn, s.rules, s.numbers
    p.fill(
        batch=int(f["batch"]),
        gpus=f.inputs.gpus,
        busy=f.world.cost.decode.compute_busy,
        draft=DRAFTS.get(s.run.draft, s.run.draft),
        guesses=len(turn.guesses),
        columns=len(turn.guesses) + 1,
        kept=turn.accepted,
        outcome=OUTCOMES[turn.last],
        exact=off_the_truth(rules.off_exact if rules else 0.0, "exact rule, total variation"),
        wrong=off_the_truth(rules.off_wrong if rules else 0.0, "wrong rule, total variation"),
        tokens=s.run.tokens,
        passes=len(s.run.turns),
        measured=numbers.measured,
        expected=numbers.expected,
        speedup=numbers.speedup,
    )
