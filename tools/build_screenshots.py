"""Take the README's pictures anew: the terminal and the HTML report of the example notice.

Needs chromium and Chinese fonts (Debian: chromium, fonts-noto-cjk). The terminal's output is
taken from a pseudo-terminal, so its colours are the real ones.
"""

import html
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
COMMAND = (str(ROOT / ".venv/bin/shenfa"), "check")
OPTIONS = ("--kind", "official", "--date", "2026-05-08")
SGR = re.compile(r"\x1b\[([\d;]*)m")
COLOURS = {"31": "#ff6b5e", "32": "#5bd68a", "33": "#f2c94c", "34": "#6fa8ff"}
TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body{{margin:0;background:#11151c;color:#d9e0ea;font:15px/1.6 "Noto Sans Mono CJK SC",monospace;padding:22px 26px}}
pre{{margin:0;font:inherit;white-space:pre-wrap}}</style><pre>{}</pre>"""
SHOWN_LINES = 46
BROWSER = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


def main() -> None:
    """Write both pictures."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("没有找到 chromium，请先安装 chromium 和 fonts-noto-cjk")
    example = next((ROOT / "examples").glob("*.docx"))
    shown = f"$ shenfa check {example.name} --kind official\n{_terminal(example)}"
    shown = "\n".join(shown.split("\n")[:SHOWN_LINES])
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "terminal.html")
        page.write_text(TERMINAL.format(_coloured(shown)), encoding="utf-8")
        _shoot(chromium, page, "terminal.png", "1180,1170")
        subprocess.run(  # noqa: S603 - our own program
            (*COMMAND, example, *OPTIONS, "--format", "html", "--out", folder),
            check=False,
            capture_output=True,
        )
        report = next(Path(folder).glob("*.审查报告.html"))
        _shoot(chromium, report.rename(Path(folder, "report.html")), "report.png", "1440,1000")


def _terminal(example: Path) -> str:
    ours, theirs = pty.openpty()
    process = subprocess.Popen((*COMMAND, example, *OPTIONS), stdout=theirs)  # noqa: S603 - our own program
    os.close(theirs)
    chunks: list[bytes] = []
    try:
        while chunk := os.read(ours, 65536):
            chunks.append(chunk)
    except OSError:
        # A pseudo-terminal ends with an error once the other side is closed.
        process.wait()
    return b"".join(chunks).decode().replace("\r\n", "\n")


def _coloured(text: str) -> str:
    pieces, position, opened = [], 0, 0
    for match in SGR.finditer(text):
        pieces.append(html.escape(text[position : match.start()]))
        position = match.end()
        codes = match[1].split(";")
        if codes in (["0"], [""]):
            pieces.append("</span>" * opened)
            opened = 0
            continue
        style = "".join(f"color:{COLOURS[code]};" for code in codes if code in COLOURS)
        style += "font-weight:700;" if "1" in codes else ""
        style += "opacity:.6;" if "2" in codes else ""
        pieces.append(f'<span style="{style}">')
        opened += 1
    return "".join((*pieces, html.escape(text[position:])))


def _shoot(chromium: str, page: Path, name: str, size: str) -> None:
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(  # noqa: S603 - a browser on our own page
            (
                chromium,
                *BROWSER,
                f"--user-data-dir={profile}",
                f"--window-size={size}",
                f"--screenshot={IMAGES / name}",
                page.as_uri(),
            ),
            check=True,
            capture_output=True,
        )


if __name__ == "__main__":
    main()
