"""存量: what was public before is registered once, counted apart, and never later."""

import hashlib
import io
from pathlib import Path

import pytest
from county import County, accepted, refused
from openpyxl import Workbook
from release_county import Releasing, nothing_public_changes
from shenfa_command import shenfa, started

from shenfa.desk.deployment import Deployment
from shenfa.desk.release.baseline import BaselinePage, baseline_count, baseline_import
from shenfa.desk.release.baseline_sheet import UnreadableBaseline, read_baseline
from shenfa.desk.release.models import BaselineRecord
from shenfa.desk.trail.selectors import trail_last

TEXT = "竹沟镇便民服务中心"
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()
HEAD = "网址,标题,摘要,首次看到\n"
LINE = f"https://www.xugu.example/a.html,窗口一览,{DIGEST},2019-05-06\n"
db = pytest.mark.db


def page(url: str = "https://www.xugu.example/a.html", **change: str) -> BaselinePage:
    return BaselinePage(**{"url": url, "title": "窗口一览", "sha256": DIGEST, **change})


@pytest.fixture
def town(county: County, deployment: Deployment) -> Releasing:
    return Releasing(county, deployment)


@db
def test_pages_are_registered_once(town: Releasing) -> None:
    two = (page(), page("https://www.xugu.example/b.html"))
    with accepted("baseline.import"):
        done = baseline_import(by=town.county.by(), pages=two)
    again = baseline_import(by=town.county.by("田网"), pages=(*two, two[0]))

    assert (done.new, done.known) == (2, 0)
    assert (again.new, again.known) == (0, 3)
    assert baseline_count() == 2
    entry = trail_last()
    assert entry is not None
    assert entry.facts["count"] == 0
    assert town.verified()


@db
@pytest.mark.parametrize(
    ("pages", "code"),
    [
        ((page("javascript:alert(1)"),), "url"),
        ((page("https://x.example/" + "a" * 500),), "url"),
        ((page(title=""),), "title"),
        ((page(), page(sha256="b" * 64)), "twice"),
    ],
)
def test_all_or_nothing(town: Releasing, pages: tuple[BaselinePage, ...], code: str) -> None:
    with refused(code):
        baseline_import(by=town.county.by(), pages=(page("https://x.example/ok"), *pages))

    assert not BaselineRecord.objects.exists()


@db
def test_nothing_is_registered_after_the_first_release(town: Releasing) -> None:
    """R12: an import is no way round the three reviews."""
    with refused("not_entitled"):
        baseline_import(by=town.county.by("石撰"), pages=(page(),))
    town.released()
    with nothing_public_changes(), refused("too_late"):
        baseline_import(by=town.county.by(), pages=(page(),))


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ((HEAD + LINE + ",,,\n").encode(), "a.csv"),
        ((HEAD + LINE).encode("utf-8-sig"), "a.csv"),
        ((HEAD + LINE).encode("gb18030"), "A.CSV"),
        (
            f"正文,网址,标题,首次看到\n{TEXT},https://www.xugu.example/a.html,窗口一览,2019-05-06\n".encode(),
            "a.csv",
        ),
        (
            workbook(
                ("网址", "标题", "摘要", "首次看到"),
                ("https://www.xugu.example/a.html", " 窗口一览", DIGEST, "2019-05-06"),
            ),
            "a.xlsx",
        ),
    ],
)
def test_a_table_is_read(data: bytes, name: str) -> None:
    (found,) = read_baseline(data, name)

    assert (found.url, found.title, found.sha256) == (
        "https://www.xugu.example/a.html",
        "窗口一览",
        DIGEST,
    )
    assert found.seen is not None
    assert found.seen.isoformat() == "2019-05-06T00:00:00+08:00"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "空的"),
        ("网址,标题\na,b\n", "表头"),
        (HEAD + "https://a.example/,标题,ab,\n", "第2行"),
        (HEAD + LINE.replace("2019-05-06", "昨天"), "第2行的首次看到"),
    ],
)
def test_what_is_no_table(text: str, sentence: str) -> None:
    with pytest.raises(UnreadableBaseline, match=sentence):
        read_baseline(text.encode(), "a.csv")
    with pytest.raises(UnreadableBaseline, match="不能读取"):
        read_baseline(b"\xff\xfe\x00\xd8", "a.csv")
    with pytest.raises(UnreadableBaseline, match="不能读取"):
        read_baseline(b"no workbook", "a.xlsx")


@db
def test_the_command_line_registers_a_table(deployment: Deployment, tmp_path: Path) -> None:
    started()
    table, broken = tmp_path / "pages.csv", tmp_path / "broken.csv"
    table.write_text(HEAD + LINE, encoding="utf-8")
    broken.write_text(HEAD + LINE.replace("https:", "ftp:"), encoding="utf-8")
    where = ("--data", deployment.data)
    for file, status, words in (
        (broken, 1, "第2行的网址不完整"),
        (table, 0, "已登记存量页面1页，原已登记0页"),
        (table, 0, "已登记存量页面0页，原已登记1页"),
        (tmp_path / "none.csv", 2, "无法读取"),
    ):
        done = shenfa(deployment.database_url, "baseline", "import", file, *where)
        assert done[0] == status, done
        assert words in done[1]
    assert baseline_count() == 1
