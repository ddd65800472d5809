"""The questions of policy, and the scale each is coded on."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from pydantic import Field

from tracker.models import IssueTopic

from .pages import Asked, Page, page_of

router = Router(tags=["topics"])


class TopicRow(Schema):
    slug: str = Field(description="The key other rows name the topic by.")
    name: str
    proposition: str
    pole_for: str
    pole_against: str
    sample: bool = Field(alias="is_sample")


class StepRow(Schema):
    score: int = Field(description="−2, strongly against the proposition, to +2, strongly for it.")
    word: str
    anchors: list[str] = Field(description="Example sentences of the step.")

    @staticmethod
    def resolve_anchors(step: object) -> list[str]:
        return [anchor.text for anchor in step.anchors.all()]  # type: ignore[attr-defined]


class TopicPage(TopicRow):
    steps: list[StepRow]


@router.get("", response=Page[TopicRow], summary="All topics")
def topics(request: HttpRequest, window: Asked) -> object:
    found = IssueTopic.objects.order_by("name", "pk")
    return page_of(request, found, window, lambda part: found[part])


@router.get("/{slug}", response=TopicPage, summary="One topic with its scale")
def topic(request: HttpRequest, slug: str) -> IssueTopic:
    return get_object_or_404(IssueTopic.objects.prefetch_related("steps__anchors"), slug=slug)
