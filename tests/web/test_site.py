"""The public site over HTTP, as an anonymous visitor sees it: R12, R26, R85, I14, S2."""

import hashlib
import re
from urllib.parse import quote, urljoin

import pytest
from browser import Browser
from county import County
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from release_county import KEEPER, Releasing
from review_county import RELEASER, approve

from shenfa.desk.deployment import Deployment
from shenfa.desk.manuscripts.files import blob_path
from shenfa.desk.release.connectors import Connector, Way, connector_set
from shenfa.desk.release.models import PublicTextRecord, ReleaseRecord
from shenfa.desk.release.pages import Shown
from shenfa.desk.release.searching import text_show, text_sweep

pytestmark = pytest.mark.db
LINK = re.compile(rb'(?:href|src)="([^"#]*)"')


@pytest.fixture
def town(anybody: Browser, county: County, deployment: Deployment) -> Releasing:
    """Return a town whose public side answers."""
    assert anybody
    return Releasing(county, deployment)


def get(path: str, status: int = 200, **headers: str) -> bytes:
    """Return what an anonymous visitor gets, without a cookie or a script."""
    response = Client().get(f"/site/{path}", headers=headers)
    assert response.status_code == status, (path, response.status_code)
    assert not response.cookies
    assert response.headers["Cache-Control"] in {"no-cache", "no-store"}
    body = response.content
    assert b"<script" not in body
    return body


def address(release: ReleaseRecord) -> str:
    """Return where the page of a release stands."""
    return release.channels.get().path


def crawled() -> dict[str, bytes]:
    """Follow every link from the home page and the map of the site; return what was reached."""
    found: dict[str, bytes] = {}
    waiting = ["", "robots.txt", "sitemap.xml"]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found[path] = get(path)
        for link in LINK.findall(found[path]):
            to = urljoin(f"http://x/site/{path}", link.decode().replace("&amp;", "&"))
            if to.startswith("http://x/site/"):
                waiting.append(to.removeprefix("http://x/site/"))
    return found


def test_everything_that_can_be_reached_is_what_was_approved(town: Releasing) -> None:
    """R26: every page and every attachment, byte for byte; nothing else is there."""
    assert set(crawled()) == {
        "",
        "robots.txt",
        "sitemap.xml",
        "site.css",
        "icon.svg",
        "map.html",
        "search",
        "report?page=",
        "report?page=map.html",
        "report?page=report",
        "report?page=search",
        "report?page=tzgg/",
        "report?page=zhugou/bianmin/",
        "tzgg/",
        "zhugou/bianmin/",
    }
    waiting = town.approved(title="还没有发布的信息")
    release = town.released()
    found = crawled()

    page = found[address(release)]
    assert page == blob_path(str(release.channels.get().page_id)).read_bytes()
    assert all(waiting.title.encode() not in body for body in found.values())
    assert address(release).encode() in found["sitemap.xml"]
    package = get(f"releases/{release.id}/package")
    assert hashlib.sha256(package).hexdigest() == release.revision.sha256


def test_files_go_out_byte_for_byte(town: Releasing) -> None:
    release = town_with_file(town)
    page = get(address(release))
    (link,) = (one for one in LINK.findall(page) if b"attachments/" in one)
    beside = Client().get(urljoin(f"/site/{address(release)}", link.decode()))
    numbered = Client().get(f"/site/releases/{release.id}/files/1")

    assert beside.content == numbered.content == b"windows"
    assert beside.headers["Content-Disposition"].startswith("attachment;")
    for path in ("files/0", "files/2", "files/01", "files/x", "package/", "package/../package"):
        get(f"releases/{release.id}/{path}", 404)
    get(f"{address(release)}attachments/other.txt", 404)
    get(f"other/{release.id}/attachments/x.txt", 404)


def town_with_file(town: Releasing) -> ReleaseRecord:
    """Publish a text with an attachment."""
    writing = town.reviewing.writing
    manuscript = writing.open()
    writing.attach(manuscript.id, "窗口 一览.txt", b"windows")
    return town.publish(approve(town.county, writing.cut(manuscript.id)))


def test_what_is_taken_away_is_gone_at_once(town: Releasing) -> None:
    """R85, I24: hidden 404, withdrawn 410 or the note, never 500."""
    hidden, gone, noted, kept = (town_with_file(town) for _ in range(4))
    town.hide(hidden)
    town.withdraw(gone)
    town.withdraw(noted, "public")

    get(address(hidden), 404)
    get(address(gone), 410)
    assert "已撤销发布".encode() in get(address(noted), 410)
    for release in (hidden, gone, noted):
        get(f"releases/{release.id}/package", 404)
        get(f"releases/{release.id}/files/1", 404)
        get(f"{address(release)}attachments/%E7%AA%97%E5%8F%A3%20%E4%B8%80%E8%A7%88.txt", 404)
    assert {path for path in crawled() if re.search("^[^?]*e-[0-9a-f]{16}/$", path)} == {
        address(kept)
    }


def test_an_older_address_leads_to_the_newer_version(town: Releasing) -> None:
    """R85, I16."""
    old = town.released()
    new = town.publish(town.changed(old.revision, title="再次延长窗口服务时间"))
    answer = Client().get(f"/site/{address(old)}")

    assert answer.status_code == 301
    assert urljoin(f"/site/{address(old)}", answer.headers["Location"]) == f"/site/{address(new)}"


def test_bytes_that_were_changed_are_not_served(town: Releasing) -> None:
    """I14."""
    release = town_with_file(town)
    (file,) = release.revision.attachments.all()
    for digest, path in (
        (str(release.channels.get().page_id), address(release)),
        (file.blob_id, f"releases/{release.id}/files/1"),
    ):
        blob_path(digest).write_bytes(b"<h1>other</h1>")
        body = get(path, 503)
        assert b"other" not in body
    assert address(release) not in found(release.revision.title)


def test_what_is_shown_of_a_hit_is_what_was_approved(town: Releasing) -> None:
    """I14, S2: whoever writes into the table of the search puts no word before the public."""
    release = town.released(title="药材收购通告", body=BODY)
    row = PublicTextRecord.objects.get()
    place, published = row.place_id, row.published_at
    with pytest.raises(DatabaseError):
        PublicTextRecord.objects.update(folded="别的话")
    row.delete()
    PublicTextRecord(place_id=place, folded="别的话", published_at=published).save()
    page = found("别的话")

    assert address(release) in page
    assert page.count("别的话") == found("没有的词").count("没有的词") - 1


def test_the_site_is_read_only(town: Releasing) -> None:
    """S2: no way of writing leads in, whatever is sent."""
    release = town.released()
    before = crawled()
    for method in ("post", "put", "patch", "delete"):
        for path in ("", address(release), f"releases/{release.id}/package", "site.css", "search"):
            client = Client(enforce_csrf_checks=False)
            assert getattr(client, method)(f"/site/{path}").status_code == 405
    assert Client().head(f"/site/{address(release)}").status_code == 200
    assert crawled() == before


@pytest.mark.parametrize(
    "path",
    [
        "nothing/",
        "zhugou/bianmin/index_2.html",
        "zhugou/bianmin/index_0.html",
        "zhugou/bianmin/index_1.html",
        "zhugou/bianmin/index_99999999999999999999.html",
        "zhugou/bianmin/e-0123456789abcdef/",
        "zhugou/../zhugou/bianmin/",
        "%00/",
        "releases/e-0123456789abcdef/package",
        "releases/e-0123456789abcdef/files/1",
    ],
)
def test_there_is_nothing_there(town: Releasing, path: str) -> None:
    assert town
    get(path, 404)


def test_lists_have_pages(town: Releasing) -> None:
    town.released()
    assert get("zhugou/bianmin/") == get("zhugou/bianmin/index.html")


def test_a_column_that_is_served_elsewhere_is_not_here(town: Releasing) -> None:
    connector_set(
        by=town.county.by(KEEPER),
        channel=town.column,
        connector=Connector(Way.FOLDER, folder="portal"),
    )
    release = town.released()

    get("zhugou/bianmin/", 404)
    get(address(release), 404)
    assert town.county.id(RELEASER)


def test_pages_ask_the_database_a_few_times_only(town: Releasing) -> None:
    """However many columns and texts there are."""
    for number in range(3):
        town.released(title=f"竹沟镇第{number}号通告")
    counts = (("", 4), ("zhugou/bianmin/", 5), ("sitemap.xml", 4), ("map.html", 3))
    for path, most in (*counts, ("search?q=竹沟", 3), ("report?page=", 2)):
        with CaptureQueriesContext(connection) as asked:
            get(path)
        assert len(asked) <= most, path


def test_a_page_that_is_known_already_is_not_sent_again(town: Releasing) -> None:
    release = town.released()
    for path in ("", address(release), "zhugou/bianmin/", f"releases/{release.id}/package"):
        first = Client().get(f"/site/{path}")
        known = {"If-None-Match": first.headers["ETag"]}
        again = Client().get(f"/site/{path}", headers=known)
        assert (again.status_code, again.content) == (304, b""), path
    town.hide(release)

    assert Client().get(f"/site/{address(release)}", headers=known).status_code == 404


def test_what_is_not_there_leads_home(town: Releasing) -> None:
    """In the layout of the site, by one plain sentence, from any depth."""
    assert town
    for path, root in (("nothing", ""), ("no/such/page.html", "../../"), ("a/b/c/", "../../../")):
        page = get(path, 404).decode()
        assert "没有找到该信息" in page
        assert f'href="{root}site.css"' in page


def found(query: str, **more: str) -> str:
    """Return what the search page says."""
    asked = "&".join(f"{name}={quote(value)}" for name, value in {"q": query, **more}.items())
    return get(f"search?{asked}").decode()


def test_finds_what_is_public_and_nothing_else(town: Releasing) -> None:
    """R26: not a draft, not what is approved and not released, not what was taken away."""
    town.approved(title="尚未发布的药材收购通告")
    release, hidden, gone, noted = (
        town.released(title=f"第{number}号药材收购通告", body=BODY) for number in range(4)
    )
    town.hide(hidden)
    town.withdraw(gone)
    town.withdraw(noted, "public")

    assert found("药材").count("<li>") == 1
    assert address(release) in found("药材")
    assert "找到1条" in found("药材")


BODY = "<p>收购点设在<strong>青龙</strong>村，执行GB标准，合格率为100%。</p>"


QUERIES = {
    "设在青龙村": True,  # across mark-up
    "ｇｂ标准": True,  # wide and capital signs
    "青龙　收购": True,  # every word, in any order
    "青龙 白岩": False,
    "strong": False,  # mark-up is no text
    "100%": True,
    "1%0": False,  # a sign that databases take for anything
    "收_点": False,
    "'; DROP TABLE x; --": False,
    "": False,
    "　": False,
    "长" * 500: False,
    "\\": False,
}


def test_looks_for_every_word(town: Releasing) -> None:
    release = town.released(title="药材收购通告", body=BODY)
    assert {query: address(release) in found(query) for query in QUERIES} == QUERIES


def test_nobody_is_looked_up_by_a_number(town: Releasing) -> None:
    """R39: a number that people let stand is on the page, and not in what is searched."""
    release = town.released(title="药材收购通告", body=BODY)
    PublicTextRecord.objects.get().delete()
    shown = Shown("药材收购通告", "<p>收购点联系人：石干事，手机<b>138</b>96543210。</p>")
    text_show(release.channels.get(), release.published_at, shown)

    assert address(release) not in found("13896543210")
    assert address(release) in found("收购点联系人")


def test_what_is_looked_for_is_shown_as_text(town: Releasing) -> None:
    assert town
    page = found("<script>alert(1)</script>")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_search_has_pages(town: Releasing) -> None:
    release = town.released(title="药材收购通告", body=BODY)
    row = PublicTextRecord.objects.get()
    assert (row.place.release_id, text_sweep()) == (release.id, 0)
    for page in ("0", "-1", "7", "x", "9" * 30, "²"):
        assert address(release) in found("药材", page=page)
    row.delete()

    assert address(release) not in found("药材")
    assert text_sweep() == 1  # as after an update from a version without search
    assert address(release) in found("药材")
