"""The review queue: what an editor may ask of it, its order, and what comes next in it."""

from django import forms
from django.db.models import Exists, F, OuterRef, Q

from tracker.models import Check, IssueTopic, Stance, Statement
from tracker.models.statements import StatementQuerySet

from .filters import ListFilter, source_field, words_field


class QueueFilter(ListFilter):
    q = words_field("Words or name")
    topic = forms.ModelChoiceField(
        IssueTopic.objects.all(), required=False, to_field_name="slug", empty_label="Any or none", label="Topic"
    )
    source = source_field()
    sample = forms.ChoiceField(
        required=False, label="Sample", choices=[("", "With the rest"), ("without", "Left out"), ("only", "Alone")]
    )
    open = forms.BooleanField(required=False, label="Speaker open")
    again = forms.BooleanField(required=False, label="Accepted before")
    official = forms.SlugField(required=False, widget=forms.HiddenInput)
    article = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def narrow(self, statements: StatementQuerySet) -> StatementQuerySet:
        self.is_valid()
        asked = self.cleaned_data
        if words := asked.get("q"):
            named = Q(official__name__icontains=words) | Q(speaker_name__icontains=words)
            statements = statements.filter(Q(text__icontains=words) | named)
        if slug := asked.get("official"):
            statements = statements.filter(Q(official__slug=slug) | Q(candidates__slug=slug))
        if source := asked.get("source"):
            statements = statements.filter(quotations__version__article__source=source)
        if topic := asked.get("topic"):
            statements = statements.filter(
                Q(stances__state=Check.SUGGESTED) | Q(stances__recheck=True), stances__topic=topic
            )
        if pk := asked.get("article"):
            statements = statements.filter(quotations__version__article=pk)
        if sample := asked.get("sample"):
            statements = statements.filter(is_sample=sample == "only")
        if asked.get("open"):
            statements = statements.filter(official__isnull=True)
        if asked.get("again"):
            statements = statements.filter(state=Check.ACCEPTED)
        return statements.distinct()


def queue(asked: QueueFilter) -> StatementQuerySet:
    """What is to check: what bears on a topic first, then by day, the newest first and the undated last."""
    on_topic = Stance.objects.filter(statement=OuterRef("pk")).exclude(state=Check.REJECTED)
    found = asked.narrow(Statement.objects.to_check()).annotate(on_topic=Exists(on_topic))
    return found.order_by("-on_topic", F("day").desc(nulls_last=True), "-pk")


def following(asked: QueueFilter, statement: Statement) -> int | None:
    """The key of what comes after `statement` in its queue, whether or not it still stands there itself."""
    later = Q(day__isnull=True, pk__lt=statement.pk)
    if statement.day is not None:
        later = Q(day__lt=statement.day) | Q(day__isnull=True) | Q(day=statement.day, pk__lt=statement.pk)
    if statement.stances.exclude(state=Check.REJECTED).exists():
        later = Q(on_topic=False) | (Q(on_topic=True) & later)
    else:
        later = Q(on_topic=False) & later
    return queue(asked).filter(later).values_list("pk", flat=True).first()
