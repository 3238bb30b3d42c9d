"""Build the table of laws and documents: tools/build_law_table.py FACTS [TEXTS...].

FACTS is a tab-separated sheet with the columns title, kind, order_number, published, effective,
articles, source, repeals (titles that a text puts out of force, joined with ；). TEXTS are the
statutes themselves: Markdown or plain files, folders of them, or .txt.xz files with one law
after another: title, dated lines of its history, then 第一条. From them come the numbers of all
orders by which a regulation was made or changed, and a second count of the articles.

Both are read off public repositories that anyone can fetch again: LawRefBook/Laws and
qisehong/china-law-db (``read_statutes.py`` makes the sheet from their checkouts). What these lack or have wrong stands, with its source, in
``law_table_supplement.tsv`` beside this script: a filled cell replaces, "-" empties.

What a law repeals is taken from its own last article (同时废止), never from status flags,
which both repositories have wrong.
"""

import csv
import datetime
import lzma
import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from shenfa.text.numerals import parse_numeral

HERE = Path(__file__).parent
SUPPLEMENT = HERE / "law_table_supplement.tsv"
OUTPUT = HERE.parent / "src" / "shenfa" / "lexicons" / "data" / "citation_instruments.tsv"
COLUMNS = (
    "title",
    "kind",
    "number",
    "other_numbers",
    "issuer",
    "promulgated",
    "version",
    "articles",
    "replaced_by",
    "aliases",
    "source",
    "confidence",
    "level",
    "valid_from",
    "valid_to",
)
STATE = "中华人民共和国"
LAWS = frozenset(
    {
        "宪法",
        "宪法相关法",
        "民法典",
        "民法商法",
        "行政法",
        "经济法",
        "社会法",
        "刑法",
        "诉讼与非诉讼程序法",
    }
)
LEVELS = {"法律": "law", "行政法规": "regulation", "国家标准": "standard"}
SOURCES = {"LawRefBook": "LawRefBook/Laws", "china-law-db": "qisehong/china-law-db"}
STILL_IN_FORCE = frozenset({"中华人民共和国国家安全法", "人民检察院刑事诉讼规则"})
"""Titles that a later law repeals in an old version and that name a newer law as well."""

CHANGED_TOGETHER = {
    "2011-01-08": 588,
    "2012-11-09": 628,
    "2013-07-18": 638,
    "2013-12-07": 645,
    "2014-02-19": 648,
    "2014-07-29": 653,
    "2016-02-06": 666,
    "2017-03-01": 676,
    "2017-10-07": 687,
    "2018-03-19": 698,
    "2018-09-18": 703,
    "2019-03-02": 709,
    "2019-03-24": 710,
    "2019-04-23": 714,
    "2020-03-27": 726,
    "2020-11-29": 732,
    "2022-03-29": 752,
    "2023-07-20": 764,
    "2024-03-10": 777,
    "2024-12-06": 797,
}
"""Orders that changed many regulations at once, recalled, still to be confirmed (R-H).

They only widen what may stand beside a title: histories in the sources are not complete.
"""

LONGEST_TITLE = 60
DATED = re.compile(r"^\W{0,3}(?P<year>(?:19|20)\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
ORDER = re.compile(
    r"(?P<body>国务院(?:、(?:中华人民共和国)?中央军事委员会)?|[\u4e00-\u9fff]{2,14}(?:部|委员会|总局|局|署|银行|办公室))"
    r"(?:令第(?P<a>\d{1,3})号|第(?P<b>\d{1,3})号令)"
)
CHANGED = re.compile(r"修[订正改]")
ARTICLE = re.compile(r"^第(?P<number>[一二三四五六七八九十百千零〇]+)条(?!之)")
GAP_IN_ARTICLES = 6
MARGIN = 2
SLACK = datetime.timedelta(days=45)
"""An order follows the decision it makes known, and histories name either day."""


@dataclass(slots=True)
class History:
    """What stands between the title of a law and its first article."""

    orders: list[tuple[datetime.date, str, int]] = field(default_factory=list)
    changed: list[datetime.date] = field(default_factory=list)
    revised: list[datetime.date] = field(default_factory=list)
    articles: int = 0


Row = dict[str, str]


def main() -> None:
    """Write the table."""
    if len(sys.argv) < 2:
        sys.exit("用法：tools/build_law_table.py FACTS [TEXTS...]")
    facts = list(_sheet(Path(sys.argv[1])))
    histories = _histories({row["title"] for row in facts}, [Path(name) for name in sys.argv[2:]])
    rows = {
        row["title"]: _row(row, histories.get(row["title"], History()))
        for row in facts
        if row["kind"] != "其他" and "关于修改" not in row["title"]
    }
    _number_changes(rows, histories)
    _repeal(rows, facts, histories)
    for row in _sheet(SUPPLEMENT):
        old = rows.setdefault(row["title"], dict.fromkeys(COLUMNS, ""))
        old.update({name: "" if cell == "-" else cell for name, cell in row.items() if cell})
    with OUTPUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(
            file, COLUMNS, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE
        )
        writer.writeheader()
        writer.writerows(rows[title] for title in sorted(rows))
    print(
        f"{len(rows)} 行，{OUTPUT.stat().st_size / 1024:.0f} KB，"
        f"已废止 {sum(bool(row['valid_to']) for row in rows.values())}，"
        f"有令号 {sum(bool(row['number']) for row in rows.values())}"
    )


def _sheet(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _row(fact: Row, history: History) -> Row:
    kind = "法律" if LAWS & set(fact["kind"].split("/")) else fact["kind"]
    number = _standard_number(fact["order_number"]) or _first_order(history)
    promulgated = next(
        (str(date) for date, body, order in history.orders if f"{body}令第{order}号" == number),
        "" if history.changed and not history.orders else fact["published"] if number else "",
    )
    articles = max(int(fact["articles"] or 0), history.articles)
    agreed = history.articles == int(fact["articles"] or 0)
    return {
        "title": fact["title"],
        "kind": kind,
        "number": number,
        "other_numbers": "",
        "issuer": _issuer(kind, fact["title"]),
        "promulgated": promulgated,
        "version": fact["published"],
        "articles": str(articles or ""),
        "replaced_by": "",
        "aliases": "",
        "source": SOURCES[fact["source"]],
        "confidence": "V" if agreed else "P",
        "level": LEVELS.get(kind, "policy"),
        "valid_from": fact["effective"]
        if re.fullmatch(r"[\d-]{10}", fact["effective"], re.ASCII)
        else "",
        "valid_to": "",
    }


def _issuer(kind: str, title: str) -> str:
    if kind == "行政法规":
        return "国务院"
    if kind == "司法解释":
        head = title.partition("关于")[0]
        return head if head.startswith("最高") else ""
    return ""


def _standard_number(number: str) -> str:
    return number.removeprefix(STATE)


def _first_order(history: History) -> str:
    return next((f"{body}令第{order}号" for _, body, order in history.orders), "")


def _histories(titles: set[str], paths: list[Path]) -> dict[str, History]:
    histories: dict[str, History] = {}
    current: History | None = None
    for line in _lines(paths):
        title = line.removeprefix("#").strip()
        if title in titles and title not in histories:
            current = histories[title] = History()
        elif current is not None and (article := ARTICLE.match(line)):
            value = parse_numeral(article["number"]) or 0
            if current.articles < value <= current.articles + GAP_IN_ARTICLES:
                current.articles = value
        elif current is not None and not current.articles and (dated := DATED.match(line)):
            _note(current, dated, line)
    return histories


def _note(history: History, dated: re.Match[str], line: str) -> None:
    date = datetime.date(int(dated["year"]), int(dated["month"]), int(dated["day"]))
    if order := ORDER.search(line):
        body = order["body"].removeprefix(STATE).replace(STATE, "")
        history.orders.append((date, body, int(order["a"] or order["b"])))
    elif CHANGED.search(line):
        history.changed.append(date)
        if "修订" in line:
            history.revised.append(date)


def _lines(paths: list[Path]) -> Iterator[str]:
    for path in paths:
        files = sorted(path.rglob("*.md")) if path.is_dir() else [path]
        for one in files:
            content = one.read_bytes()
            if one.suffix == ".xz":
                content = lzma.decompress(content)
            yield from (line.strip() for line in content.decode("utf-8").split("\n"))


def _number_changes(rows: dict[str, Row], histories: dict[str, History]) -> None:
    """Note for each regulation every order that changed it.

    A line of history that names no order names a day. Orders are numbered through the years,
    so what was made between two known days has a number between theirs.
    """
    known = _in_order(
        {
            (date, order)
            for history in histories.values()
            for date, body, order in history.orders
            if body.startswith("国务院")
        }
        | {
            (datetime.date.fromisoformat(row["promulgated"]), int(re.sub(r"\D", "", row["number"])))
            for row in rows.values()
            if row["promulgated"] and row["number"].startswith("国务院令")
        }
        | {(datetime.date.fromisoformat(day), order) for day, order in CHANGED_TOGETHER.items()}
    )
    dated = {(str(date), order) for date, order in known}
    for row in rows.values():
        if row["number"].startswith("国务院令"):
            order = int(re.sub(r"\D", "", row["number"]))
            # A number made known on a day that does not fit stays, without the day.
            if (row["promulgated"], order) not in dated:
                row["promulgated"] = ""
    for title, row in rows.items():
        if row["number"].startswith("国务院"):
            row["other_numbers"] = " ".join(
                sorted(_changes(row, histories.get(title, History()), known))
            )


def _in_order(pairs: set[tuple[datetime.date, int]]) -> list[tuple[datetime.date, int]]:
    """Keep the longest run in which day and number rise together.

    A sheet may give the day of a later version, or the number of one.
    """
    ends: list[datetime.date] = []
    chains: list[tuple[tuple[datetime.date, int], ...]] = []
    for day, order in sorted(pairs, key=lambda pair: (pair[1], pair[0])):
        place = bisect_right(ends, day)
        chain = (*(chains[place - 1] if place else ()), (day, order))
        ends[place : place + 1] = [day]
        chains[place : place + 1] = [chain]
    return list(chains[-1]) if chains else []


def _changes(row: Row, history: History, known: list[tuple[datetime.date, int]]) -> set[str]:
    own = int(re.sub(r"\D", "", row["number"]))
    others = {str(order) for _, body, order in history.orders if body.startswith("国务院")}
    first, last = row["promulgated"], row["version"]
    others |= {str(order) for day, order in CHANGED_TOGETHER.items() if first < day <= last}
    version = [datetime.date.fromisoformat(last)] if last > first else []
    days = {date for date, _, _ in history.orders}
    dates = [date for date, _ in known]
    for date in {*history.changed, *version} - days:
        if str(date) in CHANGED_TOGETHER or str(date) <= first:
            continue
        low = [order for _, order in known[: bisect_left(dates, date)]]
        high = [order for _, order in known[bisect_right(dates, date + SLACK) :]]
        if low:
            others.add(f"{max(low) - MARGIN}-{min(high, default=max(low) + len(known)) + MARGIN}")
    return others - {str(own)}


def _repeal(rows: dict[str, Row], facts: list[Row], histories: dict[str, History]) -> None:
    keys = {_key(title): title for title in rows}
    for fact in facts:
        if fact["title"] not in rows:
            continue
        version, effective = fact["published"], rows[fact["title"]]["valid_from"]
        ended = _end(rows[fact["title"]], histories.get(fact["title"]))
        for old in filter(None, (one.strip() for one in fact["repeals"].split("；"))):
            title = keys.get(_key(old), old)
            if (
                not ended
                or title in STILL_IN_FORCE
                or _key(old) == _key(fact["title"])
                or len(old) > LONGEST_TITLE
                or "关于修改" in old
            ):
                continue
            known = rows.get(title)
            if known and known["version"] >= ended:
                continue
            row = rows.setdefault(title, _repealed(title, fact))
            if row["valid_to"] and row["valid_to"] < ended:
                continue
            keys[_key(title)] = title
            day = datetime.date.fromisoformat(ended) - datetime.timedelta(days=1)
            row["replaced_by"], row["valid_to"] = fact["title"], str(day)
            # The clause may be older than the last change of the law that holds it.
            row["confidence"] = "V" if effective >= version else "P"


def _end(by: Row, history: History | None) -> str:
    """Return the day from which what a law repeals has ended, the later one where in doubt.

    A law that was amended (修正) and never written anew (修订) repeals since it took effect.
    Regulations call every change 修订.
    """
    version, effective = by["version"], by["valid_from"]
    if by["kind"] != "法律" or not effective or history is None:
        return max(version, effective)
    is_new = any(str(day) > effective for day in history.revised)
    return max(version, effective) if is_new else effective


def _repealed(title: str, by: Row) -> Row:
    kind = "法律" if title.endswith("法") else "司法解释" if "解释" in title else "其他"
    row = dict.fromkeys(COLUMNS, "")
    return row | {
        "title": title,
        "kind": kind,
        "source": f"{SOURCES[by['source']]}（“同时废止”条款）",
        "level": LEVELS.get(kind, "policy"),
    }


def _key(title: str) -> str:
    return re.sub(r"[\s《》〈〉<>]", "", title).removeprefix(STATE)


if __name__ == "__main__":
    main()
