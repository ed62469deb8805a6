"""A tour imports its own scenes and no others; whoever asks for all has all."""

from __future__ import annotations

import json
import subprocess
import sys

from tourapp.tours import all_scenes, pool
from tourapp.tours.shelf import shipped

LOADED = "[name for name in sys.modules if name.startswith('scenes.') and name.endswith('.scene')]"
WALK = f"""
import json, sys
from tourapp.tours import all_scenes
from tourapp.tours.shelf import shipped, tour_called
tour = tour_called("request")
first = sorted({LOADED})
here = [name for name in shipped() if shipped().is_here(name)]
one = all_scenes()["op_ids"].id
second = [name for name in {LOADED} if name not in first]
steps = 0
while all_scenes().load_next():
    steps += 1
print(json.dumps([first, here, one, second, steps, sorted(all_scenes())]))
"""


def test_scenes_come_when_they_are_needed() -> None:
    done = subprocess.run([sys.executable, "-c", WALK], capture_output=True, text=True, check=True, timeout=120)
    first, here, one, second, steps, everything = json.loads(done.stdout)
    stops = {stop.scene.id for stop in shipped()["request"].stops}
    assert {name.split(".")[-2] for name in first} == stops and len(stops) == 15
    assert {"request", "request_10", "request_25", "request_50"} <= set(here) and "atlas" not in here
    assert one == "op_ids" and second == ["scenes.atlas.op_ids.scene"]
    assert steps >= 20 and everything == sorted(pool().scenes)


def test_a_tour_is_called_as_its_file() -> None:
    for name in shipped():
        assert shipped()[name].file.id == name and shipped().is_here(name)
    assert all_scenes().has("network") and not all_scenes().has("nowhere")
