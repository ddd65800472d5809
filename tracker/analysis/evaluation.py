"""How well found quotations agree with labelled ones.

Matching is greedy and one to one, on the Jaccard overlap of the letters and digits that two quotations cover: at a
threshold of 1.0 only the exact words match. Recall counts labelled quotations, precision counts found ones; a found
quotation that matches a labelled one of another kind is right. Speaker accuracy is the share of matched quotations
with a labelled speaker whose found speaker touches it. Nothing is read or printed here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker.analysis.quotations import Span

THRESHOLDS = (0.3, 0.8, 1.0)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A quotation as people marked it. `speakers` may be several spans, or none."""

    kind: str
    spans: tuple[Span, ...]
    speakers: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A quotation as it was found, with its confidence in 0 to 1."""

    kind: str
    spans: tuple[Span, ...]
    speaker: Span | None = None
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Case:
    """One document: its text, what is in it, and what was found in it."""

    text: str
    labelled: tuple[Labelled, ...]
    found: tuple[Found, ...]


def case_of(text: str, labelled: Iterable[Mapping[str, object]], found: Iterable[Mapping[str, object]]) -> Case:
    """A case from the dictionaries of a labelled file and of the shell contract's jsonl."""
    return Case(
        text,
        tuple(Labelled(str(q["type"]), _spans(q["content_spans"]), _spans(q.get("speaker_spans"))) for q in labelled),
        tuple(
            Found(str(q["type"]), _spans(q["content_spans"]), _span(q.get("speaker_span")), _share(q.get("confidence")))
            for q in found
        ),
    )


def score(cases: Sequence[Case]) -> dict[str, dict[str, dict[str, float]]]:
    """Per kind ("direct", "mixed", "indirect", "all") and threshold ("0.3", …): recall, precision, f1, speaker accuracy
    and the two counts they rest on."""
    result: dict[str, dict[str, dict[str, float]]] = {}
    for threshold in THRESHOLDS:
        counts: Counter[tuple[str, str]] = Counter()
        for case in cases:
            _count(case, threshold, counts)
        for kind in ("direct", "mixed", "indirect", "all"):
            result.setdefault(kind, {})[str(threshold)] = _row(kind, counts)
    return result


def reliability(cases: Sequence[Case], threshold: float = 0.8, steps: int = 10) -> list[dict[str, float]]:
    """Found quotations by confidence in `steps` equal bands, the lowest first, empty bands left out: how many there
    are, their mean confidence, the share right in bounds, and the share right in bounds and speaker."""
    bands: dict[int, list[tuple[float, bool, bool]]] = {}
    for case in cases:
        of_found = {j: i for i, j in matches(case, threshold).items()}
        for j, found in enumerate(case.found):
            matched = j in of_found
            right = matched and _is_speaker_right(case.labelled[of_found[j]], found)
            bands.setdefault(min(steps - 1, int(found.confidence * steps + 1e-9)), []).append(
                (found.confidence, matched, right)
            )
    return [_band(band / steps, rows) for band, rows in sorted(bands.items())]


def matches(case: Case, threshold: float) -> dict[int, int]:
    """Index of labelled to index of found quotation, the greatest overlap first."""
    labelled = [_covered(case.text, quotation.spans) for quotation in case.labelled]
    found = [_covered(case.text, quotation.spans) for quotation in case.found]
    pairs = sorted(
        ((len(a & b) / len(a | b), i, j) for i, a in enumerate(labelled) for j, b in enumerate(found) if a & b),
        reverse=True,
    )
    of_labelled: dict[int, int] = {}
    taken: set[int] = set()
    for overlap, i, j in pairs:
        if overlap >= threshold - 1e-9 and i not in of_labelled and j not in taken:
            of_labelled[i] = j
            taken.add(j)
    return of_labelled


def _count(case: Case, threshold: float, counts: Counter[tuple[str, str]]) -> None:
    of_labelled = matches(case, threshold)
    taken = set(of_labelled.values())
    for i, quotation in enumerate(case.labelled):
        for kind in (quotation.kind, "all"):
            counts[kind, "labelled"] += 1
            counts[kind, "recalled"] += i in of_labelled
            if i in of_labelled and quotation.speakers:
                counts[kind, "with speaker"] += 1
                counts[kind, "speaker right"] += _is_speaker_right(quotation, case.found[of_labelled[i]])
    for j, found in enumerate(case.found):
        for kind in (found.kind, "all"):
            counts[kind, "found"] += 1
            counts[kind, "precise"] += j in taken


def _row(kind: str, counts: Counter[tuple[str, str]]) -> dict[str, float]:
    recall = counts[kind, "recalled"] / max(1, counts[kind, "labelled"])
    precision = counts[kind, "precise"] / max(1, counts[kind, "found"])
    return {
        "recall": recall,
        "precision": precision,
        "f1": 2 * recall * precision / (recall + precision) if recall + precision else 0.0,
        "speaker": counts[kind, "speaker right"] / max(1, counts[kind, "with speaker"]),
        "labelled": counts[kind, "labelled"],
        "found": counts[kind, "found"],
    }


def _band(lowest: float, rows: Sequence[tuple[float, bool, bool]]) -> dict[str, float]:
    number = len(rows)
    return {
        "from": lowest,
        "found": number,
        "confidence": sum(row[0] for row in rows) / number,
        "bounds_right": sum(row[1] for row in rows) / number,
        "all_right": sum(row[2] for row in rows) / number,
    }


def _is_speaker_right(labelled: Labelled, found: Found) -> bool:
    """True also where no speaker is labelled: there is nothing to be wrong about."""
    if not labelled.speakers:
        return True
    speaker = found.speaker
    return speaker is not None and any(max(speaker[0], s) < min(speaker[1], e) for s, e in labelled.speakers)


def _covered(text: str, spans: Sequence[Span]) -> set[int]:
    return {k for start, end in spans for k in range(start, min(end, len(text))) if text[k].isalnum()}


def _spans(value: object) -> tuple[Span, ...]:
    return tuple((int(start), int(end)) for start, end in value) if isinstance(value, (list, tuple)) else ()


def _span(value: object) -> Span | None:
    return (int(value[0]), int(value[1])) if isinstance(value, (list, tuple)) else None


def _share(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.5
