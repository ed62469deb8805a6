"""What the captions say: their verdicts come from the runs shown. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.held_against.facts import HeldFacts, cloud_shown, first_shown, unseen_all
from tourapp.authoring import Frame, Phrase, Picture

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Cloud

NEAR = 0.1
"""A median so close to 1 stands on the line."""
NOTHING = Phrase("No run of these models was measured on these machines.")
OTHERS = Phrase("The menus at the right show all models and all machines again.")


def fill_captions(f: Frame, p: Picture, facts: HeldFacts) -> None:
    """Gives every field of the captions its value."""
    held, cloud = facts.held, cloud_shown(f, facts)
    ideal = (held.first_ideal if f["held_time"] == "first" else held.ideal) if f.beat_name == "ideal" else held.ideal
    p.fill(count=held.all if cloud is None else cloud.count)
    p.fill(ideal_verdict=_ideal(ideal), ideal_note=_ideal_note(ideal, first=first_shown(f)))
    p.fill(terms_verdict=_terms(f, facts), terms_note=_terms_note(f, facts))
    p.fill(unseen_verdict=_unseen(f), unseen_note=_unseen_note(f, cloud))
    p.fill(first_verdict=_first(f, facts), first_note=_first_note(facts))
    p.fill(peers_note=Phrase("They were found on other runs, so they stand side by side and have no rank."))


def _ideal(cloud: Cloud | None) -> Phrase:
    if cloud is None:
        return NOTHING
    if int(cloud.faster.value) == 0:
        return Phrase("No measured run was faster than the ideal time.")
    return Phrase("{n} {n|run was|runs were} faster than the ideal time: there it is wrong.", n=cloud.faster)


def _ideal_note(cloud: Cloud | None, *, first: bool) -> Phrase:
    if cloud is None:
        return OTHERS
    told = {"n": cloud.count, "ratio": cloud.ratio}
    if first:
        return Phrase(
            "Each mark is one of {n} runs. At the median the first token took {ratio} the ideal prefill.", **told
        )
    return Phrase("Each mark is one of {n} runs. At the median a token took {ratio} the ideal time.", **told)


def _terms(f: Frame, facts: HeldFacts) -> Phrase:
    if facts.empty:
        return NOTHING
    if f["held_without"] != "none" and not _near(facts):
        return Phrase("With one term left out the marks do not reach the line.")
    if not _near(facts):
        return Phrase("What the ideal leaves out has names. Here they do not explain all.")
    return Phrase("What the ideal leaves out has names, and they add up.")


def _near(facts: HeldFacts) -> bool:
    ratios = facts.held.ratios
    return bool(ratios) and abs(float(ratios[-1].value) - 1) <= NEAR


def _terms_note(f: Frame, facts: HeldFacts) -> Phrase:
    if facts.empty:
        return OTHERS
    first, last = facts.held.ratios[0], facts.held.ratios[-1]
    return Phrase(
        "Measured over computed goes from {first} to {last} at the median, as term after term is counted.",
        first=first,
        last=last,
    )


def _unseen(f: Frame) -> Phrase:
    time = "first" if f["held_time"] == "first" else "token"
    return Phrase(
        "On runs that it had not seen, the fit is off by {error} at the median.", error=unseen_all(f, time).error
    )


def _unseen_note(f: Frame, cloud: Cloud | None) -> Phrase:
    if cloud is None:
        return NOTHING
    time = "first" if f["held_time"] == "first" else "token"
    told = {"inside": unseen_all(f, time).inside, "out": cloud.outside, "n": cloud.count}
    return Phrase(
        "{inside} of them lie in the band. The marks show the final fit: {out} of {n} stand outside and are crossed.",
        **told,
    )


def _first(f: Frame, facts: HeldFacts) -> Phrase:
    if facts.held.first is None:
        return NOTHING
    first, token = unseen_all(f, "first").error, unseen_all(f, "token").error
    if float(first.value) > float(token.value):
        return Phrase("The first token is harder to foretell: {error} off at the median.", error=first)
    return Phrase("The first token is foretold as well as the others: {error} off at the median.", error=first)


def _first_note(facts: HeldFacts) -> Phrase:
    if facts.held.first is None:
        return OTHERS
    band = facts.held.first_band
    return Phrase(
        "Its band goes from {low} to {high} the computed time: it depends on when a prompt comes, and with whom.",
        low=band.least,
        high=band.most,
    )
