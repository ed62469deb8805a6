"""One fact, one number: through every beat of the tour at the defaults and at random settings.

`make test` walks 6 random settings, others every day, `make night` (CRAWL=400) many more. A failure names the seed;
run it again with CRAWL_SEED.
"""

from __future__ import annotations

import os

import pytest

from tests.crawl.printed import Row, nameless, one_value_each, sums_add_up, texts_are_values
from tests.crawl.settings import COUNT, Setting, daily_seed, random_settings
from tests.crawl.walk import walk
from tests.helpers import other_scenes
from tests.night import some

SEED = daily_seed()
OFF_THE_REQUEST = max(2, int(os.environ.get("CRAWL", "0")) // 10)
"""So many of the settings are walked through all other tours as well."""
SETTINGS = [Setting("defaults"), *random_settings(int(os.environ.get("CRAWL", COUNT)), SEED)]


def faults(beats: dict[str, tuple[list[Row], list[Row]]]) -> list[str]:
    """What is wrong under one setting."""
    early = [row for rows, _ in beats.values() for row in rows]
    late = [row for _, rows in beats.values() for row in rows]
    found = [*one_value_each([*early, *late]), *texts_are_values([*early, *late]), *sums_add_up(late)]
    for on_its_way, at_rest in beats.values():
        found += nameless(on_its_way, at_rest)
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_law_15_one_fact_has_one_number_in_every_frame(setting: Setting) -> None:
    beats = walk(setting)
    assert len(beats) >= 83 and sum(len(late) for _, late in beats.values()) > 800
    wrong = faults(beats)
    assert not wrong, f"{setting}\n" + "\n".join(wrong)


@pytest.mark.parametrize("setting", some(SETTINGS[:OFF_THE_REQUEST], 1), ids=lambda setting: setting.name)
def test_law_15_holds_from_one_tour_to_the_other(setting: Setting) -> None:
    """Scenes with settings of their own stand in another world: each is held against itself alone."""
    request, others = walk(setting), walk(setting, through=other_scenes())
    apart = {stop.key for stop in other_scenes().stops if stop.scene.overrides}
    together = request | {where: rows for where, rows in others.items() if where.split(".")[0] not in apart}
    wrong = faults(together)
    for key in apart:
        wrong += faults({where: rows for where, rows in others.items() if where.split(".")[0] == key})
    assert not wrong, f"{setting}\n" + "\n".join(wrong)
