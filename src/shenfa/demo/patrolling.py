"""A week of patrols: two sites under watch, what runs found, who looked, which days were missed.

Columns are judged by the patrol itself from what is public. What else a run would have found on
these sites stands in patrol.txt, each fault with the mornings on which it was there.
"""

import datetime
import hashlib
from collections.abc import Iterator
from importlib.resources import files

from shenfa.demo.channels import SITE
from shenfa.demo.hands import BEIJING, set_clock
from shenfa.demo.staff import OFFICE
from shenfa.demo.world import World, acting, by_system
from shenfa.desk.availability.selectors import VISITS
from shenfa.desk.availability.services import Made, visits_keep
from shenfa.desk.looks.services import look_sign, looks_close
from shenfa.desk.media.services import interaction_note, posts_import
from shenfa.desk.patrol.models import WatchedSiteRecord
from shenfa.desk.patrol.report_file import ArticleSeen, ColumnSeen, VisitReport
from shenfa.desk.patrol.selectors import runs_open
from shenfa.desk.patrol.services import Watch, run_begin, run_settle, site_watch
from shenfa.desk.release.pages import live_in, site_columns
from shenfa.patrol.availability import Outcome, Visit, visit_plan
from shenfa.patrol.freshness import Column, ColumnState, Item, column_state, sentence
from shenfa.patrol.kinds import MEANINGS, Kind
from shenfa.patrol.standing import Observed
from shenfa.review import Position
from shenfa.text import Severity

WEEK = datetime.timedelta(days=8)
DAY = datetime.timedelta(days=1)
RUN, LOOK = datetime.time(1, 30), datetime.time(8, 40)
COUNTY, TOWN = f"https://{SITE.domain}/site/", "http://www.yuntang.example/"
TOWN_FILE = 'name = "云塘乡人民政府"\nsite_code = "5002990012"\n'
TABLE = "patrol.txt"
QUARTERS = "一二三四"
MISSED = {"YT": (3, 5), "GA": (4,)}
"""The mornings after which nobody of a unit looked."""
BEAT = datetime.timedelta(minutes=20)
CSV = "发布时间,微博内容,评论数,回复数\n{},冬季用电安全提示,3,2\n{},反诈宣传进校园,1,0\n"


def mornings(world: World, until: datetime.datetime, end: datetime.datetime) -> None:
    """Let the mornings of the week before ``end`` pass that lie before ``until``."""
    first = (end - WEEK).astimezone(BEIJING).date()
    here = world.hands.at.astimezone(BEIJING)
    day = max(first, here.date() + (DAY if here.time() >= RUN else DAY * 0))
    while datetime.datetime.combine(day, LOOK, BEIJING) < until:
        set_clock(world.hands, datetime.datetime.combine(day, RUN, BEIJING))
        _patrol(world, (day - first).days)
        looks_close(world.hands.clock)
        set_clock(world.hands, datetime.datetime.combine(day, LOOK, BEIJING))
        _look(world, (day - first).days)
        day += DAY


def accounts(world: World) -> None:
    """Take in a list of one account, and try the interaction of another."""
    by = acting(world, world.casts["GA"].holder(Position.RELEASER))
    today = world.hands.at.astimezone(BEIJING).date()
    data = CSV.format(today - 2 * DAY, today - 9 * DAY).encode()
    account = world.channels["weibo:pinganxugu"]
    posts_import(by=by, account=account, name="微博清单.csv", data=data)
    interaction_note(by=by, account=account, works=["评论"], fails=["私信"])


def visits(world: World) -> None:
    """Let the prober have visited both home pages all the week."""
    now = world.hands.at
    today = now.astimezone(BEIJING).date()
    down = _down(today - DAY * 2)
    for site in WatchedSiteRecord.objects.filter(until=None):
        for day in (today - DAY * back for back in range(8)):
            plan = [one for one in visit_plan(site.id, day, VISITS) if site.since < one <= now]
            made = [
                Made(site.id, moment, _visit(site, moment, number))
                for number, moment in enumerate(plan)
                if not down[0] < moment < down[1]
            ]
            visits_keep(made=made, at=now, is_well=True)
    beat = now - DAY * 8
    while beat < now:
        if not down[0] < beat < down[1]:
            visits_keep(made=(), at=beat, is_well=True)
        beat += BEAT


def _down(day: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    """Return when our own side was down for an hour and a half: a power cut."""
    begins = datetime.datetime.combine(day, datetime.time(10, 5), BEIJING)
    return begins, begins + 5 * BEAT


def _visit(site: WatchedSiteRecord, at: datetime.datetime, number: int) -> Visit:
    chance = int.from_bytes(hashlib.sha256(f"{site.home}{at}".encode()).digest()[:2])
    if site.home == TOWN and chance % 97 == 0:
        return Visit(at, Outcome.FAILED, 15_000, "服务器超过时限没有答复，请稍后重试")
    slow = 2600 if number % 23 == 5 and site.home == TOWN else 0
    return Visit(at, Outcome.OPEN, 180 + chance % 420 + slow)


def _patrol(world: World, number: int) -> None:
    if not WatchedSiteRecord.objects.exists():
        keeper = acting(world, world.casts[OFFICE].holder(Position.SITE_ADMINISTRATOR))
        site_watch(by=keeper, unit=world.units[OFFICE], watch=Watch(COUNTY, hour=1))
        watch = Watch(TOWN, TOWN_FILE, rate=2, hour=2)
        site_watch(by=keeper, unit=world.units["YT"], watch=watch)
    by = by_system(world)
    today = world.hands.at.astimezone(BEIJING).date()
    for site in WatchedSiteRecord.objects.select_related("unit"):
        run_begin(by=by, site=site)
        articles = tuple(_articles()) if site.home == COUNTY else ()
        states = tuple(_own(today) if site.home == COUNTY else _towns(today))
        seen = (*_late(states), *_faults(site.home, number))
        report = VisitReport(
            pages=len(articles) + len(states) + 2,
            observed=seen,
            columns=tuple(map(_seen, states)),
            articles=articles,
        )
        (run,) = (one for one in runs_open() if one.site_id == site.id)
        run_settle(by=by, run=run, report=report)


def _look(world: World, number: int) -> None:
    for code, unit in world.units.items():
        holders = world.casts[code].holders(Position.RELEASER) if code in world.casts else ()
        if holders and number not in MISSED.get(code, ()):
            notes = "首页和主栏目正常，断链已告知网站管理员" if code == OFFICE else ""
            look_sign(by=acting(world, holders[0]), unit=unit, notes=notes)


def _articles() -> Iterator[ArticleSeen]:
    for channel in site_columns():
        for row in live_in(path=channel.path)[:60]:
            day = row.release.published_at.astimezone(BEIJING).date()
            title: str = row.shown_title  # type: ignore[attr-defined]  # annotated by live_rows
            yield ArticleSeen(f"{COUNTY}{row.path}", title, day)


def _own(today: datetime.date) -> Iterator[ColumnState]:
    """Judge the columns of the county's site by what is really public in them."""
    for channel in site_columns():
        items = tuple(
            Item(
                row.shown_title,  # type: ignore[attr-defined]  # as above
                row.release.published_at.astimezone(BEIJING).date(),
                f"{COUNTY}{row.path}",
            )
            for row in live_in(path=channel.path)[:60]
        )
        yield column_state(Column(f"{COUNTY}{channel.path}/", channel.name, items), today)


def _towns(today: datetime.date) -> Iterator[ColumnState]:
    """Judge the columns of the town's own site: fresh, due, late, a rhythm nobody confirmed."""
    for path, name, step, count, last in (
        ("gzdt", "工作动态", 4, 20, 3),
        ("tzgg", "通知公告", 20, 9, 12),
        ("ldhd", "要闻动态", 6, 12, 13),
        ("zcwj", "政策文件", 45, 6, 190),
        ("bsfw", "便民服务", 30, 4, 100),
    ):
        items = [
            Item(f"{name}{number}", today - DAY * (last + step * number)) for number in range(count)
        ]
        yield column_state(Column(f"{TOWN}{path}/", name, tuple(items)), today)
    quarters = [
        Item(
            f"{year}年第{QUARTERS[number]}季度经济运行情况",
            datetime.date(year + number // 3, (number * 3 + 3) % 12 + 1, 12),
        )
        for year in range(today.year - 3, today.year + 1)
        for number in range(4)
    ]
    past = tuple(one for one in quarters if one.published and one.published <= today)
    yield column_state(Column(f"{TOWN}jjyx/", "经济运行", past), today)
    yield column_state(Column(f"{TOWN}zjyt/", "意见征集", ()), today)


def _late(states: tuple[ColumnState, ...]) -> Iterator[Observed]:
    for state in states:
        if state.kind:
            evidence = {
                "column": state.name,
                "message": sentence(state),
                "due": state.due.isoformat() if state.due else "",
                "confirmed": state.is_confirmed,
            }
            yield Observed(
                state.kind, state.url, state.severity, 1, (state.url,), evidence, state.basis
            )


def _faults(home: str, number: int) -> Iterator[Observed]:
    """Read the faults that were there on a morning: home, mornings, kind, address, evidence."""
    for line in (files("shenfa.demo") / TABLE).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        site, days, kind, path, *facts = line.split("　")
        if {"county": COUNTY, "town": TOWN}[site] != home or str(number) not in days:
            continue
        meaning = MEANINGS[Kind(kind)]
        evidence = dict(fact.split("=", maxsplit=1) for fact in facts)
        pages = tuple(f"{home}{page}" for page in evidence.pop("pages", "").split("|"))
        target = path if "://" in path else f"{home}{path}"
        severity = Severity(meaning.severity)
        yield Observed(kind, target, severity, len(pages), pages, evidence, meaning.basis)


def _seen(state: ColumnState) -> ColumnSeen:
    return ColumnSeen(
        url=state.url,
        name=state.name,
        type=state.type,
        rule=state.rule,
        period=state.period.value if state.period else "",
        last_published=state.last_published,
        age_days=state.age_days,
        due=state.due,
        state=state.state.value,
        confirmed=state.is_confirmed,
    )
