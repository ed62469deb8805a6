"""Makes assets/pictures, one WebP per scene of the shipped tours, and the short film of four beats on the README.

Run in the project's own environment: `.venv/bin/python .setup/make_pictures.py`.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PIL import Image

from tourapp.export.images import ImageWriter
from tourapp.export.offline import Moment, Offline
from tourapp.player.tour import TourPlace, make_tour
from tourapp.tours.shelf import DEFAULT, shipped

ROOT = Path(__file__).resolve().parent.parent
SIZE, OTHER_SIZE, FILM_SIZE = (1280, 720), (960, 540), (640, 360)
"""Of the default tour's scenes, of those of other tours, and of the film."""
FILM = (("network", "race"), ("sampling", "reshape"), ("kv_hall", "decode"), ("batching", "gap"))
"""Scene and beat of each part of the film."""
FILM_FPS, FILM_SECONDS = 8, 3.0
"""Frames a second, and seconds of each part: a whole beat in that time."""


def image_of(writer: ImageWriter, picture: object, size: tuple[int, int]) -> Image.Image:
    """A picture, painted."""
    image = writer.image(picture)
    return Image.frombuffer("RGB", size, bytes(image.constBits()), "raw", "BGRX", image.bytesPerLine(), 1).copy()


def portraits(offline: Offline, folder: Path) -> None:
    """One picture per scene of the shipped tours, those of the default one first, at the moment it is known by."""
    seen = set[str]()
    for name, resolved in shipped().items():
        tour, size = make_tour(resolved), SIZE if name == DEFAULT else OTHER_SIZE
        writer = ImageWriter("dark", *size)
        told = replace(offline, tour=tour)
        for index, stop in enumerate(tour.stops):
            if stop.scene.id in seen:
                continue
            seen.add(stop.scene.id)
            place = TourPlace(index, stop.local_time(stop.scene.portrait_time))
            made = image_of(writer, told.compose(place, idle=1.0), size)
            made.save(folder / f"{len(seen):02d}_{stop.scene.id}.webp", "WEBP", quality=80, method=6)


def frames(offline: Offline) -> Iterator[Image.Image]:
    """Those of the film."""
    writer, count = ImageWriter("dark", *FILM_SIZE), round(FILM_FPS * FILM_SECONDS)
    for key, beat in FILM:
        index = offline.tour.index(key)
        place = offline.tour.stops[index].scene.timeline.index(beat)
        for number in range(count):
            yield image_of(writer, offline.picture(Moment(index, place, 0.05 + 0.9 * number / (count - 1))), FILM_SIZE)


def main(folder: Path) -> None:
    """All of them."""
    folder.mkdir(parents=True, exist_ok=True)
    offline = Offline()
    portraits(offline, folder)
    first, *rest = frames(offline)
    step = round(1000 / FILM_FPS)
    first.save(
        ROOT / ".github" / "film.webp",
        "WEBP",
        save_all=True,
        append_images=rest,
        duration=step,
        loop=0,
        quality=45,
        method=6,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "assets" / "pictures")
