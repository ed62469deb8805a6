"""One fact, one number: through every beat of the tour at the defaults and at random settings.

`make test` walks 40 random settings, `make night` (CRAWL=400) ten times as many. A failure names the seed; run it again
with CRAWL_SEED.
"""

from __future__ import annotations

import os

import pytest

from tests.crawl.printed import Row, nameless, one_value_each, sums_add_up, texts_are_values
from tests.crawl.settings import COUNT, Setting, daily_seed, random_settings
from tests.crawl.walk import walk

SEED = daily_seed()
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
