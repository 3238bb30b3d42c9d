"""The written feedback as PDF, with fonts that come by pip: a bare server must print it."""

import json
from importlib.resources import as_file, files
from pathlib import Path

from shenfa.writers.feedback.feedback_form import FeedbackForm, feedback_values


def feedback_pdf(form: FeedbackForm) -> bytes:
    """Return the feedback as PDF/A. The same values give the same bytes on the same machine."""
    # Come with the [web] extra, which the library itself does without.
    import pylopdf_fonts_zh_cn  # noqa: PLC0415
    import typst  # noqa: PLC0415

    fonts = Path(pylopdf_fonts_zh_cn.__file__).parent
    with as_file(files("shenfa.writers.feedback") / "feedback.typ") as layout:
        return typst.compile(
            layout,
            font_paths=[fonts],
            sys_inputs={"form": json.dumps(feedback_values(form), ensure_ascii=False)},
            pdf_standards="a-2b",
            timestamp=0,
        )
