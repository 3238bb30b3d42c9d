"""Releases in the town 竹沟镇: approved texts, published by 冉发, looked at from outside.

田网 is the county's site administrator, who releases to main columns. Files stand in the folder
of the deployment, so that every test has its own public side.
"""

import hashlib
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from county import County
from django.conf import settings
from evidence import evidence_of
from review_county import (
    FIRST,
    RELEASER,
    STAGES,
    Reviewing,
    approve,
    attribute,
    audit,
    conclude,
    pass_stage,
    submit,
)

from shenfa.desk.deployment import Deployment
from shenfa.desk.export import trail_export
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.release import services, takedown
from shenfa.desk.release.models import ReleaseRecord, StepRecord
from shenfa.desk.release.public import (
    column_get,
    file_get,
    home_get,
    package_get,
    page_get,
    sitemap_get,
)
from shenfa.desk.release.selectors import release_states
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.findings import Disposal, finding_decide
from shenfa.desk.review.selectors import findings_open
from shenfa.review import Verb
from shenfa.review.content import Rendering
from shenfa.review.findings import DECIDED_BY
from shenfa.trail.program import main as verify

KEEPER = "田网"


@dataclass
class Releasing:
    """The county with its deployment, whose people write, review and release."""

    county: County
    deployment: Deployment
    reviewing: Reviewing = field(init=False)

    def __post_init__(self) -> None:
        """Let files stand in the folder of the deployment."""
        settings.FILES = self.deployment.data / "files"
        self.reviewing = Reviewing(self.county)

    @property
    def column(self) -> str:
        """The id of the town's column."""
        return self.reviewing.writing.column.id

    def approved(self, *channels: Rendering, **change: object) -> RevisionRecord:
        """Take an ordinary text through everything before release."""
        if not channels:
            return self.reviewing.approved(**change)
        writing = self.reviewing.writing
        manuscript = writing.open(**change)
        writing.save(manuscript.id, renderings=channels)
        return approve(self.county, writing.cut(manuscript.id))

    def reviewed(self, revision: RevisionRecord) -> RevisionRecord:
        """Take a revision with findings through everything before release."""
        county = self.county
        audit(county, revision)
        settle_findings(county, revision)
        submit(county, revision)
        attribute(county, revision)
        conclude(county, revision)
        for stage in STAGES:
            pass_stage(county, revision, stage)
        return revision

    def publish(
        self, revision: RevisionRecord, *channels: str, name: str = RELEASER
    ) -> ReleaseRecord:
        """Publish a revision, to the town's column unless others are named."""
        return services.release_publish(
            by=self.county.by(name),
            revision=revision.id,
            channels=channels or (self.column,),
            evidence=evidence_of(self.county, name),
        )

    def released(self, *channels: Rendering, **change: object) -> ReleaseRecord:
        """Publish an ordinary text that went all the way, to all its channels."""
        revision = self.approved(*channels, **change)
        return self.publish(revision, *(one.channel for one in channels))

    def changed(self, revision: RevisionRecord, **change: object) -> RevisionRecord:
        """Take another revision of the same manuscript through everything before release."""
        writing = self.reviewing.writing
        writing.save(revision.manuscript_id, **change)
        return approve(self.county, writing.cut(revision.manuscript_id))

    def withdraw(self, release: ReleaseRecord, notice: str = "gone") -> StepRecord:
        """Withdraw a release."""
        return services.release_withdraw(
            by=self.county.by(RELEASER), release=release.id, reason="内容过期", notice=notice
        )

    def archive(self, release: ReleaseRecord) -> StepRecord:
        """Archive a release."""
        return services.release_archive(by=self.county.by(RELEASER), release=release.id)

    def delete(self, release: ReleaseRecord) -> StepRecord:
        """Delete a release from the site."""
        return services.release_delete(
            by=self.county.by(RELEASER), release=release.id, reason="已归档"
        )

    def hide(self, release: ReleaseRecord, name: str = RELEASER) -> StepRecord:
        """Take a release down."""
        return takedown.takedown_hide(
            by=self.county.by(name), release=release.id, reason="内容有误，先行下线"
        )

    def confirm(self, release: ReleaseRecord, name: str = "白副") -> StepRecord:
        """Confirm that a release was taken down."""
        return takedown.takedown_confirm(
            by=self.county.by(name), release=release.id, reason="情况属实"
        )

    def verified(self) -> bool:
        """Return whether the verifier finds nothing in an export of now."""
        out = io.BytesIO()
        deployment = self.deployment
        trail_export(out=out, private_key=deployment.signing_key, clock=self.county.hands.clock)
        with tempfile.TemporaryDirectory() as folder:
            export = Path(folder) / "export.zip"
            export.write_bytes(out.getvalue())
            return verify([str(export), "--key", str(deployment.data / "checkpoint.pub")]) == 0


def settle_findings(county: County, revision: RevisionRecord) -> None:
    """Let the first reviewer decide whatever the machine found."""
    for one in findings_open(Dossier(revision)):
        verb = DECIDED_BY.get(one.severity, Verb.CLEAR)
        finding_decide(
            by=county.by(FIRST),
            revision=revision.id,
            finding=one.id,
            disposal=Disposal(verb, "经核实，无误"),
        )


def both(town: Releasing) -> tuple[Rendering, Rendering]:
    """Return renderings for the town's column and its account."""
    own = town.reviewing.writing
    return (Rendering(own.column.id, "", ""), Rendering(own.account.id, "", "延长窗口时间"))


def public_side() -> dict[str, str]:
    """Return a digest of everything that the public can reach, by its address."""
    found = {"": _digest(home_get()), "sitemap.xml": _digest(sitemap_get("https://x.example/"))}
    for release in ReleaseRecord.objects.order_by("id"):
        found[f"releases/{release.id}/package"] = _digest(package_get(release.id))
        for row in release.channels.select_related("channel"):
            path = row.channel.path
            found[path] = _digest(column_get(path, 1))
            found[row.path] = repr(page_get(path, release.id))
        for one in release.revision.attachments.all():
            found[f"{release.id}/{one.name}"] = repr(file_get(release.id, one.name))
    return found


@contextmanager
def nothing_public_changes() -> Iterator[None]:
    """Expect that not one byte of the public side changes."""
    before, states = public_side(), dict(release_states())
    yield
    assert public_side() == before
    assert dict(release_states()) == states


def _digest(data: bytes | None) -> str:
    return hashlib.sha256(data).hexdigest() if data is not None else ""
