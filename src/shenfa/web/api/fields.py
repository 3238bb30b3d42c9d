"""What the schemas of several resources share: inputs without surprises, times, names."""

import datetime
from typing import Annotated

from ninja import Field, Schema
from pydantic import AwareDatetime, ConfigDict

from shenfa.review import POSITION_NAMES

EARLIEST = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
LATEST = datetime.datetime(2200, 1, 1, tzinfo=datetime.UTC)
POSITIONS = "、".join(f"{position} {name}" for position, name in POSITION_NAMES.items())
EMPLOYMENTS = "用工性质：in_house 在编在岗、contractor 外包"

Moment = Annotated[AwareDatetime, Field(ge=EARLIEST, lt=LATEST)]
"""A time with its zone, in years that every database and every arithmetic can hold."""


class Body(Schema):
    """The input of a command; what is not asked for is a mistake of the caller."""

    model_config = ConfigDict(extra="forbid")


class Reasoned(Body):
    """The input of a command that asks for nothing but why."""

    reason: str = Field(description="理由，不超过 500 字")


class UnitName(Schema):
    """A unit as others mention it."""

    id: str = Field(description="单位编号")
    name: str = Field(description="单位名称")


class PersonName(Schema):
    """A person as others mention them."""

    id: str = Field(description="人员编号")
    name: str = Field(description="姓名")
