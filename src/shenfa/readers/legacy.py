"""Read old Word, WPS, RTF and presentation files through LibreOffice.

The file is uploaded by strangers, so the converter runs on a profile of its own that is thrown
away, with macros off, links not followed and no proxy but a dead one, and is killed in time.
"""

import os
import signal
import subprocess
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from shenfa.readers.content import Content, Options
from shenfa.readers.errors import UnreadableDocument
from shenfa.readers.slides import pptx
from shenfa.readers.word import docx
from shenfa.text import Gap

WHOLE = "全文"
MISSING = "旧版格式需要 LibreOffice 才能读取，请安装后再检查，或者另存为 .docx"
SLIDES = "PowerPoint Document\0".encode("utf-16-le")
MACROS = "_VBA_PROJECT\0".encode("utf-16-le")
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop>
</item>
</oor:items>
"""


@dataclass(frozen=True, slots=True)
class _Route:
    """How a format is converted: its suffix, LibreOffice's filter for it, the new suffix."""

    suffix: str
    filter: str
    target: str


DOC = _Route("doc", "MS Word 97", "docx")
RTF = _Route("rtf", "Rich Text Format", "docx")
PPT = _Route("ppt", "MS PowerPoint 97", "pptx")


def read(data: bytes, name: str, options: Options) -> Content:
    """Return what the converted file holds, or the gap that says why there is none."""
    if options.office is None:
        return Content(gaps=(Gap(WHOLE, MISSING),))
    route = _route(data)
    try:
        converted = _convert(data, route, options.office, options.limits.seconds)
    except subprocess.TimeoutExpired:
        seconds = options.limits.seconds
        reason = f"转换超过 {seconds} 秒，未能读取，请另存为 .{route.target} 后再检查"
        return Content(gaps=(Gap(WHOLE, reason),))
    except OSError:
        reason = f"LibreOffice 无法启动，未能读取，请检查安装，或者另存为 .{route.target}"
        return Content(gaps=(Gap(WHOLE, reason),))
    if converted is None:
        raise UnreadableDocument(name, f"已损坏，无法转换，请另存为 .{route.target} 后再检查")
    reader = docx.read if route.target == "docx" else pptx.read
    content = reader(converted, name, options)
    if MACROS in data:
        gap = Gap("宏", "文件含有宏，未读取，请另存为不含宏的格式后再检查")
        content = replace(content, gaps=(*content.gaps, gap))
    return content


def convert(data: bytes, options: Options) -> bytes | None:
    """Return the .docx (or .pptx) that ``read`` reads a file through, None where there is none."""
    if options.office is None:
        return None
    try:
        return _convert(data, _route(data), options.office, options.limits.seconds)
    except (subprocess.TimeoutExpired, OSError):
        return None


def _route(data: bytes) -> _Route:
    if b"{\\rtf" in data[:1024]:
        return RTF
    return PPT if SLIDES in data else DOC


def _convert(data: bytes, route: _Route, office: str, seconds: int) -> bytes | None:
    with tempfile.TemporaryDirectory(prefix="shenfa-") as folder:
        home = Path(folder)
        profile = home / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
        source = home / f"source.{route.suffix}"
        source.write_bytes(data)
        command = (
            office,
            f"-env:UserInstallation={(home / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            f"--infilter={route.filter}",
            "--convert-to",
            route.target,
            "--outdir",
            str(home / "out"),
            str(source),
        )
        _run(command, folder, seconds)
        result = home / "out" / f"source.{route.target}"
        # LibreOffice reports failures by leaving no file, not by its exit code.
        return result.read_bytes() if result.exists() else None


def _run(command: tuple[str, ...], folder: str, seconds: int) -> None:
    environment = {"HOME": folder, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TMPDIR": folder}
    process = subprocess.Popen(  # noqa: S603 - the program is named by whoever installs it
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    finally:
        if process.poll() is None:
            # soffice is a script around the program proper: end the whole group.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
