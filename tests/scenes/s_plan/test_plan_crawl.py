"""One fact, one number: through every beat of the fifth question, at the defaults and at random settings."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from tests.crawl.printed import nameless, one_value_each, sums_add_up, texts_are_values
from tests.crawl.settings import daily_seed
from tests.crawl.walk import MOMENTS, _rows
from tests.fuzz import count
from tests.helpers import make_offline
from tests.scenes.s_plan.plan_stage import BEATS, TOUR
from tourapp.authoring import Choice, Control, Slider
from tourapp.export.offline import Moment
from tourapp.player.view import PlainWorlds
from tourapp.world import Inputs, PartCache, Work, controls
from tourapp.world.parts.plan import OWN, SHARED

CHANGED, ENDS = 0.3, 0.25


def drawn(control: Control, dice: Random) -> Any:
    if isinstance(control, Slider):
        at = dice.choice((0.0, 1.0)) if dice.random() < ENDS else dice.random()
        return control.at(at)
    if isinstance(control, Choice):
        return dice.choice(list(control.choices))[0]
    return dice.random() < 0.5


def settings_of(number: int) -> dict[str, Any]:
    dice = Random(daily_seed() * 1000 + number)
    names = sorted((*OWN, *SHARED))
    return {} if number == 0 else {
        name: drawn(controls()[name], dice) for name in names if dice.random() < CHANGED
    }  # fmt: skip


@pytest.mark.parametrize("number", range(max(4, count(40))))
def test_law_15_one_fact_has_one_number(number: int) -> None:
    inputs = settings_of(number)
    worlds = PlainWorlds(PartCache(), Work())
    tour = make_offline(tour=TOUR, inputs=Inputs().change(**inputs), worlds=worlds)
    early, late = (
        [_rows(tour, Moment(0, beat, share), f"{BEATS[beat]} at {share:g}") for beat in range(len(BEATS))]
        for share in MOMENTS
    )
    every = [row for rows in (*early, *late) for row in rows]
    wrong = [*one_value_each(every), *texts_are_values(every)]
    for on_its_way, at_rest in zip(early, late, strict=True):
        wrong += [*sums_add_up(at_rest), *nameless(on_its_way, at_rest)]
    assert not wrong, f"{inputs}\n" + "\n".join(dict.fromkeys(wrong))
