"""What was ended, used or revoked stays so, and no account or recovery vanishes.

SQLite's INSERT OR REPLACE deletes rows without asking the guards of DELETE; therefore an
INSERT on top of a row is refused as well.
"""

from typing import ClassVar

from django.db import migrations

from shenfa.desk.guards import Guard, install, never, unchangeable

AGAIN = "已有相同的登记"
ON_TOP_OF_CREDENTIAL = "EXISTS (SELECT 1 FROM access_credential WHERE person_id = NEW.person_id)"
ON_TOP_OF_SESSION = """
EXISTS (
    SELECT 1 FROM access_session AS other
    WHERE other.id = NEW.id OR other.digest = NEW.digest
    OR (other.person_id = NEW.person_id AND other.ended_at IS NULL AND NEW.ended_at IS NULL)
)
"""
ON_TOP_OF_TOKEN = "EXISTS (SELECT 1 FROM access_token WHERE id = NEW.id OR digest = NEW.digest)"  # noqa: S105 - SQL
ON_TOP_OF_DEVICE = "EXISTS (SELECT 1 FROM access_device WHERE id = NEW.id OR digest = NEW.digest)"
ON_TOP_OF_RECOVERY = "EXISTS (SELECT 1 FROM access_recovery WHERE id = NEW.id)"
OF_NOBODY = """
EXISTS (SELECT 1 FROM organisation_person WHERE id = NEW.person_id AND disabled_at IS NOT NULL)
"""
CONFIRMED_BEFORE = """
OLD.confirmed_by_id IS NOT NULL AND (
    NEW.confirmed_by_id IS DISTINCT FROM OLD.confirmed_by_id
    OR NEW.confirmed_at IS DISTINCT FROM OLD.confirmed_at
    OR NEW.digest IS DISTINCT FROM OLD.digest
    OR NEW.expires IS DISTINCT FROM OLD.expires
)
"""
LATE = "NEW.used_at IS NOT NULL AND NEW.used_at >= NEW.expires"
NOT_NEW = "NEW.confirmed_by_id IS NOT NULL OR NEW.used_at IS NOT NULL"

GUARDS = (
    *never("access_credential", "DELETE"),
    unchangeable("access_credential", "person_id", "issued_at"),
    Guard("access_credential", "INSERT", "once", ON_TOP_OF_CREDENTIAL, AGAIN),
    Guard("access_credential", "INSERT", "serves", OF_NOBODY, "已停用的人员不能开通账号"),
    Guard(
        "access_credential",
        "UPDATE",
        "code_once",
        "NEW.last_totp_step < OLD.last_totp_step",
        "用过的动态码不能再用",
    ),
    *never("access_session", "DELETE"),
    unchangeable("access_session", "id", "digest", "person_id", "opened_at"),
    Guard("access_session", "UPDATE", "ended", "OLD.ended_at IS NOT NULL", "已结束的登录不得恢复"),
    Guard("access_session", "INSERT", "once", ON_TOP_OF_SESSION, AGAIN),
    Guard("access_session", "INSERT", "serves", OF_NOBODY, "已停用的人员不能登录"),
    *never("access_token", "DELETE"),
    unchangeable("access_token", "id", "digest", "person_id", "label", "opened_at", "expires"),
    Guard(
        "access_token", "UPDATE", "revoked", "OLD.revoked_at IS NOT NULL", "已注销的令牌不得恢复"
    ),
    Guard("access_token", "INSERT", "once", ON_TOP_OF_TOKEN, AGAIN),
    *never("access_device", "DELETE"),
    unchangeable("access_device", "id", "digest", "person_id", "label", "pin", "added_at"),
    Guard(
        "access_device", "UPDATE", "revoked", "OLD.revoked_at IS NOT NULL", "已注销的设备不得恢复"
    ),
    Guard("access_device", "INSERT", "once", ON_TOP_OF_DEVICE, AGAIN),
    *never("access_recovery", "DELETE"),
    unchangeable(
        "access_recovery",
        "id",
        "person_id",
        "kind",
        "reason",
        "requested_by_id",
        "requested_at",
    ),
    Guard("access_recovery", "UPDATE", "confirmed", CONFIRMED_BEFORE, "已确认的恢复不得更改"),
    Guard("access_recovery", "UPDATE", "used", "OLD.used_at IS NOT NULL", "已使用的恢复不得更改"),
    Guard("access_recovery", "UPDATE", "late", LATE, "恢复码已过期"),
    Guard("access_recovery", "INSERT", "once", ON_TOP_OF_RECOVERY, AGAIN),
    Guard("access_recovery", "INSERT", "requested", NOT_NEW, "恢复须先提出，再由他人确认"),
)


class Migration(migrations.Migration):
    """Install the guards."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("access", "0001_initial"),
        ("organisation", "0002_guards"),
    ]
    operations: ClassVar[list[migrations.RunPython]] = [install(*GUARDS)]
