"""S4 主栏目报送: annex 1 through services, from the refused opening to the county office's word."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest
from county import County, accepted, refused, verbs
from form_county import DAY, EMAIL, FILLING, REVIEWER, Gate
from form_papers import FAULTY, PAPER, TITLE, as_body, as_scan, as_word
from review_county import FINAL, approve
from test_trail import verify

from shenfa.desk.deployment import Deployment
from shenfa.desk.form import copies
from shenfa.desk.form.copies import Brought
from shenfa.desk.form.models import CommitmentRecord
from shenfa.desk.form.selectors import county_queue, form_state
from shenfa.desk.form.steps import Paper
from shenfa.review.form import FormState

pytestmark = pytest.mark.db
VIDEO = '<p><a href="https://v.qq.com/x/page/plan.html">政策解读视频</a></p>'
WITHOUT_AREA_CODE = replace(FILLING, phone="75550107")


def test_a_plan_goes_to_the_main_column(
    county: County, deployment: Deployment, tmp_path: Path
) -> None:
    """The scan says 1,200元, the copy 1,300元 without 附件2; returned once, then approved."""
    gate = Gate(county)
    revision = gate.cut(PAPER, body=as_body() + VIDEO)

    # Opened before the third review it is refused; afterwards it is filled in by itself.
    with refused("reviews"):
        gate.open(revision)
    approve(county, revision)
    with accepted("filling.open"):
        form = gate.open(revision)
    assert (form.contains_media, form.says_media) == (True, True)
    with refused("media"):
        gate.fill(revision, replace(WITHOUT_AREA_CODE, says_media=False))
    gate.fill(revision, filling := replace(WITHOUT_AREA_CODE, says_media=True))

    # The scan of the signed original, and a copy that differs from it in two places.
    scan = Brought(Paper.FORMAL, "正式件.png", as_scan())
    copies.copy_attach(by=gate.by(), revision=revision.id, brought=scan)
    gate.bring(revision, Paper.ELECTRONIC, as_word(FAULTY))
    found = [row for row in gate.compare(revision).differences if "electronic" in row["copies"]]
    places = [(row["formal"]["place"], row["electronic"]["place"]) for row in found]
    assert places[0] == ("图片第11行", "表2第4行第3列")
    assert "附件2" in found[1]["message"]
    with refused("commitment"):
        gate.commit(revision, (4,))

    # The copy is corrected: it is made from what goes out.
    copies.copy_generate(by=gate.by(), revision=revision.id)
    for row in gate.compare(revision).differences:
        gate.close(revision, row["key"])
    with accepted(*["form.commit"] * 4):
        for number in (1, 2, 3, 4):
            county.hands.move(seconds=20)
            gate.commit(revision, (number,))
    commitments = CommitmentRecord.objects.filter(form=form)
    assert len(set(commitments.values_list("number", "at"))) == 4
    assert set(commitments.values_list("person_id", flat=True)) == {county.id(FINAL)}

    # Signature, seal and a date that is not older than the third review.
    gate.bring(revision, Paper.SIGNATURE, b"signature", "e_signature")
    with refused("incomplete"):
        gate.submit(revision)
    gate.bring(revision, Paper.SEAL, b"seal", "e_seal")
    gate.fill(revision, replace(filling, dated=DAY - datetime.timedelta(1)))
    with refused("incomplete"):
        gate.submit(revision)
    gate.fill(revision, filling)
    gate.submit(revision)

    # The county office returns the form once; revision and reviews stand.
    waiting = county_queue(viewer=county.id(REVIEWER), at=county.hands.at)
    assert [one.revision.id for one in waiting] == [revision.id]
    gate.decide(revision, "form_returned", "联系人电话缺区号")
    gate.fill(revision, replace(filling, phone="023-75550107"))
    gate.submit(revision)
    gate.decide(revision)

    assert form_state(revision.id) is FormState.ACCEPTED
    assert [one for one in verbs() if one.startswith(("form.", "county."))] == [
        *["form.commit"] * 4,
        "form.submit",
        "county.decide",
        "form.submit",
        "county.decide",
    ]
    printed = gate.printed(revision)
    assert (printed.title, printed.phone, printed.email) == (TITLE, "023-75550107", EMAIL)
    assert printed.has_media
    assert verify(deployment, tmp_path) == (0, f"OK {len(verbs())} entries")
