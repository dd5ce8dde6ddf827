"""How the time of a piece of work grows, as a ratio: a bound in seconds would test the machine."""

import time
from collections.abc import Callable

ROUNDS = 3
"""The least of so many runs counts: the others were disturbed."""


def growth(work: Callable[[int], object], small: int, large: int) -> float:
    """Return how many times as long the work takes at a large size as at a small one (processor time)."""

    def least(size: int) -> float:
        taken = []
        for _ in range(ROUNDS):
            begun = time.process_time()
            work(size)
            taken.append(time.process_time() - begun)
        return min(taken)

    work(small)  # what is loaded once does not count
    return least(large) / max(least(small), 0.005)
