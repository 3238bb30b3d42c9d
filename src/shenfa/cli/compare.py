"""``shenfa compare``: compare the signed original with the electronic copy."""

import io
import json
from pathlib import Path

import click

from shenfa.audit import compile_engine
from shenfa.audit.compare import Identity, compare, comparison_row, comparison_text, quotable
from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.terminal import Recogniser, office, paint, recogniser
from shenfa.readers import Options, UnreadableDocument, open_document
from shenfa.text import Document, PassageKind

STATUS = {Identity.IDENTICAL: 0, Identity.DIFFERENT: 1, Identity.UNDETERMINED: 3}
UNUSABLE = 2
SMALLER = 0.7
"""Size of the second reading: what it shows as well is no accident of the first."""


@click.command(cls=ChineseCommand)
@click.argument("formal", metavar="正式件", type=click.Path(path_type=Path))
@click.argument("electronic", metavar="电子件", type=click.Path(path_type=Path))
@click.option("--ocr/--no-ocr", default=False, help="是否识别图片和扫描件中的文字（默认否）")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="显示为文字或者 JSON（默认 text）",
)
def command(*, formal: Path, electronic: Path, ocr: bool, form: str) -> int:
    """逐字比对正式件和电子件，列出每处差异的位置。

    版式、页码和印章不计入差异。
    退出码：0 一致；1 有差异；3 没有差异但有内容未比对；2 文件无法使用或者用法不对。
    """
    recognise = recogniser() if ocr else None
    try:
        signed = _read(formal)
        original = _opened(signed, formal, recognise)
        copy = _opened(_read(electronic), electronic, recognise)
        may_be_said = quotable(original, copy, compile_engine())
        comparison = compare(original, copy, (), may_be_said)
        if recognise is not None and comparison.differences and _is_recognised(original):
            again = _opened(signed, formal, _smaller(recognise))
            comparison = compare(original, copy, (again,), may_be_said)
    except UnreadableDocument as failure:
        click.echo(f"错误：{failure}", err=True)
        return UNUSABLE
    if form == "json":
        click.echo(json.dumps(comparison_row(comparison), ensure_ascii=False, indent=2))
    else:
        click.echo(comparison_text(comparison, paint))
    return STATUS[comparison.identity]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableDocument(path.name, "不存在，请检查路径") from None
    except OSError as error:
        reason = f"无法打开（{error.strerror}），请检查路径和权限"
        raise UnreadableDocument(path.name, reason) from error


def _opened(data: bytes, path: Path, recognise: Recogniser | None) -> Document:
    return open_document(data, path.name, Options(recognise, office()))


def _is_recognised(document: Document) -> bool:
    return any(passage.kind is PassageKind.PICTURE for passage in document.passages)


def _smaller(recognise: Recogniser) -> Recogniser:
    # Pillow comes with the [ocr] extra, without which there is nothing to read again.
    from PIL import Image  # noqa: PLC0415

    def reread(data: bytes) -> tuple[str, ...]:
        buffer = io.BytesIO()
        try:
            with Image.open(io.BytesIO(data)) as image:
                width, height = (max(1, round(side * SMALLER)) for side in image.size)
                image.convert("RGB").resize((width, height)).save(buffer, "PNG")
        except OSError as error:
            raise ValueError("not a picture") from error
        return recognise(buffer.getvalue())

    return reread
