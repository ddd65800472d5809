"""Whether a new model beats the present suggestions: counted by hand, and never on what either was taught by."""

import pytest

from tracker.analysis.codebook import Cue, Step, Term, Topic
from tracker.analysis.trials import Case, Figures, Suggested, compared, cross_suggested, figures, suggested_to, teach

STEPS = tuple(Step(score, f"step {score}", (f"Plain {score}.", f"Bare {score}.")) for score in range(-2, 3))
FERRY = Topic(
    "ferry",
    "The island ferry",
    "The ferry must sail.",
    "Sail",
    "Stop",
    STEPS,
    (Term("ferry"),),
    cues=(Cue("stop it", -2),),
)
WORDS = {
    "2": "splendid boats for every winter",
    "-1": "dear tickets and empty decks",
    "mentions only": "nine ports a week",
}


def case(key: int, label: str, text: str = "") -> Case:
    return Case(key=key, group=str(key), topic=FERRY, text=text or f"{WORDS[label]}, number {key}", label=label)


CASES = [case(3 * n + i, label) for n in range(12) for i, label in enumerate(WORDS)]


def said(*labels: str | None) -> list[Suggested | None]:
    """Suggestions of these labels, each less sure than the one before."""
    return [label and Suggested(label, 0.9 - n / 100) for n, label in enumerate(labels)]


def test_figures_count_a_suggestion_kept_back_as_not_given_and_never_right() -> None:
    cases = [case(n, label) for n, label in enumerate(["2", "2", "-1", "mentions only"])]
    found = figures(cases, said("2", None, "2", "mentions only"))
    assert (found.count, found.accuracy, found.coverage, found.precision) == (4, 0.5, 0.75, round(2 / 3, 4))
    # F1: "2" one of two said and two meant, "-1" none, "mentions only" all.
    assert found.macro_f1 == pytest.approx((0.5 + 0 + 1) / 3, abs=1e-4)


def test_figures_of_nothing_are_none() -> None:
    assert figures([], []) == Figures(0, None, None, None, None, None)


def test_who_suggests_more_is_compared_by_the_surest_of_it() -> None:
    cases = [case(n, "2") for n in range(4)]
    new, present = compared(cases, said("2", "2", "-1", "-1"), said("2", "-1", None, None))
    assert (new.precision, new.precision_at_equal_coverage) == (0.5, 1.0)
    assert (present.precision, present.precision_at_equal_coverage) == (0.5, 0.5)


def test_of_suggestions_equally_sure_at_the_edge_the_mean_counts() -> None:
    cases = [case(n, "2") for n in range(3)]
    equal = [Suggested(label, 0.7) for label in ("2", "2", "-1")]
    assert figures(cases, equal, both_gave=2).precision_at_equal_coverage == round(2 / 3, 4)


def test_against_nothing_suggested_there_is_no_equal_coverage() -> None:
    new, present = compared([case(1, "2")], said("2"), said(None))
    assert (new.precision_at_equal_coverage, present.precision_at_equal_coverage) == (None, None)
    assert new.beats(present)


@pytest.mark.parametrize(
    ("new", "present", "better"),
    [
        pytest.param((0.6, 0.7, 0.8), (0.5, 0.7, 0.8), True, id="better in the mean, as good over all"),
        pytest.param((0.5, 0.7, 0.8), (0.5, 0.7, 0.8), False, id="a tie"),
        pytest.param((0.6, 0.6, 0.8), (0.5, 0.7, 0.8), False, id="better in the mean, worse over all"),
        pytest.param((0.6, 0.8, 0.7), (0.5, 0.7, 0.8), False, id="right more often only by suggesting more"),
        pytest.param((0.1, 0.1, None), (None, None, None), True, id="something against nothing"),
    ],
)
def test_only_what_is_better_is_taken(new, present, better) -> None:
    sides = (Figures(10, f1, accuracy, None, None, equal) for f1, accuracy, equal in (new, present))
    assert next(sides).beats(next(sides)) is better


def test_words_the_rules_do_not_know_are_learnt_across_folds() -> None:
    assert all(suggested_to(c, None) is None for c in CASES)
    assert figures(CASES, cross_suggested(CASES)).accuracy > 0.9


def test_a_case_is_never_suggested_by_a_model_that_was_taught_it() -> None:
    """One odd decision that contradicts all others like it can only be known by heart."""
    odd = case(999, "-1", text=f"{WORDS['2']}, number 999")
    assert cross_suggested([*CASES, odd])[-1].label == "2"


def test_two_stances_of_one_statement_stay_in_one_fold() -> None:
    twins = [Case(key=n, group="one", topic=FERRY, text="odd words here", label="2") for n in range(6)]
    assert cross_suggested([*CASES, *twins])[-6:] == [None] * 6


def test_a_step_hardly_anyone_took_teaches_nothing() -> None:
    model = teach([*CASES, case(998, "2", text="unheard of"), Case(997, "997", FERRY, "rare words", "1")])
    assert "1" not in model.priors


def test_too_few_of_all_steps_but_one_is_refused() -> None:
    with pytest.raises(ValueError, match="fewer than two steps"):
        teach([c for c in CASES if c.label == "2"])


def test_the_rules_still_speak_where_nothing_could_be_taught() -> None:
    few = [case(n, "2", text="We shall stop it at once.") for n in range(3)]
    assert [found.label for found in cross_suggested(few)] == ["-2"] * 3
