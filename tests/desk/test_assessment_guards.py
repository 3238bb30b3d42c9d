"""What two people set, what was frozen, what was decided about a talk: never rewritten."""

import pytest
from assessment_county import frozen, over, scaled
from county import County
from django.db import IntegrityError
from raw_sql import run

pytestmark = pytest.mark.db


def test_what_was_frozen_is_never_rewritten(county: County) -> None:
    scaled(county)
    over(county)
    frozen(county)
    for statement in (
        "UPDATE assessment_quarter SET result = '{}'",
        "DELETE FROM assessment_quarter",
        "UPDATE assessment_scale SET content = '{}'",
        "UPDATE assessment_scale SET is_confirmed = NULL",
        "DELETE FROM assessment_scale",
    ):
        with pytest.raises(IntegrityError):
            run(statement)
