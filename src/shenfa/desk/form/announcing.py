"""Who is told that a form waits, or what became of it. Part of the command that did it (I31)."""

from shenfa.desk.form.models import CountyDecisionRecord, SubmittedFormRecord
from shenfa.desk.organisation.staffing import end_of_next_working_day
from shenfa.desk.review.notices import Notice, notify
from shenfa.desk.review.selectors import county_reviewers
from shenfa.desk.trail.command import Now

TOLD = {
    "approved": "县政府办公室已同意发布，请信息发布人员办理发布",
    "form_returned": "信息审核表已退回补表，请按意见补正后再次报送",
    "text_returned": "稿件已由县政府办公室退回改稿，请修改后重新送审",
}


def announce_submission(now: Now, submitted: SubmittedFormRecord) -> None:
    """Tell the county office's reviewers."""
    due = end_of_next_working_day(now.at)
    about = submitted.form.revision_id
    notice = Notice(f"county_{submitted.id}", about, "有信息审核表等待审核，请及时办理", due)
    notify(now, county_reviewers(now.at), notice)


def announce_decision(now: Now, decision: CountyDecisionRecord) -> None:
    """Tell who sent the form, who opened it and who made the text."""
    submitted = decision.submitted
    form = submitted.form
    people = {submitted.person_id, form.opened_by_id, form.revision.maker_id}
    text = TOLD[decision.result]
    notify(now, people, Notice(f"decided_{submitted.id}", form.revision_id, text))
