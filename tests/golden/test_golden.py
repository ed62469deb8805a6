"""Pictures stay until somebody means to change them: `make golden` writes the digests anew, then look at them."""

from __future__ import annotations

import json

import pytest

from tests.golden.write import FILES, ROUNDED, arithmetic, digests


@pytest.mark.parametrize("motion", list(FILES))
def test_every_beat_is_as_it_was(motion: str) -> None:
    kept = json.loads(FILES[motion].read_text(encoding="utf-8"))
    now = digests(motion)
    same = kept.pop("arithmetic") == arithmetic()
    compared = [name for name in kept.keys() | now.keys() if same or not name.startswith(ROUNDED)]
    changed = [name for name in compared if kept.get(name) != now.get(name)]
    assert changed == [], f"{changed}: meant? then look at them and run `make golden`"
