"""How fast all rules together read ordinary prose, which are dearest, and how peers do.

Peers, in the same run and on the same text: autocorrect-py (punctuation and spacing, Rust) and
zhlint (the same, Node), each against our punctuation family alone. zhlint is fetched with npm
into build/; without npm its row says so.
"""

import json
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import autocorrect_py

from prose import prose
from shenfa.audit.engine import Engine, audit, engine_of
from shenfa.audit.rulebook import rulebook
from shenfa.text import Context, Document, Family, Passage

CHARACTERS = 8_000_000
SAMPLE = 1_000_000
ZHLINT_SAMPLE = 60_000
DEAREST = 5
BUILD = Path(__file__).parent.parent / "build" / "bench"
ZHLINT = """
import { run } from 'zhlint'
import { readFileSync } from 'fs'
const texts = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const start = process.hrtime.bigint()
for (const text of texts) run(text, { rules: { preset: 'default' } })
console.log(Number(process.hrtime.bigint() - start) / 1e9)
"""


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def run(engine: Engine, texts: list[str]) -> int:
    """Check every paragraph as a text of its own and return the number of findings."""
    context = Context()
    return sum(
        len(audit(engine, Document("bench", (Passage("", text),)), context).findings)
        for text in texts
    )


def speed(engine: Engine, texts: list[str]) -> float:
    """Characters per CPU second, after a warm-up that compiles the automata."""
    run(engine, texts[:10])
    return sum(map(len, texts)) / seconds(lambda: run(engine, texts))


def zhlint_speed(texts: list[str]) -> float | None:
    """Characters per second of zhlint, or None where npm cannot fetch it."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        return None
    BUILD.mkdir(parents=True, exist_ok=True)
    (BUILD / "zhlint.mjs").write_text(ZHLINT, encoding="utf-8")
    (BUILD / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
    install = [npm, "install", "--silent", "--no-save", "--prefix", str(BUILD), "zhlint@0.8.2"]
    if subprocess.run(install, check=False, capture_output=True).returncode:  # noqa: S603 - fixed words
        return None
    result = subprocess.run(  # noqa: S603 - fixed words
        [node, "zhlint.mjs", "texts.json"], cwd=BUILD, check=False, capture_output=True, text=True
    )
    return sum(map(len, texts)) / float(result.stdout) if result.returncode == 0 else None


def main() -> None:
    """Print the table."""
    texts = prose(CHARACTERS)
    size = sum(len(text.encode()) for text in texts) / 1e6
    rules = tuple(entry.rule for entry in rulebook())
    print(f"文本：{sum(map(len, texts)):,} 字，{size:.1f} MB（生成）；规则：{len(rules)} 条")
    print(f"全部规则：{speed(engine_of(rules), texts) / 1e6:.2f} 百万字/秒（单核）")

    sample = prose(SAMPLE, seed=2)
    empty = seconds(lambda: run(engine_of(()), sample))
    costs = sorted(
        (
            (seconds(lambda rule=rule: run(engine_of((rule,)), sample)) - empty, rule.code)
            for rule in rules
        ),
        reverse=True,
    )
    print(f"最费时的{DEAREST}条（每百万字）：")
    for cost, code in costs[:DEAREST]:
        print(f"  {code}  {cost * 1000:.0f} 毫秒")

    punctuation = engine_of(tuple(rule for rule in rules if rule.family is Family.PUNCTUATION))
    ours = speed(punctuation, sample)
    rows = [("审发（标点类）", ours)]
    elapsed = seconds(lambda: [autocorrect_py.format(text) for text in sample])
    rows.append(("autocorrect-py 2.14", sum(map(len, sample)) / elapsed))
    zhlint = zhlint_speed(prose(ZHLINT_SAMPLE, seed=3))
    if zhlint is not None:
        rows.append(("zhlint 0.8.2", zhlint))
    else:
        print("zhlint：本机无法取得，未比较")
    print("标点部分（同一次运行）：")
    for name, value in rows:
        print(f"  {name}：{value:,.0f} 字/秒，审发为其 {ours / value:.1f} 倍")


if __name__ == "__main__":
    main()
