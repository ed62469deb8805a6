"""The last beat: the plan as one sentence, and three of its numbers."""

from __future__ import annotations

from scenes.spine.s_plan.facts import PlanFacts
from tourapp.authoring import Frame, Phrase, Picture
from tourapp.figures.say_page import SayMove, SayTerm, draw_say_page


def sentence_of(facts: PlanFacts) -> Phrase:
    """The synthesis in live numbers."""
    board, numbers, subject = facts.board, facts.numbers, facts.subject
    asked = board.asked
    if numbers is None or subject is None:
        return Phrase("No GPU that may be used has a price, so nothing was searched.")
    load = Phrase("{rate} of {n:,.0f} + {m:,.0f} tokens", rate=asked.rate, n=asked.prompt, m=asked.answer)
    if not board.holds:
        ways = board.relax[0] if board.relax else Phrase("no target, loosened alone, is enough")
        return Phrase(
            "For {load} with a gap of {gap} and a first token within {first}, nothing that was searched holds: {ways}.",
            load=load, gap=asked.between, first=asked.first, ways=ways,
        )  # fmt: skip
    first = board.breaks[0] if board.breaks else None
    told = Phrase(
        "For {load}, a gap of {gap} and a first token in {first}: {cards} {gpu}, {model} with {bits}, batch {b}: "
        "{month} a month, {million}",
        load=load, gap=asked.between, first=asked.first, cards=numbers.cards, gpu=subject.cell.gpu,
        model=subject.cell.model, bits=facts.bits(subject.cell), month=numbers.month, b=numbers.batch,
        million=numbers.million,
    )  # fmt: skip
    if first is None or first.change is None:
        return Phrase("{told}.", told=told)
    up = float(first.change.value) > 0
    end = Phrase("+{v}", v=first.change) if up else Phrase("{v}", v=first.change)
    return Phrase("{told}; first to break: {what}, at {change}.", told=told, what=first.words, change=end)


def draw_say(f: Frame, p: Picture, facts: PlanFacts) -> None:
    """The page."""
    numbers = facts.numbers
    terms: tuple[SayTerm, ...] = ()
    if numbers is not None:
        share = Phrase("{v} for prompts", v=numbers.share)
        used = Phrase("{v} is asked for", v=numbers.used)
        terms = (
            SayTerm("B", numbers.batch, Phrase("conversations at once on a replica"), "decode"),
            SayTerm("X", numbers.capacity, Phrase("requests a replica finishes"), "prefill", numbers.used, used),
            SayTerm("R", numbers.replicas, Phrase("replicas that share the load"), "ink", numbers.share, share),
        )
    move = SayMove(words=f.cue("say.words"), cards=f.cue("say.terms"), clock=f.clock, gain=f.rail.stand.words_gain)
    draw_say_page(p, sentence_of(facts), terms, move)
