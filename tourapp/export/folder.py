"""Many moments as PNG files in a folder: one per beat, or every frame of some stops."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tourapp.errors import UsageError
from tourapp.export.images import ImageWriter
from tourapp.export.offline import Moment, Offline

Progress = Callable[[int, int, str], None]


def beat_moments(offline: Offline, names: list[str] | None = None, at: float = 0.9) -> Iterator[tuple[str, Moment]]:
    """One moment per beat, with a file name that sorts in playing order."""
    for index in offline.chosen(names):
        stop = offline.tour.stops[index]
        for number in stop.kept:
            beat = stop.scene.timeline.beats[number]
            yield (
                f"{index + 1:02d}_{stop.key.replace('#', '-')}_{number + 1}_{beat.name}.png",
                Moment(index, number, at),
            )


def write_beats(
    offline: Offline,
    folder: Path,
    names: list[str] | None = None,
    size: tuple[int, int] = (1920, 1080),
    progress: Progress = lambda _done, _all, _name: None,
) -> list[Path]:
    """A PNG per beat into a folder, which is made if need be. Returns the files."""
    moments = list(beat_moments(offline, names))
    make_folder(folder)
    writer = ImageWriter(offline.theme, *size)
    files = []
    for done, (name, moment) in enumerate(moments):
        progress(done, len(moments), name)
        writer.save(offline.picture(moment), folder / name)
        files.append(folder / name)
    progress(len(moments), len(moments), "")
    return files


def make_folder(folder: Path) -> None:
    """The folder exists afterwards, or UsageError says why not."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"{folder}: the folder cannot be made ({error.strerror or error}); choose another place"
        ) from error
