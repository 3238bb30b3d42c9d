"""How fast and how lean the checks of privacy and of listed words are, and what peers need.

    python bench/privacy_speed.py [--own]

Prints characters per CPU second of one core: number rules and both families together on
ordinary prose, folding, a list of 100,000 words; seconds and memory for a notice of 60,000
characters with a list of 2,000 rows, in a process of its own.
"""

import argparse
import itertools
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))

from build_privacy_set import Maker
from privacy import jionlp, phonenumbers, presidio
from prose import prose
from shenfa.audit.engine import audit, compile_engine, engine_of
from shenfa.audit.rulebook import rulebook
from shenfa.rules.listed.folded import tight
from shenfa.rules.listed.lexicon import lexicon
from shenfa.rules.listed.pinyin import sound_alikes
from shenfa.rules.personal.scanner import scan_numbers
from shenfa.rules.wording.listed_word import check
from shenfa.text import (
    Cell,
    ContentKind,
    Context,
    County,
    Document,
    Family,
    Passage,
    SensitiveWord,
    Severity,
    fold,
)

CHARACTERS = 4_000_000
PEER_CHARACTERS = 300_000
WORDS = 100_000
NOTICE, ROWS = 60_000, 2_000
ALONE = "--notice"


def speed(work: Callable[[str], object], texts: list[str]) -> float:
    """Millions of characters per CPU second, after a warm-up."""
    for text in texts[:50]:
        work(text)
    began = time.process_time()
    for text in texts:
        work(text)
    return sum(map(len, texts)) / max(time.process_time() - began, 1e-9) / 1e6


def listed_words(count: int) -> tuple[SensitiveWord, ...]:
    """Return that many invented words of two to six characters."""
    chance = random.Random(5)  # noqa: S311 - a benchmark, not a secret
    text = "".join(prose(200_000, seed=9))
    text = "".join(one for one in text if "\u4e00" <= one <= "\u9fff")
    words: dict[str, None] = {}
    while len(words) < count:
        # Every second word begins as the text goes on, so that the automaton has work to do.
        size, real = chance.choice((3, 4, 4, 5, 6)), chance.choice((0, 2))
        place = chance.randrange(len(text) - 6)
        made = text[place : place + real] + "".join(chance.choice(text) for _ in range(size - real))
        words[made] = None
    return tuple(SensitiveWord(word, "示例", Severity.WARNING, "生成") for word in words)


def notice() -> Document:
    """Return a notice of 60,000 characters with a list of 2,000 rows, all of it invented."""
    make = Maker(3)
    body = [Passage(f"正文第{n}段", text) for n, text in enumerate(prose(NOTICE, seed=4), start=1)]
    headers = ("序号", "姓名", "村组", "身份证号", "联系电话", "一卡通账号", "金额")
    cells = [Passage("", text, cell=Cell(1, 1, n)) for n, text in enumerate(headers, start=1)]
    for row in range(2, ROWS + 2):
        values = (
            str(row),
            make.name(),
            "竹沟村3组",
            make.identity(),
            make.mobile(),
            make.card(),
            "500",
        )
        cells += [
            Passage(f"名单第{row}行第{n}列", value, cell=Cell(1, row, n, header))
            for n, (header, value) in enumerate(zip(headers, values, strict=True), start=1)
        ]
    return Document("公示.docx", (*body, *cells))


def measure_notice() -> None:
    """Check the notice under all rules and print seconds and memory of this process."""
    document, engine = notice(), compile_engine()
    audit(engine, Document("warm", (Passage("", "预热。"),)), Context(ContentKind.LIST))
    began = time.process_time()
    report = audit(engine, document, Context(ContentKind.LIST))
    seconds = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"六万字通知加 {ROWS:,} 行名单：{seconds:.2f} 秒，内存 {memory:.0f} MB，"
        f"问题点 {len(report.findings):,} 处（目标 ≤ 2 秒、< 300 MB）"
    )


def own() -> None:
    """Print our own figures."""
    texts = prose(CHARACTERS)
    context = Context(ContentKind.GENERAL)
    county = County(words=listed_words(WORDS))
    counted = Context(ContentKind.GENERAL, county=county)
    known = lexicon(county)
    families = engine_of(
        tuple(
            entry.rule
            for entry in rulebook()
            if entry.rule.family in (Family.PRIVACY, Family.SECRECY)
        )
    )
    tights = list(map(tight, texts))
    print(f"文本 {sum(map(len, texts)):,} 字（生成），单核，百万字/秒：")
    rows: tuple[tuple[str, float, str], ...] = (
        ("归一化（逐段不重复）", speed(fold.__wrapped__, texts), "≥ 2"),
        ("号码扫描（归一化之后）", speed(scan_numbers, texts), "≥ 1"),
        ("个人信息和保密两类全部规则", speed(lambda text: audit(families, _document(text), context), texts), ""),
        (f"词表 {WORDS:,} 词，自动机", speed(known.spans, tights), "≥ 5"),
        (f"词表 {WORDS:,} 词，整条规则", speed(lambda text: list(check(text, counted)), texts), ""),
        ("同音提示，整条规则", speed(lambda text: list(sound_alikes(text, counted)), texts), ""),
    )  # fmt: skip
    for name, value, goal in rows:
        print(f"  {name:<24} {value:6.2f}  {goal and f'（目标 {goal}）'}")


def _document(text: str) -> Document:
    return Document("bench", (Passage("", text),))


def peers() -> None:
    """Print the speed of the peers that are installed, on a part of the same text."""
    texts = list(itertools.chain(prose(PEER_CHARACTERS)))
    for name, build in (("Presidio", presidio), ("phonenumbers", phonenumbers), ("JioNLP", jionlp)):
        try:
            detect = build()
        except ImportError:
            print(f"  {name}：本机没有安装，未比较")
            continue
        print(f"  {name:<24} {speed(detect, texts):6.2f}")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--own", action="store_true", help="leave the peers out")
    parser.add_argument(ALONE, action="store_true", help="the notice only, in this process")
    wanted = parser.parse_args()
    if wanted.notice:
        measure_notice()
        return
    own()
    if not wanted.own:
        peers()
    subprocess.run([sys.executable, __file__, ALONE], check=True)  # noqa: S603 - our own script


if __name__ == "__main__":
    main()
