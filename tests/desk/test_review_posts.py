"""What an account shows is plain text: all of it is checked, whatever it looks like (R51, I14)."""

import pytest
from county import County
from release_county import Releasing
from review_county import Reviewing, audit

from shenfa.desk.deployment import Deployment
from shenfa.review.content import Rendering, canonical_content

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


def test_the_note_of_a_correction_is_checked_and_approved(
    county: County, deployment: Deployment
) -> None:
    """R24, R73: it goes out, so one changed character of it is another revision."""
    town = Releasing(county, deployment)
    first = town.released().revision
    writing = town.reviewing.writing
    note = f"原文电话有误，应为{NUMBER}"
    writing.save(first.manuscript_id, corrects=first.id, public_note=note)
    revision = writing.cut(first.manuscript_id)
    found = [one.part for one in audit(county, revision).findings.all()]

    assert found == ["更正说明"]
    assert note in canonical_content(revision.to_content()).decode()
