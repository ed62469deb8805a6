"""What each part of a world is: the types behind `world.queue`, `world.recording` and the others, in one list.

Read by type checkers alone; a test holds this list to the builders.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from tourapp.engine.kv_race import Race
    from tourapp.engine.measure import Measurement
    from tourapp.engine.product_race import ProductRace
    from tourapp.engine.recording import Recording
    from tourapp.engine.residual import ResidualRun
    from tourapp.engine.speculation_run import SpeculationRun
    from tourapp.engine.tokenizer import Encoding, Merge, Tokenizer
    from tourapp.quantity import Quantity
    from tourapp.sim.answer_times import RequestTimes
    from tourapp.sim.batching import BatchingRun
    from tourapp.sim.cost import Costs, Energy
    from tourapp.sim.cost.achieved.many import ManyRuns
    from tourapp.sim.loop import Loop
    from tourapp.sim.network import Trip
    from tourapp.sim.paging import PagingRun
    from tourapp.sim.queue import QueueRun
    from tourapp.sim.rules import Rule
    from tourapp.specs import PeerRow, PriceCard
    from tourapp.words import Phrase
    from tourapp.world.achieved_basis import AchievedBasis
    from tourapp.world.equation_letters import Letters
    from tourapp.world.held_run import UnseenRow
    from tourapp.world.parts.account import Account, OurTokens, Stay
    from tourapp.world.parts.analogies import Analogy
    from tourapp.world.parts.analogy_board import AnalogyBoard
    from tourapp.world.parts.attention import ByHand, HeadOverview
    from tourapp.world.parts.batch_sweep import BatchSweep
    from tourapp.world.parts.batching import BatchingNumbers, LoneRead, SlotRead
    from tourapp.world.parts.by_model import ModelRow
    from tourapp.world.parts.chip import Chip
    from tourapp.world.parts.choices import Choices, FrozenStep
    from tourapp.world.parts.class_answer import ClassAnswer
    from tourapp.world.parts.climb import Climb, Rung
    from tourapp.world.parts.computer import ComputerNumbers, Measuring
    from tourapp.world.parts.crossings import Crossings
    from tourapp.world.parts.cutouts import CutoutNumbers
    from tourapp.world.parts.estimate import Estimate
    from tourapp.world.parts.expert_numbers import ExpertNumbers
    from tourapp.world.parts.ffn_numbers import FfnNumbers
    from tourapp.world.parts.fit_matrix import FitMatrix
    from tourapp.world.parts.flash import FlashHead
    from tourapp.world.parts.flash_traffic import Traffic
    from tourapp.world.parts.head_counts import HeadCounts
    from tourapp.world.parts.held_against import HeldAgainst, HeldNames
    from tourapp.world.parts.in_flight import InFlight
    from tourapp.world.parts.kept_row import KeptRow
    from tourapp.world.parts.knobs import Knobs
    from tourapp.world.parts.kv_race import RaceNumbers
    from tourapp.world.parts.kv_variants import KvVariants
    from tourapp.world.parts.launches import Launches
    from tourapp.world.parts.layer_numbers import LayerNumbers
    from tourapp.world.parts.learned_list import LearnedNumbers
    from tourapp.world.parts.lens import LensNumbers
    from tourapp.world.parts.lever_fades import LeverFades
    from tourapp.world.parts.levers import LeverBoard
    from tourapp.world.parts.loop_lengths import LoopLengths
    from tourapp.world.parts.measured_like import MeasuredLike
    from tourapp.world.parts.meetings import Meetings
    from tourapp.world.parts.neighbours import Neighbours
    from tourapp.world.parts.network import KnownPlaces, LandMask, Route, TripNumbers
    from tourapp.world.parts.norm_launches import NormLaunches
    from tourapp.world.parts.one_head import OneHead
    from tourapp.world.parts.operator_table import OperatorTable
    from tourapp.world.parts.operators import Operators
    from tourapp.world.parts.our_slots import OurSlots
    from tourapp.world.parts.overtaking import Overtaking
    from tourapp.world.parts.paging import ForkStep, PagingNumbers
    from tourapp.world.parts.pass_shapes import PassShapes
    from tourapp.world.parts.passport import Passport
    from tourapp.world.parts.pick import PickHeat
    from tourapp.world.parts.price_question import PriceQuestion
    from tourapp.world.parts.pricing import Bill, Fleet, Listed, Ratios
    from tourapp.world.parts.product_race import ProductTimes
    from tourapp.world.parts.products import RealPair, SizedMatrix, TokenWork
    from tourapp.world.parts.quantization import Quant
    from tourapp.world.parts.quantized import QuantAnswers
    from tourapp.world.parts.rotations import Rotations
    from tourapp.world.parts.score_matrix import ScoreMatrix
    from tourapp.world.parts.shape_run import ShapeNumbers, ShapeRun
    from tourapp.world.parts.size_question import SizeQuestion
    from tourapp.world.parts.softmax_numbers import SoftmaxNumbers
    from tourapp.world.parts.speculation import PassCosts, SpeculationNumbers
    from tourapp.world.parts.text import TextFacts
    from tourapp.world.parts.text_samples import CutText
    from tourapp.world.parts.tile_fit import TileFit
    from tourapp.world.parts.tile_run import TileRun
    from tourapp.world.parts.tile_waves import ThinTile, TileSaw, TileWaves
    from tourapp.world.parts.token_crowd import TokenCrowd, WordMap
    from tourapp.world.parts.towers import Towers
    from tourapp.world.parts.turning import Turning
    from tourapp.world.parts.two_counters import CounterRun, EndOdds, KeptToken, TwoCounters
    from tourapp.world.parts.users_question import UsersQuestion
    from tourapp.world.parts.vocabulary import IdBytes, VocabularyCost
    from tourapp.world.parts.waiting import LoadCurve, QueueNumbers, TypicalRequest
    from tourapp.world.parts.whole_pass import WholePass
    from tourapp.world.plan_board import PlanBoard
    from tourapp.world.worked import WorkedExample


class WorldParts:
    """The computed parts by name; each is declared in `world/parts`."""

    if TYPE_CHECKING:
        account: Account
        analogies: Analogy
        analogy_board: AnalogyBoard
        answer_tokenizer: Tokenizer
        by_hand: ByHand
        cache_room: dict[str, Quantity]
        batching: BatchingRun
        batching_axis: dict[str, Quantity]
        batching_numbers: BatchingNumbers
        batch_sweep: BatchSweep
        bill: Bill
        chip: Chip
        chips: tuple[Chip, ...]
        class_answer: ClassAnswer
        climb: Climb
        climb_rungs: tuple[Rung, ...]
        choices: Choices
        computer_numbers: ComputerNumbers | None
        cost: Costs
        counter_run: CounterRun
        crossings: Crossings
        cutouts: CutoutNumbers
        default_recording: Recording
        end_odds: EndOdds
        energy: Energy | None
        estimate: Estimate
        ffn_numbers: FfnNumbers
        fit_matrix: FitMatrix
        flash_head: FlashHead
        flash_traffic: dict[bool, Traffic]
        fleet: Fleet
        fork_steps: tuple[ForkStep, ...]
        frozen_step: FrozenStep
        head_counts: HeadCounts
        head_overview: HeadOverview
        held: HeldAgainst
        held_names: HeldNames
        held_runs: ManyRuns
        held_unseen: dict[str, tuple[UnseenRow, ...]]
        in_flight: InFlight
        kept_token: KeptToken
        knobs: Knobs
        kv_race: Race
        kv_variants: KvVariants
        launches: Launches
        layer_numbers: LayerNumbers
        learned_list: LearnedNumbers
        lens: LensNumbers
        letters: Letters
        kept_row: KeptRow
        expert_numbers: ExpertNumbers
        levers: LeverBoard
        lever_fades: LeverFades
        loop_lengths: LoopLengths
        land: LandMask
        listed: Listed
        load_curve: LoadCurve
        loop: Loop
        math_format: Phrase
        measured: Measurement | None
        measured_like: MeasuredLike
        measuring: Measuring
        meetings: Meetings
        merges: list[Merge]
        matmul_sizes: tuple[SizedMatrix, SizedMatrix]
        neighbours: Neighbours
        network: Trip
        real_pair: RealPair | None
        token_crowd: TokenCrowd
        token_work: TokenWork
        word_map: WordMap
        one_head: OneHead
        other_stays: tuple[Stay, ...]
        operator_table: OperatorTable
        operators: Operators
        our_slots: OurSlots
        our_times: RequestTimes
        our_tokens: OurTokens
        overtaking: Overtaking
        own_cost: Costs
        paging: PagingRun
        pass_shapes: PassShapes
        passport: Passport
        paging_numbers: PagingNumbers
        peers: tuple[PeerRow, ...]
        places: KnownPlaces
        plain_tokens: Encoding
        plan: PlanBoard
        price_cards: tuple[PriceCard, ...]
        price_question: PriceQuestion
        prompt_track: Costs
        quant: Quant
        quant_answers: QuantAnswers
        queue: QueueRun
        queue_numbers: QueueNumbers
        race_numbers: RaceNumbers
        ratios: Ratios
        reached: AchievedBasis
        recording: Recording
        request_cost: Costs
        request_step: Costs
        request_times: RequestTimes
        residual: ResidualRun
        river: Recording
        river_overview: HeadOverview
        rotations: Rotations
        rule_errors: tuple[Rule, ...]
        route: Route
        shape_run: ShapeRun
        shape_step: ShapeNumbers | None
        size_question: SizeQuestion
        score_matrix: ScoreMatrix
        slot_read: SlotRead
        lone_read: LoneRead
        speculation: SpeculationRun
        speculation_cost: PassCosts
        speculation_numbers: SpeculationNumbers
        speculation_short: PassCosts
        text: TextFacts
        users_climb: Climb
        users_climb_rungs: tuple[Rung, ...]
        users_question: UsersQuestion
        tokenizer: Tokenizer
        tokens: Encoding
        trip_numbers: TripNumbers
        towers: Towers
        softmax_numbers: SoftmaxNumbers
        turning: Turning
        two_counters: TwoCounters
        worked: WorkedExample
        by_model: tuple[ModelRow, ...]
        norm_launches: NormLaunches
        pick_heat: PickHeat
        text_samples: tuple[CutText, ...]
        own_text: CutText
        thin_tile: ThinTile
        tile_fit: TileFit
        tile_run: TileRun
        tile_saw: TileSaw
        product_race: ProductRace
        product_times: ProductTimes
        tile_waves: TileWaves
        token_lengths: np.ndarray
        vocabulary: VocabularyCost
        id_bytes: IdBytes
        typical: TypicalRequest
        whole_pass: WholePass

    __slots__ = ()
