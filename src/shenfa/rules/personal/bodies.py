"""Whether a stretch of text speaks of an organisation or a public place."""

import re
from functools import cache

from shenfa.lexicons import read_lexicon

ENDING = r"[\u4e00-\u9fff]{2}(?:局|厅|处|支队|大队|中队|站|馆|社|行|厂|店|园区|部|司|法庭|政府|党委|党校|[\u4e00-\u9fff](?:委|总工会|工会)|办|中心|所(?!在)|会)(?=$|(?<=[局委办])\d|[\s,:;。、()“”]|地址|电话|位于|在|设|邮箱|办公|驻|联系|负责|将|拟|对|于|发布|公告|举行|举办|召开|开展|被|因|经营)"


@cache
def _words() -> re.Pattern[str]:
    entries = read_lexicon("privacy_institution_words", ("word",))
    words = sorted((entry.values[0] for entry in entries), key=lambda word: -len(word))
    return re.compile("|".join((*map(re.escape, words), ENDING)))


def speaks_of_body(text: str) -> bool:
    """Return whether the folded text names an organisation or a public place."""
    return _words().search(text) is not None
