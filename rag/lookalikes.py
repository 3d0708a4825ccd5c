"""What only looks like an answer: a deputy for a chief, a museum's director for a hospital's, a crash for a quake.

Each is told by the words of the question and of the sentence, its headline and the sentence that it leans on. But: none
is proof, and where a question names no office, thing, event or act in words of its kind, none is found.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from rag import evidence, misfits
from rag.marks import referents
from rag.synonyms import groups, related
from rag.types import Question, Sentence
from rag.words import STOPWORDS, stem, stems, tokens

_OFFICE = re.compile(
    r"\bwho (?:is|was|are|were) (?:the |an? )?(?P<holds>[a-z][a-z -]*?) (?:of|at|for|in)\b"
    r"|\bas (?:the |an? |its |his |her )?(?P<serves>[a-z][a-z -]*?)(?: (?:of|at|for|in)\b|\W*$)",
    re.IGNORECASE,
)
_LESSER = "deputy|vice|assistant|associate|acting|interim|co"
_GONE = "former|ex|late|onetime|then|ousted|retired"
_BODY = re.compile(
    r"^\W*who (?:is|was|are|were) (?:the|an?) [a-z][a-z -]*? (?:of|at|for|in) (?:the |an? )?(?:[\w’'-]+ ){0,4}?"
    r"(?-i:(?P<body>[a-z]{4,}))\W*$",
    re.IGNORECASE,
)
_COST = re.compile(
    r"^\W*how much (?:will|did|does|do|would|has|have|is|was) (?:the |an? |its |their )?(?P<thing>(?:[\w’'-]+ ){1,5}?)"
    r"(?:(?:be )?expected to )?costs?\b",
    re.IGNORECASE,
)
_COSTS = re.compile(
    r"(?P<thing>(?:[\w’'-]+ ){1,8}?)"
    r"(?:(?:will|would|could|has|have|had|is|are|was|were|expected|likely|set|to) ){0,5}costs?\b",
    re.IGNORECASE,
)
_ANY_THING = frozenset(
    map(stem, "it this that they which project work building plan construction contract all".split())
)
_EVENTS = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        "earthquakes?|quakes?|aftershocks?|tremors?",
        r"crash(?:es|ed)?|collisions?|collided|derail\w*|pile-?ups?",
        r"\w*fires?|blazes?|inferno|arson",
        r"floods?|flooding|flooded|deluge",
        r"\w*storms?|hurricanes?|cyclones?|typhoons?|gales?|tornado(?:es)?|twisters?|blizzards?",
        r"explosions?|explo\w+|blasts?|bomb\w*",
        r"(?:land|mud|rock)slides?|landslips?",
        r"avalanches?",
        r"eruptions?|volcano\w*",
        r"shootings?|gunm[ae]n|gunfire|shot",
        r"stabbings?|stabbed|knife",
        r"stampedes?|crush",
        r"outbreaks?|epidemics?|pandemics?|virus",
        r"sank|sinking|capsiz\w+|shipwrecks?",
    )
)
_ACT = re.compile(
    r"^\W*(?:(?i:did|does|do|has|have|had|will)|(?i:is|was|were|are)(?=.* \w+ed\b)) "
    r"(?:[A-Z][\w’'.-]* ){1,4}(?:(?:ever|also|really|still|already|been|be|not) )*(?P<act>[a-z]{4,})\b"
)
_LIGHT = frozenset(
    "make made take took taken have give gave given come came become became keep kept hold held plan want need seek use"
    " used receive play work live happen call called face faced help start stop begin continue change involved related"
    " expected supposed based know known find found still going able show accept".split()
)
_SAYING = frozenset(  # whoever speaks of the matter answers, in whatever words
    "say tell confirm deny announce claim state comment reply respond answer explain mention report acknowledge admit"
    " concede insist believe suggest warn promise".split()
)
_ROOT = 5  # letters that "confess" and "confession" have in common


def is_one(question: Question, sentence: Sentence) -> bool:
    """Whether a sentence tells of another office, institution, thing, event or act than the one asked for."""
    return any(looks(question, sentence) for looks in _LOOKS)


def events(text: str) -> frozenset[int]:
    """The kinds of disasters and crimes that a text names, each by its number here."""
    return frozenset(number for number, event in enumerate(_EVENTS) if event.search(text))


def _lesser_office(question: Question, sentence: Sentence) -> bool:
    asked = _OFFICE.search(question.text)
    if not asked:
        return False
    head = re.escape((asked["holds"] or asked["serves"]).split()[-1])
    lesser = _LESSER if misfits.asks_of_past(question.text) else f"{_LESSER}|{_GONE}"
    below = rf"\b(?:{lesser})[ -](?:\w+[ -]){{0,2}}?{head}\b"
    if re.search(rf"\b(?:{lesser})\b", question.text, re.IGNORECASE):
        return False
    lowered, found = re.subn(below, "", _with_what_it_leans_on(sentence), flags=re.IGNORECASE)
    return bool(found) and not re.search(rf"\b{head}\b", lowered, re.IGNORECASE)


def _other_body(question: Question, sentence: Sentence) -> bool:
    asked = _BODY.match(question.text)
    return asked is not None and not _is_named(asked["body"], _near(sentence))


def _other_thing(question: Question, sentence: Sentence) -> bool:
    asked, told = _COST.match(question.text), _COSTS.search(sentence.text)
    if not asked or not told:
        return False
    held = set(stems(told["thing"]))
    words = [word for word in stems(asked["thing"]) if word not in STOPWORDS]
    return bool(words) and bool(held) and not (held & _ANY_THING or _is_named(words[-1], told["thing"]))


def _other_event(question: Question, sentence: Sentence) -> bool:
    asked = events(question.text)
    article = f"{sentence.revision.title}\n{sentence.revision.text}"
    return bool(asked) and bool(events(sentence.text)) and not asked & events(article)


def _other_act(question: Question, sentence: Sentence) -> bool:
    asked = _ACT.match(question.text)
    if not asked or question.expects != "yes_no" or asked["act"] in _LIGHT | _SAYING | STOPWORDS:
        return False
    return not _is_named(asked["act"], _near(sentence))


def _near(sentence: Sentence) -> str:
    """The sentence with its headline and what it leans on."""
    return f"{sentence.revision.title}\n{_with_what_it_leans_on(sentence)}"


def _with_what_it_leans_on(sentence: Sentence) -> str:
    leaned = evidence.before(sentence) if referents.leans(sentence.text) else None
    return f"{leaned.text}\n{sentence.text}" if leaned else sentence.text


def _is_named(word: str, text: str) -> bool:
    """Whether a text has the word, a form of it, or one that news uses for it."""
    held = set(stems(text))
    root = stem(word)[:_ROOT]
    if any(other.startswith(root) for other in held) or related(stem(word)) & groups(held):
        return True
    from rag.compose.gate.grammar.lemmas import lemma  # its tables are long, and few questions need them

    return lemma(word) in map(lemma, tokens(text))


_LOOKS: tuple[Callable[[Question, Sentence], bool], ...] = (
    _lesser_office, _other_body, _other_thing, _other_event, _other_act,
)  # fmt: skip
