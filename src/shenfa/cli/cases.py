"""``shenfa rules --cases``: which rulings of the false-alarm court the present rules forget."""

from pathlib import Path

import click

from shenfa.audit import compile_engine
from shenfa.audit.cases import Case, CaseFileError, is_raised, read_cases
from shenfa.audit.report_text import visible
from shenfa.cli.terminal import paint
from shenfa.text import FAMILY_CODES, Context, County

AGAIN = 1


def run_cases(path: Path, county: County, family: str | None) -> int:
    """Check each case alone and print what would be raised again; return the exit status."""
    engine = compile_engine(county)
    again: list[Case] = []
    total = unfaithful = 0
    for case in _cases(path):
        if family is not None and FAMILY_CODES.get(case.rule[:2]) != family:
            continue
        total += 1
        context = Context(case.kind, case.date, engine.county)
        if is_raised(case.sentence, case.rule, engine, context):
            again.append(case)
        elif not case.is_faithful:
            unfaithful += 1
    for case in again:
        one = case.sentence
        words = visible(f"{one.before}【{one.text}】{one.after}")
        click.echo(f"{paint(case.rule, 'error')}  {words}")
        click.echo(paint(f"        {case.ruled} 认定为误报：{visible(case.reason)}", "faint"))
    rest = f"，{unfaithful}个不能单独重现，不作数" if unfaithful else ""
    click.echo(f"案例{total}个，会再次提出{len(again)}个{rest}")
    return AGAIN if again else 0


def _cases(path: Path) -> tuple[Case, ...]:
    try:
        return tuple(read_cases(path.read_text(encoding="utf-8").splitlines()))
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"无法读取“{path}”，请检查路径和 UTF-8 编码") from error
    except CaseFileError as error:
        raise click.UsageError(f"{path.name} {error}") from error
