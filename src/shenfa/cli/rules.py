"""``shenfa rules``: every rule, one line each, or what each finds in clean texts."""

import datetime
import json
from pathlib import Path

import click

from shenfa.audit.batch import Setup
from shenfa.audit.batch_files import BatchFileError
from shenfa.audit.rulebook import Entry, rulebook
from shenfa.audit.telling import FAMILY_NAMES, LEVEL_NAMES, SEVERITY_NAMES
from shenfa.cli.cases import run_cases
from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.measuring import (
    county_floors,
    measured,
    measurement_row,
    of_family,
    show_measurement,
)
from shenfa.cli.terminal import KIND, KIND_HELP, DateType, county_tables, office, paint
from shenfa.text import ContentKind, Family


@click.command(cls=ChineseCommand)
@click.option("--family", type=click.Choice([family.value for family in Family]), help="只列一类")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="输出格式（默认 text）",
)
@click.option(
    "--measure",
    "corpus",
    metavar="语料",
    type=click.Path(path_type=Path),
    help="在没有错误的语料上测量每条规则的误报（文件夹、Parquet、JSON Lines、每行一篇的文本）",
)
@click.option(
    "--cases",
    metavar="案例",
    type=click.Path(path_type=Path, dir_okay=False),
    help="看现在的规则会不会对已认定为误报的案例再次提出（shenfa court export 导出的文件）",
)
@click.option("--kind", type=KIND, default="general", help=f"语料未注明时的{KIND_HELP}")
@click.option("--date", type=DateType(), help="语料未注明时的文稿日期（默认不明）")
@click.option(
    "--county",
    type=click.Path(path_type=Path, dir_okay=False),
    help="本县配置文件，其中 [floors] 为各条规则的限值",
)
@click.option(
    "--floor", type=click.FloatRange(min=0), help="未另定限值的规则每万字的限值（默认 0.1）"
)
@click.option(
    "--samples", type=click.IntRange(0, 1000), default=3, help="每条规则列出的例子（默认 3）"
)
def command(  # noqa: PLR0913 - one parameter per option of the command line
    *,
    family: str | None,
    form: str,
    corpus: Path | None,
    cases: Path | None,
    kind: str,
    date: datetime.date | None,
    county: Path | None,
    floor: float | None,
    samples: int,
) -> int:
    """列出全部规则：编号、轻重、名称和依据；加 --measure 测量误报，加 --cases 复核误报案例。

    退出码：0 完成；1 有案例会被再次提出；2 文件无法使用。
    """
    if cases is not None:
        tables, _ = county_tables(county)
        return run_cases(cases, tables, family)
    if corpus is not None:
        tables, suppressions = county_tables(county)
        setup = Setup(ContentKind(kind), date, tables, suppressions, office=office())
        try:
            measurement = measured(corpus, setup, county_floors(county, floor), samples)
        except BatchFileError as error:
            raise click.ClickException(str(error)) from error
        if family is not None:
            measurement = of_family(measurement, Family(family))
        if form == "json":
            click.echo(json.dumps(measurement_row(measurement), ensure_ascii=False, indent=2))
        else:
            show_measurement(measurement)
        return 0
    entries = [entry for entry in rulebook() if family in (None, entry.rule.family.value)]
    if form == "json":
        click.echo(json.dumps([_row(entry) for entry in entries], ensure_ascii=False, indent=2))
        return 0
    for name in Family:
        group = [entry for entry in entries if entry.rule.family is name]
        if group:
            click.echo(paint(f"\n{FAMILY_NAMES[name]}（{len(group)}条）", "strong"))
            for entry in group:
                rule = entry.rule
                severity = paint(SEVERITY_NAMES[rule.severity], rule.severity.value)
                basis = paint("；".join(map(str, rule.basis)), "faint")
                click.echo(f"  {rule.code}  {severity}  {entry.title}  {basis}")
    click.echo(f"\n共{len(entries)}条，用 shenfa explain 编号 查看说明")
    return 0


def _row(entry: Entry) -> dict[str, object]:
    rule = entry.rule
    return {
        "code": rule.code,
        "family": rule.family.value,
        "title": entry.title,
        "severity": rule.severity.value,
        "certainty": rule.certainty.value,
        "kinds": sorted(rule.kinds),
        "basis": [
            {
                "title": basis.title,
                "number": basis.number,
                "clause": basis.clause,
                "level": basis.level.value,
                "level_name": LEVEL_NAMES[basis.level],
            }
            for basis in rule.basis
        ],
    }
