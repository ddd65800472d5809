"""What an import did, file by file."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from django.core.exceptions import ValidationError

Outcome = Literal["added", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """One line, entry or file that was not taken, and why in a sentence."""

    file: str
    place: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.file}, {self.place}" if self.place else self.file
        return f"{where}: {self.reason.rstrip('.')}."


@dataclass(frozen=True, slots=True)
class FileReport:
    """Counts of one file. `kept` are lines of which a value differs here because an editor changed it."""

    file: str
    added: int
    changed: int
    unchanged: int
    kept: int
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did with each of its files."""

    files: tuple[FileReport, ...] = ()

    @property
    def added(self) -> int:
        return sum(file.added for file in self.files)

    @property
    def changed(self) -> int:
        return sum(file.changed for file in self.files)

    @property
    def unchanged(self) -> int:
        return sum(file.unchanged for file in self.files)

    @property
    def refused(self) -> tuple[Refusal, ...]:
        return tuple(refusal for file in self.files for refusal in file.refused)


@dataclass
class Tally:
    """Counts while an import runs."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    refusals: dict[str, list[Refusal]] = field(default_factory=dict)

    def count(self, file: str, outcome: Outcome, *, kept: bool = False) -> None:
        counter = self.counts.setdefault(file, Counter())
        counter[outcome] += 1
        counter["kept"] += kept

    def refuse(self, file: str, place: str, reason: str) -> None:
        self.counts.setdefault(file, Counter())
        self.refusals.setdefault(file, []).append(Refusal(file, place, reason))

    def report(self) -> Report:
        return Report(
            tuple(
                FileReport(
                    file, c["added"], c["changed"], c["unchanged"], c["kept"], tuple(self.refusals.get(file, ()))
                )
                for file, c in self.counts.items()
            )
        )


def sentence(error: ValidationError) -> str:
    """What is wrong in one line, each fault behind its field's name."""
    if not hasattr(error, "error_dict"):
        return "; ".join(message.rstrip(".") for message in error.messages)
    parts: Iterable[tuple[str, list[str]]] = error.message_dict.items()
    faults = [("" if name == "__all__" else f"{name}: ", message.rstrip(".")) for name, ms in parts for message in ms]
    return "; ".join(name + message for name, message in faults)
