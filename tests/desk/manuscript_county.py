"""A town that writes: a column, a main column, an ordinary manuscript and revisions of it.

石撰 writes in the town 竹沟镇 and holds no position; 田网 is the county's site administrator.
"""

import io
import tempfile
import zipfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from county import OFFICE, TOWN, County
from django.conf import settings

from shenfa.desk.channels.models import ChannelKind, ChannelRecord
from shenfa.desk.channels.services import Opening, channel_open
from shenfa.desk.manuscripts import services
from shenfa.desk.manuscripts.draft import Draft, DraftFile, from_json
from shenfa.desk.manuscripts.models import ManuscriptRecord, RevisionRecord, WorkingCopyRecord
from shenfa.review import Position
from shenfa.review.content import Rendering
from shenfa.text import ContentKind

WRITER = "石撰"
COLUMN = Opening(ChannelKind.COLUMN, "便民信息", "zhugou/bianmin", activity_news=False)
MAIN_COLUMN = Opening(ChannelKind.MAIN_COLUMN, "通知公告", "tzgg", activity_news=False)
ACCOUNT = Opening(ChannelKind.ACCOUNT, "竹沟微讯", "weixin:gh_zhugou", activity_news=False)
BODY = "<p>竹沟镇便民服务中心自12月1日起延长窗口服务时间，周一至周五为9时至18时。</p>"
MARKED = f"{BODY}<p>竹沟镇人民政府</p><p>2026年11月24日</p><p>（此件公开发布）</p>"
ORDINARY = Draft(ContentKind.GENERAL, "竹沟镇便民服务中心延长服务时间", BODY)
PDF = b"%PDF-1.4\n%%EOF\n"
TEXT = "便民服务中心窗口一览".encode()

_STORE = tempfile.TemporaryDirectory(prefix="shenfa-files-")


@dataclass
class Writing:
    """The county with a writer in the town, and its channels."""

    county: County
    column: ChannelRecord = field(init=False)
    main_column: ChannelRecord = field(init=False)
    account: ChannelRecord = field(init=False)

    def __post_init__(self) -> None:
        """Give files a place, register the writer and open the channels."""
        if not Path(settings.FILES).is_dir():
            settings.FILES = Path(_STORE.name)
        office, town = self.county.unit(OFFICE), self.county.unit(TOWN)
        self.county.register(WRITER, town)
        self.county.post("田网", Position.SITE_ADMINISTRATOR, office, "龙主任")
        self.column = self.open_channel(town, COLUMN)
        self.main_column = self.open_channel(office, MAIN_COLUMN)
        self.account = self.open_channel(town, ACCOUNT)

    def open_channel(self, unit: str, opening: Opening) -> ChannelRecord:
        """Open a channel."""
        return channel_open(by=self.county.by("田网"), unit=unit, opening=opening)

    def draft(self, **change: object) -> Draft:
        """Return the ordinary draft for the town's column, changed as asked."""
        rendering = Rendering(self.column.id, "", "")
        return replace(ORDINARY, **{"renderings": (rendering,), **change})

    def open(self, name: str = WRITER, unit: str = TOWN, **change: object) -> ManuscriptRecord:
        """Open a manuscript; attachments come later, when it is there."""
        return services.manuscript_open(
            by=self.county.by(name), unit=self.county.unit(unit), draft=self.draft(**change)
        )

    def copy(self, manuscript: str, name: str = WRITER) -> WorkingCopyRecord:
        """Return a person's working copy."""
        return WorkingCopyRecord.objects.get(manuscript=manuscript, author=self.county.id(name))

    def save(self, manuscript: str, name: str = WRITER, **change: object) -> WorkingCopyRecord:
        """Save a person's working copy with a change to what stands in it."""
        copy = self.copy(manuscript, name)
        return services.copy_save(
            by=self.county.by(name),
            manuscript=manuscript,
            draft=replace(from_json(copy.draft), **change),
            version=copy.version,
        )

    def attach(
        self, manuscript: str, file: str, data: bytes = TEXT, name: str = WRITER
    ) -> DraftFile:
        """Upload a file and put it behind the attachments of the person's working copy."""
        upload = services.file_upload(
            by=self.county.by(name), manuscript=manuscript, name=file, data=data
        )
        one = DraftFile(upload.name, upload.blob_id)
        before = from_json(self.copy(manuscript, name).draft).attachments
        self.save(manuscript, name, attachments=(*before, one))
        return one

    def cut(self, manuscript: str, name: str = WRITER) -> RevisionRecord:
        """Cut a revision of a person's working copy as it stands."""
        return services.revision_cut(
            by=self.county.by(name),
            manuscript=manuscript,
            version=self.copy(manuscript, name).version,
        )

    def revision(self, name: str = WRITER, **change: object) -> RevisionRecord:
        """Open a manuscript and cut its first revision."""
        return self.cut(self.open(name, **change).id, name)

    def official(self, **change: object) -> RevisionRecord:
        """Cut a marked official document, signed by 白副."""
        facts = {"kind": ContentKind.OFFICIAL, "body": MARKED, "signer": self.county.id("白副")}
        return self.revision(**{**facts, **change})


def archive(**members: bytes) -> bytes:
    """Return a ZIP of files, the dots of whose names are written as two underscores."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in members.items():
            package.writestr(name.replace("__", "."), data)
    return out.getvalue()
