"""Read the facts of laws out of checkouts: tools/read_statutes.py OUT.tsv FOLDER...

A FOLDER is a checkout of LawRefBook/Laws or qisehong/china-law-db, or any other in which every
law is one Markdown file ``kind/title(YYYY-MM-DD).md``. Of several versions of a law the latest
is read. OUT is the sheet that ``build_law_table.py`` takes as FACTS; the folders can be given
to it again as TEXTS. Read are title, kind, order, days, the last article, and the titles that
the text repeals (同时废止); what the files say of their own status is not.
"""

import csv
import re
import sys
from pathlib import Path

from shenfa.text.numerals import parse_numeral

COLUMNS = (
    "title",
    "kind",
    "order_number",
    "published",
    "effective",
    "articles",
    "status_as_recorded",
    "source",
    "repeals",
)
NAME = re.compile(r"(?P<title>.+?)(?:\((?P<date>(?:19|20)\d\d-\d\d-\d\d)\))?")
HEADING = re.compile(r"^#\s+(?P<title>.+)$", re.MULTILINE)
ARTICLE = re.compile(r"^第(?P<number>[一二三四五六七八九十百千零〇]+)条(?!之)", re.MULTILINE)
ORDER = re.compile(r"(?:中华人民共和国)?国务院令第\d{1,3}号(?=公布|发布)")
EFFECT = re.compile(r"自(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日起(?:施行|实施)")
REPEAL = re.compile(r"[^。\n]*(?:同时|即行|相应)废止")
TITLE = re.compile(r"《(?P<title>[^《》]+)》")
LAST_ARTICLES = 3
GAP_IN_ARTICLES = 6

Row = dict[str, str]


def main() -> None:
    """Write the sheet."""
    if len(sys.argv) < 3:
        sys.exit("用法：tools/read_statutes.py OUT.tsv FOLDER...")
    rows: dict[str, Row] = {}
    for folder in map(Path, sys.argv[2:]):
        for path in sorted(folder.rglob("*.md")):
            row = read_statute(path)
            if row and row["published"] >= rows.get(row["title"], row)["published"]:
                rows[row["title"]] = row
    with Path(sys.argv[1]).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(
            file, COLUMNS, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE
        )
        writer.writeheader()
        writer.writerows(rows[title] for title in sorted(rows))
    print(f"{len(rows)} 部")


def read_statute(path: Path) -> Row | None:
    """Return the facts of one file, None where it holds no articles."""
    text = path.read_text(encoding="utf-8").replace("\u3000", " ")
    name = NAME.fullmatch(path.stem)
    articles = _last_article(text)
    if name is None or not articles:
        return None
    heading = HEADING.search(text)
    head, tail = _ends(text)
    order = ORDER.search(head)
    effect = EFFECT.search(tail)
    return {
        "title": (heading["title"] if heading else name["title"]).strip().replace("\t", " "),
        "kind": path.parent.name,
        "order_number": order[0] if order else "",
        "published": name["date"] or "",
        "effective": _iso(effect) if effect else "",
        "articles": str(articles),
        "status_as_recorded": "",
        "source": "china-law-db" if text.startswith("---") else "LawRefBook",
        "repeals": "；".join(_repealed(tail)),
    }


def _last_article(text: str) -> int:
    last = 0
    for match in ARTICLE.finditer(text):
        number = parse_numeral(match["number"]) or 0
        if last < number <= last + GAP_IN_ARTICLES:
            last = number
    return last


def _ends(text: str) -> tuple[str, str]:
    """Return what stands before the first article, and the last few articles."""
    starts = [match.start() for match in ARTICLE.finditer(text)]
    return text[: starts[0]], text[starts[-LAST_ARTICLES:][0] :]


def _iso(match: re.Match[str]) -> str:
    return f"{match['year']}-{int(match['month']):02d}-{int(match['day']):02d}"


def _repealed(tail: str) -> list[str]:
    titles = [
        title["title"] for clause in REPEAL.finditer(tail) for title in TITLE.finditer(clause[0])
    ]
    return list(dict.fromkeys(titles))


if __name__ == "__main__":
    main()
