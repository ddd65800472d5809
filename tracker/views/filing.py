"""Which passages back which statement: filing one, giving one a statement of its own, joining two statements."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from tracker.forms.filing import JoinForm
from tracker.models import Article, Quotation, Statement
from tracker.pipeline import joining, statements

from .accounts import editor_of, editors_only
from .review import seen_of


@editors_only
@require_POST
def file_quotation(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a statement of a passage that was left unfiled, and open it to say whose it is."""
    quotation = get_object_or_404(Quotation.objects.select_related("statement", "version__article__source"), pk=pk)
    statement = quotation.statement or statements.make_statement(quotation)
    return redirect("review_statement", statement.pk)


@editors_only
@require_POST
def detach_quotation(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a passage off its statement, and open it on its own."""
    found = Quotation.objects.first_prints().filter(statement__isnull=False)
    quotation = get_object_or_404(found.select_related("statement", "version__article__source"), pk=pk)
    try:
        alone = joining.part(quotation, actor=editor_of(request))
    except joining.CannotJoin as reason:
        messages.warning(request, str(reason))
        return redirect("review_statement", quotation.statement_id)
    return redirect("review_statement", alone.pk)


@editors_only
@require_POST
def part_article(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the passages an article shares with others statements of their own, and show what is to be checked of it."""
    article = get_object_or_404(Article, pk=pk)
    number = joining.part_all(article, actor=editor_of(request))
    messages.success(request, f"{number} passage{'' if number == 1 else 's'} parted, to be checked on their own.")
    return redirect(f"{article.get_absolute_url()}#on-record")


@editors_only
@require_POST
def join_statement(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a statement is the same as the one `into` numbers, and open that one to check its new passages."""
    statement = get_object_or_404(Statement, pk=pk)
    form = JoinForm(request.POST)
    here = f"{reverse('review_statement', args=[pk])}?{request.GET.urlencode()}".rstrip("?")
    if not form.is_valid():
        messages.warning(request, str(form.errors["into"][0]))
        return redirect(here)
    into = form.cleaned_data["into"]
    try:
        with transaction.atomic():
            statement = Statement.objects.select_for_update().get(pk=pk)
            if request.POST.get("seen", "") not in {"", seen_of(statement)}:
                raise joining.CannotJoin("This statement was decided on meanwhile, so it was not joined.")
            decision = joining.join(statement, into, actor=editor_of(request))
    except joining.CannotJoin as reason:
        messages.warning(request, str(reason))
        return redirect(here)
    messages.success(request, f"Joined to statement {into.pk}; check its passages.", extra_tags=f"undo-{decision.pk}")
    return redirect(here.replace(f"/{pk}/", f"/{into.pk}/", 1))
