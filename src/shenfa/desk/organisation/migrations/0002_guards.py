"""Who holds which position cannot be rewritten, and never breaks the separation of duties.

SQLite's INSERT OR REPLACE deletes rows without asking the guards of DELETE; therefore an
INSERT on top of a row is refused as well.
"""

from typing import ClassVar

from django.db import migrations

from shenfa.desk.guards import Guard, install, never, unchangeable

ADMINISTRATORS = "('system_administrator', 'security_administrator', 'audit_administrator')"
UNFIT = """
EXISTS (
    SELECT 1 FROM organisation_person
    WHERE id = NEW.person_id AND (employment <> 'in_house' OR disabled_at IS NOT NULL)
)
"""
NOT_ALONE = f"""
EXISTS (
    SELECT 1 FROM organisation_tenure AS other
    WHERE other.person_id = NEW.person_id
    AND (NEW.until IS NULL OR other.since < NEW.until)
    AND (other.until IS NULL OR (other.until > NEW.since AND other.until > other.since))
    AND (NEW.position IN {ADMINISTRATORS} OR other.position IN {ADMINISTRATORS})
)
"""  # noqa: S608 - both texts stand in this file
ON_TOP_OF_TENURE = """
EXISTS (
    SELECT 1 FROM organisation_tenure AS other
    WHERE other.id = NEW.id OR (
        other.person_id = NEW.person_id AND other.unit_id = NEW.unit_id
        AND other.position = NEW.position AND other.until IS NULL AND NEW.until IS NULL
    )
)
"""
LONGER = """
(OLD.until IS NOT NULL AND (NEW.until IS NULL OR NEW.until > OLD.until))
"""
STILL_SERVES = """
(NEW.employment <> 'in_house' OR NEW.disabled_at IS NOT NULL) AND EXISTS (
    SELECT 1 FROM organisation_tenure
    WHERE person_id = NEW.id
    AND (until IS NULL OR (
        until > since AND until > COALESCE(NEW.disabled_at, NEW.registered_at)
    ))
)
"""
NOT_CONFIRMED = f"""
NOT EXISTS (
    SELECT 1 FROM organisation_tenure AS own
    WHERE own.id = NEW.tenure_id AND (
        (NEW.confirmed_by_id IS NULL AND own.position IN {ADMINISTRATORS})
        OR EXISTS (
            SELECT 1 FROM organisation_tenure AS leader
            WHERE leader.unit_id = own.unit_id AND leader.person_id = NEW.confirmed_by_id
            AND leader.position = 'principal_leader'
        )
    )
)
"""  # noqa: S608 - as above
NOT_PROPOSED = """
NEW.author_may_first_review IS DISTINCT FROM OLD.author_may_first_review
AND NEW.author_may_first_review IS DISTINCT FROM OLD.proposed_policy
"""
ON_TOP_OF_PERSON = "EXISTS (SELECT 1 FROM organisation_person WHERE id = NEW.id OR staff_number = NEW.staff_number)"
ON_TOP_OF_UNIT = (
    "EXISTS (SELECT 1 FROM organisation_unit WHERE id = NEW.id OR name = NEW.name "
    "OR (is_county_office AND NEW.is_county_office))"
)
ON_TOP_OF_FILING = "EXISTS (SELECT 1 FROM organisation_filing WHERE tenure_id = NEW.tenure_id)"
ON_TOP_OF_DOCUMENT = "EXISTS (SELECT 1 FROM organisation_document WHERE id = NEW.id)"
AGAIN = "已有相同的登记"

GUARDS = (
    *never("organisation_unit", "DELETE"),
    unchangeable("organisation_unit", "id", "name", "is_county_office", "opened_at"),
    Guard("organisation_unit", "UPDATE", "policy", NOT_PROPOSED, "设定须先由安全管理员提出"),
    Guard("organisation_unit", "INSERT", "once", ON_TOP_OF_UNIT, AGAIN),
    *never("organisation_person", "DELETE"),
    unchangeable("organisation_person", "id", "staff_number", "salt"),
    Guard("organisation_person", "INSERT", "once", ON_TOP_OF_PERSON, AGAIN),
    Guard(
        "organisation_person",
        "UPDATE",
        "gone",
        "OLD.disabled_at IS NOT NULL",
        "已停用的人员不得更改",
    ),
    Guard(
        "organisation_person",
        "UPDATE",
        "serving",
        STILL_SERVES,
        "任职期间不得停用，也不得转为外包",
    ),
    *never("organisation_tenure", "DELETE"),
    unchangeable("organisation_tenure", "id", "person_id", "unit_id", "position", "since"),
    Guard("organisation_tenure", "UPDATE", "longer", LONGER, "任职只能提前结束"),
    Guard("organisation_tenure", "INSERT", "once", ON_TOP_OF_TENURE, AGAIN),
    Guard("organisation_tenure", "INSERT", "fit", UNFIT, "外包或已停用的人员不得任职"),
    Guard("organisation_tenure", "INSERT", "alone", NOT_ALONE, "三员不得兼任其他岗位"),
    *never("organisation_filing", "DELETE"),
    unchangeable("organisation_filing", "tenure_id", "document", "confirmed_at", "confirmed_by_id"),
    Guard(
        "organisation_filing",
        "UPDATE",
        "answered",
        "OLD.answered_by_id IS NOT NULL",
        "已收悉或已提异议的备案不得更改",
    ),
    Guard("organisation_filing", "INSERT", "confirmed", NOT_CONFIRMED, "备案须由主要领导确认"),
    Guard("organisation_filing", "INSERT", "once", ON_TOP_OF_FILING, AGAIN),
    *never("organisation_document", "UPDATE", "DELETE"),
    Guard("organisation_document", "INSERT", "once", ON_TOP_OF_DOCUMENT, AGAIN),
)


class Migration(migrations.Migration):
    """Install the guards."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("organisation", "0001_initial")]
    operations: ClassVar[list[migrations.RunPython]] = [install(*GUARDS)]
