"""Names of what labs are made of, for the annotations of scenes and figures: import them under `if TYPE_CHECKING`."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tourapp.learning.labs.attention_by_hand.case import HandCase as HandCase
    from tourapp.learning.labs.kinds import Box as Box
    from tourapp.learning.labs.kinds import Hints as Hints
    from tourapp.learning.labs.kinds import Knob as Knob
    from tourapp.learning.labs.kv_calculator.case import KvCase as KvCase
    from tourapp.learning.labs.kv_speedup.case import SpeedupCase as SpeedupCase
    from tourapp.learning.labs.phases.case import PhaseCase as PhaseCase
    from tourapp.learning.labs.sampler.case import SamplerCase as SamplerCase
    from tourapp.learning.labs.serve_it.case import ServeCase as ServeCase
    from tourapp.learning.labs.serve_it.offers import MachineTrial as MachineTrial
    from tourapp.learning.labs.state import LabState as LabState
    from tourapp.learning.labs.state import LabView as LabView
    from tourapp.learning.labs.tiles.case import TileCase as TileCase
    from tourapp.learning.labs.tiles.case import TileTrial as TileTrial
    from tourapp.learning.quiz_run import PartResult as PartResult
    from tourapp.learning.quiz_run import QuizView as QuizView
    from tourapp.learning.ready import BoxTick as BoxTick
    from tourapp.learning.ready_run import ReadyView as ReadyView
