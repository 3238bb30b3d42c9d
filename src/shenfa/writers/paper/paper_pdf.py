"""A paper as PDF, with fonts that come by pip: a bare server must be able to print it."""

import json
from importlib.resources import as_file, files
from pathlib import Path

from shenfa.writers.paper.paper import Paper, paper_values


def paper_pdf(paper: Paper) -> bytes:
    """Return a paper as PDF/A."""
    # Come with the [web] extra, which the library itself does without.
    import pylopdf_fonts_zh_cn  # noqa: PLC0415
    import typst  # noqa: PLC0415

    fonts = Path(pylopdf_fonts_zh_cn.__file__).parent
    with as_file(files("shenfa.writers.paper") / "paper.typ") as layout:
        return typst.compile(
            layout,
            font_paths=[fonts],
            sys_inputs={"paper": json.dumps(paper_values(paper), ensure_ascii=False)},
            pdf_standards="a-2b",
            timestamp=0,
        )
