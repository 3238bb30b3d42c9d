"""Take pictures of every page of the demonstration: ``make screenshots``.

Starts the fictional county on loopback, signs in as each role, follows the menu and the links
of each page as far as they lead to pages of another shape, and takes each at 1440 and 390
pixels into build/screenshots. The handful that the manual and the README show are written to
docs/images as small WebP files. New pages are found by themselves; a page that fails, breaks
out of its width or breaks the policy of the browser is named, and the exit status is 1.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pyotp
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright

ROOT = Path(__file__).parent.parent
BUILD = ROOT / "build" / "screenshots"
CHOSEN = ROOT / "docs" / "images" / "manual"
STARTED = re.compile(r"系统已启动，地址是 (http://127\.0\.0\.1:\d+)/")
SIZES = {1440: {"width": 1440, "height": 900}, 390: {"width": 390, "height": 844}}
MOST_PAGES = 60
SKIPPED = re.compile(r"^/(api|static|sign-|site/releases)|/file$|/attachments/|/package$")
ID = re.compile(r"(?<=/)(?=[^/]*[0-9])[0-9A-Za-z_.-]+(?=/|$)")
RULE = re.compile(r"(?<=/help/rules/)[A-Z]{2}\d{3}")
ROLES = (
    "撰稿人",
    "信息发布责任人",
    "科室负责人",
    "分管领导",
    "主要领导",
    "保密审查员",
    "信息发布人员",
    "县府办审核员",
    "网站管理员",
    "系统管理员",
    "安全管理员",
    "审计管理员",
)
QUALITY, WIDEST = 62, 1200
LARGEST = 1_500_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture for the manual: who looks, from which page, following which link, how wide.

    ``until`` is what must have appeared, where something is worked out after the page was loaded.
    """

    name: str
    role: str
    start: str
    follow: str = ""
    width: int = 1440
    height: int = 900
    until: str = "main"


MANUAL = (
    Wanted("tasks", "撰稿人", "/tasks"),
    Wanted(
        "writing",
        "撰稿人",
        "/manuscripts?own=1",
        '.rows .what a[href^="/manuscripts/"]',
        until=".card-f",
    ),
    Wanted("reviewing", "信息发布责任人", "/tasks", '.rows li:has-text("待审查") .what a'),
    Wanted("phone-tasks", "分管领导", "/tasks", width=390, height=844),
    Wanted("phone-review", "分管领导", "/tasks", '.rows li:has-text("待审查") .what a', 390, 844),
    Wanted("manuscripts", "县府办审核员", "/manuscripts"),
    Wanted("system", "系统管理员", "/system"),
    Wanted("trail", "审计管理员", "/trail"),
    Wanted("export", "审计管理员", "/trail/exports", ".rows .what a"),
    Wanted("rule", "撰稿人", "/help/rules/PI001"),
)


@dataclass
class Walk:
    """What one run has seen, and what was wrong."""

    base: str
    people: dict[str, dict[str, str]]
    sessions: dict[str, object] = field(default_factory=dict)
    shapes: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    taken: int = 0


def main() -> None:
    """Take all pictures."""
    options = argparse.ArgumentParser(description="给演示系统的每一页拍照")
    options.add_argument("--manual-only", action="store_true", help="只拍手册用的几张")
    options.add_argument("--browser", default="", help="浏览器程序，默认 chromium")
    given = options.parse_args()
    browser = given.browser or shutil.which("chromium") or sys.exit("没有找到 chromium，请先安装")
    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir(parents=True)
    with _served() as walk, sync_playwright() as play:
        opened = play.chromium.launch(
            executable_path=browser, args=["--no-sandbox", "--disable-gpu"]
        )
        for wanted in MANUAL:
            _take_for_manual(opened, walk, wanted)
        if not given.manual_only:
            for role in ROLES:
                _walk_role(opened, walk, role)
            _take_states(opened, walk)
    size = sum(path.stat().st_size for path in CHOSEN.glob("*.webp"))
    print(f"共 {walk.taken} 张，手册图片 {size // 1024} KB：build/screenshots，docs/images/manual")
    if size > LARGEST:
        walk.wrong.append(f"手册图片合计超过 {LARGEST // 1000} KB")
    for line in walk.wrong:
        print(f"不对：{line}", file=sys.stderr)
    sys.exit(1 if walk.wrong else 0)


@contextmanager
def _served() -> Iterator[Walk]:
    """Build the demonstration and serve it on a free port of this machine."""
    data, told = BUILD / "data", BUILD / "credentials.json"
    command = [str(ROOT / ".venv/bin/shenfa"), "serve", "--demo", "--data", str(data)]
    server = subprocess.Popen(  # noqa: S603 - our own program
        [*command, "--port", "0", "--demo-credentials", str(told)],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None  # noqa: S101 - it was asked for
        found = next((match for line in server.stdout if (match := STARTED.search(line))), None)
        if found is None:
            sys.exit("演示系统没有启动")
        people = {one["role"]: one for one in json.loads(told.read_text(encoding="utf-8"))}
        yield Walk(found[1], people)
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(data, ignore_errors=True)
        told.unlink(missing_ok=True)


@contextmanager
def _looking(browser: Browser, walk: Walk, role: str, size: dict[str, int]) -> Iterator[Page]:
    """Open a browser in which somebody of this role has signed in."""
    if role not in walk.sessions:
        context = browser.new_context(viewport=SIZES[1440])
        walk.sessions[role] = _sign_in(context, walk, walk.people[role])
        context.close()
    context = browser.new_context(viewport=size, storage_state=walk.sessions[role], locale="zh-CN")
    page = context.new_page()
    page.on("console", lambda said: _listen(walk, role, page, said.type, said.text))
    try:
        yield page
    finally:
        context.close()


def _sign_in(context: BrowserContext, walk: Walk, person: dict[str, str]) -> object:
    page = context.new_page()
    page.goto(f"{walk.base}/sign-in")
    page.fill("[name=login]", person["username"])
    page.fill("[name=password]", person["password"])
    if person["totp_secret"]:
        page.fill("[name=code]", pyotp.TOTP(person["totp_secret"]).now())
    page.click("main button[type=submit]")
    page.wait_for_load_state()
    if "/sign-in" in page.url:
        sys.exit(f"{person['role']}不能登录")
    return context.storage_state()


def _walk_role(browser: Browser, walk: Walk, role: str) -> None:
    """Take every page that this role reaches and nobody before did, and those of its menu."""
    with _looking(browser, walk, role, SIZES[1440]) as page:
        _go(page, walk, "/tasks")
        menu = page.eval_on_selector_all(".topbar nav a", "links => links.map(a => a.pathname)")
        waiting, known = ["/tasks", *menu, "/notices", "/account", "/help"], set[str]()
        while waiting and len(known) < MOST_PAGES:
            address = waiting.pop(0)
            shape = _shape(address)
            if shape in known or (shape in walk.shapes and address not in menu):
                continue
            known.add(shape)
            walk.shapes.add(shape)
            if _go(page, walk, address) is None:
                continue
            name = _file_name(shape)
            _shoot(page, walk, BUILD / "1440" / role / f"{name}.png")
            waiting += _links(page, walk)
            page.set_viewport_size(SIZES[390])
            _need_width(page, walk, role, address)
            _shoot(page, walk, BUILD / "390" / role / f"{name}.png")
            page.set_viewport_size(SIZES[1440])


def _take_states(browser: Browser, walk: Walk) -> None:
    """Take one manuscript in each state that the list of the county office shows."""
    with _looking(browser, walk, "县府办审核员", SIZES[1440]) as page:
        found: dict[str, str] = {}
        address: str | None = "/manuscripts"
        while address:
            _go(page, walk, address)
            rows = page.eval_on_selector_all(
                ".rows > li:has(.stat)",
                "rows => rows.map(row => [[...row.querySelectorAll('.stat')].pop().innerText,"
                " row.querySelector('.what a').pathname])",
            )
            found = dict(rows) | found
            after = page.query_selector("a[rel=next]")
            address = after.get_attribute("href") if after else None
        for state, target in found.items():
            for width, size in SIZES.items():
                page.set_viewport_size(size)
                if _go(page, walk, target) is not None:
                    _shoot(page, walk, BUILD / str(width) / "各种状态" / f"{state}.png")


def _take_for_manual(browser: Browser, walk: Walk, wanted: Wanted) -> None:
    size = {"width": wanted.width, "height": wanted.height}
    with _looking(browser, walk, wanted.role, size) as page:
        if _go(page, walk, wanted.start) is None:
            return
        if wanted.follow:
            link = page.query_selector(wanted.follow)
            target = link.get_attribute("href") if link else None
            if target is None:
                walk.wrong.append(f"手册图片 {wanted.name} 没有找到要拍的页面")
                return
            _go(page, walk, target)
        page.wait_for_selector(wanted.until)
        time.sleep(1)
        path = BUILD / "manual" / f"{wanted.name}.png"
        _shoot(page, walk, path, is_whole=False)
    CHOSEN.mkdir(parents=True, exist_ok=True)
    with Image.open(path) as picture:
        picture.thumbnail((WIDEST, WIDEST))
        picture.save(CHOSEN / f"{wanted.name}.webp", quality=QUALITY, method=6)


def _go(page: Page, walk: Walk, address: str) -> Response | None:
    """Open a page; one that fails is noted, and None is returned."""
    answer = page.goto(f"{walk.base}{address}", wait_until="load")
    if answer is None or answer.status >= 400:
        walk.wrong.append(f"{address}：{answer.status if answer else '没有回答'}")
        return None
    return answer


def _shoot(page: Page, walk: Walk, path: Path, *, is_whole: bool = True) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=is_whole)
    walk.taken += 1


def _links(page: Page, walk: Walk) -> list[str]:
    """Return the addresses on a page that lead to pages of the same origin."""
    found = page.eval_on_selector_all(
        "a[href]:not([download])", "links => links.map(link => link.href)"
    )
    ours = [urldefrag(one).url for one in found if one.startswith(f"{walk.base}/")]
    addresses = [one.removeprefix(walk.base) for one in ours]
    return [one for one in addresses if not SKIPPED.search(urlsplit(one).path)]


def _shape(address: str) -> str:
    """Return what pages of one kind have in common: ids do not count, nor what is asked for."""
    parts = urlsplit(address)
    path = ID.sub("*", RULE.sub("*", parts.path))
    path = "/site/*" if path.startswith("/site/") and path.count("/") > 2 else path
    return f"{path}?" if parts.query and not path.startswith("/site") else path


def _file_name(shape: str) -> str:
    words = shape.replace("?", "/asked").replace("*", "one").split("/")
    return "_".join(filter(None, words)) or "home"


def _need_width(page: Page, walk: Walk, role: str, address: str) -> None:
    over = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    if over > 0:
        walk.wrong.append(f"{role} {address} 在 390 像素宽时超出 {over} 像素")


def _listen(walk: Walk, role: str, page: Page, kind: str, text: str) -> None:
    """Note what the browser complains about; an answer of 4xx is noted where it is asked for."""
    if kind == "error" and "Failed to load resource" not in text:
        walk.wrong.append(f"{role} {page.url.removeprefix(walk.base)}：{text[:200]}")


if __name__ == "__main__":
    main()
