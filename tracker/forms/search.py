"""What an address may ask of the statements."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from tracker.models import Country, IssueTopic, Official, Stance, Statement
from tracker.models.statements import StatementQuerySet
from tracker.pipeline import search

from .filters import words_field

HELP = "In any form. “A phrase” in quotation marks; this or that; -without this; begin* for how a word begins."
ORDERS = [("", "Newest first"), ("best", "Best match first")]


class StatementSearch(forms.Form):
    """Every part may be left out. Who and whose is looked for among `visible` statements, topics among `stances`."""

    q = words_field("Words")
    official = forms.ModelChoiceField(
        Official.objects.none(), required=False, to_field_name="slug", empty_label="Anyone"
    )
    country = forms.ModelChoiceField(
        Country.objects.none(),
        required=False,
        to_field_name="code",
        empty_label="Any country",
        label="Country or organisation",
    )
    topic = forms.ModelChoiceField(
        IssueTopic.objects.all(), required=False, to_field_name="slug", empty_label="Any topic"
    )
    kind = forms.ChoiceField(required=False, choices=[("", "Any kind"), *Statement.Kind.choices], label="Kind")

    def __init__(self, data: Mapping[str, Any], *, visible: StatementQuerySet, stances: QuerySet[Stance]) -> None:
        super().__init__(data, auto_id="search-%s", label_suffix="")
        self.stances = stances
        # "from" is a word of Python, so the two days are declared here.
        for name in ("from", "to"):
            self.fields[name] = forms.DateField(
                required=False, label=name.capitalize(), widget=forms.DateInput(attrs={"type": "date"})
            )
        self.fields["order"] = forms.ChoiceField(required=False, label="Order", choices=ORDERS)
        self.fields["q"].help_text = HELP
        officials: Any = self.fields["official"]
        officials.queryset = Official.objects.filter(statements__in=visible).distinct()
        countries: Any = self.fields["country"]
        theirs = Q(officials__statements__in=visible) | Q(offices__statements__in=visible)
        countries.queryset = Country.objects.filter(theirs).distinct()

    def narrow(self, statements: StatementQuerySet) -> StatementQuerySet:
        """`statements` that answer what was asked; parts that make no sense are left out, and the form says so."""
        self.is_valid()
        asked = self.cleaned_data
        official, country, topic = asked.get("official"), asked.get("country"), asked.get("topic")
        return search.narrow(
            statements,
            stances=self.stances,
            words=asked.get("q") or "",
            official=official.slug if official else "",
            country=country.code if country else "",
            topic=topic.slug if topic else "",
            kind=asked.get("kind") or "",
            since=asked.get("from"),
            until=asked.get("to"),
        )

    def ordered(self, found: StatementQuerySet) -> StatementQuerySet:
        """In the order asked for; without words there is no better match than another."""
        words = self.cleaned_data.get("q")
        return search.best_first(found, words) if words and self.cleaned_data.get("order") else found.newest_first()
