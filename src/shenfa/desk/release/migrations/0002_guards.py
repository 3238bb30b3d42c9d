"""Nothing becomes public that was not reviewed, and nothing comes back, whoever sends the SQL.

The guards of release_release ask everything again that the gates asked, of the tables as they
are in that moment. The county's word is asked for each channel: a revision may go to its own
column before the county office has decided on the main column.
"""

from typing import ClassVar

from django.db import migrations

from shenfa.desk.guards import Guard, install, never, unchangeable

AGAIN = "已有相同的登记"

REVISION = "(SELECT {} FROM manuscripts_revision WHERE id = NEW.revision_id)"
UNIT = """
(SELECT m.unit_id FROM manuscripts_revision AS r
JOIN manuscripts_manuscript AS m ON m.id = r.manuscript_id WHERE r.id = NEW.revision_id)
"""
PASSED = """
review_decision AS d WHERE d.revision_id = NEW.revision_id AND d.result = 'passed'
AND d.sha256 = NEW.sha256
"""
NEWEST_AUDIT = """
(SELECT id FROM review_audit WHERE revision_id = NEW.revision_id
ORDER BY number DESC LIMIT 1)
"""


def revision(column: str) -> str:
    """Return the value of a column of the revision that is released."""
    return REVISION.format(column)


def newest(column: str, table: str) -> str:
    """Return the value of a column in the last row about the revision, or nothing."""
    return (
        f"COALESCE((SELECT {column} FROM {table} WHERE revision_id = NEW.revision_id "  # noqa: S608 - texts of this file
        "ORDER BY id DESC LIMIT 1), '')"
    )


OTHER_BYTES = f"NEW.sha256 IS DISTINCT FROM {revision('sha256')}"
NOT_NEWEST = f"""
EXISTS (SELECT 1 FROM manuscripts_revision WHERE manuscript_id = {revision("manuscript_id")}
AND number > {revision("number")})
"""  # noqa: S608 - as above
NOT_THREE = f"""
(SELECT COUNT(DISTINCT d.stage) FROM {PASSED}) <> 3
OR (SELECT COUNT(DISTINCT d.person_id) FROM {PASSED}) <> 3
"""  # noqa: S608 - as above
# I22: a policy that was changed since does not undo a first review given under it.
BY_AUTHOR = f"""
EXISTS (
    SELECT 1 FROM {PASSED} AND EXISTS (
        SELECT 1 FROM manuscripts_author AS a
        JOIN manuscripts_revision AS r ON r.id = a.revision_id
        WHERE r.manuscript_id = {revision("manuscript_id")} AND a.person_id = d.person_id
    ) AND (d.stage <> 1 OR (
        (SELECT author_may_first_review FROM organisation_unit WHERE id = {UNIT}) IS NOT TRUE
        AND NOT EXISTS (
            SELECT 1 FROM trail_entry WHERE body LIKE '%"author_may_first_review":"yes"%'
            AND body LIKE '%"verb":"unit.policy"%'
            AND body LIKE '%"object":"' || {UNIT} || '"%'
        )
    ))
)
"""  # noqa: S608 - as above
ENDED = f"""
EXISTS (SELECT 1 FROM review_end WHERE revision_id = NEW.revision_id)
OR {revision("purged_at")} IS NOT NULL
"""  # noqa: S608 - as above
NO_SECRECY = f"""
{newest("result", "review_secrecy")} <> 'passed'
OR {newest("sha256", "review_secrecy")} <> NEW.sha256
"""
NOT_OPEN = f"{newest('attribute', 'review_attribute')} <> 'proactive'"
UNMARKED = f"""
{revision("kind")} = 'official' AND {revision("marker")} <> 'yes'
AND NOT ({revision("marker")} = 'issuer' AND {newest("equal", "review_capture")} = 'yes')
"""
UNCAPTURED = f"""
({revision("kind")} = 'repost' AND {newest("equal", "review_capture")} NOT IN ('yes', 'decided'))
OR ({revision("kind")} = 'warning_relay' AND {newest("equal", "review_capture")} <> 'yes')
"""
UNFINISHED = f"""
NOT EXISTS (SELECT 1 FROM review_audit WHERE id = {NEWEST_AUDIT} AND is_finished)
"""  # noqa: S608 - as above
OPEN_FINDING = f"""
EXISTS (
    SELECT 1 FROM review_finding AS f WHERE f.audit_id = {NEWEST_AUDIT} AND f.weight <> 'hint'
    AND (f.weight = 'certain_blocker' OR COALESCE((
        SELECT decision FROM review_finding_decision
        WHERE revision_id = NEW.revision_id AND finding = f.key ORDER BY id DESC LIMIT 1
    ), 'reopen') = 'reopen')
)
"""  # noqa: S608 - as above
UNREAD = f"""
EXISTS (
    SELECT 1 FROM review_gap AS g WHERE g.audit_id = {NEWEST_AUDIT}
    AND (g.kind <> 'media' OR EXISTS (
        SELECT 1 FROM {PASSED} AND NOT EXISTS (
            SELECT 1 FROM review_gap_view AS v WHERE v.revision_id = NEW.revision_id
            AND v.gap = g.key AND v.person_id = d.person_id
        )
    ))
)
"""  # noqa: S608 - as above
NOBODY_ANSWERS = f"""
NEW.first_id IS DISTINCT FROM {revision("maker_id")}
OR ({revision("kind")} = 'official' AND NEW.leadership_id IS DISTINCT FROM {revision("signer_id")})
OR ({revision("kind")} <> 'official'
    AND NOT EXISTS (SELECT 1 FROM {PASSED} AND d.stage = 3 AND d.person_id = NEW.leadership_id))
"""  # noqa: S608 - as above
NO_RELEASER = f"""
NOT EXISTS (
    SELECT 1 FROM organisation_tenure AS t
    JOIN organisation_filing AS f ON f.tenure_id = t.id
    JOIN organisation_unit AS u ON u.id = t.unit_id
    JOIN organisation_person AS p ON p.id = t.person_id
    WHERE t.person_id = NEW.released_by_id
    AND ((t.position = 'releaser' AND t.unit_id = {UNIT})
        OR (t.position = 'site_administrator' AND u.is_county_office))
    AND t.since <= NEW.released_at AND f.confirmed_at <= NEW.released_at
    AND (t.until IS NULL OR t.until > NEW.released_at)
    AND p.employment = 'in_house' AND p.disabled_at IS NULL
)
"""  # noqa: S608 - as above
STILL_LIVE = f"""
EXISTS (
    SELECT 1 FROM release_release AS other
    JOIN manuscripts_revision AS r ON r.id = other.revision_id
    WHERE r.manuscript_id = {revision("manuscript_id")}
    AND NOT EXISTS (SELECT 1 FROM release_step WHERE release_id = other.id)
)
"""  # noqa: S608 - as above
ON_TOP_OF_RELEASE = (
    "EXISTS (SELECT 1 FROM release_release WHERE id = NEW.id OR revision_id = NEW.revision_id)"
)

RELEASED = "(SELECT revision_id FROM release_release WHERE id = NEW.release_id)"
NOT_A_CHANNEL = f"""
NOT EXISTS (
    SELECT 1 FROM manuscripts_rendering AS g JOIN channels_channel AS c ON c.id = g.channel_id
    WHERE g.revision_id = {RELEASED} AND g.channel_id = NEW.channel_id AND c.closed_at IS NULL
)
"""  # noqa: S608 - as above
# Deliveries are written after all channels, in the same transaction; so nothing is added later.
LATE_CHANNEL = "EXISTS (SELECT 1 FROM release_delivery WHERE release_id = NEW.release_id)"
NO_COUNTY = f"""
EXISTS (SELECT 1 FROM channels_channel WHERE id = NEW.channel_id AND kind = 'main_column')
AND COALESCE((
    SELECT w.result FROM form_submitted AS s
    LEFT JOIN form_county_decision AS w ON w.submitted_id = s.id
    WHERE s.form_id = {RELEASED} ORDER BY s.round DESC LIMIT 1
), '') <> 'approved'
"""  # noqa: S608 - as above
NO_COUNTY_BYTES = """
EXISTS (SELECT 1 FROM channels_channel WHERE id = NEW.channel_id AND kind = 'main_column')
AND NOT EXISTS (
    SELECT 1 FROM form_submitted AS s JOIN form_county_decision AS w ON w.submitted_id = s.id
    JOIN release_release AS e ON e.id = NEW.release_id
    WHERE s.form_id = e.revision_id AND w.result = 'approved' AND w.sha256 = e.sha256
)
"""
ON_TOP_OF_CHANNEL = """
EXISTS (
    SELECT 1 FROM release_channel
    WHERE id = NEW.id OR (release_id = NEW.release_id AND channel_id = NEW.channel_id)
)
"""


def done(*acts: str) -> str:
    """Return whether one of these steps was taken."""
    words = ", ".join(f"'{act}'" for act in acts)
    return (
        "EXISTS (SELECT 1 FROM release_step WHERE release_id = NEW.release_id "  # noqa: S608 - as above
        f"AND act IN ({words}))"
    )


GONE = done("withdraw", "archive", "delete")
OUT_OF_ORDER = f"""
(NEW.act IN ('replace', 'hide')
    AND EXISTS (SELECT 1 FROM release_step WHERE release_id = NEW.release_id))
OR (NEW.act = 'confirm' AND (NOT {done("hide")} OR {GONE}))
OR (NEW.act = 'withdraw' AND {GONE})
OR (NEW.act = 'archive' AND NOT {done("withdraw", "replace")})
OR (NEW.act = 'archive' AND {done("delete")})
OR (NEW.act = 'delete' AND NOT {done("archive")})
"""  # noqa: S608 - as above
SAME_PERSON = """
NEW.act = 'confirm' AND EXISTS (
    SELECT 1 FROM release_step
    WHERE release_id = NEW.release_id AND act = 'hide' AND person_id = NEW.person_id
)
"""
NO_ARCHIVE = "(NEW.act = 'archive') = (NEW.archive_id IS NULL)"
ON_TOP_OF_STEP = """
EXISTS (
    SELECT 1 FROM release_step
    WHERE id = NEW.id OR (release_id = NEW.release_id AND act = NEW.act)
)
"""
SETTLED = "OLD.settled_at IS NOT NULL OR NEW.settled_at IS NULL"
BORN_SETTLED = "NEW.settled_at IS NOT NULL OR NEW.outcome <> ''"
ON_TOP_OF_SCHEDULE = """
EXISTS (
    SELECT 1 FROM release_schedule
    WHERE id = NEW.id OR (revision_id = NEW.revision_id AND settled_at IS NULL)
)
"""
ON_TOP_OF_DELIVERY = """
EXISTS (
    SELECT 1 FROM release_delivery WHERE id = NEW.id OR (
        release_id = NEW.release_id AND channel_id = NEW.channel_id AND act = NEW.act
    )
)
"""
NOT_RELEASED_THERE = """
NOT EXISTS (
    SELECT 1 FROM release_channel
    WHERE release_id = NEW.release_id AND channel_id = NEW.channel_id
)
"""
TOO_LATE = "EXISTS (SELECT 1 FROM release_release)"


def once(table: str, key: str = "id") -> Guard:
    """Return the guard against an INSERT on top of a row."""
    condition = f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"  # noqa: S608 - as above
    return Guard(table, "INSERT", "once", condition, AGAIN)


def lawful(name: str, condition: str, message: str) -> Guard:
    """Return a guard that a release must pass."""
    return Guard("release_release", "INSERT", name, condition, message)


GUARDS = (
    *never("release_release", "UPDATE", "DELETE"),
    lawful("once", ON_TOP_OF_RELEASE, AGAIN),
    lawful("bytes", OTHER_BYTES, "发布的内容与该版本不一致"),
    lawful("newest", NOT_NEWEST, "稿件已有更新的版本，旧版本不能发布"),
    lawful("three", NOT_THREE, "三审应由三个不同的人通过，不能发布"),
    lawful("author", BY_AUTHOR, "作者不得审查自己的稿件，不能发布"),
    lawful("ended", ENDED, "该版本已经终止或清除，不能发布"),
    lawful("secrecy", NO_SECRECY, "没有保密审查结论，不能发布"),
    lawful("attribute", NOT_OPEN, "公开属性不是主动公开，不能发布"),
    lawful("marker", UNMARKED, "公文未明确标注此件公开发布，不能上网"),
    lawful("source", UNCAPTURED, "没有与来源比对一致，不能转载"),
    lawful("checked", UNFINISHED, "自动检查没有得出结果，不能发布"),
    lawful("findings", OPEN_FINDING, "还有问题点没有处置，不能发布"),
    lawful("unread", UNREAD, "有内容未能读取，不能发布"),
    lawful("duties", NOBODY_ANSWERS, "责任没有落实到人，不能发布"),
    lawful("releaser", NO_RELEASER, "只有信息发布人员或网站管理员可以发布"),
    lawful("one_live", STILL_LIVE, "同一稿件只能有一个版本在线"),
    *never("release_channel", "UPDATE", "DELETE"),
    Guard("release_channel", "INSERT", "once", ON_TOP_OF_CHANNEL, AGAIN),
    Guard("release_channel", "INSERT", "listed", NOT_A_CHANNEL, "渠道不在该版本内或已经关停"),
    Guard("release_channel", "INSERT", "late", LATE_CHANNEL, "发布之后不得增加渠道"),
    Guard("release_channel", "INSERT", "county", NO_COUNTY, "主栏目须经县政府办公室审核同意"),
    Guard(
        "release_channel", "INSERT", "county_bytes", NO_COUNTY_BYTES, "县政府办公室同意的不是该版本"
    ),
    *never("release_step", "UPDATE", "DELETE"),
    Guard("release_step", "INSERT", "once", ON_TOP_OF_STEP, AGAIN),
    Guard("release_step", "INSERT", "in_order", OUT_OF_ORDER, "当前状态不能执行该操作"),
    Guard("release_step", "INSERT", "second", SAME_PERSON, "紧急下线应由另一人确认"),
    Guard("release_step", "INSERT", "archived", NO_ARCHIVE, "归档须有归档包"),
    *never("release_schedule", "DELETE"),
    Guard("release_schedule", "INSERT", "once", ON_TOP_OF_SCHEDULE, AGAIN),
    Guard("release_schedule", "INSERT", "open", BORN_SETTLED, "定时发布须先设定"),
    unchangeable(
        "release_schedule", "id", "revision_id", "due", "channels", "asked_by_id", "asked_at"
    ),
    Guard("release_schedule", "UPDATE", "settled", SETTLED, "已了结的定时发布不得更改"),
    *never("release_connector", "DELETE"),
    once("release_connector", "channel_id"),
    unchangeable("release_connector", "channel_id"),
    *never("release_delivery", "DELETE"),
    Guard("release_delivery", "INSERT", "once", ON_TOP_OF_DELIVERY, AGAIN),
    Guard("release_delivery", "INSERT", "listed", NOT_RELEASED_THERE, "没有发布到该渠道"),
    unchangeable("release_delivery", "id", "release_id", "channel_id", "act"),
    *never("release_live_check", "UPDATE", "DELETE"),
    once("release_live_check"),
    *never("release_baseline", "UPDATE", "DELETE"),
    once("release_baseline", "url"),
    Guard("release_baseline", "INSERT", "first", TOO_LATE, "已有信息经本系统发布，不能再登记存量"),
    *never("release_site", "UPDATE", "DELETE"),
    once("release_site"),
)


class Migration(migrations.Migration):
    """Install the guards."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("release", "0001_initial"),
        ("channels", "0002_guards"),
        ("form", "0001_initial"),
        ("manuscripts", "0001_initial"),
        ("organisation", "0002_guards"),
        ("review", "0001_initial"),
        ("trail", "0002_guards"),
    ]
    operations: ClassVar[list[migrations.RunPython]] = [install(*GUARDS)]
