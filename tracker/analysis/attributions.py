"""Who said something, as decided: the value that names, labels and signatures resolve to."""

from dataclasses import dataclass, field

from tracker.analysis.figures import Figure


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said it. At most one of `official` and `candidates` is filled; `certainty` is 0 to 1.

    `figure` is the person of the article it is, where it is one.
    """

    name: str | None = None
    official: str | None = None
    candidates: tuple[str, ...] = ()
    on_behalf_of: str | None = None
    rule: str = "no speaker"
    certainty: float = 1.0
    figure: Figure | None = field(default=None, compare=False, repr=False)
