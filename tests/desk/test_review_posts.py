"""What an account shows is plain text: all of it is checked, whatever it looks like (R51, I14)."""

import pytest
from county import County
from review_county import Reviewing, audit

from shenfa.review.content import Rendering

pytestmark = pytest.mark.db
NUMBER = "13912345678"


@pytest.mark.parametrize(
    "text",
    [
        f"请联系{NUMBER}",
        f"<请联系{NUMBER}>",
        f"低于5<10的，请联系<b title='{NUMBER}'>我们",
        f"<!-- {NUMBER}",
        f"<script>{NUMBER}</script>",
        f"<style>\n{NUMBER}",
    ],
)
def test_nothing_in_a_post_is_taken_for_markup(county: County, text: str) -> None:
    reviewing = Reviewing(county)
    account = reviewing.writing.account.id
    revision = reviewing.cut(renderings=(Rendering(account, "", text),))
    found = [one for one in audit(county, revision).findings.all() if one.rule.startswith("PI")]

    assert [one.part for one in found] == [f"渠道：{account}"]
