"""The county's lists of sensitive wording and restricted topics, read strictly, entry by entry.

A county file (TOML) and a sheet both come here as rows of named fields.
"""

import re
from dataclasses import fields

from shenfa.audit.county_row import Names, Row, RowReading
from shenfa.rules.listed.folded import tight
from shenfa.text import Boundary, RestrictedTopic, SensitiveWord, Severity

SEVERITIES = {
    "禁止发布": Severity.BLOCKER,
    "应改": Severity.ERROR,
    "提醒": Severity.WARNING,
    "参考": Severity.HINT,
}
BOUNDARIES = {
    "": Boundary.LETTERS,
    "默认": Boundary.LETTERS,
    "不限": Boundary.ANYWHERE,
    "独立": Boundary.ALONE,
}
SHORTEST, LONGEST = 2, 50
SENTENCE_MARK = re.compile(r"[\n。!?;,:、]")


def word_entry(row: Row, names: Names | None = None) -> SensitiveWord:
    """Return the sensitive word of a row. Raises EntryFault."""
    read = RowReading(row, names or {}, [])
    read.check_keys(one.name for one in fields(SensitiveWord))
    word = read.needed("word")
    if word:
        _check_word(read, "word", word)
    allowed = read.texts("allowed")
    if word:
        read.complaints.extend(
            f"{read.name('allowed')}“{one}”应为包含“{word}”的更长词语"
            for one in allowed
            if tight(word) not in tight(one) or len(tight(one)) <= len(tight(word))
        )
    entry = SensitiveWord(
        word=word,
        category=read.needed("category"),
        severity=read.choice("severity", SEVERITIES),
        source=read.needed("source"),
        valid_from=read.date("valid_from"),
        valid_to=read.date("valid_to"),
        allowed=allowed,
        boundary=read.choice("boundary", BOUNDARIES),
        instead=read.text("instead"),
    )
    read.check_dates(entry.valid_from, entry.valid_to)
    read.refuse_faults()
    return entry


def topic_entry(row: Row, names: Names | None = None) -> RestrictedTopic:
    """Return the restricted topic of a row. Raises EntryFault."""
    read = RowReading(row, names or {}, [])
    read.check_keys(one.name for one in fields(RestrictedTopic))
    entry = RestrictedTopic(
        name=read.needed("name"),
        words=_words(read, "words"),
        severity=read.choice("severity", SEVERITIES),
        source=read.needed("source"),
        beside=_words(read, "beside"),
        valid_from=read.date("valid_from"),
        valid_to=read.date("valid_to"),
    )
    if "words" not in row or not (entry.words or read.complaints):
        read.complaints.append(f"缺少{read.name('words')}，请补写")
    read.check_dates(entry.valid_from, entry.valid_to)
    read.refuse_faults()
    return entry


def _words(read: RowReading, key: str) -> tuple[str, ...]:
    words = read.texts(key)
    for word in words:
        _check_word(read, key, word)
    return words


def _check_word(read: RowReading, key: str, word: str) -> None:
    if SENTENCE_MARK.search(tight(word)):
        read.complaints.append(f"{read.name(key)}“{word}”含有句读标点，请拆成几条")
    elif not SHORTEST <= len(tight(word)) <= LONGEST:
        read.complaints.append(f"{read.name(key)}“{word}”应为{SHORTEST}至{LONGEST}个字")
