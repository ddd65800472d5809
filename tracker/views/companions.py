"""What stands beside a line on its page: who held the offices, and which other lines the same words belong to."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from tracker.analysis.series import shares
from tracker.charts.bands import Holding
from tracker.models import Country, IssueTopic, Office, Official, Tenure
from tracker.models.series import Subject, kind_of, name_of, series_field, timeline_address
from tracker.pipeline import series
from tracker.pipeline.lines import Line

HEADS = (Office.Role.HEAD_OF_GOVERNMENT, Office.Role.HEAD_OF_STATE, Office.Role.HEAD_OF_ORGANISATION)
LEADERS = (*HEADS, Office.Role.FOREIGN_MINISTER, Office.Role.DEFENCE_MINISTER)


@dataclass(frozen=True)
class OtherLine:
    name: str
    kind: str
    address: str


def other_lines(line: Line, subject: Subject, topic: IssueTopic) -> list[OtherLine]:
    """The other lines that words of this one move, in five queries at most: persons first, governments last."""
    if not line.stances:
        return []
    speaking = series.speaking_for()
    statements = [stance.statement for stance in line.stances if stance.statement.official_id]
    found = {s for statement in statements for s in shares(capacity=series.capacity(statement, speaking=speaking))}
    keys = {(share.kind, share.key) for share in found if share.moves} - {(series_field(subject), subject.pk)}
    others: list[Subject] = []
    for kind, model in series.MODELS.items():
        wanted = [key for found_kind, key in keys if found_kind == kind]
        rows = Office.objects.select_related("country") if model is Office else model._default_manager.all()
        others += rows.filter(pk__in=wanted) if wanted else ()
    others.sort(key=lambda other: (_place(other), name_of(other)))
    return [OtherLine(name_of(o), kind_of(o), timeline_address(o, topic)) for o in others]


def _place(subject: Subject) -> int:
    return ("person", "office", "institution", "government", "organisation").index(kind_of(subject))


def holdings(subject: Subject) -> list[Holding]:
    """The bands under the axis: the offices a person held, or who held the offices an institution is led by."""
    tenures = Tenure.objects.of_the_register().in_order().select_related("office", "official")
    if isinstance(subject, Official) and not subject.is_institution:
        return [_band(t, t.title) for t in tenures.filter(official=subject)]
    holders = _weightiest(tenures.filter(_led_by(subject)))
    return [_band(t, f"acting: {t.official.name}" if t.acting else t.official.name) for t in holders]


def _led_by(subject: Subject) -> Q:
    if isinstance(subject, Office):
        return Q(office=subject)
    if isinstance(subject, Country):
        return Q(office__country=subject, office__role__in=HEADS)
    return Q(office__institution=subject, office__role__in=LEADERS)


def _weightiest(tenures: Iterable[Tenure]) -> list[Tenure]:
    """Those of the first role, in the order of `LEADERS`, that anybody holds."""
    by_role: dict[str, list[Tenure]] = {}
    for tenure in tenures:
        by_role.setdefault(tenure.office.role, []).append(tenure)
    return next((by_role[role] for role in LEADERS if role in by_role), [t for ts in by_role.values() for t in ts])


def _band(tenure: Tenure, title: str) -> Holding:
    return Holding(title=title[:1].upper() + title[1:], start=tenure.start, end=tenure.end)
