"""The bar at the top holds what a person uses, and what supervises takes one place in it."""

import pytest

from shenfa.web.workbench.menu import Entry, bar_of, row_of


def entry(address: str, *, is_current: bool = False) -> Entry:
    return Entry(address, address, address, "world", is_current, count=1)


@pytest.mark.parametrize(
    ("current", "is_marked", "row"),
    [("/tasks", False, ()), ("/problems", True, ("/patrol", "/problems"))],
)
def test_what_supervises_stands_in_a_row_of_its_own(
    current: str, *, is_marked: bool, row: tuple[str, ...]
) -> None:
    addresses = ("/tasks", "/patrol", "/problems", "/trail")
    menu = tuple(entry(one, is_current=one == current) for one in addresses)

    tasks, supervision, trail = bar_of(menu)

    assert (tasks.address, supervision.address, trail.address) == ("/tasks", "/patrol", "/trail")
    assert (supervision.is_current, supervision.count) == (is_marked, 2)
    assert tuple(one.address for one in row_of(menu)) == row


def test_who_supervises_nothing_sees_the_menu_as_it_is() -> None:
    menu = (entry("/administration"), entry("/trail"))

    assert bar_of(menu) == menu
    assert row_of(menu) == ()
