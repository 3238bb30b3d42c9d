"""What the machine has besides: fonts to print with, programs to read with, a worker that runs."""

import datetime
import shutil
from collections.abc import Iterator
from importlib.util import find_spec

from shenfa.desk.inspection.outcome import Check, failed, notice, passed
from shenfa.desk.jobs.selectors import job_states
from shenfa.desk.jobs.table import BEAT
from shenfa.desk.working_days import years_missing

FONTS = ("typst", "pylopdf_fonts_zh_cn")
OCR = ("rapidocr", "onnxruntime")


def machine_checks() -> Iterator[Check]:
    """Yield fonts, LibreOffice and text recognition."""
    if all(find_spec(name) for name in FONTS):
        yield passed("打印字体", "审核表可以打印")
    else:
        yield failed("打印字体", "缺少打印组件，请重新安装完整的系统：pip install 'shenfa[web]'")
    if shutil.which("soffice") or shutil.which("libreoffice"):
        yield passed("LibreOffice", "可以读取 .doc、.wps 等旧格式")
    else:
        yield notice("LibreOffice", "没有安装，旧格式文件将无法检查，请安装 libreoffice-writer")
    if all(find_spec(name) for name in OCR):
        yield passed("文字识别", "可以识别图片和扫描件")
    else:
        yield notice("文字识别", "没有安装，图片须逐一人工审看，如需要请安装 'shenfa[ocr]'")


def calendar_check(at: datetime.datetime) -> Check:
    """Return whether the working days of the year are known."""
    missing = years_missing(at)
    if not missing:
        return passed("节假日安排", "当年的工作日已经掌握")
    years = "、".join(f"{year}年" for year in missing)
    return notice("节假日安排", f"没有{years}的数据，请用 shenfa calendar 导入国务院办公厅的通知")


def worker_checks(at: datetime.datetime) -> Iterator[Check]:
    """Yield whether a worker is running, and what it could not do. One query."""
    for job in job_states(at=at):
        if job.error:
            yield failed("定时任务", f"{job.title}：{job.error}")
        elif job.is_late:
            yield failed("定时任务", f"{job.title}没有按时办理，请启动 shenfa worker")
        elif job.name == BEAT:
            yield passed("定时任务", "后台正在运行")
