"""Comparing costs on a noisy machine: processor time, the least of a few runs, never the clock on the wall."""

import time
from collections.abc import Callable


def least_seconds(call: Callable[[], object], runs: int = 3) -> float:
    """The least processor time of `runs` calls after one that warms up, in seconds."""
    call()
    return min(_seconds(call) for _ in range(runs))


def _seconds(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start
