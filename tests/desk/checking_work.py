"""What a file can do to the process that checks it; no Django, as in that process."""

import os
import time


def fall_dead(_task: float) -> str:
    """Do what a reader does that a damaged file kills."""
    os._exit(1)


def dawdle(seconds: float) -> str:
    """Do what a reader does that hangs."""
    time.sleep(seconds)
    return "late"


def stumble(task: float) -> str:
    """Do what a rule does that has a bug; the text of its error may hold anything."""
    raise ValueError(f"13812345678 {task}")
