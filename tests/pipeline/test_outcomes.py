"""What recomputation writes, column by column."""

import pytest

from tracker.models import Position, Shift, Split
from tracker.pipeline.outcomes import PositionRow, ShiftRow, SplitRow

VERDICT = {"state", "decided_by_id", "decided_at", "note"}


@pytest.mark.parametrize(
    ("model", "row", "editors"),
    [(Position, PositionRow, set()), (Shift, ShiftRow, VERDICT), (Split, SplitRow, VERDICT)],
)
def test_every_column_is_either_computed_or_an_editor_s(model, row, editors):
    columns = {field.attname for field in model._meta.concrete_fields if not field.primary_key}
    assert columns == {*row._fields} | editors
    assert not editors & {*row._fields}
