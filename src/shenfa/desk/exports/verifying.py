"""Running the stand-alone verifier over an export, and telling its answer part by part.

It runs as the auditor would run it: the one file ``verify.py``, in a process of its own that
cannot import anything of this system, with the export and the key file as its arguments.
"""

import hashlib
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from shenfa.trail import __file__ as trail_room
from shenfa.trail.faults import FAULTS

VERIFIER = Path(trail_room).parent / "verify.py"
LONGEST = 600
LAWFUL, BROKEN, UNUSABLE = 0, 1, 2
NOTE = "提醒："


@dataclass(frozen=True, slots=True)
class Answer:
    """What the verifier said: its exit status, its one sentence, what it wants remembered."""

    outcome: int
    sentence: str
    notes: tuple[str, ...] = ()


class State(StrEnum):
    """How a part of the verification came out."""

    HOLDS = "holds"
    BROKEN = "broken"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True)
class Section:
    """One part of what the verifier looks at, and how it came out."""

    title: str
    about: str
    state: State


OF_THE_CHAIN = frozenset(
    FAULTS[key] for key in ("json", "form", "seq", "alg", "prev", "hash", "time", "anchor")
)
SECTIONS = (
    ("people", "人员名册", "留痕里的人员都在名册中，编号由工号和随机数算出，一个工号只有一个编号"),
    ("checkpoints", "检查点", "签名与给定的公钥相符，条数和时间不减少，所记链签与留痕一致"),
    ("chain", "每一条记录", "序号没有缺号，与上一条相接，内容与摘要相符，时间不倒退"),
    ("steps", "每一步是否可能", "从头重演一遍：岗位分离、三审三校、保密审查、公开属性、县府办审核"),
    ("state", "数据库现状", "版本内容重新计算的摘要、每次发布的状态，与重演的结果一致"),
)
"""The parts in the order in which the verifier judges them (docs/trail.md)."""


def run_verifier(export: Path, keys: Sequence[Path]) -> Answer:
    """Return what the stand-alone verifier says of an export."""
    options = [word for key in keys for word in ("--key", str(key))]
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-I", str(VERIFIER), str(export), *options],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={"PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
            timeout=LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Answer(
            UNUSABLE, f"核验超过{LONGEST // 60}分钟没有结束，请用 verify.py 在别的电脑上核验"
        )
    said = done.stdout.strip() or "核验程序没有给出结果，请联系技术支持"
    outcome = done.returncode if done.returncode in (LAWFUL, BROKEN) else UNUSABLE
    lines = done.stderr.splitlines()
    notes = tuple(line.removeprefix(NOTE) for line in lines if line.startswith(NOTE))
    return Answer(outcome, said, notes)


def verifier_digest() -> str:
    """Return the SHA-256 of the verifier, to be compared with the copy kept elsewhere."""
    return hashlib.sha256(VERIFIER.read_bytes()).hexdigest()


def sections(outcome: int, sentence: str) -> tuple[Section, ...]:
    """Return each part with how it came out. What stands after the first fault was not judged."""
    where = "" if outcome == LAWFUL else _section_of(outcome, sentence)
    state, found = State.HOLDS, []
    for key, title, about in SECTIONS:
        if outcome == UNUSABLE:
            state = State.NOT_REACHED
        elif key == where:
            state = State.BROKEN
        elif state is State.BROKEN:
            state = State.NOT_REACHED
        found.append(Section(title, about, state))
    return tuple(found)


def _section_of(outcome: int, sentence: str) -> str:
    """Return the part in which the verifier stopped, by the words with which it said so."""
    if outcome == UNUSABLE:
        return ""
    if sentence.startswith("人员名册"):
        return "people"
    if re.match(r"第\d+个检查点|第1条记录起都没有检查点", sentence):
        return "checkpoints"
    if re.match("(版本|发布) ", sentence):
        return "state"
    said = re.sub(r"^第\d+条记录", "", sentence)
    is_of_the_chain = said in OF_THE_CHAIN or said.startswith("起与导出时的条数不符")
    return "chain" if is_of_the_chain else "steps"
