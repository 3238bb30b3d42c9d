"""The command ``shenfa``: its subcommands are loaded only when they are called."""

import errno
import os
import signal
import sys
from importlib import import_module
from types import FrameType

import click

from shenfa.cli.chinese import ChineseContext, in_chinese, usage_sentence

COMMANDS = {
    "check": "检查文件，列出问题点",
    "scan": "批量检查（JSON Lines、Parquet 或者文件夹）",
    "patrol": "巡查网站，列出问题和证据",
    "watch": "登记每天巡查的网站",
    "mask": "生成脱敏副本",
    "compare": "逐字比对正式件和电子件",
    "words": "登记本县敏感词表和限制公开主题",
    "instruments": "登记本县和上级文件，供核对引用",
    "rules": "列出全部规则，或者测量误报",
    "explain": "查看一条规则的说明",
    "migrate": "建立数据文件夹，更新数据库",
    "setup": "启用一个新的县，可以先预览",
    "administrators": "首次启用，登记三名管理员",
    "organisation": "登记单位和人员",
    "baseline": "登记存量页面",
    "calendar": "导入节假日安排",
    "court": "导出误报认定的案例",
    "trail": "导出和核验留痕",
    "export": "导出已审批发布的内容",
    "serve": "运行系统，供浏览器和程序访问",
    "worker": "办理定时任务",
    "check-deploy": "检查部署是否妥当",
    "backup": "备份数据文件夹",
    "restore": "从备份恢复",
}
USAGE_ERROR = 2
INTERRUPTED = 130
TERMINATED = 143


class OutputClosed(Exception):
    """Whoever read our output has enough."""


class Terminated(Exception):
    """Someone asked the program to end."""


class LazyGroup(click.Group):
    """A group that knows its commands by name and loads their modules at need."""

    context_class = ChineseContext

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option with its Chinese text."""
        return in_chinese(super().get_help_option(ctx))

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what a closed pipe means is decided here and not by click."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise OutputClosed from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of a working day."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"shenfa.cli.{cmd_name.replace('-', '_')}").command
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            raise click.UsageError(f"没有命令 {args[0]}，可用的命令是 {'、'.join(COMMANDS)}", ctx)
        return super().resolve_command(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, "命令 [选项] …")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without loading any of them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="shenfa", message="审发 %(version)s", help="显示版本")
def cli() -> None:
    """审发：先审查，后公开。检查要在政府网站和政务新媒体上公开的文件。"""


def main() -> None:
    """Run the command line and leave with its exit status."""
    # Ending in good order takes half-written files and other processes along.
    signal.signal(signal.SIGTERM, _terminate)
    try:
        status = cli.main(prog_name="shenfa", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        status = USAGE_ERROR
    except click.UsageError as error:
        click.echo(f"错误：{usage_sentence(error)}", err=True)
        status = USAGE_ERROR
    except click.ClickException as error:
        click.echo(f"错误：{error.message}", err=True)
        status = USAGE_ERROR
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中断", err=True)
        status = INTERRUPTED
    except Terminated:
        click.echo("已中断", err=True)
        status = TERMINATED
    except OutputClosed:
        # Say nothing more, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        click.echo("错误：无法输出结果，磁盘已满，请清理后重试", err=True)
        status = USAGE_ERROR
    sys.exit(status if isinstance(status, int) else 0)


def _terminate(_number: int, _frame: FrameType | None) -> None:
    raise Terminated
