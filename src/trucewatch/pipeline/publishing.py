"""What may go outside: the record up to a moment that lies some days back, and without what could harm people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from trucewatch.errors import CaseError, Fault
from trucewatch.pipeline.asof import as_of, relinked
from trucewatch.pipeline.opened import OpenedCase
from trucewatch.pipeline.statuses import actors_of
from trucewatch.records.calendar import bounds
from trucewatch.records.cases import CaseRecord
from trucewatch.records.claims import Claim, Tally
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
        shown = public_record(self.cut(at), actors_of(self.case.books).values(), self.policy)
        return self._with_notice(shown, len(self.case.record().documents) - len(self._kept()))

    def cut(self, at: str | None) -> CaseRecord:
        """The record without what the policy holds back as a whole: late documents, kinds of claims. Not yet masked."""
        whole, policy, books = self.case.record(), self.policy or PublicPolicy(), self.case.books
        record = whole.model_copy(update={"documents": self._kept()})
        if not policy.drop_kinds:
            return as_of(record, books, at)
        record = _without_kinds(record, policy)
        return relinked(record, books, record.documents) if at is None else as_of(record, books, at)

    def is_late(self, document: Document) -> bool:
        """Whether a document is, or for all that is known may be, of the days that are held back."""
        return self.policy is not None and self._is_late(document)

    def _kept(self) -> tuple[Document, ...]:
        return tuple(document for document in self.case.record().documents if not self._is_late(document))

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


def _without_kinds(record: CaseRecord, policy: PublicPolicy) -> CaseRecord:
    """A record without the claims and tallies of kinds that stay inside, and without rulings on them.

    What was linked and assessed of them is still in it: `relinked` makes that anew.
    """
    told: tuple[Claim | Tally, ...] = (*record.claims, *record.tallies, *record.as_read)
    gone = {one.id for one in told if policy.drops(one.event)}
    about = {
        entry.number
        for entry in record.decisions
        if gone & {*entry.decision.subjects, *(anchor.claim for anchor in entry.decision.anchors)}
    }
    return record.model_copy(
        update={
            "claims": tuple(one for one in record.claims if one.id not in gone),
            "tallies": tuple(one for one in record.tallies if one.id not in gone),
            "as_read": tuple(one for one in record.as_read if one.id not in gone),
            "rejections": tuple(one for one in record.rejections if one.field not in gone),
            "decisions": tuple(entry for entry in record.decisions if entry.number not in about),
            "effects": tuple(effect for effect in record.effects if effect.number not in about),
        }
    )
