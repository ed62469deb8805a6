"""Films: the playing tour as an animated WebP or GIF, or as MP4 where the optional encoder is installed.

The same pictures as in the window, one after another at a fixed rate; nothing is timed, so a slow computer makes the
same film.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from tourapp.errors import MissingError, UsageError
from tourapp.export.beside import beside
from tourapp.export.folder import Progress
from tourapp.export.images import ImageWriter
from tourapp.export.offline import Offline
from tourapp.files import CheckedFile, checked_file, whole_file
from tourapp.itself import is_bundle
from tourapp.player.tour import PASSAGE
from tourapp.uninterrupted import uninterrupted

KINDS = (".webp", ".gif", ".mp4")
MOST_FRAMES = 40_000


def film_times(offline: Offline, names: list[str] | None, fps: int) -> list[float]:
    """The tour times of all frames of the chosen stops, passages between neighbours included. UsageError when too
    many."""
    tour, times = offline.tour, []
    chosen = offline.chosen(names)
    for index in chosen:
        length = tour.stops[index].duration + (PASSAGE if index + 1 in chosen else 0.0)
        times += [tour.starts[index] + k / fps for k in range(int(length * fps))]
    if len(times) > MOST_FRAMES:
        raise UsageError(
            f"--fps: {len(times):,} frames are too many; use fewer scenes or a lower rate (at most {MOST_FRAMES:,})"
        )
    return times


def write_film(
    offline: Offline, target: Path, names: list[str] | None, fps: int, size: tuple[int, int], *, progress: Progress
) -> int:
    """Write the film; returns the number of frames."""
    times = film_times(offline, names, fps)
    frames = _frames(offline, times, size, progress)
    kind = target.suffix.lower()
    if kind == ".mp4":
        _needs_encoder()
    with whole_file(target) as draft, checked_file(draft) as file:
        if kind == ".mp4":
            beside(lambda images: _mp4(images, file, fps, size), frames)
        else:
            beside(lambda images: _animation(images, file, kind, fps), frames)
    progress(len(times), len(times), "")
    return len(times)


def _frames(offline: Offline, times: list[float], size: tuple[int, int], progress: Progress) -> Iterator[Any]:
    """Each frame as a Pillow image."""
    with uninterrupted():
        from PIL import Image

    writer = ImageWriter(offline.theme, *size)
    for done, time in enumerate(times):
        place = offline.tour.locate(time)
        progress(done, len(times), offline.tour.stops[place.index].key)
        image = writer.frame(offline.compose(place))
        yield Image.frombuffer("RGB", size, bytes(image.constBits()), "raw", "BGRX", image.bytesPerLine(), 1)


def _animation(frames: Iterator[Any], file: CheckedFile, kind: str, fps: int) -> None:
    """Animated WebP or GIF, written frame by frame."""
    first = next(frames)
    options: dict[str, Any] = {"save_all": True, "duration": round(1000 / fps), "loop": 0}
    if kind == ".webp":
        first.save(file, "WEBP", append_images=frames, quality=82, method=2, **options)
    else:
        small = (frame.quantize(128, dither=0) for frame in chain([first], frames))
        start = next(small)
        start.save(file, "GIF", append_images=small, optimize=False, **options)


def _needs_encoder() -> None:
    if importlib.util.find_spec("av") is None:
        if is_bundle():
            raise MissingError("MP4 is not made by the bundle, which has no encoder for it: export to .webp or .gif")
        raise MissingError("MP4 needs the optional encoder: pip install 'tourapp[video]' (or export to .webp or .gif)")


def _mp4(frames: Iterator[Any], file: CheckedFile, fps: int, size: tuple[int, int]) -> None:
    """H.264 through PyAV, an optional extra because its wheels bundle encoders under other licences."""
    import av

    with av.open(file, "w", format="mp4") as box:
        stream = box.add_stream("libx264", rate=fps)
        stream.width, stream.height, stream.pix_fmt = size[0] // 2 * 2, size[1] // 2 * 2, "yuv420p"
        stream.options = {"preset": "veryfast", "crf": "19"}  # as fast as the tour plays, on two cores
        for frame in frames:
            for packet in stream.encode(av.VideoFrame.from_image(frame.crop((0, 0, stream.width, stream.height)))):
                box.mux(packet)
        for packet in stream.encode():
            box.mux(packet)
