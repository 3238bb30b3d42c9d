"""People: one natural person, one account (R5, I19)."""

import datetime

from django.http import HttpRequest
from ninja import Field, Query, Router, Status

from shenfa.desk.organisation import services
from shenfa.desk.organisation.selectors import person_get
from shenfa.desk.organisation.steps import Registration
from shenfa.review import Employment
from shenfa.web.api.fields import EMPLOYMENTS, Body, PersonName, Reasoned, UnitName
from shenfa.web.api.identity import identity_of, looking
from shenfa.web.api.paging import Page, Paging, page
from shenfa.web.api.unit_lists import unit_person_list

router = Router(tags=["人员"])


class PersonAnswer(PersonName):
    """A person."""

    staff_number: str = Field(description="工号")
    unit: UnitName = Field(description="所在单位")
    employment: Employment = Field(description=EMPLOYMENTS)
    registered_at: datetime.datetime = Field(description="登记或变更时间")
    disabled_at: datetime.datetime | None = Field(description="停用时间，空为在用")


class PersonRegistering(Body):
    """A person to be registered."""

    name: str = Field(description="姓名，不超过 60 字")
    staff_number: str = Field(description="工号，不超过 40 字")
    employment: Employment = Field(description=EMPLOYMENTS)


class PersonChange(Body):
    """Where a person belongs from now on, and how they are employed."""

    unit: str = Field(description="单位编号")
    employment: Employment = Field(description=EMPLOYMENTS)


@router.get("/units/{id:unit}/people", response=Page[PersonAnswer], summary="列出单位的人员")
def person_list(request: HttpRequest, unit: str, paging: Query[Paging]) -> object:
    """包括已停用的人员。"""
    return page(unit_person_list(unit=unit, **looking(request)), paging)


@router.get("/people/{id:person}", response=PersonAnswer, summary="查看人员")
def person_show(request: HttpRequest, person: str) -> object:
    """看不到的人员与不存在的人员一样。"""
    return person_get(person=person, **looking(request))


@router.post("/units/{id:unit}/people/register", response={201: PersonAnswer}, summary="登记人员")
def person_register(request: HttpRequest, unit: str, body: PersonRegistering) -> Status[object]:
    """由安全管理员办理，一人只有一个账号。"""
    registration = Registration(body.name, body.staff_number, body.employment)
    person = services.person_register(
        by=identity_of(request).acting, unit=unit, registration=registration
    )
    return Status(201, person)


@router.post("/people/{id:person}/change", response=PersonAnswer, summary="变更人员")
def person_change(request: HttpRequest, person: str, body: PersonChange) -> object:
    """由安全管理员变更所在单位或用工性质；任职期间不得转为外包。"""
    return services.person_change(
        by=identity_of(request).acting, person=person, unit=body.unit, employment=body.employment
    )


@router.post("/people/{id:person}/disable", response={204: None}, summary="停用人员")
def person_disable(request: HttpRequest, person: str, body: Reasoned) -> Status[None]:
    """由安全管理员办理，其任职随之结束；已作出的审查不变。"""
    services.person_disable(by=identity_of(request).acting, person=person, reason=body.reason)
    return Status(204, None)
