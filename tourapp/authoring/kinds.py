"""Names of what the world is made of, for the annotations of scenes: import them under `if TYPE_CHECKING`.

Nothing is imported when the product runs, so a scene stays free of engine and simulation.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tourapp.engine.draw_tally import DrawTally as DrawTally
    from tourapp.engine.flash import FlashRun as FlashRun
    from tourapp.engine.flash import Tile as Tile
    from tourapp.engine.measure import Measurement as Measurement
    from tourapp.engine.measure import Spread as Spread
    from tourapp.engine.quality import Quality as Quality
    from tourapp.engine.recording import Recording as Recording
    from tourapp.engine.sampler import SamplingParams as SamplingParams
    from tourapp.engine.speculation_run import Rules as Rules
    from tourapp.engine.speculation_run import SpeculationRun as SpeculationRun
    from tourapp.engine.speculation_run import Turn as Turn
    from tourapp.engine.speculation_run import Verdicts as Verdicts
    from tourapp.engine.token_choice import TokenChoice as TokenChoice
    from tourapp.engine.tokenizer import Encoding as Encoding
    from tourapp.engine.tokenizer import Merge as Merge
    from tourapp.engine.tokenizer import Tokenizer as Tokenizer
    from tourapp.sim.answer_times import RequestTimes as RequestTimes
    from tourapp.sim.batching import BatchingRun as BatchingRun
    from tourapp.sim.batching_trace import BatchingTrace as BatchingTrace
    from tourapp.sim.cost import Costs as Costs
    from tourapp.sim.loop import Loop as Loop
    from tourapp.sim.network import Leg as Leg
    from tourapp.sim.network import Place as Place
    from tourapp.sim.network import Trip as Trip
    from tourapp.sim.paging import PagingRun as PagingRun
    from tourapp.sim.paging_trace import PagingEvent as PagingEvent
    from tourapp.sim.paging_trace import PolicyRun as PolicyRun
    from tourapp.sim.paging_trace import PoolMoment as PoolMoment
    from tourapp.sim.paging_trace import Shares as Shares
    from tourapp.sim.queue import QueueRun as QueueRun
    from tourapp.sim.queue_window import QueueMoment as QueueMoment
    from tourapp.sim.queue_window import QueueWindow as QueueWindow
    from tourapp.specs import PriceCard as PriceCard
    from tourapp.world.choice_numbers import ChoiceNumbers as ChoiceNumbers
    from tourapp.world.choice_numbers import Cuts as Cuts
    from tourapp.world.parts.account import Account as Account
    from tourapp.world.parts.account import Stay as Stay
    from tourapp.world.parts.attention import ByHand as ByHand
    from tourapp.world.parts.attention import HeadOverview as HeadOverview
    from tourapp.world.parts.attention import RowAddress as RowAddress
    from tourapp.world.parts.batching import BatchingNumbers as BatchingNumbers
    from tourapp.world.parts.batching import PolicyNumbers as PolicyNumbers
    from tourapp.world.parts.batching import SlotRead as SlotRead
    from tourapp.world.parts.batching import WaitingBatch as WaitingBatch
    from tourapp.world.parts.chip import Chip as Chip
    from tourapp.world.parts.choices import Choices as Choices
    from tourapp.world.parts.choices import FrozenStep as FrozenStep
    from tourapp.world.parts.computer import ComputerNumbers as ComputerNumbers
    from tourapp.world.parts.computer import Measuring as Measuring
    from tourapp.world.parts.flash import FlashHead as FlashHead
    from tourapp.world.parts.flash_traffic import Traffic as Traffic
    from tourapp.world.parts.kv_variants import ContextStop as ContextStop
    from tourapp.world.parts.kv_variants import KvVariants as KvVariants
    from tourapp.world.parts.kv_variants import Variant as Variant
    from tourapp.world.parts.network import KnownPlaces as KnownPlaces
    from tourapp.world.parts.network import LandMask as LandMask
    from tourapp.world.parts.network import Route as Route
    from tourapp.world.parts.network import TripNumbers as TripNumbers
    from tourapp.world.parts.our_slots import OurSlots as OurSlots
    from tourapp.world.parts.paging import ForkStep as ForkStep
    from tourapp.world.parts.paging import PagingNumbers as PagingNumbers
    from tourapp.world.parts.pricing import Bill as Bill
    from tourapp.world.parts.pricing import Fleet as Fleet
    from tourapp.world.parts.pricing import Listed as Listed
    from tourapp.world.parts.pricing import PriceLine as PriceLine
    from tourapp.world.parts.pricing import Ratios as Ratios
    from tourapp.world.parts.quantization import CacheFormat as CacheFormat
    from tourapp.world.parts.quantization import MeasuredQuality as MeasuredQuality
    from tourapp.world.parts.quantization import ModelAtWidth as ModelAtWidth
    from tourapp.world.parts.quantization import Quant as Quant
    from tourapp.world.parts.quantization import SnappedWeights as SnappedWeights
    from tourapp.world.parts.quantized import AnswerAtWidth as AnswerAtWidth
    from tourapp.world.parts.quantized import QuantAnswers as QuantAnswers
    from tourapp.world.parts.speculation import PassCosts as PassCosts
    from tourapp.world.parts.speculation import SpeculationNumbers as SpeculationNumbers
    from tourapp.world.parts.text import TextFacts as TextFacts
    from tourapp.world.parts.waiting import LoadCurve as LoadCurve
    from tourapp.world.parts.waiting import QueueNumbers as QueueNumbers
    from tourapp.world.parts.waiting import TypicalRequest as TypicalRequest
