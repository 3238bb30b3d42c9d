"""Filters of the list of manuscripts, kept by name and one click from the tasks: R60."""

import pytest
from browser import People
from visiting import Visit, words

from shenfa.desk.preferences.models import SavedFilterRecord
from shenfa.desk.preferences.services import MOST

pytestmark = pytest.mark.db
LIST = "/manuscripts?group=ready"


def test_a_filter_is_kept_opened_from_the_tasks_and_dropped(people: People) -> None:
    visit = Visit(people.county, "向文")
    assert "保存当前筛选" not in visit.page("/manuscripts")
    assert "保存当前筛选" in visit.page(LIST)
    said = visit.post("/manuscripts/filters", LIST, name=" 待发布的 ", group="ready", q="")
    assert "已保存筛选“待发布的”" in words(said)
    saved = SavedFilterRecord.objects.get()
    assert saved.asked == {"group": "ready"}
    assert f'href="{LIST}"' in visit.page("/tasks")
    assert f'href="{LIST}" aria-current="true">待发布的' in visit.page(LIST)
    visit.post(f"/manuscripts/filters/{saved.pk}/drop")

    assert f'href="{LIST}"' not in visit.page("/tasks")


def test_the_same_name_replaces(people: People) -> None:
    visit = Visit(people.county, "向文")
    for kind in ("news", "official"):
        visit.post("/manuscripts/filters", name="常用", kind=kind)

    assert SavedFilterRecord.objects.get().asked == {"kind": "official"}


def test_filters_are_ones_own(people: People) -> None:
    Visit(people.county, "向文").post("/manuscripts/filters", name="常用", group="ready")
    other = Visit(people.county, "覃镇长")
    saved = SavedFilterRecord.objects.get()

    assert "常用" not in other.page("/tasks")
    answer = other.client.post(f"/manuscripts/filters/{saved.pk}/drop")
    assert answer.status_code == 404
    assert SavedFilterRecord.objects.filter(pk=saved.pk).exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": "空的"}, "请先选择筛选条件，再保存"),
        ({"name": " ", "group": "ready"}, "筛选的名称"),
        ({"name": "长" * 21, "group": "ready"}, "筛选的名称"),
    ],
)
def test_what_is_refused(people: People, fields: dict[str, str], sentence: str) -> None:
    page = Visit(people.county, "向文").post("/manuscripts/filters", "/manuscripts", **fields)

    assert sentence in words(page)
    assert not SavedFilterRecord.objects.exists()


def test_there_are_only_so_many(people: People) -> None:
    visit = Visit(people.county, "向文")
    for number in range(MOST + 1):
        page = visit.post("/manuscripts/filters", name=f"第{number}个", group="ready")

    assert f"最多保存{MOST}个筛选" in words(page)
    assert SavedFilterRecord.objects.count() == MOST
