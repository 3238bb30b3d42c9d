"""``shenfa assess``: compute a quarter from the stored facts, or again from a result that was kept."""

import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.desk import open_desk, read_bytes
from shenfa.cli.folder import need_folder

if TYPE_CHECKING:
    from shenfa.ledger.period import Quarter
    from shenfa.ledger.result import Result

DIFFERENT = 1


@click.command(cls=ChineseCommand)
@click.argument("quarter", metavar="季度")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="数据文件夹")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, dir_okay=False),
    help="另存的考核结果（.json），在另一台机器上重新计算时使用",
)
@click.option("--json", "as_json", is_flag=True, help="输出规范 JSON，逐字节可比")
def command(*, quarter: str, data: Path | None, source: Path | None, as_json: bool) -> int:
    """按登记在案的事实计算一个季度（如 2026Q3）的考核结果。

    已生成通报的季度从留存的事实重新计算，与留存的结果逐字节比对。
    退出码：0 完成；1 重新计算的结果与留存的不同；2 参数或者文件无法使用。
    """
    from shenfa.ledger.period import read_quarter  # noqa: PLC0415 - loaded when it is used

    wanted = read_quarter(quarter)
    if wanted is None:
        raise click.UsageError("季度应写成 2026Q3 的形式")
    if (data is None) == (source is None):
        raise click.UsageError("请给出 --data 或者 --from 其中之一")
    kept = _stored(data, wanted) if data else read_bytes(source) if source else b""
    bytes_, result = _computed(kept, wanted)
    if as_json:
        sys.stdout.buffer.write(bytes_)
    else:
        _tell(result, hashlib.sha256(bytes_).hexdigest())
    if kept and bytes_ != kept:
        click.echo("错误：重新计算的结果与留存的结果不同，请核查留痕", err=True)
        return DIFFERENT
    return 0


def _stored(data: Path, quarter: "Quarter") -> bytes:
    """Return the frozen result, or the one that the facts make now."""
    need_folder(data)
    open_desk(data)
    from shenfa.desk.assessment.collecting import inputs_of  # noqa: PLC0415 - needs Django
    from shenfa.desk.assessment.selectors import quarter_latest  # noqa: PLC0415 - as above
    from shenfa.desk.clock import Clock  # noqa: PLC0415 - as above
    from shenfa.ledger.result import compute, write_result  # noqa: PLC0415 - as above

    frozen = quarter_latest(quarter)
    if frozen is not None:
        return frozen.result.encode()
    return write_result(compute(inputs_of(quarter, Clock().now())))


def _computed(kept: bytes, quarter: "Quarter") -> "tuple[bytes, Result]":
    from shenfa.ledger.indicators import UnusableScale  # noqa: PLC0415 - as above
    from shenfa.ledger.result import (  # noqa: PLC0415 - as above
        UnreadableResult,
        compute,
        read_result,
        write_result,
    )

    try:
        inputs = read_result(kept).inputs
    except (UnreadableResult, UnusableScale) as error:
        raise click.UsageError(str(error)) from error
    if inputs.quarter != quarter:
        raise click.UsageError(f"文件是{inputs.quarter.name}的结果，请核对")
    result = compute(inputs)
    return write_result(result), result


def _tell(result: "Result", sha256: str) -> None:
    from shenfa.ledger.assess import VERDICT_NAMES  # noqa: PLC0415 - as above
    from shenfa.ledger.indicators import points_text  # noqa: PLC0415 - as above

    inputs = result.inputs
    click.echo(f"{inputs.quarter.name}　事实{len(inputs.facts)}件　结果摘要 {sha256}")
    site = result.site
    total = points_text(site.total or 0)
    click.echo(f"门户网站：{VERDICT_NAMES[site.verdict]}　已知分值项目得分{total}")
    if site.unknown:
        click.echo(f"未计入合计（分值未知）：{'、'.join(site.unknown)}")
    for score in result.units:
        points = "未设县级办法" if score.total is None else points_text(score.total)
        vetoes = f"　{'、'.join(score.vetoes)}" if score.vetoes else ""
        click.echo(
            f"{inputs.units[score.subject]}　{points}　{VERDICT_NAMES[score.verdict]}{vetoes}"
        )
