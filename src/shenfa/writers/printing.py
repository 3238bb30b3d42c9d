"""Layouts as PDF, with fonts that come by pip: a bare server must be able to print them."""

import json
from importlib.resources import as_file, files
from pathlib import Path


def printed(package: str, layout: str, values: object) -> bytes:
    """Return a layout of a package, filled with values, as PDF/A.

    The same values give the same bytes on the same machine. Where the machine has 仿宋 and
    小标宋 they are used, else Noto Serif SC. The layout finds the values as JSON under ``form``.
    """
    # Come with the [web] extra, which the library itself does without.
    import pylopdf_fonts_zh_cn  # noqa: PLC0415
    import typst  # noqa: PLC0415

    fonts = Path(pylopdf_fonts_zh_cn.__file__).parent
    with as_file(files(package) / layout) as place:
        return typst.compile(
            place,
            font_paths=[fonts],
            sys_inputs={"form": json.dumps(values, ensure_ascii=False)},
            pdf_standards="a-2b",
            timestamp=0,
        )
