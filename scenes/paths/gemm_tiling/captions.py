"""What the captions say; verdicts come from the counts. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ProductTimes, ThinTile, TileFit, TileRun, TileSaw, TileWaves

FEW, MOST = 0.35, 0.65
"""Shares of idle processors between which a wave is about half empty."""
WORTH = 0.02
"""A split that gains less than this share is none."""
FALL = 0.1
"""A tooth of the saw is at least as deep."""


def fill_captions(f: Frame, p: Picture) -> None:
    """Gives the fields of the present beat's sentences their values."""
    match f.beat_name:
        case "naive" | "tile" | "loop":
            _fill_run(f.world.tile_run, p)
        case "sms":
            waves = f.world.tile_waves
            p.fill(sms=_sms(waves), sms_note=_sms_note(f, waves), useful=_useful(waves))
        case "race":
            _fill_race(f.world.product_times, p)
        case "saw":
            saw = f.world.tile_saw
            p.fill(saw=_saw(saw), saw_note=_saw_note(f, saw))
        case "thin":
            thin = f.world.thin_tile
            p.fill(thin=_thin(thin), thin_note=_thin_note(thin))
        case _:
            fit = f.world.tile_fit
            p.fill(fit=_fit(fit), fit_note=_fit_note(f, fit), once=fit.once, ridge=fit.ridge)


def _fill_run(run: TileRun, p: Picture) -> None:
    p.fill(each=run.each, naive=run.naive, once=run.once, side=run.side, saved=run.saved)
    p.fill(m=run.m, n=run.n, k=run.k, tiles=run.down * run.across, loop=_loop(run), same=_same(run))


def _fill_race(times: ProductTimes, p: Picture) -> None:
    loop, rows, whole = times.ways
    p.fill(by_loop=loop.seconds, by_rows=rows.seconds, by_call=whole.seconds)
    p.fill(race_side=times.side, race_flops=times.flops)


def _loop(run: TileRun) -> Phrase:
    if run.counted.value == run.reads.value:
        return Phrase("The loop took in {v} numbers, as many as the formula says.", v=run.counted)
    return Phrase("The loop took in {v} numbers, and the formula says {w}.", v=run.counted, w=run.reads)


def _same(run: TileRun) -> Phrase:
    tiles = run.down * run.across
    if not float(run.error.value):
        return Phrase("{n} tiles, one after another; every output is the number that numpy gives.", n=tiles)
    return Phrase("{n} tiles, one after another; no output is further than {e} from numpy’s.", n=tiles, e=run.error)


def _sms(waves: TileWaves) -> Phrase:
    dealt = waves.dealt
    if dealt is None:
        return Phrase("{n} tiles; how many processors share them is not published.", n=waves.tiles)
    idle = float(dealt.idle.value) / float(dealt.seats.value)
    if not idle:
        return Phrase("Every wave is full: no processor waits.")
    if int(dealt.waves.value) == 1:
        return Phrase("One wave is enough, and {n} of {all} processors stay idle.", n=dealt.idle, all=dealt.seats)
    if idle < FEW:
        return Phrase("The last wave is nearly full: little is lost.")
    if idle <= MOST:
        return Phrase("The last wave is half empty, and takes as long as a full one.")
    return Phrase("The last wave is nearly empty, and takes as long as a full one.")


def _useful(waves: TileWaves) -> Phrase:
    """How much of the tiles hangs over the edge of the output."""
    if float(waves.useful.value) >= 1.0:
        return Phrase("All of the tiles’ area is output.")
    return Phrase("{v} of the tiles’ area is output, the rest hangs over the edge.", v=waves.useful)


def _sms_note(f: Frame, waves: TileWaves) -> Phrase:
    told = {"m": waves.m, "what": waves.matrix.words, "model": waves.matrix.model, "n": waves.tiles, "b": waves.side}
    if waves.dealt is None:
        return Phrase(
            "{m} {m|token|tokens} through {what} of {model}: {n} {n|tile|tiles} of {b} × {b} on {gpu}.",
            gpu=f.world.chip.name,
            **told,
        )
    told |= {"s": waves.dealt.seats, "w": waves.dealt.waves}
    return Phrase(
        "{m} {m|token|tokens} through {what} of {model}: {n} {n|tile|tiles} of {b} × {b} on {s} processors,"
        " {w} {w|wave|waves}.",
        **told,
    )


def _saw(saw: TileSaw) -> Phrase:
    if saw.before is None or saw.after is None:
        return Phrase("How the waves fill is not published for this GPU.")
    if float(saw.before.value) - float(saw.after.value) < FALL:
        return Phrase("With this matrix the saw is blunt: a wave more hardly shows.")
    return Phrase("One token more, one wave more: from {a} busy down to {b}.", a=saw.before, b=saw.after)


def _saw_note(f: Frame, saw: TileSaw) -> Phrase:
    waves = saw.waves
    told = {"m": waves.m, "what": waves.matrix.words, "model": waves.matrix.model, "n": waves.tiles}
    if waves.dealt is None or saw.before is None:
        return Phrase(
            "{gpu}: how many processors share {n} tiles is not published.", gpu=f.world.chip.name, n=told["n"]
        )
    told |= {"w": waves.dealt.waves, "u": waves.dealt.busy, "full": saw.full}
    return Phrase(
        "With {what} of {model} the steepest fall is after {full}. "
        "At {m} {m|token|tokens}, {w} {w|wave|waves}: {u} busy.",
        **told,
    )


def _thin(thin: ThinTile) -> Phrase:
    told = {"n": thin.rows, "v": thin.useful, "b": thin.side}
    if int(thin.rows.value) == 1:
        return Phrase("Decode brings one token: {v} of a tile’s {b} rows are of use.", **told)
    return Phrase("Decode brings {n} tokens: {v} of the tiles’ rows are of use.", **told)


def _thin_note(thin: ThinTile) -> Phrase:
    if thin.whole is None or thin.split is None:
        return Phrase("{n} tiles; how many processors share them is not published.", n=thin.tiles)
    told = {"n": thin.tiles, "s": thin.whole.seats, "u": thin.whole.busy}
    if float(thin.split.busy.value) < float(thin.whole.busy.value) + WORTH:
        return Phrase("{n} tiles keep {s} processors busy for {u} of the time; pieces gain nothing.", **told)
    return Phrase(
        "{n} tiles keep {s} processors busy for {u} of the time; cut in {k} along K, for {w}.",
        k=thin.pieces,
        w=thin.split.busy,
        **told,
    )


def _fit(fit: TileFit) -> Phrase:
    if fit.sram is None:
        return Phrase("How large a tile can be is not published for this GPU.")
    if fit.alone is None:
        return Phrase("So little SRAM holds no tile at all.")
    ridge = float(fit.ridge.value)
    if float(fit.alone.value) >= ridge:
        return Phrase("The largest tile feeds the math on its own.")
    if fit.shared is None:
        return Phrase("No tile alone feeds the math; what processors share is not published.")
    if float(fit.shared.value) >= ridge:
        return Phrase("No tile alone feeds the math: the L2 cache must hand on what it shares.")
    if float(fit.once.value) < ridge:
        return Phrase("With so few tokens no tile and no cache can feed the math.")
    return Phrase("Dealt like this, not even the L2 cache can feed the math.")


def _fit_note(f: Frame, fit: TileFit) -> Phrase:
    told = {"gpu": f.world.chip.name, "r": fit.ridge}
    if fit.cut is None or fit.used is None:
        return Phrase("{gpu} needs {r} to keep its math at work.", **told)
    a, b = fit.cut
    if fit.given:
        told |= {"a": a, "b": b, "v": fit.used, "s": fit.sram}
        return Phrase("{gpu} needs {r}. With {s} the largest tile is {a} × {b}, which takes {v}.", **told)
    return Phrase("{gpu} needs {r}. Its SRAM holds a tile of {a} × {b}, which takes {v}.", a=a, b=b, v=fit.used, **told)
