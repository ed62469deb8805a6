"""The claims' data file: every entry belongs to a scene of the tour and says both things."""

from __future__ import annotations

import json

from tests.helpers import request_scenes
from tourapp.assets import asset_path
from tourapp.authoring.claims import claims_of


def test_every_claim_belongs_to_a_scene_and_is_complete() -> None:
    names = {item.id for item in request_scenes()}
    data = json.loads(asset_path("lessons", "claims.json").read_text(encoding="utf-8"))
    assert set(data) <= names
    for scene_id in data:
        for claim in claims_of(scene_id):
            assert claim.told.endswith(".") and claim.holds.endswith(".") and claim.told != claim.holds
    assert claims_of("finale") == ()
