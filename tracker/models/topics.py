"""Questions of policy, each a proposition with words for its two poles and for every step between."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

# For a step that a topic has no word for, and for a statement that takes none.
PLAIN_STEPS: dict[int | None, str] = {
    2: "For",
    1: "Rather for",
    0: "In between",
    -1: "Rather against",
    -2: "Against",
    None: "Mentions only",
}


class IssueTopicQuerySet(models.QuerySet["IssueTopic"]):
    def with_scale(self) -> Self:
        return self.prefetch_related("steps__anchors", "terms", "cues")


class IssueTopic(models.Model):
    """One question of policy, put as a proposition ("The UK should deepen its engagement with China")."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200, unique=True)
    proposition = models.CharField(max_length=500)
    pole_for = models.CharField(max_length=60, help_text="The +2 end in words.")
    pole_against = models.CharField(max_length=60, help_text="The −2 end in words.")
    family = models.CharField(max_length=60, blank=True, help_text="Topics whose stances are worded alike.")
    context = ArrayField(
        models.CharField(max_length=120),
        default=list,
        blank=True,
        help_text="Parties of which one must be named nearby, for a question that concerns one state only.",
    )
    inclusion = models.TextField(blank=True, help_text="What counts under this topic.")
    exclusion = models.TextField(blank=True, help_text="What does not count, though it sounds like it.")
    notes = models.TextField(blank=True, help_text="Whatever else a coder should know.")
    is_sample = models.BooleanField(default=False)
    imported = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="Digest of the codebook it was last loaded from; an editor’s change makes it another.",
    )

    objects = IssueTopicQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = "topic"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.slug])

    def step_words(self) -> dict[int | None, str]:
        """What each step is called, and under `None` a mere mention; `steps` should be prefetched."""
        return PLAIN_STEPS | {step.score: step.word for step in self.steps.all()}


class TopicStep(models.Model):
    """One step of a topic's scale, −2 to +2, with the word the axis shows."""

    topic = models.ForeignKey(IssueTopic, models.CASCADE, related_name="steps")
    score = models.SmallIntegerField()
    word = models.CharField(max_length=60)

    class Meta:
        ordering = ["topic", "-score"]
        constraints = [
            models.UniqueConstraint(
                "topic", "score", name="step_once", violation_error_message="This step already has a word."
            ),
            models.CheckConstraint(
                name="step_in_range",
                condition=Q(score__range=(-2, 2)),
                violation_error_message="A step is between −2 and +2.",
            ),
        ]

    def __str__(self) -> str:
        return self.word


class Anchor(models.Model):
    """An example sentence that shows what a step means."""

    step = models.ForeignKey(TopicStep, models.CASCADE, related_name="anchors")
    text = models.CharField(max_length=500)

    class Meta:
        ordering = ["step", "pk"]
        constraints = [models.UniqueConstraint("step", "text", name="anchor_once")]

    def __str__(self) -> str:
        return self.text


class TopicTerm(models.Model):
    """A phrase that makes a passage be about a topic; with `needs`, only near one of those words."""

    topic = models.ForeignKey(IssueTopic, models.CASCADE, related_name="terms")
    phrase = models.CharField(max_length=120)
    weight = models.FloatField(default=1.0)
    needs = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    bearing = models.SmallIntegerField(
        default=1,
        choices=[
            (1, "favouring it favours the proposition"),
            (-1, "favouring it opposes it"),
            (0, "says nothing of direction"),
        ],
    )

    class Meta:
        ordering = ["topic", "phrase"]
        constraints = [
            models.UniqueConstraint("topic", "phrase", name="term_once"),
            models.CheckConstraint(
                name="term_weight_positive",
                condition=Q(weight__gt=0),
                violation_error_message="A term's weight is above zero.",
            ),
        ]

    def __str__(self) -> str:
        return self.phrase


class TopicCue(models.Model):
    """A phrase that already takes a side ("lift * sanctions"; a star stands for up to four words)."""

    topic = models.ForeignKey(IssueTopic, models.CASCADE, related_name="cues")
    phrase = models.CharField(max_length=120)
    score = models.SmallIntegerField()

    class Meta:
        ordering = ["topic", "phrase"]
        constraints = [
            models.UniqueConstraint("topic", "phrase", name="cue_once"),
            models.CheckConstraint(
                name="cue_in_range",
                condition=Q(score__range=(-2, 2)),
                violation_error_message="A step is between −2 and +2.",
            ),
        ]

    def __str__(self) -> str:
        return self.phrase
