"""The report as data: built once, rendered by every output that people read. Nothing here knows a file format."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model.run_facts import RunFacts

LATE = "SUB-03"
"""The rule that tells a workbook came after the deadline."""

ATTAINMENTS = ("met", "partly", "not_met", "not_assessable")
ROLES = ("baseline", "target", "actual")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many indicators or goals stand at each attainment."""

    met: int = 0
    partly: int = 0
    not_met: int = 0
    not_assessable: int = 0

    @property
    def total(self) -> int:
        """All of them, the ones that cannot be assessed too."""
        return self.met + self.partly + self.not_met + self.not_assessable

    @property
    def met_pct(self) -> float | None:
        """Share met of all, 0..100; None when there are none."""
        return 100 * self.met / self.total if self.total else None

    def of(self, attainment: str) -> int:
        """The count of one attainment."""
        return int(getattr(self, attainment))


@dataclass(frozen=True, slots=True)
class Group:
    """A focus area or a department: its indicators and its goals (a goal counts once, met only if all its are)."""

    name: str
    indicators: Tally
    goals: Tally
    page: str = ""


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with its texts. `anchor` is the card it belongs to; `page` the department's page.

    `under` is the title of the finding it follows from, `under_id` that finding's id, where both stand together.
    """

    finding_id: str
    rule: str
    severity: str
    status: str
    change: str
    title: str
    message: str
    remedy: str
    ref: str = ""
    observed: str = ""
    expected: str = ""
    department: str = ""
    page: str = ""
    anchor: str = ""
    role: str = ""
    explanation: str = ""
    explained_by: str = ""
    under: str = ""
    under_id: str = ""


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell of the paper form: as written, as read, and where it stands.

    `unit` is the unit of the column where the cell is a bare figure.
    """

    role: str
    text: str
    ref: str
    read: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of prose. `claim` is the number of the statement it belongs to (0: plain text)."""

    text: str
    claim: int = 0
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """An arithmetic statement as checked: `message` names the slip; `computed` is the figure recomputed."""

    number: int
    quote: str
    verdict: str
    message: str
    where: str
    ref: str = ""
    type: str = ""
    stated: str = ""
    computed: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Three comparable levels of one unit. `labels` are the levels as shown."""

    values: tuple[float | None, float | None, float | None]
    labels: tuple[str, str, str]
    attainment: str
    alt: str


@dataclass(frozen=True, slots=True)
class YearView:
    """What an earlier year reported of the same indicator."""

    year: int
    target: str
    actual: str
    attainment: str


@dataclass(frozen=True, slots=True)
class TargetView:
    """An approved target that nobody reported."""

    target_id: str
    department: str
    action: str
    indicator: str
    target: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Approved targets: how many of them were reported, and those that were not."""

    reported: int
    total: int
    missing: tuple[TargetView, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One indicator as the paper form shows it."""

    anchor: str
    number: str
    focus_area: str
    goal: str
    deed: str
    action: str
    indicator: str
    ref: str
    lang: str
    cells: tuple[CellView, ...]
    attainment: str
    basis: str
    better: str
    progress_pct: float | None
    stated_status: str
    responsible: str
    financial: bool
    held: bool
    chart: Chart | None
    explanation: tuple[Segment, ...]
    explanation_ref: str
    claims: tuple[ClaimView, ...]
    findings: tuple[FindingView, ...]
    approved_wording: str = ""
    history: tuple[YearView, ...] = ()


@dataclass(frozen=True, slots=True)
class FileView:
    """A file that was sent: used or left aside, and why."""

    file: str
    department: str
    received: str
    sha256: str
    outcome: str
    reason: str
    indicators: int
    used: bool
    page: str = ""


@dataclass(frozen=True, slots=True)
class DepartmentView:
    """A department's page, in the department's own language."""

    name: str
    page: str
    lang: str
    units: tuple[str, ...]
    files: tuple[FileView, ...]
    tally: Group
    cards: tuple[Card, ...]
    general: tuple[FindingView, ...]
    unreported: tuple[TargetView, ...] = ()

    @property
    def findings(self) -> tuple[FindingView, ...]:
        """All findings of the department: the general ones first, then in the order of the cards."""
        return self.general + tuple(f for card in self.cards for f in card.findings)


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule in the reader's language; `severity` by phase (off: switched off); `found` in this run."""

    code: str
    theme: str
    title: str
    why: str
    message: str
    remedy: str
    year_end: str
    interim: str
    person: bool
    found: int


@dataclass(frozen=True, slots=True)
class Report:
    """All that the outputs tell.

    `missing` are the departments that the settings expect (`expected` tells whether they name any) and that sent
    nothing; `deadline` whether a deadline is set; `listed` are all standing findings in the run's language, gravest first; `homeless` those of no department.
    """

    lang: str
    facts: RunFacts
    year: int | None
    overall: Group
    focus_areas: tuple[Group, ...]
    departments: tuple[DepartmentView, ...]
    files: tuple[FileView, ...]
    missing: tuple[str, ...]
    severities: dict[str, int]
    themes: tuple[tuple[str, dict[str, int]], ...]
    changes: dict[str, int]
    listed: tuple[FindingView, ...]
    homeless: tuple[FindingView, ...]
    fixed: tuple[FindingView, ...]
    claims: dict[str, int]
    goal_met_only_if_all: bool = True
    expected: bool = False
    deadline: bool = False
    coverage: Coverage | None = None
    rules: tuple[RuleView, ...] = field(default=())

    @property
    def answered(self) -> frozenset[str]:
        """Departments of which a workbook was used."""
        return frozenset(f.department for f in self.files if f.used and f.department)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Departments that have not answered: those that sent nothing, then those whose workbook could not be used."""
        silent = [d.name for d in self.departments if not any(f.used for f in d.files) and not d.cards]
        return (*self.missing, *silent)

    @property
    def reporting(self) -> dict[str, int]:
        """Departments expected, answered and on time; a key is left out where settings do not tell what it needs."""
        told = {"answered": len(self.answered)}
        if self.expected and self.answered | set(self.waiting):
            told["expected"] = len(self.answered) + len(self.waiting)
        if self.deadline and self.answered:
            told["on_time"] = len(self.answered - {f.department for f in self.listed if f.rule == LATE})
        return told
