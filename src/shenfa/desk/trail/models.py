"""The trail as it is stored: what is stored is what is chained."""

import json
from typing import Any, ClassVar

from django.db import models

from shenfa.trail import Checkpoint, Entry
from shenfa.trail.entry import as_object, canonical


class DamagedTrail(Exception):
    """An entry of the trail can no longer be read; the message says which."""


class EntryRecord(models.Model):
    """One entry. ``hash`` is the digest of 0x01, ``prev`` and ``body`` as they stand here."""

    seq = models.BigIntegerField("序号", primary_key=True)
    body = models.TextField("规范 JSON")
    prev = models.CharField("上一条的链签", max_length=64)
    hash = models.CharField("链签", max_length=64)

    class Meta:
        """How the table is called."""

        db_table = "trail_entry"

    @classmethod
    def from_entry(cls, entry: Entry) -> "EntryRecord":
        """Return the row of an entry."""
        body = as_object(entry)
        del body["hash"]
        text = canonical(body).decode()
        return cls(seq=entry.seq, body=text, prev=entry.prev, hash=entry.hash)

    def to_entry(self) -> Entry:
        """Return the entry, whatever was done to the row; the verifier judges it."""
        try:
            body: dict[str, Any] = json.loads(self.body)  # JSON
            return Entry(**body, hash=self.hash)
        except (ValueError, TypeError) as error:
            raise DamagedTrail(f"第{self.seq}条记录不能读取，留痕在数据库中被改动") from error


class CheckpointRecord(models.Model):
    """One signed checkpoint."""

    origin = models.CharField("单位", max_length=200)
    count = models.BigIntegerField("条数")
    head = models.CharField("最后一条的链签", max_length=64)
    at = models.CharField("时间", max_length=20)
    signature = models.CharField("签名", max_length=128)

    class Meta:
        """How the table is called and read."""

        db_table = "trail_checkpoint"
        ordering: ClassVar[list[str]] = ["id"]

    @classmethod
    def from_checkpoint(cls, checkpoint: Checkpoint) -> "CheckpointRecord":
        """Return the row of a checkpoint."""
        return cls(
            origin=checkpoint.origin,
            count=checkpoint.count,
            head=checkpoint.head,
            at=checkpoint.at,
            signature=checkpoint.signature,
        )

    def to_checkpoint(self) -> Checkpoint:
        """Return the checkpoint."""
        return Checkpoint(self.origin, self.count, self.head, self.at, self.signature)
