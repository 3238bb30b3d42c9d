"""The form as PDF, with fonts that come by pip: a bare server must be able to print it."""

import json
from importlib.resources import as_file, files
from pathlib import Path

from shenfa.writers.form.review_form import ReviewForm, form_values


def form_pdf(form: ReviewForm) -> bytes:
    """Return the form as PDF/A. The same values give the same bytes on the same machine.

    Where the machine has 仿宋 and 小标宋 they are used, else Noto Serif SC.
    """
    # Come with the [web] extra, which the library itself does without.
    import pylopdf_fonts_zh_cn  # noqa: PLC0415
    import typst  # noqa: PLC0415

    fonts = Path(pylopdf_fonts_zh_cn.__file__).parent
    with as_file(files("shenfa.writers.form") / "review_form.typ") as layout:
        return typst.compile(
            layout,
            font_paths=[fonts],
            sys_inputs={"form": json.dumps(form_values(form), ensure_ascii=False)},
            pdf_standards="a-2b",
            timestamp=0,
        )
