"""The digests of every beat of every shipped tour, as shipped, with motion and in reduced motion: read by a test, and
written anew by `make golden`."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import numpy as np

from tests.helpers import STILL, make_offline, other_scenes, path_beats
from tourapp.authoring import picture_digest
from tourapp.export.offline import Moment

FILES = {"full": Path(__file__).with_name("digests.json"), "reduced": Path(__file__).with_name("reduced.json")}
"""By motion."""
AT = 0.95
ROUNDED = ("sampling.", "flash_attention.", "finale.", "atlas.", "op_", "position.", "softmax.")
"""Beats that show sums and powers made here: a processor that works in another order rounds them otherwise."""


def arithmetic() -> str:
    """How this processor rounds a product of matrices and the powers of e, as a short hash."""
    numbers = np.random.default_rng(0).standard_normal((2, 96, 96)).astype(np.float32)
    made = [numbers[0] @ numbers[1], np.exp(numbers), np.exp(numbers.astype(np.float64))]
    return hashlib.sha256(b"".join(each.tobytes() for each in made)).hexdigest()[:16]


def digests(motion: str = "full", only: tuple[str, ...] = ()) -> dict[str, str]:
    """stop.beat to the digest of its picture near its end, at default settings with the shipped recordings. only: of
    these scenes; of all of them where it is empty."""
    request = make_offline(work=STILL, still=motion != "full")
    others = make_offline(request, tour=other_scenes(), still=motion != "full")
    beats = make_offline(request, tour=path_beats(), still=motion != "full")
    return {
        f"{stop.key}.{stop.scene.timeline.beats[beat].name}": picture_digest(offline.picture(Moment(index, beat, AT)))
        for offline in (request, others, beats)
        for index, stop in enumerate(offline.tour.stops)
        if not only or stop.scene.id in only
        for beat in stop.kept
    }


def main(only: tuple[str, ...] = ()) -> None:
    """Write the files, and say which pictures changed. only: scenes; what the files say of others stays."""
    for motion, file in FILES.items():
        found = digests(motion, only)
        before = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        before.pop("arithmetic", None)
        now = found
        if only:
            kept = {name: digest for name, digest in before.items() if name.split(".")[0] not in only or name in found}
            now = {**kept, **found}
        file.write_text(json.dumps({"arithmetic": arithmetic(), **now}, indent=1) + "\n", encoding="utf-8")
        changed = [name for name in now if before.get(name) != now[name]]
        gone = [name for name in before if name not in now]
        told = ", ".join(changed) or "none"
        print(f"{motion} motion: {len(now)} beats; changed: {told}" + (f"; gone: {', '.join(gone)}" if gone else ""))


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
