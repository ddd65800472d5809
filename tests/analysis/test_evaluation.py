"""Agreement of found quotations with labelled ones."""

from tracker.analysis.evaluation import Case, Found, Labelled, case_of, matches, reliability, score

TEXT = "Ortel said the road is open. Pell denied it."


def case(*found: Found) -> Case:
    return Case(TEXT, (Labelled("indirect", ((11, 27),), ((0, 5),)),), found)


def test_marks_and_stops_do_not_count_towards_overlap() -> None:
    assert matches(case(Found("indirect", ((10, 28),))), 1.0) == {0: 0}


def test_one_labelled_quotation_matches_one_found_only() -> None:
    row = score([case(Found("indirect", ((11, 27),)), Found("indirect", ((11, 27),)))])["all"]["1.0"]
    assert (row["recall"], row["precision"]) == (1.0, 0.5)


def test_a_found_quotation_of_another_kind_is_precise_under_its_own_kind() -> None:
    rows = score([case(Found("mixed", ((11, 27),), (0, 5)))])
    assert rows["mixed"]["0.8"]["precision"] == 1.0
    assert rows["indirect"]["0.8"]["recall"] == 1.0
    assert rows["indirect"]["0.8"]["speaker"] == 1.0


def test_a_speaker_elsewhere_is_wrong() -> None:
    assert score([case(Found("indirect", ((11, 27),), (29, 33)))])["all"]["0.8"]["speaker"] == 0.0


def test_nothing_found_and_nothing_labelled_divide_by_nothing() -> None:
    assert score([Case("", (), ())])["all"]["0.8"] == {
        "recall": 0.0, "precision": 0.0, "f1": 0.0, "speaker": 0.0, "labelled": 0, "found": 0,
    }  # fmt: skip


def test_reliability_puts_each_found_quotation_in_its_band() -> None:
    bands = reliability([case(Found("indirect", ((11, 27),), (0, 5), 0.95), Found("direct", ((29, 33),), None, 0.2))])
    assert [(band["from"], band["found"], band["all_right"]) for band in bands] == [(0.2, 1, 0.0), (0.9, 1, 1.0)]


def test_a_case_reads_the_shapes_of_the_files() -> None:
    found = {"type": "direct", "content_spans": [[11, 27]], "speaker_span": None, "confidence": 0.5}
    labelled = {"type": "direct", "content_spans": [[11, 27]], "speaker_spans": [[0, 5]]}
    assert case_of(TEXT, [labelled], [found]).found == (Found("direct", ((11, 27),), None, 0.5),)
