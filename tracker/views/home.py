"""The front page: what moved lately, what was said lately, and how much is on record."""

from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tracker.models import Article, IssueTopic, Shift, Stance, Statement

from .shifts import shift_rows
from .site import respond
from .statements import for_cards

MOVES = 5
NEWEST = 8


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    accepted, moves = Statement.objects.public(), Shift.objects.public().moves()
    return respond(
        request,
        "home/home.html",
        {
            "moves": shift_rows(moves.leading().newest_first()[:MOVES], among=moves),
            "newest": for_cards(accepted.newest_first(), request)[:NEWEST],
            "record": accepted.aggregate(statements=Count("pk"), officials=Count("official", distinct=True)),
            "topics": IssueTopic.objects.filter(stances__in=Stance.objects.public()).distinct().count(),
            "reading": Article.objects.filter(state=Article.State.READY).aggregate(
                articles=Count("pk"), sources=Count("source", distinct=True), last=Max("state_since")
            ),
        },
    )
