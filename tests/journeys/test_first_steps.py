"""What every journey stands on: people sign in, time is told, acts are counted."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journey import Journey


def test_a_person_signs_in_and_is_counted(journey: "Journey") -> None:
    person = journey.person("石雨桐")
    before = journey.counter.of("click"), journey.counter.of("typed")
    person.page.get_by_role("link", name="稿件审校").first.click()
    person.page.wait_for_url("**/manuscripts")
    person.page.wait_for_load_state()
    person.page.locator("form.search input").fill("防汛")
    journey.settle()

    assert before == (0, 0)
    assert (journey.counter.of("click"), journey.counter.of("typed")) == (1, 1)
