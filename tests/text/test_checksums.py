"""Check digits hold for generated numbers and for the worked examples of the standards."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shenfa.text.checksums import (
    CREDIT_ALPHABET,
    credit_check_digit,
    is_credit_code,
    is_luhn_number,
    is_resident_number,
    luhn_check_digit,
    resident_check_digit,
)

steady = settings(derandomize=True, deadline=None)
digits_17 = st.text("0123456789", min_size=17, max_size=17)
digits = st.text("0123456789", min_size=1, max_size=30)
credit_17 = st.text(CREDIT_ALPHABET, min_size=17, max_size=17)


@steady
@given(digits_17)
def test_resident_numbers_are_congruent_to_one_modulo_eleven(head: str) -> None:
    """ISO 7064 MOD 11-2 by its definition: the number read with base 2 leaves 1 modulo 11."""
    number = head + resident_check_digit(head)
    total = 0
    for character in number:
        total = total * 2 + (10 if character == "X" else int(character))

    assert total % 11 == 1
    assert is_resident_number(number)
    assert is_resident_number(number.lower())


@steady
@given(digits_17, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_of_a_resident_number_shows(head: str, place: int, shift: int) -> None:
    number = head + resident_check_digit(head)
    wrong = str((int(number[place]) + shift) % 10)

    assert not is_resident_number(number[:place] + wrong + number[place + 1 :])


@steady
@given(digits)
def test_luhn_check_digit_fits(head: str) -> None:
    assert is_luhn_number(head + luhn_check_digit(head))


@steady
@given(digits, st.data())
def test_one_wrong_digit_of_a_card_number_shows(head: str, data: st.DataObject) -> None:
    number = head + luhn_check_digit(head)
    place = data.draw(st.integers(0, len(number) - 1))
    wrong = str((int(number[place]) + data.draw(st.integers(1, 9))) % 10)

    assert not is_luhn_number(number[:place] + wrong + number[place + 1 :])


@pytest.mark.parametrize(
    ("number", "verdict"),
    [("79927398713", True), ("79927398710", False), ("4111111111111111", True), ("0", False)],
)
def test_luhn_vectors(number: str, verdict: object) -> None:
    assert is_luhn_number(number) is verdict


@steady
@given(credit_17)
def test_credit_check_digit_fits(head: str) -> None:
    assert is_credit_code(head + credit_check_digit(head))


def test_worked_example_of_the_credit_code_standard() -> None:
    """GB 32100-2015: 91350100M000100Y4 has the weighted sum 1640, hence the check digit 3."""
    assert credit_check_digit("91350100M000100Y4") == "3"
    assert is_credit_code("91350100M000100Y43")
    assert not is_credit_code("91350100M000100Y4Z")


@pytest.mark.parametrize(
    "text", ["", "1", "1" * 17, "1" * 19, "１" * 18, "I" * 18, "abcdefghijklmnopqr", "²" * 18]
)
def test_other_texts_are_no_numbers(text: str) -> None:
    assert not is_resident_number(text)
    assert not is_credit_code(text)
    assert not is_luhn_number(text) or text.isascii()


def test_a_foreign_character_has_no_check_digit() -> None:
    with pytest.raises(ValueError, match="substring not found"):
        credit_check_digit("I" * 17)
