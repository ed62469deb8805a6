"""Tours as data: the pool of all scenes, the files that list stops, and what is wrong with a file."""

from tourapp.tours.load import Problem, Resolved, TourFileError, read_tour
from tourapp.tours.pool import all_scenes, pool
from tourapp.tours.shelf import DEFAULT, shipped, tour_called

__all__ = [
    "DEFAULT",
    "Problem",
    "Resolved",
    "TourFileError",
    "all_scenes",
    "pool",
    "read_tour",
    "shipped",
    "tour_called",
]
