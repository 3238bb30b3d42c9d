"""One site, one code: in the tag, at the foot of the page, and as it is registered."""

from collections import Counter
from collections.abc import Iterator

from shenfa.patrol.checks.page_tags import CODE
from shenfa.patrol.kinds import Kind
from shenfa.patrol.record import Sighting
from shenfa.patrol.survey import Survey


def check(survey: Survey) -> Iterator[Sighting]:
    """Yield the pages that bear another code than the site."""
    pages = survey.standard_pages()
    right = survey.site.target.site_code or _usual(
        [record.footer_code or record.tags.get("siteidcode", "") for record in pages]
    )
    for record in pages:
        tagged, shown = record.tags.get("siteidcode", ""), record.footer_code
        others = {
            place: code
            for place, code in (("标签", tagged), ("页面底部", shown))
            if CODE.fullmatch(code) and right and code != right
        }
        if others:
            evidence = {"site_code": right, "found": others}
            group = f"{right} {sorted(others.items())}"
            yield Sighting(Kind.SITECODE_INCONSISTENT, record.url, record.url, evidence, group)


def _usual(codes: list[str]) -> str:
    found = Counter(code for code in codes if CODE.fullmatch(code))
    return found.most_common(1)[0][0] if found else ""
