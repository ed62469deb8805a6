"""The claims in the scenes' folders: each says both things."""

from __future__ import annotations

from tests.helpers import request_scenes
from tourapp.authoring.claims import claims_of


def test_every_claim_is_complete() -> None:
    found = {scene.id: claims_of(scene) for scene in request_scenes()}
    assert sum(map(len, found.values())) >= 16 and found["finale"] == ()
    for claims in found.values():
        for claim in claims:
            assert claim.told.endswith(".") and claim.holds.endswith(".") and claim.told != claim.holds
