"""What holds for every folder of tests."""

import gc


def pytest_collection_finish() -> None:
    """Leave what was imported alone: going through it again and again took a tenth of the time.

    Rings of objects are still taken apart, only more seldom; pytest does so once more at the end.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
