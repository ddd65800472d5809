"""What an editor says about a statement: who, in which office, when, how, and what it bears on."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date

from tracker.models import Check, IssueTopic, Office, Official, Precision, Statement
from tracker.models.officials import OfficialQuerySet
from tracker.pipeline.curation import Edit, offices_on

NOT_ABOUT = "none"
MENTION = "mention"
PREFIX = "topic-"
NO_OFFICE = "No office, or not known"


class ReviewForm(forms.Form):
    """A statement as the editor leaves it. Topics that are asked about are named when the form is made.

    Every office the official ever held can be chosen, those held that day standing first. An office that is not
    theirs is replaced by the likely one; a form that is to be decided on then asks to look again.
    `propose_office` replaces whatever was not held that day.
    """

    official = forms.CharField(max_length=200, label="Who said it")
    office = forms.ModelChoiceField(Office.objects.none(), required=False, label="Office that day")
    said_on = forms.DateField(
        required=False, label="Said on", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    said_on_precision = forms.ChoiceField(choices=Precision.choices, label="How exactly known")
    kind = forms.ChoiceField(choices=Statement.Kind.choices, label="Kind of evidence")
    decisive = forms.BooleanField(required=False, label="Decisive: this one statement moves the position")
    note = forms.CharField(required=False, max_length=500, label="Note, or reason for rejecting")

    def __init__(
        self,
        data: Any,
        *,
        statement: Statement,
        topics: Iterable[IssueTopic],
        initial: Any = None,
        propose_office: bool = False,
    ) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        self.statement = statement
        self.topics = list(topics)
        for topic in self.topics:
            self.fields[PREFIX + topic.slug] = forms.ChoiceField(
                choices=_choices(topic), widget=forms.RadioSelect, label=topic.name, required=False
            )
        given = self.data if self.is_bound else self.initial
        self.found = officials_meant(str(given.get("official") or ""), statement)
        self.meant = self.found[0] if len(self.found) == 1 else None
        self.office_replaced = False
        self._offer_offices(given.get("said_on"), propose=propose_office)

    def _offer_offices(self, said_on: Any, *, propose: bool) -> None:
        """List the offices of the official meant, and put the likely one in place of one that cannot be."""
        day = said_on if isinstance(said_on, date) else _day(str(said_on or ""))
        day = day or self.statement.reported_on
        ever = list(offices_of(self.meant))
        held = list(offices_on(self.meant, day)) if self.meant and day else []
        field: Any = self.fields["office"]
        field.queryset = offices_of(self.meant)
        field.widget.choices = _office_choices(held, [office for office in ever if office not in held])
        given = self.data.get("office") if self.is_bound else None
        fitting = {str(office.pk) for office in (held if propose else ever)}
        if self.is_bound and given not in fitting and (given or propose):
            self.office_replaced = bool(given)
            data: Any = self.data.copy()  # type: ignore[attr-defined]
            data["office"] = str(held[0].pk) if held else ""
            self.data = data

    def topic_fields(self) -> list[tuple[IssueTopic, Any, Any]]:
        """Each topic with its field and the stance suggested, or decided before, if there is one."""
        stances = {stance.topic_id: stance for stance in self.statement.stances.exclude(state=Check.REJECTED)}
        return [(topic, self[PREFIX + topic.slug], stances.get(topic.pk)) for topic in self.topics]

    def clean_official(self) -> Official:
        if self.meant is None:
            names = ", ".join(label_of(official) for official in self.found[:6])
            if names:
                raise forms.ValidationError(f"Several are called so: {names}. Write which one.")
            raise forms.ValidationError("Nobody of that name is in the register. Choose from the list, or add them.")
        if self.statement.is_sample and not self.meant.is_sample:
            raise forms.ValidationError("The sample’s words are invented, so they can only be an invented official’s.")
        return self.meant

    def clean_office(self) -> Office | None:
        if self.office_replaced and self.meant is not None:
            raise forms.ValidationError(
                f"{self.meant.name} did not hold the office that was chosen. Look at this one, then accept again."
            )
        office: Office | None = self.cleaned_data["office"]
        return office

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for topic in self.topics:
            if not cleaned.get(PREFIX + topic.slug) and PREFIX + topic.slug not in self.errors:
                self.add_error(PREFIX + topic.slug, "Choose a step, “mentions only” or “not about this”.")
        precision, said_on = cleaned.get("said_on_precision"), cleaned.get("said_on")
        if precision and precision != Precision.UNKNOWN and not said_on and "said_on" not in self.errors:
            self.add_error("said_on", "Give the day, or choose “not known”.")
        if said_on and said_on > timezone.localdate():
            self.add_error("said_on", "This day is still to come.")
        return cleaned

    def edit(self) -> Edit:
        """The decision the valid form asks for."""
        given = self.cleaned_data
        known = given["said_on_precision"] != Precision.UNKNOWN
        return Edit(
            official=given["official"],
            office=given["office"],
            said_on=given["said_on"] if known else None,
            said_on_precision=given["said_on_precision"],
            kind=given["kind"],
            decisive=given["decisive"],
            stances=self._stances(given),
            on_behalf_of=self.statement.on_behalf_of,
        )

    def _stances(self, given: Mapping[str, Any]) -> dict[IssueTopic, int | None]:
        chosen = {topic: given[PREFIX + topic.slug] for topic in self.topics}
        return {t: None if value == MENTION else int(value) for t, value in chosen.items() if value != NOT_ABOUT}


def as_it_stands(statement: Statement) -> Edit | None:
    """The decision an accepted statement rests on; `None` for one that is not accepted."""
    if statement.state != Check.ACCEPTED or statement.official is None:
        return None
    accepted = statement.stances.filter(state=Check.ACCEPTED).select_related("topic")
    return Edit(
        official=statement.official,
        office=statement.office,
        said_on=statement.said_on,
        said_on_precision=statement.said_on_precision,
        kind=statement.kind,
        decisive=statement.decisive,
        stances={stance.topic: stance.score for stance in accepted},
        on_behalf_of=statement.on_behalf_of,
    )


def officials_for(statement: Statement) -> OfficialQuerySet:
    """Who may have said it: the sample's words are invented, so only invented officials can."""
    return Official.objects.filter(is_sample=True) if statement.is_sample else Official.objects.all()


def officials_meant(words: str, statement: Statement) -> list[Official]:
    """Whom `words` name by key, whole name, alias or a part of either: what the first of these ways finds."""
    exact = officials_named(words, Official.objects.all(), in_part=False)
    return exact or officials_named(words, officials_for(statement))


def officials_named(words: str, among: OfficialQuerySet, *, in_part: bool = True) -> list[Official]:
    """Those of `among` whom `words` name by key, else by whole name, else by alias, else `in_part`."""
    words = words.strip()
    if not words:
        return []
    ways = (Q(slug=words), Q(name__iexact=words), Q(aliases__text__iexact=words))
    for way in ways:
        if found := list(among.filter(way).distinct()[:12]):
            return found
    return list(among.named(words).distinct()[:12]) if in_part and len(words) > 2 else []


def label_of(official: Official) -> str:
    """What to type for this official and nobody else: the name, or the key where two bear the name."""
    namesakes = Official.objects.filter(name__iexact=official.name).exclude(pk=official.pk)
    return official.slug if namesakes.exists() else official.name


def offices_of(official: Official | None) -> QuerySet[Office]:
    """Every office they ever held."""
    if official is None:
        return Office.objects.none()
    return Office.objects.filter(tenures__official=official).distinct()


def likely_office(official: Official | None, day: date | None) -> Office | None:
    """The office they held that day; the first where there were several."""
    return offices_on(official, day).first() if official and day else None


def _office_choices(held: list[Office], other: list[Office]) -> list[Any]:
    groups = [("Held that day", held), ("At other times", other)]
    named = [(title, [(office.pk, office.name) for office in offices]) for title, offices in groups if offices]
    return [("", NO_OFFICE), *named]


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        return None


def _choices(topic: IssueTopic) -> list[tuple[str, str]]:
    steps = sorted(topic.steps.all(), key=lambda step: -step.score)
    return [
        *((str(step.score), step.word) for step in steps),
        (MENTION, "mentions only"),
        (NOT_ABOUT, "not about this"),
    ]
