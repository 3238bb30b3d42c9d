"""How long a quarter takes: 60 units, 300 columns, 13 accounts, 6,000 problems in three years.

Everything is put into a database of its own, the quarter is computed and frozen, and the pages of
the assessment are asked for by somebody of the county office. Targets: the quarter in 5 seconds,
a page in 300 ms of the processor.
"""

import datetime
import hashlib
import itertools
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests" / "desk"), str(ROOT / "tests" / "web")]
UNITS, COLUMNS, ACCOUNTS, PROBLEMS = 60, 300, 13, 6000
DAYS = 3 * 365
NATURES = ("text", "link", "update", "site", "privacy")
QUARTER, PAGE = 5.0, 300.0


def main() -> None:
    """Fill, compute, freeze, ask for the pages, print."""
    with tempfile.TemporaryDirectory() as folder:
        county, unit = prepared(Path(folder))
        measure(county, unit)


def prepared(folder: Path) -> tuple[object, str]:
    """Return a county with three years behind it, and the id of one of its units."""
    import conftest  # noqa: PLC0415 - configures Django
    from county import County  # noqa: PLC0415 - Django is configured now

    from shenfa.desk.deployment import open_deployment  # noqa: PLC0415 - as above
    from shenfa.web.given import Given, give  # noqa: PLC0415 - as above

    deployment = open_deployment(folder / "data")
    conftest.use(deployment)
    conftest.migrate(deployment)
    conftest.use(deployment)
    answer_requests(deployment)
    county = County()
    county.hands.at = datetime.datetime(2024, 1, 2, 1, tzinfo=datetime.UTC)
    county.settle()
    fill(county)
    county.hands.at = datetime.datetime(2027, 1, 4, 1, tzinfo=datetime.UTC)
    give(Given(county.hands.clock, deployment))
    return county, county.unit("单位007")


def answer_requests(deployment: object) -> None:
    """Set what a served process would have set."""
    from django.conf import settings  # noqa: PLC0415 - as above

    from shenfa.web.settings import web_settings  # noqa: PLC0415 - as above

    kept = {"DATABASES", "INSTALLED_APPS", "LOGGING"}
    for name, value in web_settings(deployment).items():  # type: ignore[arg-type]  # a Deployment
        if name not in kept:
            setattr(settings, name, value)
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]


def fill(county: object) -> None:
    """Put in units, columns, accounts and problems, past the guards that want them one by one."""
    from raw_sql import drop_guards  # noqa: PLC0415 - as above

    from shenfa.desk.channels.models import ChannelRecord  # noqa: PLC0415 - as above
    from shenfa.desk.ledger.models import ActRecord, ProblemRecord  # noqa: PLC0415 - as above
    from shenfa.desk.organisation.models import PersonRecord, UnitRecord  # noqa: PLC0415 - as above

    drop_guards()
    begin = county.hands.at  # type: ignore[attr-defined]  # a County, which is imported late
    units = [
        UnitRecord(id=f"u-b{n}", name=f"单位{n:03d}", is_county_office=False, opened_at=begin)
        for n in range(UNITS)
    ]
    UnitRecord.objects.bulk_create(units)
    ChannelRecord.objects.bulk_create(
        ChannelRecord(
            id=f"c-b{n}",
            unit=units[n % UNITS],
            kind="account" if n >= COLUMNS else "column",
            name=f"栏目{n}",
            path=f"weixin:gh_{n}" if n >= COLUMNS else f"lanmu/{n}",
            activity_news=n % 5 == 0,
            opened_at=begin,
        )
        for n in range(COLUMNS + ACCOUNTS)
    )
    people = itertools.cycle(PersonRecord.objects.order_by("id")[:2])
    day = datetime.timedelta(days=1)
    problems, acts = [], []
    for n in range(PROBLEMS):
        at = begin + day * (n * DAYS // PROBLEMS)
        person, checker = next(people), next(people)
        fixed = at + day * (n % 9 + 1) if n % 4 else None
        key = hashlib.sha256(str(n).encode()).hexdigest()
        problem = ProblemRecord(
            id=f"pb-b{n}",
            number=f"B{n:06d}",
            unit=units[n * 7 % UNITS],
            origin="patrol",
            nature=NATURES[n % len(NATURES)],
            severity="error",
            title=f"问题{n}",
            place=f"place/{n}",
            key=key,
            grouping=key[:24],
            found_at=at,
            reported_at=at,
            state="struck_off" if fixed else "opened",
            person=person if fixed else None,
            assign_due=at + day,
            due=at + day * 5,
            check_due=at + day * 20,
            assigned_at=at if fixed else None,
            fixed_at=fixed,
            fixed_by=person if fixed else None,
            struck_off_at=fixed + day if fixed else None,
            struck_off_by=checker if fixed else None,
            last_seen=at,
        )
        problems.append(problem)
        steps = [("open", "opened", at, at + day * 5)]
        if fixed:
            steps += [
                ("assign", "assigned", at, None),
                ("fix", "fixed", fixed, None),
                ("strike_off", "struck_off", fixed + day, None),
            ]
        acts += [
            ActRecord(problem=problem, round=1, action=action, state=state, at=moment, due=due)
            for action, state, moment, due in steps
        ]
    ProblemRecord.objects.bulk_create(problems, batch_size=500)
    ActRecord.objects.bulk_create(acts, batch_size=500)


def measure(county: object, unit: str) -> None:
    """Compute, freeze, and ask for the pages."""
    from assessment_county import QUARTER as ASKED  # noqa: PLC0415 - as above
    from assessment_county import frozen, scaled  # noqa: PLC0415 - as above

    from shenfa.desk.assessment.collecting import inputs_of  # noqa: PLC0415 - as above
    from shenfa.ledger.result import compute, write_result  # noqa: PLC0415 - as above

    scaled(county)  # type: ignore[arg-type]  # a County, which is imported late
    at = county.hands.at  # type: ignore[attr-defined]  # as above
    result, taken = timed(lambda: compute(inputs_of(ASKED, at)))
    size = len(write_result(result))
    print(
        f"季度得分 {taken / 1000:.2f} 秒（目标 {QUARTER:.0f}），事实 {len(result.inputs.facts)} 件，{size} 字节"
    )
    record, taken = timed(lambda: frozen(county))  # type: ignore[arg-type]  # as above
    print(f"封存 {taken / 1000:.2f} 秒，第 {record.number} 次")
    pages(county, unit, ASKED.code)


def pages(county: object, unit: str, code: str) -> None:
    """Ask for each page twice and print what the second time took of the processor."""
    from visiting import Visit  # noqa: PLC0415 - as above

    office = Visit(county, "谢审")  # type: ignore[arg-type]  # as above
    for address in (
        f"/assessment?quarter={code}",
        f"/assessment/{code}/units/{unit}",
        f"/assessment/{code}/site",
        f"/assessment/{code}/facts/0",
        f"/assessment/{code}/bulletin",
        f"/assessment/{code}/talks",
        "/assessment/years/2026",
        "/catalogue",
        "/campaigns",
    ):
        office.page(address)
        _, taken = timed(lambda address=address: office.page(address))
        mark = "" if taken <= PAGE else "　超出目标"
        print(f"{taken:7.0f} 毫秒　{address}{mark}")


def timed(work: Callable[[], object]) -> tuple[object, float]:
    """Return what came of work, and how many milliseconds of the processor it took."""
    begin = time.process_time()
    found = work()
    return found, (time.process_time() - begin) * 1000


if __name__ == "__main__":
    main()
