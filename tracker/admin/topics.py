"""Topics: the proposition, the scale with its examples, and the words a passage is known by."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest

from tracker.models import Anchor, IssueTopic, RecordSearch, TopicCue, TopicStep, TopicTerm
from tracker.pipeline import codebooks

from .evidence import Hidden
from .inputs import NARROW, WIDE
from .rows import DistinctAnchors, DistinctSteps, DistinctTerms

SCORES = (2, 1, 0, -1, -2)


class FiveSteps(DistinctSteps):
    """A new topic starts with its five scores filled in."""

    def __init__(self, *args, instance=None, **kwargs):
        if instance is None or instance.pk is None:
            kwargs.setdefault("initial", [{"score": score} for score in SCORES])
        super().__init__(*args, instance=instance, **kwargs)


class StepForm(forms.ModelForm):
    """A step counts as entered even where only its given score is there, so that a missing word is noticed."""

    def has_changed(self) -> bool:
        return self.instance.pk is None or super().has_changed()


class StepInline(admin.TabularInline):
    """The five steps; "Change" leads to a step's examples."""

    model = TopicStep
    form = StepForm
    formset = FiveSteps
    min_num = max_num = 5
    validate_min = validate_max = True
    can_delete = False
    show_change_link = True
    verbose_name_plural = "steps (example sentences behind “Change”)"


class TermInline(admin.TabularInline):
    model = TopicTerm
    verbose_name_plural = "terms (words that make a passage be about the topic)"
    formset = DistinctTerms
    extra = 0
    formfield_overrides = NARROW


class CueInline(admin.TabularInline):
    model = TopicCue
    formset = DistinctTerms
    extra = 0
    verbose_name_plural = "cues (phrases that already take a side)"


@admin.register(IssueTopic)
class TopicAdmin(admin.ModelAdmin):
    list_display = ("name", "proposition", "family", "is_sample")
    list_filter = ("family", "is_sample")
    search_fields = ("name", "proposition", "terms__phrase", "slug")
    prepopulated_fields = {"slug": ("name",)}
    formfield_overrides = WIDE
    fields = (
        "name",
        "slug",
        "proposition",
        "pole_for",
        "pole_against",
        "family",
        "context",
        "inclusion",
        "exclusion",
        "notes",
        "is_sample",
    )
    readonly_fields = ("is_sample",)
    inlines = (StepInline, TermInline, CueInline)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        freeze(request, form.instance)
        if form.has_changed() or any(formset.has_changed() for formset in formsets):
            RecordSearch.objects.ask(form.instance)


def freeze(request: HttpRequest, topic: IssueTopic) -> None:
    """Keep the codebook as it was, if its meaning changed, and say what that entails."""
    made = codebooks.freeze(topic, actor=request.user if isinstance(request.user, User) else None)
    if made is not None and made.version.number > 1:
        messages.info(request, str(made))


class AnchorInline(admin.TabularInline):
    model = Anchor
    formset = DistinctAnchors
    formfield_overrides = WIDE
    extra = 1


@admin.register(TopicStep)
class StepAdmin(Hidden, admin.ModelAdmin):
    """One step with its examples, reached from its topic."""

    list_display = ("topic", "score", "word")
    list_select_related = ("topic",)
    list_filter = ("topic",)
    readonly_fields = ("topic", "score")
    inlines = (AnchorInline,)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        freeze(request, form.instance.topic)

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
