"""R49, S27: whoever sends a file to do harm gets one sentence, in bounded time and memory."""

import multiprocessing
import resource
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import pytest
from hostile_files import HOSTILE, SEEDS

from shenfa.readers import UnreadableDocument, open_document

SECONDS = 60.0
"""Far more than it takes, for a machine that has other things to do."""
MEMORY = 1536 * 1024**2
CUTS = (1, 3, 8, 20, 60, 150, 400, 900, 2000, 5000)


def bound() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def told(data: bytes, name: str) -> tuple[str, str, float]:
    """Return the sentence or the words of a file, and how long reading took."""
    start = time.process_time()
    try:
        document = open_document(data, name)
    except UnreadableDocument as error:
        return str(error), "", time.process_time() - start
    words = "\n".join(one.text for one in document.passages)
    return "", words, time.process_time() - start


class Bounded:
    """A process that may take only so much memory; a new one after it died."""

    def __init__(self) -> None:
        """Start it."""
        context = multiprocessing.get_context("spawn")
        self.pool = ProcessPoolExecutor(1, context, bound)

    def told(self, data: bytes, name: str) -> tuple[str, str, float]:
        """Read a file there."""
        try:
            return self.pool.submit(told, data, name).result(SECONDS)
        except BrokenProcessPool:
            self.__init__()  # type: ignore[misc] # the next test finds another
            raise


@pytest.fixture(scope="module")
def reader() -> Iterator[Bounded]:
    """Return the process."""
    made = Bounded()
    yield made
    made.pool.shutdown()


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_does_no_harm(kind: str, reader: Bounded) -> None:
    name, build = HOSTILE[kind]
    sentence, words, seconds = reader.told(build(), name)

    assert seconds < 20
    assert not sentence.endswith("。")
    assert "root:" not in words
    assert len(words) < 20_000_000


@pytest.mark.parametrize("name", SEEDS)
def test_a_file_cut_short_is_told_in_one_sentence(name: str, reader: Bounded) -> None:
    data = SEEDS[name]()
    for cut in (*(one for one in CUTS if one < len(data)), len(data) - 1, len(data) // 2):
        sentence, _words, seconds = reader.told(data[:cut], name)

        assert "Traceback" not in sentence
        assert seconds < 20
