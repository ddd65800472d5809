"""What an editor says about a statement: who, in which office, when, how, and what it bears on."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from tracker.models import IssueTopic, Office, Official, Precision, Statement
from tracker.models.statements import StatementQuerySet
from tracker.pipeline.curation import Edit, offices_on

NOT_ABOUT = "none"
MENTION = "mention"
PREFIX = "topic-"


class QueueFilter(forms.Form):
    """What an editor may ask of the review queue; parts that make no sense are left out."""

    q = forms.CharField(required=False, max_length=200, label="Words")
    official = forms.SlugField(required=False, widget=forms.HiddenInput)
    source = forms.SlugField(required=False, label="Source")
    topic = forms.ModelChoiceField(
        IssueTopic.objects.all(), required=False, to_field_name="slug", empty_label="Any or none", label="Topic"
    )
    article = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    open = forms.BooleanField(required=False, label="Speaker open")

    def __init__(self, data: Any) -> None:
        super().__init__(data, label_suffix="", auto_id="filter-%s")
        self.fields["q"].widget.input_type = "search"

    def narrow(self, statements: StatementQuerySet) -> StatementQuerySet:
        self.is_valid()
        asked = self.cleaned_data
        if words := asked.get("q"):
            statements = statements.filter(Q(text__icontains=words) | Q(official__name__icontains=words))
        if slug := asked.get("official"):
            statements = statements.filter(official__slug=slug)
        if slug := asked.get("source"):
            statements = statements.filter(quotations__version__article__source__slug=slug)
        if topic := asked.get("topic"):
            statements = statements.filter(stances__topic=topic, stances__state="suggested")
        if pk := asked.get("article"):
            statements = statements.filter(quotations__version__article=pk)
        if asked.get("open"):
            statements = statements.filter(official__isnull=True)
        return statements.distinct()


class ReviewForm(forms.Form):
    """A statement as the editor leaves it. Topics that are asked about are named when the form is made."""

    official = forms.CharField(
        max_length=200, label="Who said it", widget=forms.TextInput(attrs={"list": "officials", "autocomplete": "off"})
    )
    office = forms.ModelChoiceField(
        Office.objects.none(), required=False, empty_label="No office, or not known", label="Office that day"
    )
    said_on = forms.DateField(
        required=False, label="Said on", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    said_on_precision = forms.ChoiceField(choices=Precision.choices, label="How exactly known")
    kind = forms.ChoiceField(choices=Statement.Kind.choices, label="Kind of evidence")
    decisive = forms.BooleanField(required=False, label="Decisive: this one statement moves the position")
    note = forms.CharField(required=False, max_length=500, label="Note, or reason for rejecting")

    def __init__(self, data: Any, *, statement: Statement, topics: Iterable[IssueTopic], initial: Any = None) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        self.statement = statement
        self.topics = list(topics)
        for topic in self.topics:
            self.fields[PREFIX + topic.slug] = forms.ChoiceField(
                choices=_choices(topic), widget=forms.RadioSelect, label=topic.name, required=False
            )
        self.meant = self._official_meant()
        self.fields["office"].queryset = offices_of(self.meant)  # type: ignore[attr-defined]

    def _official_meant(self) -> Official | None:
        """The official the field names at present, by name or by key; `None` when nobody or several are."""
        given = (self.data.get("official") if self.is_bound else self.initial.get("official")) or ""
        return official_named(str(given))

    def topic_fields(self) -> list[tuple[IssueTopic, Any]]:
        return [(topic, self[PREFIX + topic.slug]) for topic in self.topics]

    def clean_official(self) -> Official:
        if self.meant is None:
            raise forms.ValidationError(
                "Nobody of that name is in the register, or several are. Choose from the list, or add them there."
            )
        return self.meant

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for topic in self.topics:
            if not cleaned.get(PREFIX + topic.slug) and PREFIX + topic.slug not in self.errors:
                self.add_error(PREFIX + topic.slug, "Choose a step, “mentions only” or “not about this”.")
        precision, said_on = cleaned.get("said_on_precision"), cleaned.get("said_on")
        if precision and precision != Precision.UNKNOWN and not said_on and "said_on" not in self.errors:
            self.add_error("said_on", 'Give the day, or choose "not known".')
        if said_on and said_on > date.today():
            self.add_error("said_on", "This day is still to come.")
        return cleaned

    def edit(self) -> Edit:
        """The decision the valid form asks for."""
        given = self.cleaned_data
        return Edit(
            official=given["official"],
            office=given["office"],
            said_on=given["said_on"],
            said_on_precision=given["said_on_precision"],
            kind=given["kind"],
            decisive=given["decisive"],
            stances=self._stances(given),
            on_behalf_of=self.statement.on_behalf_of,
        )

    def _stances(self, given: Mapping[str, Any]) -> dict[IssueTopic, int | None]:
        chosen = {topic: given[PREFIX + topic.slug] for topic in self.topics}
        return {t: None if value == MENTION else int(value) for t, value in chosen.items() if value != NOT_ABOUT}


def official_named(words: str) -> Official | None:
    """The one official of this name, alias or key; `None` for nobody and for several."""
    words = words.strip()
    if not words:
        return None
    found = list(Official.objects.filter(Q(slug=words) | Q(name__iexact=words))[:2])
    if not found:
        found = list(Official.objects.filter(aliases__text__iexact=words).distinct()[:2])
    return found[0] if len(found) == 1 else None


def offices_of(official: Official | None) -> Any:
    """Every office they ever held."""
    if official is None:
        return Office.objects.none()
    return Office.objects.filter(tenures__official=official).distinct()


def likely_office(official: Official | None, day: date | None) -> Office | None:
    """The office they held that day, if it was one."""
    if official is None or day is None:
        return None
    held = list(offices_on(official, day)[:2])
    return held[0] if held else None


def _choices(topic: IssueTopic) -> list[tuple[str, str]]:
    steps = sorted(topic.steps.all(), key=lambda step: -step.score)
    return [
        *((str(step.score), step.word) for step in steps),
        (MENTION, "mentions only"),
        (NOT_ABOUT, "not about this"),
    ]
