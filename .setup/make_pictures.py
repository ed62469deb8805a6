"""Makes assets/pictures: one WebP per scene of the request's tour for the README, at the scene's portrait.

Run in the project's own environment: `.venv/bin/python .setup/make_pictures.py`.
"""

import sys
from pathlib import Path

from PIL import Image

from tourapp.export.images import ImageWriter
from tourapp.export.offline import Offline
from tourapp.player.tour import TourPlace

SIZE = (1280, 720)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    offline, writer = Offline(), ImageWriter("dark", *SIZE)
    for index, stop in enumerate(offline.tour.stops):
        place = TourPlace(index, stop.local_time(stop.scene.portrait_time))
        image = writer.image(offline.compose(place, idle=1.0))
        picture = Image.frombuffer("RGB", SIZE, bytes(image.constBits()), "raw", "BGRX", image.bytesPerLine(), 1)
        picture.save(folder / f"{index + 1:02d}_{stop.key}.webp", "WEBP", quality=80, method=6)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / "assets" / "pictures")
