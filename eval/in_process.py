"""An archive of this process as a target: what a library user gets, without HTTP."""

from __future__ import annotations

import time

import msgspec

from eval.types import Case, Fetched, Found, Outcome
from rag import times
from rag.archive import Archive
from rag.errors import ArchiveUnusable, ArticleUnknown, DatelineError, QuestionRejected
from rag.types import CheckedDraft, Scope, Turn


class InProcess:
    """Asks an Archive directly. Warms it first, so that the first question is timed like the others."""

    name = "dateline"

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        archive.warm()

    def search(self, question: str, *, as_of: str | None, limit: int) -> tuple[Found, ...]:
        """Up to `limit` passages, best first."""
        try:
            page = self._archive.search(question, self._scope(as_of), limit=limit)
        except QuestionRejected:
            return ()
        return tuple(Found(article_id=hit.revision.article_id, text=hit.text) for hit in page.hits)

    def ask(self, case: Case) -> Outcome:
        """What the archive says; its errors for one question are outcomes. Raises: ArchiveUnusable."""
        turns = (*case.history, Turn("user", case.question))
        begin, worked = time.perf_counter(), time.process_time()
        try:
            answer = self._archive.ask(turns, self._scope(case.as_of), explain=True)
        except ArchiveUnusable:
            raise
        except DatelineError as error:
            return Outcome(error=f"{error.slug}: {error}")
        elapsed, cost = time.perf_counter() - begin, time.process_time() - worked
        outcome = msgspec.convert(answer, Outcome, from_attributes=True)
        return msgspec.structs.replace(outcome, latency_ms=1_000 * elapsed, cpu_ms=1_000 * cost)

    def check(self, draft: str, as_of: str | None) -> CheckedDraft:
        """The draft against the archive, sentence by sentence."""
        return self._archive.check_draft(draft, self._scope(as_of))

    def article(self, key: str, revision: int) -> Fetched | None:
        """A revision from the store."""
        try:
            found = self._archive.article(key, number=revision)
        except ArticleUnknown:
            return None
        return Fetched(title=found.title, text=found.text, first_seen=times.iso(found.first_seen))

    def _scope(self, as_of: str | None) -> Scope:
        scope = self._archive.scope()
        return msgspec.structs.replace(scope, as_of=times.parse(as_of, self._archive.zone)) if as_of else scope
