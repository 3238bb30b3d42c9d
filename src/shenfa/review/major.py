"""What makes a text a major item (重大信息): criteria that suggest, people who decide (R25, Q20).

The notice does not say what is major. The county's criteria are rows of a table; a match sets
the flag when a revision is cut, and taking it off takes a second person. Warnings of weather
and advice to get out of harm's way must be fast and are left alone.
"""

from shenfa.lexicons import read_lexicon

TITLE, ANYWHERE = "title", "anywhere"
SPARED = ("预警", "避险", "提示", "提醒", "科普", "演练", "防范")


def major_reasons(title: str, text: str) -> tuple[str, ...]:
    """Return the matters by which a text is major, each once; none means: not by the criteria.

    A word of the table counts where its row says: in the title only, or anywhere.
    """
    if any(word in title for word in SPARED):
        return ()
    found: dict[str, None] = {}
    for row in read_lexicon("major_matters", ("word", "matter", "where")):
        word, matter, where = row.values
        if word in title or (where == ANYWHERE and word in text):
            found[matter] = None
    return tuple(found)
