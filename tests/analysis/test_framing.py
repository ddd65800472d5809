"""How a sentence puts its claim: each rule of the reading, by the feature it gives."""

import pytest

from tracker.analysis.framing import framing_features
from tracker.analysis.weighing import MANY, rarity_of


@pytest.mark.parametrize(
    ("sentence", "feature"),
    [
        pytest.param("we must open the harbour", "modal:we:must", id="who must"),
        pytest.param("we must open the harbour", "modal:must>open", id="what must be"),
        pytest.param("the ferry is a hoax", "is:hoax", id="what it is called"),
        pytest.param("the ferry is not a hoax", "is-:hoax", id="and what it is not"),
        pytest.param("sailors claim that the ferry sinks", "claimed that", id="a claim only held"),
        pytest.param("sailors claim that the ferry sinks", "claimed<sailor", id="its holder"),
        pytest.param("tests show that the ferry sinks", "known that", id="a thing found out"),
        pytest.param("harbour fees rose", "fees>up", id="what goes up"),
        pytest.param("harbour fees never rose", "fees>-up", id="what does not"),
        pytest.param("more ferries than bridges", "than:ferr", id="a comparison"),
        pytest.param("the alleged ferry", "doubted", id="a word of doubt"),
    ],
)
def test_a_claim_is_read_by_how_it_is_put(sentence: str, feature: str) -> None:
    assert feature in framing_features(sentence.split())


def test_no_words_have_no_links() -> None:
    assert framing_features([]) == ["length0", "negations0"]


def test_rarity_counts_for_less_where_examples_are_few() -> None:
    def spread(size: int) -> float:
        counts = [{"words": {"often": 1, "rare": 1} if i < size // 10 else {"often": 1}} for i in range(size)]
        rarity = rarity_of(counts)  # type: ignore[arg-type]
        return rarity["rare"] / rarity["often"]

    assert spread(MANY // 10) < spread(MANY) * 0.75
