"""Readouts beside the picture: each comes with the beat that explains it."""

from __future__ import annotations

from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture) -> None:
    """At most four."""
    rail = Rail(p, f.rail)
    match f.beat_name:
        case "naive":
            rail.read("One output", f.world.tile_run.each)
            rail.read("All read", f.world.tile_run.naive, "waste")
        case "loop" if f.cue("loop.told") <= 0.0:
            rail.read("Tiles", f.world.tile_run.down * f.world.tile_run.across)
        case "tile" | "loop":
            rail.read("Numbers read", f.world.tile_run.reads, "prefill")
            rail.read("Fewer", f.world.tile_run.saved, "good")
        case "race":
            for words, way in zip(("Loops", "Rows", "One call"), f.world.product_times.ways, strict=True):
                rail.read(words, way.seconds)
        case "sms":
            _read_waves(f, rail)
        case "saw":
            _read_saw(f, rail)
        case "thin":
            thin = f.world.thin_tile
            rail.read("Tiles", thin.tiles)
            rail.read("Of use", thin.useful, "waste")
            if thin.whole is not None and thin.split is not None:
                rail.read("Busy, whole", thin.whole.busy)
                rail.read("Busy, split", thin.split.busy, "good")
        case _:
            fit = f.world.tile_fit
            rail.read("Ridge", fit.ridge)
            if fit.alone is not None and fit.shared is not None:
                rail.read("Tile alone", fit.alone)
                rail.read("With L2", fit.shared, "prefill")
            if fit.seconds is not None:
                rail.read("Best tile", fit.seconds)


def _read_saw(f: Frame, rail: Rail) -> None:
    saw = f.world.tile_saw
    rail.read("Tiles", saw.waves.tiles)
    if saw.waves.dealt is not None and saw.before is not None and saw.after is not None:
        rail.read("Busy now", saw.waves.dealt.busy, "prefill")
        rail.read("Before the fall", saw.before, "good")
        rail.read("One token more", saw.after, "waste")


def _read_waves(f: Frame, rail: Rail) -> None:
    waves = f.world.tile_waves
    rail.read("Tiles", waves.tiles)
    if waves.dealt is not None:
        rail.read("Waves", waves.dealt.waves)
        rail.read("Idle in the last", waves.dealt.idle, "waste")
        rail.read("Busy", waves.dealt.busy, "prefill")
