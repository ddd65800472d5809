"""Reading one text: from its words to quotations with their speaker, office and day.

The order is fixed: language, furniture, transcript or signed text, else the passages of an article. A text in another
language yields nothing but its name.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tracker.analysis.attributions import Attribution
from tracker.analysis.dates import said_on
from tracker.analysis.days import UNKNOWN, Dating
from tracker.analysis.furniture import find_furniture, leading_date
from tracker.analysis.labels import Labels
from tracker.analysis.language import language_of
from tracker.analysis.passages import Passage, find_passages
from tracker.analysis.people import People
from tracker.analysis.quotations import Quotation, Reading, Span
from tracker.analysis.register import Register
from tracker.analysis.transcripts import Signature, Turn, in_first_person, signature_of, turns_of

VERSION = 4
_CONTINUING = frozenset({"added", "continued", "adding", "went on", "concluded", "adds"})


def read(
    text: str, *, published: date | None, register: Register, title: str = "", country: str | None = None
) -> Reading:
    """What `text` reports as said. `published` is the article's day, else a date stamp on top of the text is taken.

    `title` may name people the text then calls by surname. `country` is the code of the source's own country, which
    decides bare titles and "the Government".
    """
    language = language_of(text)
    furniture = find_furniture(text)
    if language not in ("en", None) or (language is None and len(text.split()) > 60):
        return Reading(text, language, furniture, ())
    day = published or leading_date(text)
    turns = turns_of(text)
    if turns:
        found = _of_turns(text, turns, Labels(text, title, register, day, country))
    else:
        found = _of_text(text, title, register, day, country, furniture)
    return Reading(text, language, furniture, tuple(found))


def _of_text(
    text: str, title: str, register: Register, day: date | None, country: str | None, furniture: Sequence[Span]
) -> list[Quotation]:
    signature = signature_of(text, title)
    signed = _of_signature(text, signature, Labels(text, title, register, day, country)) if signature else None
    if signed is not None and in_first_person(text):
        return [signed]
    passages = find_passages(text, furniture)
    people = People(text, passages, register, day=day, country=country, furniture=furniture, title=title)
    found = _of_passages(text, passages, people, register, day)
    return found if signed is None else [signed, *_told_of_others(found, signed, register)]


def _told_of_others(found: Sequence[Quotation], signed: Quotation, register: Register) -> list[Quotation]:
    """What a signed text reports of other people's words, as a spokesperson's readout of a minister's call does.

    "The Secretary and Foreign Minister discussed" is nobody's alone.
    """
    people = {official.slug for official in register.officials if official.kind == "person"} - {signed.official}
    return [q for q in found if q.official in people and " and " not in (q.speaker_text or "")]


def _of_passages(
    text: str, passages: Sequence[Passage], people: People, register: Register, day: date | None
) -> list[Quotation]:
    found: list[Quotation] = []
    before: tuple[Quotation, Dating] | None = None
    for passage in sorted(passages, key=lambda p: p.cue_span or p.speaker_span or p.spans[0]):
        dating = _dating(text, passage, day, before)
        exact = dating.day if dating.precision in ("day", "month", "year") else None
        quotation = _quotation(text, passage, people.attribute(passage, exact), dating, register, day)
        found.append(quotation)
        before = quotation, dating
    return sorted(found, key=lambda quotation: quotation.spans)


def _dating(text: str, passage: Passage, day: date | None, before: tuple[Quotation, Dating] | None) -> Dating:
    """The passage's own phrase, or for "he added" the one of the words it continues."""
    if passage.mode == "announced":
        return UNKNOWN
    dating = said_on(
        text, published=day, sentence=passage.sentence_span, spans=passage.spans, cue=passage.cue_span,
        speaker=passage.speaker_span,
    )  # fmt: skip
    if dating.basis is None and before and (passage.cue or "").lower() in _CONTINUING:
        gap = text[before[0].spans[-1][1] : passage.sentence_span[0]]
        if gap.replace("\r", "").count("\n\n") <= 1 and len(gap) < 200:
            return before[1]
    return dating


def _quotation(
    text: str, passage: Passage, who: Attribution, dating: Dating, register: Register, day: date | None
) -> Quotation:
    speaker = passage.speaker_span
    return Quotation(
        kind=passage.kind,
        spans=passage.spans,
        content=_content(text, passage.spans),
        cue=passage.cue,
        cue_span=passage.cue_span,
        speaker_text=text[speaker[0] : speaker[1]] if speaker else None,
        speaker_span=speaker,
        speaker_name=who.name,
        official=who.official,
        candidates=who.candidates,
        on_behalf_of=who.on_behalf_of,
        office=_office(who.official, dating, register, day),
        said_on=dating.day,
        said_on_precision=dating.precision,
        said_on_basis=dating.basis,
        mode=passage.mode,
        confidence=round(passage.confidence * who.certainty, 3),
        bounds_rule=passage.bounds_rule,
        speaker_rule=f"{passage.speaker_rule}; {who.rule}" if passage.speaker_rule else who.rule,
    )


def _content(text: str, spans: Sequence[Span]) -> str:
    return " ".join(text[start:end] for start, end in spans)


def _office(official: str | None, dating: Dating, register: Register, day: date | None) -> str | None:
    """The office held when it was said; `None` unless it is one and the same over all the days it may have been."""
    if official is None:
        return None
    if dating.precision == "unknown":
        return _main_office(official, day, register) if day else None
    if dating.earliest is None or dating.latest is None:
        return None
    first = _main_office(official, dating.earliest, register)
    return first if first == _main_office(official, dating.latest, register) else None


_RANK = ("head_of_state", "head_of_government", "head_of_organisation", "foreign_minister", "defence_minister")


def _main_office(official: str, day: date, register: Register) -> str | None:
    """The weightiest office held on a day, where someone held several."""
    offices = [register.office_by_slug[tenure.office] for tenure in register.offices_held(official, day)]
    if not offices:
        return None
    return min(offices, key=lambda o: _RANK.index(o.role) if o.role in _RANK else len(_RANK)).slug


def _of_turns(text: str, turns: Sequence[Turn], labels: Labels) -> list[Quotation]:
    found = []
    for turn in turns:
        if turn.is_question or not turn.spans:
            continue
        who = labels.attribute(turn.label, turn.label_span)
        found.append(_spoken(text, turn.spans, turn.label, turn.label_span, who, labels, "turn", 0.97))
    return found


def _of_signature(text: str, signature: Signature, labels: Labels) -> Quotation | None:
    """A signed text as one statement, when its signer is an official of the register."""
    who = labels.signer(signature)
    if who.official is None or not signature.spans:
        return None
    if signature.rule != "attributable" and labels.tells_of(who.official):
        return None
    return _spoken(text, signature.spans, signature.printed, signature.span, who, labels, signature.rule, 0.95)


def _spoken(
    text: str, spans: tuple[Span, ...], printed: str, span: Span | None, who: Attribution, labels: Labels, rule: str,
    confidence: float,
) -> Quotation:  # fmt: skip
    day = labels.day
    dating = Dating(day, "day", None, day, day) if day else UNKNOWN
    quotation = Quotation(
        kind="transcript", spans=spans, content=_content(text, spans), speaker_text=printed, speaker_span=span,
        speaker_name=who.name, official=who.official, candidates=who.candidates, on_behalf_of=who.on_behalf_of,
        office=_office(who.official, dating, labels.register, day), confidence=round(confidence * who.certainty, 3),
        bounds_rule=rule, speaker_rule=who.rule,
    )  # fmt: skip
    return replace(quotation, said_on=None)
