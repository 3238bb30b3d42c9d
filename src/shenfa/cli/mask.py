"""``shenfa mask``: make a copy of a file in which personal information is masked."""

import datetime
import json
from pathlib import Path

import click

from shenfa.audit import compile_engine
from shenfa.audit.examine import Examiner, file_bytes, legible
from shenfa.audit.mask_record import record_row
from shenfa.audit.masked_file import MaskedFile, Wishes, masked_file
from shenfa.audit.masking import PicturesUnseen
from shenfa.audit.replacing import AddressLevel, Profile
from shenfa.audit.report_text import visible
from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.report_files import save
from shenfa.cli.terminal import (
    KIND,
    KIND_HELP,
    DateType,
    county_tables,
    locator,
    office,
    recogniser,
    show_progress,
    today,
    wipe_progress,
)
from shenfa.readers import Options, UnreadableDocument
from shenfa.text import ContentKind, Context
from shenfa.writers.masked import CopyRefused

REFUSED = 1
UNUSABLE = 2
PICTURES = "（审看后加 --pictures-seen；识别图片中的文字加 --ocr）"


@click.command(cls=ChineseCommand)
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="副本的文件名（不得已经存在）",
)
@click.option(
    "--profile",
    "name",
    type=click.Choice(["standard", "strict"]),
    default="standard",
    help="遮盖方式：standard 身份证号留前2后3、手机号留前3后4、卡号留后4，strict 全部隐去（默认 standard）",
)
@click.option(
    "--address",
    type=click.Choice([level.value for level in AddressLevel]),
    default=AddressLevel.VILLAGE.value,
    help="住址保留到：village 村、社区，town 乡镇、街道（默认 village）",
)
@click.option(
    "--record",
    type=click.Path(path_type=Path, dir_okay=False),
    help="另存一份遮盖记录（JSON），只记位置和摘要，不记原文",
)
@click.option("--ocr/--no-ocr", default=False, help="是否识别图片和扫描件中的文字（默认否）")
@click.option("--pictures-seen", is_flag=True, help="图片已经人工审看，没有个人信息")
@click.option("--kind", type=KIND, default="general", help=f"{KIND_HELP}（默认 general）")
@click.option("--date", type=DateType(), help="文稿日期，如 2026-11-24（默认今天）")
@click.option(
    "--county",
    type=click.Path(path_type=Path, dir_okay=False),
    help="本县名称和例外的 TOML 文件",
)
def command(  # noqa: PLR0913 - one parameter per option of the command line
    *,
    file: Path,
    out: Path,
    name: str,
    address: str,
    record: Path | None,
    ocr: bool,
    pictures_seen: bool,
    kind: str,
    date: datetime.date | None,
    county: Path | None,
) -> int:
    """生成脱敏副本：按看得见的内容重新制作文件，遮盖个人信息，不带隐藏内容。

    退出码：0 已生成；1 不能生成；2 文件无法使用或者用法不对。
    """
    for path in (out, *filter(None, [record])):
        if path.exists():
            raise click.UsageError(f"“{path}”已经存在，请换一个文件名")
    tables, suppressions = county_tables(county)
    examiner = Examiner(
        compile_engine(tables, suppressions),
        Context(ContentKind(kind), date or today(), tables),
        Options(recogniser() if ocr else None, office()),
    )
    profile = Profile(name == "strict", AddressLevel(address))
    wishes = Wishes(profile, pictures_seen, locator() if ocr else None)
    title = legible(file.name or str(file))
    show_progress(f"正在生成 {visible(title)} 的脱敏副本")
    try:
        data = file_bytes(file, title, examiner.options.limits)
        made = masked_file(data, (title, legible(out.name)), examiner, wishes)
    except UnreadableDocument as failure:
        wipe_progress()
        click.echo(f"错误：{visible(str(failure))}", err=True)
        return UNUSABLE
    except CopyRefused as refusal:
        wipe_progress()
        hint = PICTURES if isinstance(refusal, PicturesUnseen) else ""
        click.echo(f"未生成副本：{visible(str(refusal))}{hint}", err=True)
        return REFUSED
    wipe_progress()
    save(out, made.data)
    if record is not None:
        row = record_row(made, data, profile)
        save(record, json.dumps(row, ensure_ascii=False, indent=2).encode())
    click.echo(_summary(made, out))
    return 0


def _summary(made: MaskedFile, out: Path) -> str:
    removed = sum(one.is_removed for one in made.masks)
    shown = len(made.masks) - removed
    lines = [f"已生成 {visible(str(out))}：遮盖 {shown} 处，随隐藏内容去除 {removed} 处"]
    if made.left_out:
        lines.append(f"未带入副本：{'、'.join(made.left_out)}，请核对")
    if made.reminders:
        lines.append(f"副本另有 {made.reminders} 处个人信息提醒，请用 shenfa check 查看后由人判断")
    return "\n".join(lines)
