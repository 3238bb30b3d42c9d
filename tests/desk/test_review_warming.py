"""Who writes the first text after the start does not wait until the rules are loaded."""

import datetime

from shenfa.desk.review.checking_process import in_process, stop_checking
from shenfa.desk.review.warming import warm_checks
from shenfa.desk.review.writing_check import Written, check_written
from shenfa.desk.wording.county_file import Tables
from shenfa.lexicons.load import read_lexicon
from shenfa.text import ContentKind

DAY = datetime.date(2026, 5, 8)
FAULTY = """<p>根据《中华人民共和国突发事件应对法》（2007年主席令第69号）第九十九条规定，现将名单公示如下。</p>
<p>联系人：田某某，电话：0743-8210000，身份证号：见附件；共12户，合计3600元，占百分之20。</p>"""


def tables_read(_task: None) -> int:
    """Return how many tables the process has read."""
    return read_lexicon.cache_info().misses


def found_in(body: str) -> int:
    """Return how much is found in a text."""
    return len(check_written(Written("关于公示的通知", body, ContentKind.LIST, DAY), Tables()))


def test_a_check_after_the_start_reads_no_table_any_more() -> None:
    stop_checking()
    warm_checks(Tables(), DAY)
    before = in_process(tables_read, None, 30)

    assert before > 20
    assert in_process(found_in, FAULTY, 30) > 0
    assert in_process(tables_read, None, 30) == before
    stop_checking()
