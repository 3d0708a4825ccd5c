"""A conversation in the terminal: what was asked and answered, what may be typed besides questions.

But: no reading of lines and no signals; those are `service/commands/chat.py`'s.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import replace
from typing import cast

import msgspec

from rag.archive import Answered, Archive, Event, Started, Told
from rag.types import Answer, Citation, Turn
from service.commands.flags import Filters, WrongUsage, demand_unicode, scope
from service.commands.showing import show_in_article, show_remarks, show_sources
from service.commands.terminal import emit, say
from service.shapes import linked_answer
from service.wording import glossed, marked, origin_of

_REMEMBERED = 4  # questions before this one: each is kept whole, so that none leans on one that is gone


class Talk:
    """A conversation about an archive; `json`: each answer is one line of JSON."""

    def __init__(self, archive: Archive, filters: Filters, *, json: bool = False) -> None:
        self._archive = archive
        self._began_with = self._filters = filters
        self._json = json
        self._turns: list[Turn] = []
        self._answer: Answer | None = None
        self.over = False

    @property
    def filtered(self) -> str:
        """The times that narrow the search, in words; empty where there are none."""
        set_to = (("as of", self._filters.as_of), ("from", self._filters.begin), ("to", self._filters.until))
        return ", ".join(f"{name} {when}" for name, when in set_to if when)

    async def ask(self, question: str) -> None:
        """Answers, showing each sentence as it comes. Raises: QuestionRejected, WrongUsage, whatever `stream` does."""
        demand_unicode(question)
        asked = [*self._turns, Turn("user", question)]
        events = self._archive.stream(asked, scope(self._filters, self._archive))
        async with aclosing(cast("AsyncGenerator[Event, None]", events)) as told:
            async for each in told:
                self._hear(each)

    def command(self, line: str) -> None:
        """Does what a line that begins with a slash says. Raises: WrongUsage, QuestionRejected, ArticleUnknown."""
        name, _, argument = line.partition(" ")
        known = COMMANDS.get(name)
        if known is None:
            raise WrongUsage(f"there is no {name}: /help shows what there is")
        demand_unicode(argument)
        known[2](self, argument.strip())

    def _hear(self, event: Event) -> None:
        if isinstance(event, Answered):
            self._remember(event.answer)
        if self._json:
            if isinstance(event, Answered):
                emit(linked_answer(event.answer, public_url=""))
        else:
            _show(event)
            sys.stdout.flush()  # whoever reads at the other end of a pipe has it now

    def _remember(self, answer: Answer) -> None:
        told = " ".join(map(glossed, answer.sentences)) or answer.text  # with its days, from which others are counted
        said = [Turn("user", answer.interpreted.question), Turn("assistant", told)]
        self._turns = [*self._turns, *said][-2 * _REMEMBERED :]
        self._answer = answer

    def _narrow(self, narrowed: Filters) -> None:
        scope(narrowed, self._archive)  # said now, not with the next question
        self._filters = narrowed
        say(f"Now searching: {self.filtered or 'everything'}.")

    def as_of(self, when: str) -> None:
        """Answers as of a day from now on; without one, as of now."""
        self._narrow(replace(self._filters, as_of=when or None))

    def begin(self, when: str) -> None:
        """Searches what was published then or later; without a day, whenever."""
        self._narrow(replace(self._filters, begin=when or None))

    def until(self, when: str) -> None:
        """Searches what was published then or earlier; without a day, whenever."""
        self._narrow(replace(self._filters, until=when or None))

    def sources(self, _: str) -> None:
        """Lists what the last answer cites, or what came nearest, with the quotes."""
        answer = self._last()
        show_sources("Sources" if answer.citations else "Nearest", numbered(answer))
        if not numbered(answer):
            say("It cites nothing.")

    def open(self, number: str) -> None:
        """Prints the article around a quote of the last answer."""
        cited = {str(each.marker): each for each in numbered(self._last())}
        citation = cited.get(number.strip("[]"))
        if citation is None:
            known = ", ".join(cited) or "none"
            raise WrongUsage(f"/open takes the number of a source; the last answer has: {known}")
        at = scope(Filters(as_of=self._filters.as_of), self._archive)
        show_in_article(citation, self._archive.article(citation.article, at, number=citation.revision))

    def reset(self, _: str) -> None:
        """Forgets the conversation, and takes the times of the beginning."""
        self._turns, self._answer, self._filters = [], None, self._began_with
        say("Forgotten.")

    def help(self, _: str) -> None:
        """Shows what may be typed."""
        say("A question, in plain words; one that leans on the last is understood. Or:")
        for name, (takes, means, _run) in COMMANDS.items():
            say(means, first=f"  {f'{name} {takes}':<14} ", indent=" " * 17)
        say("Ctrl-C stops an answer, Ctrl-D leaves.")

    def leave(self, _: str) -> None:
        """Ends the conversation."""
        self.over = True

    def _last(self) -> Answer:
        if self._answer is None:
            raise WrongUsage("nothing has been answered yet")
        return self._answer


COMMANDS: dict[str, tuple[str, str, Callable[[Talk, str], None]]] = {
    "/sources": ("", "the sources of the last answer, with their quotes", Talk.sources),
    "/open": ("N", "the article around the quote of source N", Talk.open),
    "/as-of": ("DATE", "answer as of a day: nothing later is read; without DATE as of now", Talk.as_of),
    "/from": ("DATE", "only what was published then or later; without DATE whenever", Talk.begin),
    "/to": ("DATE", "only what was published then or earlier; without DATE whenever", Talk.until),
    "/reset": ("", "forget the conversation and the times set in it", Talk.reset),
    "/help": ("", "this", Talk.help),
    "/quit": ("", "leave", Talk.leave),
}


def numbered(answer: Answer) -> tuple[Citation, ...]:
    """What an answer cites by its numbers; of an abstention, the nearest passages numbered in their order."""
    nearest = (msgspec.structs.replace(each, marker=number) for number, each in enumerate(answer.nearest, start=1))
    return answer.citations or tuple(nearest)


def _show(event: Event) -> None:
    match event:
        case Started():
            for assumption in event.interpreted.assumptions:
                say(f"{assumption[0].upper()}{assumption[1:]}", tone="dim")
        case Told():
            say(marked(event.sentence, event.citations))
        case Answered():
            _show_rest(event.answer)


def _show_rest(answer: Answer) -> None:
    """Prints what could not be told before the answer was whole."""
    if not answer.sentences:
        say(answer.text)
    show_remarks(answer)
    for citation in numbered(answer):
        marker = f"[{citation.marker}] "
        say(origin_of(citation), first=marker, indent=" " * len(marker), tone="dim")
