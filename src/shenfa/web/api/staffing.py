"""What the county office watches: gaps, turnover, filings, incomplete units (R3, R4, R6, R7)."""

import datetime

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from shenfa.desk.organisation import staffing
from shenfa.review import Position
from shenfa.web.api.fields import POSITIONS, UnitName
from shenfa.web.api.identity import looking
from shenfa.web.api.paging import Page, Paging, page
from shenfa.web.api.tenures import TenureAnswer

router = Router(tags=["人员配备"])


class StaffingGap(Schema):
    """A unit that cannot fill its reviews."""

    unit: UnitName = Field(description="单位")
    missing: list[Position] = Field(description=f"缺的岗位：{POSITIONS}")


class StaffingTurnover(Schema):
    """The changes of a unit in twelve months."""

    unit: UnitName = Field(description="单位")
    began: int = Field(description="近 12 个月新任职的数目")
    ended: int = Field(description="近 12 个月结束任职的数目")


class StaffingIncomplete(Schema):
    """What a unit has still to do."""

    unit: UnitName = Field(description="单位")
    wanting: list[str] = Field(description="还缺什么，每项一句话")


class StaffingFiling(Schema):
    """A filing that waits for the county office."""

    tenure: TenureAnswer = Field(alias="filing.tenure", description="任职")
    confirmed_at: datetime.datetime = Field(
        alias="filing.confirmed_at", description="主要领导确认的时间"
    )
    due: datetime.datetime = Field(description="应在何时之前收悉")
    is_late: bool = Field(description="是否已经超期")


@router.get("/staffing/gaps", response=Page[StaffingGap], summary="列出审查岗位有缺口的单位")
def unit_gap_list(request: HttpRequest, paging: Query[Paging]) -> object:
    """初审、审核、审发不能由三名不同的人担任的单位。"""
    return page(staffing.unit_gap_list(**looking(request)), paging)


@router.get("/staffing/turnover", response=Page[StaffingTurnover], summary="列出人员变动")
def unit_turnover_list(request: HttpRequest, paging: Query[Paging]) -> object:
    """近 12 个月各单位任职的开始和结束。"""
    return page(staffing.unit_turnover_list(**looking(request)), paging)


@router.get("/staffing/incomplete", response=Page[StaffingIncomplete], summary="列出不完整的单位")
def unit_incomplete_list(request: HttpRequest, paging: Query[Paging]) -> object:
    """缺领导、缺报送文件或没有审查设定的单位。"""
    return page(staffing.unit_incomplete_list(**looking(request)), paging)


@router.get("/staffing/unfiled", response=Page[TenureAnswer], summary="列出没有备案的任职")
def tenure_unfiled_list(request: HttpRequest, paging: Query[Paging]) -> object:
    """主要领导还没有确认的任职，还没有生效。"""
    return page(staffing.tenure_unfiled_list(**looking(request)), paging)


@router.get("/staffing/unanswered", response=Page[StaffingFiling], summary="列出没有收悉的备案")
def filing_unanswered_list(request: HttpRequest, paging: Query[Paging]) -> object:
    """县政府办公室还没有收悉的备案，最早的在前；下一个工作日结束后为超期。"""
    rows = staffing.filing_unanswered_list(**looking(request))
    return page(rows, paging)
