"""The rail at the right of a picture: a column of readouts that fills the room below the controls.

Where the controls stand is the plan's matter (`rail_plan`); window and pictures put them there.
"""

from __future__ import annotations

from tourapp.authoring.column import Column
from tourapp.authoring.picture import Picture
from tourapp.authoring.rail_plan import RailPlan


class Rail(Column):
    """Readouts below the controls, top to bottom, at most four. Make one per frame: `rail = Rail(p, f.rail)`.

    A `why` card stands at the foot.
    """

    def __init__(self, picture: Picture, plan: RailPlan) -> None:
        if picture.side is None:
            picture.side = Picture()
        super().__init__(picture.side, plan.area, tight=plan.stand.kind != "side")
        self.p = picture.side
