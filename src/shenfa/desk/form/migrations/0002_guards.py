"""A form that went up stays as it is, and nobody who handled it decides on it (I12, I28).

SQLite's INSERT OR REPLACE deletes rows without asking the guards of DELETE; therefore an
INSERT on top of a row is refused as well.
"""

from typing import ClassVar

from django.db import migrations

from shenfa.desk.guards import Guard, install, never, unchangeable


def held(form: str) -> str:
    """Return the condition that a form waits at the county office, or that it is decided for good."""
    return f"""
EXISTS (
    SELECT 1 FROM form_submitted AS sent
    LEFT JOIN form_county_decision AS word ON word.submitted_id = sent.id
    WHERE sent.form_id = {form} AND (word.result IS NULL OR word.result <> 'form_returned')
)
"""  # noqa: S608 - the text stands in this file


NOT_REVIEWED = """
EXISTS (SELECT 1 FROM review_end WHERE revision_id = NEW.revision_id)
OR (
    SELECT COUNT(DISTINCT stage) FROM review_decision
    WHERE revision_id = NEW.revision_id AND result = 'passed'
) < 3
OR NOT EXISTS (
    SELECT 1 FROM manuscripts_rendering AS shown
    JOIN channels_channel AS channel ON channel.id = shown.channel_id
    WHERE shown.revision_id = NEW.revision_id AND channel.kind = 'main_column'
)
"""
DENIED = "NEW.contains_media AND NOT NEW.says_media"
OTHER_COPIES = """
NOT EXISTS (
    SELECT 1 FROM form_form AS own
    WHERE own.revision_id = NEW.form_id
    AND own.formal_id = NEW.formal_id AND own.electronic_id = NEW.electronic_id
)
"""
COMPARED = """
EXISTS (
    SELECT 1 FROM form_comparison AS other
    WHERE other.id = NEW.id OR (
        other.form_id = NEW.form_id AND other.formal_id = NEW.formal_id
        AND other.electronic_id = NEW.electronic_id AND other.is_finished
    )
)
"""
NO_REVIEWER = """
NOT EXISTS (
    SELECT 1 FROM form_comparison AS own
    JOIN review_decision AS passed ON passed.revision_id = own.form_id
    WHERE own.id = NEW.comparison_id
    AND passed.person_id = NEW.person_id AND passed.result = 'passed'
)
"""
FORM_COMPARED = "(SELECT form_id FROM form_comparison WHERE id = NEW.comparison_id)"
ON_TOP_OF_CLOSED = """
EXISTS (
    SELECT 1 FROM form_difference_decision AS other
    WHERE other.id = NEW.id
    OR (other.comparison_id = NEW.comparison_id AND other.difference = NEW.difference)
)
"""
NOT_FINAL = """
NOT EXISTS (
    SELECT 1 FROM review_decision
    WHERE revision_id = NEW.form_id AND stage = 3 AND result = 'passed'
    AND person_id = NEW.person_id
)
"""
NOT_ON_COPIES = """
(NEW.number = 4) <> (NEW.comparison_id IS NOT NULL)
OR (NEW.number = 4 AND NOT EXISTS (
    SELECT 1 FROM form_comparison AS own
    JOIN form_form AS form ON form.revision_id = own.form_id
    WHERE own.id = NEW.comparison_id AND own.form_id = NEW.form_id AND own.is_finished
    AND form.formal_id = own.formal_id AND form.electronic_id = own.electronic_id
))
"""
ON_TOP_OF_COMMITMENT = """
EXISTS (
    SELECT 1 FROM form_commitment AS other
    WHERE other.id = NEW.id OR (
        other.form_id = NEW.form_id AND other.number = NEW.number
        AND (NEW.number <> 4 OR other.comparison_id = NEW.comparison_id)
    )
)
"""
INCOMPLETE = """
NOT EXISTS (
    SELECT 1 FROM form_form AS own
    JOIN form_comparison AS compared ON compared.form_id = own.revision_id
    WHERE own.revision_id = NEW.form_id AND compared.id = NEW.comparison_id
    AND compared.is_finished AND compared.formal_id = own.formal_id
    AND compared.electronic_id = own.electronic_id
    AND own.signature_id IS NOT NULL AND own.seal_id IS NOT NULL AND own.dated IS NOT NULL
)
OR (
    SELECT COUNT(DISTINCT number) FROM form_commitment AS given
    WHERE given.form_id = NEW.form_id
    AND (given.number <> 4 OR given.comparison_id = NEW.comparison_id)
) < 4
OR EXISTS (SELECT 1 FROM review_end WHERE revision_id = NEW.form_id)
"""
OUT_OF_ORDER = """
EXISTS (SELECT 1 FROM form_submitted WHERE id = NEW.id)
OR NEW.round <> 1 + (SELECT COUNT(*) FROM form_submitted WHERE form_id = NEW.form_id)
"""
INVOLVED = """
EXISTS (
    SELECT 1 FROM form_submitted AS sent
    WHERE sent.id = NEW.submitted_id AND (
        sent.person_id = NEW.person_id
        OR EXISTS (
            SELECT 1 FROM manuscripts_author
            WHERE revision_id = sent.form_id AND person_id = NEW.person_id
        )
        OR EXISTS (
            SELECT 1 FROM review_decision
            WHERE revision_id = sent.form_id AND person_id = NEW.person_id
        )
        OR EXISTS (
            SELECT 1 FROM review_secrecy
            WHERE revision_id = sent.form_id AND person_id = NEW.person_id
        )
        OR EXISTS (
            SELECT 1 FROM form_form
            WHERE revision_id = sent.form_id AND opened_by_id = NEW.person_id
        )
    )
)
"""
NO_POST = """
NOT EXISTS (
    SELECT 1 FROM organisation_tenure AS own
    JOIN organisation_filing AS filing ON filing.tenure_id = own.id
    JOIN organisation_unit AS unit ON unit.id = own.unit_id
    WHERE own.person_id = NEW.person_id AND own.position = 'county_reviewer'
    AND unit.is_county_office AND own.since <= NEW.at
    AND (own.until IS NULL OR own.until > NEW.at)
)
"""
OTHER_TEXT = """
NOT EXISTS (
    SELECT 1 FROM form_submitted AS sent
    JOIN manuscripts_revision AS revision ON revision.id = sent.form_id
    WHERE sent.id = NEW.submitted_id AND revision.sha256 = NEW.sha256
    AND sent.round = (SELECT MAX(round) FROM form_submitted WHERE form_id = sent.form_id)
)
"""
DECIDED = "EXISTS (SELECT 1 FROM form_county_decision WHERE submitted_id = NEW.submitted_id)"
UNEXPLAINED = "NEW.result <> 'approved' AND TRIM(NEW.comment) = ''"
ON_TOP_OF_FORM = "EXISTS (SELECT 1 FROM form_form WHERE revision_id = NEW.revision_id)"
ON_TOP_OF_CONTACT = "EXISTS (SELECT 1 FROM form_county_contact WHERE id = NEW.id)"
HELD = "信息审核表已经报送，退回后才能更改"
AGAIN = "已有相同的登记"

GUARDS = (
    *never("form_form", "DELETE"),
    unchangeable("form_form", "revision_id", "contains_media", "opened_by_id", "opened_at"),
    Guard("form_form", "INSERT", "reviewed", NOT_REVIEWED, "三审三校完成后才能填报信息审核表"),
    Guard("form_form", "INSERT", "once", ON_TOP_OF_FORM, AGAIN),
    Guard("form_form", "INSERT", "media", DENIED, "检测到图片或者视频，不得填否"),
    Guard("form_form", "UPDATE", "held", held("OLD.revision_id"), HELD),
    Guard("form_form", "UPDATE", "denied", DENIED, "检测到图片或者视频，不得填否"),
    *never("form_comparison", "UPDATE", "DELETE"),
    Guard("form_comparison", "INSERT", "once", COMPARED, "这两份文件已经比对"),
    Guard("form_comparison", "INSERT", "copies", OTHER_COPIES, "比对的不是表中的两份文件"),
    Guard("form_comparison", "INSERT", "held", held("NEW.form_id"), HELD),
    *never("form_difference_decision", "UPDATE", "DELETE"),
    Guard("form_difference_decision", "INSERT", "once", ON_TOP_OF_CLOSED, AGAIN),
    Guard("form_difference_decision", "INSERT", "reviewer", NO_REVIEWER, "差异由审查人员处置"),
    Guard("form_difference_decision", "INSERT", "held", held(FORM_COMPARED), HELD),
    *never("form_commitment", "UPDATE", "DELETE"),
    Guard("form_commitment", "INSERT", "once", ON_TOP_OF_COMMITMENT, "该项承诺已经确认"),
    Guard("form_commitment", "INSERT", "final", NOT_FINAL, "承诺由审发人本人确认"),
    Guard("form_commitment", "INSERT", "copies", NOT_ON_COPIES, "第4项承诺须针对比对过的两份文件"),
    Guard("form_commitment", "INSERT", "held", held("NEW.form_id"), HELD),
    *never("form_submitted", "UPDATE", "DELETE"),
    Guard("form_submitted", "INSERT", "order", OUT_OF_ORDER, "报送的次数不连续"),
    Guard("form_submitted", "INSERT", "complete", INCOMPLETE, "信息审核表不完整，不能报送"),
    Guard("form_submitted", "INSERT", "held", held("NEW.form_id"), HELD),
    *never("form_county_decision", "UPDATE", "DELETE"),
    Guard("form_county_decision", "INSERT", "once", DECIDED, "该次报送已有结论"),
    Guard("form_county_decision", "INSERT", "post", NO_POST, "须由在岗的县府办审核员审核"),
    Guard("form_county_decision", "INSERT", "involved", INVOLVED, "经手人员不得审核"),
    Guard("form_county_decision", "INSERT", "text", OTHER_TEXT, "结论须针对报送的版本"),
    Guard("form_county_decision", "INSERT", "explained", UNEXPLAINED, "退回应写明理由"),
    *never("form_county_contact", "UPDATE", "DELETE"),
    Guard("form_county_contact", "INSERT", "once", ON_TOP_OF_CONTACT, AGAIN),
)


class Migration(migrations.Migration):
    """Install the guards."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("form", "0001_initial"),
        ("channels", "0001_initial"),
        ("manuscripts", "0001_initial"),
        ("review", "0001_initial"),
    ]
    operations: ClassVar[list[migrations.RunPython]] = [install(*GUARDS)]
