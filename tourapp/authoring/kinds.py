"""Names of what the world is made of, for the annotations of scenes: import them under `if TYPE_CHECKING`.

Nothing is imported when the product runs, so a scene stays free of engine and simulation.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tourapp.engine.measure import Measurement as Measurement
    from tourapp.engine.recording import Recording as Recording
    from tourapp.engine.sampler import SamplingParams as SamplingParams
    from tourapp.engine.speculation_run import Rules as Rules
    from tourapp.engine.speculation_run import SpeculationRun as SpeculationRun
    from tourapp.engine.speculation_run import Turn as Turn
    from tourapp.engine.tokenizer import Encoding as Encoding
    from tourapp.engine.tokenizer import Merge as Merge
    from tourapp.engine.tokenizer import Tokenizer as Tokenizer
    from tourapp.sim.batching import BatchingRun as BatchingRun
    from tourapp.sim.cost import Costs as Costs
    from tourapp.sim.loop import Loop as Loop
    from tourapp.sim.network import Leg as Leg
    from tourapp.sim.network import Place as Place
    from tourapp.sim.network import Trip as Trip
    from tourapp.sim.paging import PagingRun as PagingRun
    from tourapp.sim.paging_trace import PolicyRun as PolicyRun
    from tourapp.sim.paging_trace import PoolMoment as PoolMoment
    from tourapp.sim.queue import QueueRun as QueueRun
    from tourapp.sim.queue_window import QueueMoment as QueueMoment
    from tourapp.sim.queue_window import QueueWindow as QueueWindow
    from tourapp.world.parts.attention import ByHand as ByHand
    from tourapp.world.parts.attention import HeadOverview as HeadOverview
    from tourapp.world.parts.chip import Chip as Chip
    from tourapp.world.parts.computer import RequestTimes as RequestTimes
    from tourapp.world.parts.flash import FlashHead as FlashHead
    from tourapp.world.parts.flash import Traffic as Traffic
    from tourapp.world.parts.kv_variants import KvVariants as KvVariants
    from tourapp.world.parts.kv_variants import Variant as Variant
    from tourapp.world.parts.paging import ForkStep as ForkStep
    from tourapp.world.parts.pricing import Bill as Bill
    from tourapp.world.parts.quantization import Quant as Quant
    from tourapp.world.parts.speculation import PassCosts as PassCosts
