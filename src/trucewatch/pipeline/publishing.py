"""What may go outside: the record up to a moment that lies some days back, and without what could harm people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from trucewatch.errors import CaseError, Fault
from trucewatch.pipeline.asof import as_of
from trucewatch.pipeline.opened import OpenedCase
from trucewatch.pipeline.statuses import actors_of
from trucewatch.records.calendar import bounds
from trucewatch.records.cases import CaseRecord
from trucewatch.records.documents import Document
from trucewatch.report.public import PublicPolicy, public_notice, public_record


@dataclass(frozen=True)
class Publisher:
    """Gives records of a case as they may be shown on the day `today`, ISO 8601; without a policy, as they are."""

    case: OpenedCase
    policy: PublicPolicy | None
    today: str

    def latest(self, at: str | None) -> str | None:
        """The moment that a report asked for `at` may speak of: the last day that is not held back, or `at`.

        None, all that is known, stays where nothing in the record is so recent.

        Raises:
            CaseError: the caller's clock gives no date.
        """
        if self.policy is None:
            return at
        limit = self._limit()
        asked, last = bounds(at), bounds(limit)
        if asked is not None and last is not None:
            return at if asked[1] <= last[1] else limit
        return limit if any(map(self._is_late, self.case.record().documents)) else None

    def record(self, at: str | None) -> CaseRecord:
        """The record at a moment that `latest` allows, as it may be shown."""
        if self.policy is None:
            return self.case.record(at)
        whole = self.case.record()
        kept = tuple(document for document in whole.documents if not self._is_late(document))
        cut = as_of(whole.model_copy(update={"documents": kept}), self.case.books, at)
        shown = public_record(cut, actors_of(self.case.books).values(), self.policy)
        return self._with_notice(shown, len(whole.documents) - len(kept))

    def _limit(self) -> str:
        span = bounds(self.today)
        if span is None or self.policy is None:
            raise CaseError(
                Fault("report.no-date", f"{self.today!r} is no date; a public report counts its delay from it")
            )
        return (span[0].date() - timedelta(days=self.policy.delay_days)).isoformat()

    def _is_late(self, document: Document) -> bool:
        """Whether a document is, or for all that is known may be, of the days that are held back."""
        limit, known = bounds(self._limit()), bounds(document.published) or bounds(document.retrieved)
        return known is None or limit is None or known[0] >= limit[1]

    def _with_notice(self, record: CaseRecord, held_back: int) -> CaseRecord:
        settings, notice = record.files.settings, public_notice(self.policy or PublicPolicy(), held_back)
        told = f"{settings.notice} {notice}" if settings.notice else notice
        files = record.files.model_copy(update={"settings": settings.model_copy(update={"notice": told})})
        return record.model_copy(update={"files": files})
