"""Painting and encoding at once: every frame arrives in order, and what stops one stops the other."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from tests.helpers import STILL, make_offline
from tourapp.export.beside import EncodingStopped, beside
from tourapp.export.images import ImageWriter
from tourapp.player.tour import TourPlace


def test_every_frame_arrives_in_order() -> None:
    seen: list[int] = []
    beside(seen.extend, iter(range(50)))
    assert seen == list(range(50))


def test_what_the_encoder_raises_is_raised_here() -> None:
    def broken(frames: Iterator[Any]) -> None:
        next(frames)
        raise OSError("no space left on device")

    painted: list[int] = []

    def frames() -> Iterator[int]:
        for number in range(10_000):
            painted.append(number)
            yield number

    with pytest.raises(OSError, match="no space left"):
        beside(broken, frames())
    assert len(painted) < 100, "painting ends soon after"


def test_when_painting_stops_the_encoder_stops_and_its_thread_has_ended() -> None:
    ended: list[str] = []

    def encode(frames: Iterator[Any]) -> None:
        try:
            for _ in frames:
                pass
            ended.append("whole")
        except EncodingStopped:
            ended.append("stopped")
            raise

    def frames() -> Iterator[int]:
        yield 1
        raise KeyboardInterrupt

    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        beside(encode, frames())
    assert ended == ["stopped"] and threading.active_count() == before


def test_frames_of_a_film_are_the_pictures_themselves() -> None:
    """Only what differs is painted: the same pixels as each picture painted alone, letters of the first time aside."""
    offline = make_offline(work=STILL)
    film, alone = (ImageWriter("dark", 960, 540) for _ in range(2))
    index = offline.tour.index("batching")
    for t in (0.0, 0.5, 0.52, 4.0, 9.0, 9.04):
        picture = offline.compose(TourPlace(index, t))
        alone.image(picture)
        off = np.abs(_pixels(film.frame(picture)).astype(int) - _pixels(alone.image(picture)))
        assert (off > 2).mean() < 1e-3 and off.max() < 72


def _pixels(image: Any) -> np.ndarray:
    data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return data[:, : image.width(), :3].copy()
