"""What stands below the page, by phase. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture
from tourapp.figures.lab_words import LabWords, fill_lab

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import LabView, SamplerCase

BY_BOX: dict[str, Phrase] = {
    "sum": Phrase("Top-k cuts by rank: how much of the row does it leave?"),
    "kept": Phrase("Top-p cuts by share, of what top-k left."),
    "best": Phrase("What is left is one again."),
}


def fill_captions(f: Frame, p: Picture) -> None:
    """Gives both sentences their words."""
    if f.lab is not None:
        fill_lab(p, f.lab, _words(f.lab))


def _fit(case: SamplerCase) -> Phrase:
    """What a thousand draws say of the chain."""
    test = case.draws
    told = {"chi": f"{test.statistic:.2f}", "f": test.freedom, "p": test.p}
    if test.passes:
        return Phrase(
            "χ² = {chi} at {f} {f|degree|degrees} of freedom: the draws fit the shares, tested at 1 %.", **told
        )
    return Phrase("χ² = {chi} at {f} {f|degree|degrees} of freedom misses 1 %: one seed in a hundred does.", **told)


def _words(view: LabView) -> LabWords:
    case: SamplerCase = view.case
    box = view.open_box
    first = Phrase(
        "Temperature {t:.1f}, then top-k {k}, then top-p {p:.1f}.", t=case.temperature, k=case.top_k, p=case.top_p
    )
    return LabWords(
        ask=Phrase("Of all these candidates, how many are left for the draw?"),
        task=None if box is None else BY_BOX[box.id],
        check=Phrase("Put the four blocks into an order that does what the engine does."),
        end=Phrase("The same cuts in another order are another sampler."),
        how={
            "play": first,
            "predict": first,
            "task": Phrase("The letters are their heated shares, such as A + B; p and k may be used too."),
            "note": _fit(case),
            "check": Phrase("Arrows change a block, Tab goes to the next; the lit bars are what your chain keeps."),
        },
    )
