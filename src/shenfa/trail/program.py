"""The verifier as a program of its own: python verify.py EXPORT.zip --key FILE."""

import argparse
import io
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from shenfa.trail.checkpoint import read_key
from shenfa.trail.faults import Broken, Unusable
from shenfa.trail.verdict import Anchor, verify


def run() -> int:
    """Start as a program, on whatever terminal there is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    return main()


def main(arguments: Sequence[str] | None = None) -> int:
    """Verify the export named on the command line; 0 in order, 1 broken, 2 unusable."""
    parser = argparse.ArgumentParser(prog="verify.py", description="核验留痕导出文件")
    parser.add_argument("export", metavar="EXPORT.zip", help="留痕导出文件")
    parser.add_argument(
        "--key", action="append", required=True, metavar="FILE", help="公钥文件，更换过密钥的给多个"
    )
    parser.add_argument(
        "--anchor",
        action="append",
        default=[],
        type=_read_anchor,
        metavar="COUNT:HEAD",
        help="另行留存的记录数和链签，如审核表页脚所印，可给多个",
    )
    given = parser.parse_args(arguments)
    try:
        verdict = verify(given.export, [_read_key_file(name) for name in given.key], given.anchor)
    except Broken as found:
        sys.stdout.write(f"{found}\n")
        return 1
    except Unusable as found:
        sys.stdout.write(f"{found}\n")
        return 2
    sys.stdout.write(f"OK {verdict.count} entries\n")
    sys.stderr.writelines(f"提醒：{note}\n" for note in verdict.notes)
    return 0


def _read_key_file(name: str) -> bytes:
    try:
        return read_key(Path(name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Unusable(f"公钥文件 {name} 不能读取，请检查路径") from error


def _read_anchor(text: str) -> Anchor:
    count, _, head = text.partition(":")
    if not re.fullmatch("[0-9]{1,12}", count) or not re.fullmatch("[0-9a-f]{64}", head):
        raise argparse.ArgumentTypeError("写法应为 记录数:链签")
    return int(count), head
