"""Articles for editors: the list with its states, and one article with every quotation marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from tracker.analysis.segments import Mark, Segment, paragraphs, segments
from tracker.forms.articles import ArticleFilter
from tracker.models import Article, ArticleVersion, Check, Quotation, Reprint, Revision, Stance, Watch
from tracker.pipeline import articles as pipeline
from tracker.pipeline import joining, reprints

from .accounts import editor_of, editors_only
from .site import respond
from .submissions import ring

PER_PAGE = 40
FURNITURE = 0  # the key of what is not the article; quotations are numbered from 1
SLOW = timedelta(seconds=45)


@editors_only
@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    asked = ArticleFilter(request.GET)
    found = asked.narrow(Article.objects.exclude(state="same").select_related("source", "submitted_by"))
    query = request.GET.copy()
    query.pop("page", None)
    page = Paginator(found.order_by(F("published_at").desc(nulls_last=True), "-pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    return respond(
        request,
        "articles/articles.html",
        {
            "filter": asked,
            "page": page,
            "numbers": _numbers(list(page.object_list)),
            "states": Article.objects.aggregate(
                ready=Count("pk", filter=Q(state="ready")),
                working=Count("pk", filter=Q(state__in=Article.UNFINISHED)),
                failed=Count("pk", filter=Q(state="failed")),
            ),
            "query": query.urlencode(),
        },
        fragments={"found": "articles/_found.html"},
    )


def _numbers(shown: Sequence[Article]) -> list[tuple[Article, int, int]]:
    """Each article with how many quotations it has, and how many of their statements wait to be checked."""
    latest = ArticleVersion.objects.filter(article=OuterRef("version__article")).current_first().values("pk")[:1]
    waits = Q(statement__state=Check.SUGGESTED) | Q(statement__state=Check.ACCEPTED, checked=False)
    again = Exists(Stance.objects.filter(statement=OuterRef("statement"), recheck=True))
    rows = (
        Quotation.objects.filter(version__article__in=[article.pk for article in shown])
        .filter(version=Subquery(latest))
        .values("version__article")
        .annotate(
            found=Count("pk"),
            to_check=Count(
                "statement",
                distinct=True,
                filter=waits | Q(again, statement__state=Check.ACCEPTED),
            ),
        )
        .order_by()
    )
    by_article = {row["version__article"]: (row["found"], row["to_check"]) for row in rows}
    return [(article, *by_article.get(article.pk, (0, 0))) for article in shown]


@dataclass(frozen=True)
class Numbered:
    """A quotation with its number in the text, and the class its marks are drawn in."""

    number: int
    quotation: Quotation

    @property
    def state(self) -> str:
        """Of the passage: one that joined an accepted statement later still waits to be checked."""
        statement = self.quotation.statement
        if statement is None:
            return "unfiled"
        joined = statement.state == Check.ACCEPTED and not self.quotation.checked
        return Check.SUGGESTED if joined else statement.state


@dataclass(frozen=True)
class Stretch:
    """Text covered by the same quotations throughout; the innermost one decides how it is drawn."""

    text: str
    inner: Numbered | None
    opens: tuple[Numbered, ...]


@dataclass(frozen=True)
class Block:
    """Paragraphs that are all of the article, or all furniture."""

    furniture: bool
    paragraphs: list[tuple[Stretch, ...]]


@editors_only
@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """The marked text, or while there is work left, how far it is; that part asks again by itself until it is done, and
    brings the number in the menu along."""
    found = get_object_or_404(Article.objects.select_related("source", "submitted_by", "same_as"), pk=pk)
    if found.same_as:
        return redirect(found.same_as)
    versions = list(found.versions.current_first().select_related("revision").defer("text"))
    version = _asked_version(request, versions)
    numbered = _numbered(version) if version else []
    reprint = Reprint.objects.filter(article=found).select_related("origin__source", "decided_by").first()
    decisions = list(found.decisions.select_related("actor", "undone_by"))
    context = {
        "article": found,
        "versions": versions,
        "version": version,
        "slow": not found.is_finished and timezone.now() - found.state_since > SLOW,
        "blocks": blocks(version, numbered) if version and version.read_by else [],
        "filed": [n for n in numbered if n.quotation.statement],
        "unfiled": [n for n in numbered if not n.quotation.statement],
        "watch": Watch.objects.filter(article=found).first(),
        "open_edit": Revision.objects.open().filter(version__article=found).select_related("version").first(),
        "days": [decision for decision in decisions if "dates" in decision.after],
        "headlines": [decision for decision in decisions if "title" in decision.after],
        "reprint": reprint,
        "shared": list(joining.shared(found)) if reprint and reprint.set_apart else [],
        "reprints": list(found.reprints.standing().select_related("article__source")),
        "left_to_check": len({n.quotation.statement_id for n in numbered if n.state == "suggested"}),
    }
    return respond(request, "articles/article.html", context, fragments={"article": "articles/_renewed.html"})


@editors_only
@require_POST
def retry_article(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a failed article again; for one that is not, the page as it is."""
    found = get_object_or_404(Article, pk=pk)
    if found.state == Article.State.FAILED:
        pipeline.retry(found)
        ring(found)
    return redirect(found)


@editors_only
@require_POST
def set_apart(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a reprint is a report of its own, or with `action=back` that it is a reprint after all."""
    found = get_object_or_404(Article, pk=pk)
    decide = reprints.put_back if request.POST.get("action") == "back" else reprints.set_apart
    decide(found, actor=editor_of(request))
    return redirect(f"{found.get_absolute_url()}#on-record")


def _asked_version(request: HttpRequest, versions: Sequence[ArticleVersion]) -> ArticleVersion | None:
    """The version `?version=` names, else the one last seen; `None` while there is none."""
    if "version" not in request.GET:
        return versions[0] if versions else None
    for version in versions:
        if str(version.number) == request.GET["version"]:
            return version
    raise Http404("This article has no such version.")


def _numbered(version: ArticleVersion) -> list[Numbered]:
    """The version's quotations in text order, with all that their list prints."""
    stances = Stance.objects.exclude(state="rejected").select_related("topic").prefetch_related("topic__steps")
    found = (
        version.quotations.select_related(
            "official", "on_behalf_of", "office", "statement__official", "statement__office", "statement__on_behalf_of"
        )
        .prefetch_related("candidates", Prefetch("statement__stances", stances, to_attr="shown_stances"))
        .order_by("start", "pk")
    )
    return [Numbered(number, quotation) for number, quotation in enumerate(found, 1)]


def blocks(version: ArticleVersion, numbered: Sequence[Numbered]) -> list[Block]:
    """The text with its quotations, furniture apart."""
    marks = [Mark(s, e, n.number) for n in numbered for s, e in n.quotation.spans]
    pieces = segments(version.text, [*(Mark(s, e, FURNITURE) for s, e in version.furniture), *marks])
    by_number = {n.number: n for n in numbered}
    found: list[Block] = []
    for paragraph in paragraphs(pieces):
        furniture = all(FURNITURE in s.keys for s in paragraph if s.text.strip())
        if not found or found[-1].furniture != furniture:
            found.append(Block(furniture, []))
        found[-1].paragraphs.append(tuple(_stretch(segment, by_number) for segment in paragraph))
    return found


def _stretch(segment: Segment, by_number: dict[int, Numbered]) -> Stretch:
    covering = [by_number[key] for key in segment.keys if key != FURNITURE]
    opens = tuple(by_number[key] for key in segment.opens if key != FURNITURE)
    return Stretch(segment.text, covering[-1] if covering else None, opens)
