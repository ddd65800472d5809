import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.segments import Mark, Segment, paragraphs, segments

TEXT = "She said yes, then no."


def drawn(text, marks):
    return [(s.text, s.keys, s.opens) for s in segments(text, marks)]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        pytest.param([], [(TEXT, (), ())], id="no-marks"),
        pytest.param(
            [Mark(9, 12, 1)],
            [("She said ", (), ()), ("yes", (1,), (1,)), (", then no.", (), ())],
            id="one-in-the-middle",
        ),
        pytest.param([Mark(0, 22, 1)], [(TEXT, (1,), (1,))], id="the-whole-text"),
        pytest.param(
            [Mark(0, 12, 1), Mark(9, 22, 2)],
            [("She said ", (1,), (1,)), ("yes", (1, 2), (2,)), (", then no.", (2,), ())],
            id="overlapping",
        ),
        pytest.param(
            [Mark(0, 22, 1), Mark(9, 12, 2)],
            [("She said ", (1,), (1,)), ("yes", (1, 2), (2,)), (", then no.", (1,), ())],
            id="nested",
        ),
        pytest.param(
            [Mark(9, 12, 1), Mark(19, 21, 1)],
            [("She said ", (), ()), ("yes", (1,), (1,)), (", then ", (), ()), ("no", (1,), ()), (".", (), ())],
            id="two-pieces-open-once",
        ),
        pytest.param([Mark(5, 5, 1), Mark(7, 3, 2)], [(TEXT, (), ())], id="empty-and-reversed-left-out"),
        pytest.param([Mark(-4, 99, 1)], [(TEXT, (1,), (1,))], id="outside-the-text-cut-off"),
        pytest.param([Mark(30, 40, 1)], [(TEXT, (), ())], id="wholly-outside"),
    ],
)
def test_text_is_cut_where_marks_begin_and_end(marks, expected):
    assert drawn(TEXT, marks) == expected


def test_offsets_are_code_points():
    text = "🕊️ “ja” 🕊️"
    start = text.index("ja")
    assert [s.text for s in segments(text, [Mark(start, start + 2, 1)]) if s.keys] == ["ja"]


def test_an_empty_text_has_no_segments():
    assert segments("", [Mark(0, 3, 1)]) == ()


marks_of_any_kind = st.lists(st.builds(Mark, st.integers(-5, 90), st.integers(-5, 90), st.integers(0, 6)), max_size=12)


@given(st.text(max_size=80), marks_of_any_kind)
def test_segments_give_the_text_again_and_say_who_covers_it(text, marks):
    found = segments(text, marks)
    assert "".join(s.text for s in found) == text
    for segment in found:
        assert segment.text
        for at in (segment.start, segment.end - 1):
            assert set(segment.keys) == {m.key for m in marks if m.start <= at < m.end}
    opened = [key for s in found for key in s.opens]
    assert sorted(opened) == sorted({key for s in found for key in s.keys})


def test_paragraphs_are_lines_that_hold_something():
    text = "First line.\n\n  \nSecond “line\ngoes on”."
    found = paragraphs(segments(text, [Mark(text.index("line\n"), text.index("”"), 7)]))
    assert [[s.text for s in p] for p in found] == [["First line."], ["Second “", "line"], ["goes on", "”."]]
    assert [[s.opens for s in p] for p in found] == [[()], [(), (7,)], [(), ()]]


@given(st.text(alphabet="ab \n", max_size=60), marks_of_any_kind)
def test_paragraphs_keep_every_place(text, marks):
    for paragraph in paragraphs(segments(text, marks)):
        for segment in paragraph:
            assert text[segment.start : segment.end] == segment.text


def test_a_segment_knows_its_end():
    assert Segment("abc", 4).end == 7


def test_a_passage_that_begins_with_a_line_end_opens_in_the_next_line():
    found = paragraphs(segments("One.\nTwo.", [Mark(4, 9, 3)]))
    assert [[(s.text, s.opens) for s in p] for p in found] == [[("One.", ())], [("Two.", (3,))]]
