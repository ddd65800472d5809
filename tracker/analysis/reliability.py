"""How far a passage found by a rule can be trusted: the share of such passages that were right where it was counted.

The shares were counted on labelled political news, bounds at an overlap of 0.8. A rule that is not listed was too rare
to count and gets the lowest share.

Estimated, not counted, since the labelled articles hold too few or mark them otherwise: pull-quotes, words and names
behind a dash, and the antecedent of a relative (labelled there as "who").
"""

from tracker.analysis.quotations import QuotationKind

_BOUNDS: dict[tuple[QuotationKind, str], float] = {
    ("direct", "marked words before the report"): 0.96,
    ("direct", "marked words after the verb"): 0.85,
    ("direct", "marked words after the addressee"): 0.81,
    ("direct", "marked words after a colon"): 0.73,
    ("direct", "marked words signed"): 0.88,
    ("direct", "marked words behind a label"): 0.9,
    ("direct", "marked words alone"): 0.44,
    ("direct", "pull-quote"): 0.7,
    ("mixed", "clause after the verb"): 0.85,
    ("mixed", "clause before the report"): 0.94,
    ("mixed", "marked words before the report"): 0.9,
    ("mixed", "clause around the report"): 0.77,
    ("mixed", "clause after the addressee"): 0.81,
    ("mixed", "clause and marked words before the report"): 0.74,
    ("mixed", "what it is called"): 0.72,
    ("mixed", "words after as"): 0.67,
    ("mixed", "object of the verb"): 0.66,
    ("mixed", "object in marks"): 0.62,
    ("mixed", "marked words after the verb"): 0.56,
    ("mixed", "according to"): 0.79,
    ("mixed", "that-clause after the verb"): 0.81,
    ("mixed", "that-clause after a noun"): 0.58,
    ("mixed", "words talked about"): 0.69,
    ("mixed", "words called for"): 0.76,
    ("mixed", "infinitive after the verb"): 0.75,
    ("mixed", "addressee and infinitive"): 0.77,
    ("indirect", "clause after the verb"): 0.81,
    ("indirect", "that-clause after the verb"): 0.78,
    ("indirect", "clause around the report"): 0.82,
    ("indirect", "according to"): 0.75,
    ("indirect", "clause before the report"): 0.8,
    ("indirect", "object of the verb"): 0.74,
    ("indirect", "words called for"): 0.73,
    ("indirect", "infinitive after the verb"): 0.69,
    ("indirect", "addressee and infinitive"): 0.64,
    ("indirect", "clause after the addressee"): 0.76,
    ("indirect", "words after as"): 0.67,
    ("indirect", "what is pointed to"): 0.64,
    ("indirect", "what it is called"): 0.65,
    ("indirect", "clause after an opening report"): 0.53,
}
_LEAST = 0.45
_SPEAKERS = {
    "subject before the verb": 0.98,
    "inverted subject": 0.99,
    "subject behind an apposition": 0.97,
    "after according to": 0.98,
    "same speaker as the report before": 0.95,
    "subject of the sentence": 0.86,
    "noun before the participle": 0.5,
    "name behind a dash": 0.98,
    "label": 0.98,
    "name that signs a pull-quote": 0.95,
    "all words up to the verb": 0.95,
    "subject of an unlisted verb": 0.9,
    "inverted subject of an unlisted verb": 0.9,
    "antecedent of a relative": 0.8,
    "subject of the sentence before": 0.3,
}
_LEAST_SPEAKER = 0.4
# Marked words before their report, by length: (least words, pieces, share right in bounds and speaker).
_MARKED_BEFORE = ((10, 2, 0.96), (10, 1, 0.96), (5, 1, 0.95), (0, 1, 0.88))
_SURE_SPEAKERS = frozenset({"subject before the verb", "inverted subject", "subject behind an apposition"})


def confidence_of(kind: QuotationKind, bounds_rule: str, speaker_rule: str, words: int, pieces: int) -> float:
    """The share, 0 to 1, of passages like this one that are right in bounds and speaker."""
    if kind == "direct" and bounds_rule == "marked words before the report" and speaker_rule in _SURE_SPEAKERS:
        return next(share for least, split, share in _MARKED_BEFORE if words >= least and pieces >= split)
    share = _BOUNDS.get((kind, bounds_rule), _LEAST) * _SPEAKERS.get(speaker_rule, _LEAST_SPEAKER)
    return round(share, 3)
