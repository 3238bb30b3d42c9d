"""The titles a text may cite: the shipped table and the county's own, found by name."""

from dataclasses import dataclass
from functools import lru_cache

from shenfa.lexicons import shipped_instruments
from shenfa.rules.citing.numbers import Number, read_number
from shenfa.text import Citations, Instrument

STATE = "中华人民共和国"
BODIES = (
    "最高人民法院、最高人民检察院",
    "最高人民法院",
    "最高人民检察院",
    "国务院办公厅",
    "国务院",
)
DROPPED = str.maketrans("", "", ' \u3000\xa0《》〈〉<>＜＞“”‘’"')
WIDE = str.maketrans("()", "（）")


def key_of(title: str) -> str:
    """Return what two spellings of one title share: no marks, no blanks, no 中华人民共和国."""
    plain = title.translate(DROPPED).translate(WIDE)
    return plain.replace(STATE, "") if STATE in plain else plain


@dataclass(frozen=True, slots=True, eq=False)
class Directory:
    """Instruments by the key of their title, and the numbers of those that have one.

    Orders above ``latest_order`` came after the table was made.
    """

    by_key: dict[str, Instrument]
    numbers: dict[str, Number]
    latest_order: int

    def find(self, title: str) -> Instrument | None:
        """Return the instrument with this title or short name."""
        return self.by_key.get(key_of(title))


@lru_cache(maxsize=4)
def directory(citations: Citations) -> Directory:
    """Return the directory for a county. It is built once for each county table."""
    by_key: dict[str, Instrument] = {}
    for instrument in (*citations.instruments, *shipped_instruments()):
        for name in (instrument.title, *instrument.aliases):
            by_key.setdefault(key_of(name), instrument)
        for body in BODIES:
            if instrument.title.startswith(body + "关于"):
                rest = instrument.title.removeprefix(body)
                by_key.setdefault(key_of(rest), instrument)
                by_key.setdefault(key_of(body.replace("、", "") + rest), instrument)
    numbers = {
        instrument.title: number
        for instrument in by_key.values()
        if instrument.number and (number := read_number(instrument.number))
    }
    orders = [number.value[0] for number in numbers.values() if number.series == "国务院令"]
    return Directory(by_key, numbers, max(orders, default=0))
