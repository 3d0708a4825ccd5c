"""What each token is in its sentence: verb, auxiliary, noun, preposition, mark of a clause.

By closed lists, endings and neighbours, from left to right. But: adjectives count as nouns, since both stand in the
phrase that a noun heads.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rag.compose.gate.grammar import lexicon, verbs
from rag.compose.gate.grammar.lemmas import irregular
from rag.compose.gate.grammar.tokens import Token
from rag.words import rarity, stem

Tag = Literal[
    "verb", "aux", "noun", "name", "det", "prep", "to", "conj", "sub", "rel", "pron", "adv", "neg", "poss", "num",
    "time", "mark",
]  # fmt: skip
_ORDINARY = 6.5  # rarity below which a word that opens a sentence tells of no name by its capital
HELPING = frozenset("help helps helped helping let lets make makes made".split())  # before a bare infinitive
_NOMINAL = ("noun", "name", "num", "det", "poss")
_SUBJECTS = ("noun", "name", "pron", "num", "time", "rel")
_AUX = lexicon.BE | lexicon.HAVE | lexicon.DO | frozenset(lexicon.MODALS) | frozenset(lexicon.SHORT)
_CLOSED: tuple[tuple[frozenset[str], Tag], ...] = (
    (lexicon.NEGATORS, "neg"),
    (_AUX, "aux"),
    (lexicon.RELATIVES, "rel"),
    (lexicon.COORDINATORS, "conj"),
    (lexicon.PRONOUNS | lexicon.NOBODY, "pron"),
)


def tags(tokens: Sequence[Token]) -> list[Tag]:
    """The tag of each token."""
    found: list[Tag] = []
    for n, token in enumerate(tokens):
        found.append(_tag(tokens, n, token, found))
    if "verb" not in found and "aux" not in found:
        return _with_verb(tokens, found)
    return found


def _with_verb(tokens: Sequence[Token], found: list[Tag]) -> list[Tag]:
    """The tags of a sentence that none of them says is a verb: the first noun that may be one, behind another, is."""
    for n in range(1, len(found) - 1):
        word = tokens[n].lower
        if found[n] == "noun" and found[n - 1] in ("noun", "name") and (_third(word) or word in verbs.VERBS):
            return [*found[:n], "verb", *found[n + 1 :]]
    return found


def _tag(tokens: Sequence[Token], n: int, token: Token, before: Sequence[Tag]) -> Tag:
    if token.kind == "mark":
        return "mark"
    if token.kind == "time":
        return "time"
    if token.kind == "number":
        return "num"
    word = token.lower
    last = before[-1] if before else None
    closed = _closed(tokens, n, word, last)
    if closed:
        return closed
    if token.is_name and n and last != "mark":
        return "name"
    if token.is_name and not (_is_known(word) and _is_verb(tokens, n, word, last)):
        if _rest(word) == "adv":
            return "adv"
        alone = n + 1 >= len(tokens) or not tokens[n + 1].is_name
        return "noun" if alone and rarity(stem(word)) < _ORDINARY else "name"
    return "verb" if _is_verb(tokens, n, word, last) else _rest(word)


def _is_known(word: str) -> bool:
    """Whether a word with a capital may be a verb all the same: "Based in", not "Reed"."""
    if word in irregular() or word.endswith("ing"):
        return True
    return any(base in verbs.VERBS for base in (word, word[:-1], word[:-2], word[:-3], f"{word[:-3]}y"))


def _rest(word: str) -> Tag:
    if word in lexicon.ADVERBS or (word.endswith("ly") and word not in lexicon.NOT_ADVERBS):
        return "adv"
    return "noun"


def _closed(tokens: Sequence[Token], n: int, word: str, last: Tag | None) -> Tag | None:
    following = _lower(tokens, n + 1)
    if tokens[n].text.isupper() and len(word) > 1:
        return "name"
    if word in ("'s", "'", "'d"):
        return _short(tokens, n, word)
    if word == "to":
        return "to" if _is_infinitive(tokens, n) else "prep"
    if word == "may" and tokens[n].is_name and last is not None:
        return "name"
    if word in ("that", "so") and last == "verb":
        return "sub"
    if word == "that":
        return _that(following, tokens, n, last)
    if word == "yet":
        return "conj" if last == "mark" else "adv"
    for words, tag in _CLOSED:
        if word in words:
            return tag
    return _linking(tokens, n, word, last)


def _linking(tokens: Sequence[Token], n: int, word: str, last: Tag | None) -> Tag | None:
    if word in ("because", "instead") and _lower(tokens, n + 1) == "of":
        return "prep"
    if word in ("before", "after", "since", "as", "once", "until"):
        dated = n + 1 < len(tokens) and tokens[n + 1].kind == "time"
        return "sub" if not dated and _opens_clause(tokens, n + 1) else "prep"
    if word in lexicon.PARTICLES and last == "verb" and _lower(tokens, n + 1) not in lexicon.DETERMINERS:
        return "adv"
    if word in lexicon.PREPOSITIONS:
        return "prep"
    if word in lexicon.SUBORDINATORS:
        return "sub"
    if word in lexicon.DETERMINERS:
        return "det"
    return None


def _that(following: str, tokens: Sequence[Token], n: int, last: Tag | None) -> Tag:
    opens = following in _AUX or _past(following) or (following.endswith("s") and _third(following))
    if last in ("noun", "name", "num") and opens:
        return "rel"
    if last == "time" and opens and n > 1:
        return "rel"
    return "sub" if last in ("noun", "name", "verb", "mark", "adv", "time") else "det"


def _short(tokens: Sequence[Token], n: int, word: str) -> Tag:
    """What "'s" is: of a possessor, unless a pronoun stands before it."""
    return "aux" if word == "'d" or _lower(tokens, n - 1) in lexicon.PRONOUNS | {"that", "who"} else "poss"


def _is_infinitive(tokens: Sequence[Token], n: int) -> bool:
    """Whether "to" opens an infinitive: "to sign", not "to court"."""
    at = n + 1
    while _rest(_lower(tokens, at)) == "adv" and at < len(tokens):
        at += 1
    word = _lower(tokens, at)
    if at >= len(tokens) or tokens[at].is_name:
        return False
    if word in ("be", "have", "do"):
        return True
    return word in verbs.VERBS or word in _BASES or _seems_verb(tokens, at, word)


def _seems_verb(tokens: Sequence[Token], n: int, word: str) -> bool:
    """Whether an unknown word behind "to" takes an object."""
    if (
        not word.isalpha()
        or word in lexicon.DETERMINERS | lexicon.PREPOSITIONS | lexicon.PRONOUNS
        or word.endswith("s")
    ):
        return False
    opens = _lower(tokens, n + 1) in lexicon.DETERMINERS | lexicon.PRONOUNS or _is_name(tokens, n + 1)
    return opens and not word.endswith("ing")


def _opens_clause(tokens: Sequence[Token], n: int) -> bool:
    """Whether a finite verb follows before the next mark: "after the union accepted"."""
    for token in tokens[n : n + 9]:
        if token.kind == "mark" or token.lower in lexicon.PREPOSITIONS - {"of", "in", "at", "for"}:
            return False
        if token.lower in _AUX or (_past(token.lower) and not token.is_name):
            return True
    return False


def _lower(tokens: Sequence[Token], n: int) -> str:
    return tokens[n].lower if 0 <= n < len(tokens) else ""


_BASES = frozenset(line.split()[0] for line in verbs.IRREGULAR.strip().splitlines())


def _past(word: str) -> bool:
    """Whether a word has the form of a past or a participle."""
    if word in lexicon.ED_NOUNS:
        return False
    return word in irregular() or (len(word) > 3 and word.endswith("ed"))


def _is_verb(tokens: Sequence[Token], n: int, word: str, last: Tag | None) -> bool:
    before, following = _lower(tokens, n - 1), _lower(tokens, n + 1)
    helper = _helper(tokens, n)
    if helper:
        return _may_follow_aux(word, helper)
    if word in verbs.VERBS or word in _BASES:
        if last == "verb" and before in HELPING:
            return True
        if _is_base(tokens, n, before, last, following):
            return True
    if _past(word):
        return _is_past(tokens, n, last, following)
    if word.endswith("ing") and len(word) > 4:
        return _is_ing(word, last, following, tokens, n)
    return word.endswith("s") and _third(word) and _is_third(tokens, n, last, before, following)


def _helper(tokens: Sequence[Token], n: int) -> str:
    """The auxiliary, or "to", that a word stands behind, past adverbs and "not"; empty for none."""
    at = n - 1
    while at >= 0 and tokens[at].kind == "word" and (
        tokens[at].lower in lexicon.NEGATORS or _rest(tokens[at].lower) == "adv"
    ):  # fmt: skip
        at -= 1
    word = _lower(tokens, at)
    if word == "to":
        return word if _is_infinitive(tokens, at) else ""
    return word if word in _AUX or word.lstrip("'") in lexicon.SHORT or word == "'ll" else ""


def _may_follow_aux(word: str, helper: str) -> bool:
    if _rest(word) == "adv" or word in lexicon.DETERMINERS | lexicon.PREPOSITIONS:
        return False
    if helper in lexicon.BE or helper == "'re":
        return (_past(word) and word not in lexicon.ED_NOUNS) or (word.endswith("ing") and len(word) > 4)
    if helper in lexicon.HAVE or helper == "'ve":
        return _past(word) and word not in lexicon.ED_NOUNS
    return helper not in lexicon.DO or not word.endswith("ed") or word in verbs.VERBS


def _is_base(tokens: Sequence[Token], n: int, before: str, last: Tag | None, following: str) -> bool:
    """Whether a base form stands as a verb of a plural: "officials say"."""
    if _past(_lower(tokens, n)):
        return False
    plural = before in ("they", "we", "you", "i", "who", "that", "people", "police", "which", "men", "women", "and")
    plural = plural or (last in ("noun", "name") and before.endswith("s") and not before.endswith("ss"))
    if _adverbial(before) and n > 1:
        return _is_base(tokens, n - 1, _lower(tokens, n - 2), "noun", following) and n < len(tokens)
    opens = following in lexicon.DETERMINERS | lexicon.PRONOUNS | {"that", "to"} or _is_name(tokens, n + 1)
    closes = _lower(tokens, n) in ("say", "allege", "claim", "believe", "argue", "insist", "warn") and following in ",."
    return (
        plural
        and last != "mark"
        and (
            opens or closes or _is_pure(f"{_lower(tokens, n)}s") or before in ("they", "we", "who", "police", "people")
        )
    )


def _adverbial(word: str) -> bool:
    return word in ("also", "still", "often", "now")


def _is_name(tokens: Sequence[Token], n: int) -> bool:
    return n < len(tokens) and (tokens[n].is_name or tokens[n].kind == "number")


def _is_past(tokens: Sequence[Token], n: int, last: Tag | None, following: str) -> bool:
    """Whether a past or a participle is a verb, and not in a noun's phrase: "the stolen car"."""
    if last in ("det", "poss") or (last == "prep" and _is_nominal(tokens, n + 1)):
        return False
    if last == "verb" and (_is_nominal(tokens, n + 1) or _is_name(tokens, n + 1)):
        return False  # "replaced injured captain Beck"
    if last == "noun" and _is_nominal(tokens, n + 1) and tokens[n].lower in ("set", "cost", "cut", "shot", "left"):
        return not tokens[n + 1].lower.endswith("s")
    return True


def _is_nominal(tokens: Sequence[Token], n: int) -> bool:
    if n >= len(tokens) or tokens[n].kind != "word":
        return False
    word = tokens[n].lower
    closed = lexicon.DETERMINERS | lexicon.PREPOSITIONS | lexicon.SUBORDINATORS | lexicon.COORDINATORS | _AUX
    return word not in closed | lexicon.PRONOUNS | lexicon.RELATIVES | {"to"} and _rest(word) == "noun"


def _is_ing(word: str, last: Tag | None, following: str, tokens: Sequence[Token], n: int) -> bool:
    if last in ("det", "poss", "num") or word in ("during", "including", "following", "according", "regarding"):
        return False
    if word not in lexicon.ING_NOUNS:
        return True
    opens = following in lexicon.DETERMINERS or _is_name(tokens, n + 1)
    return last in ("prep", "sub", "verb") and opens


def _is_pure(word: str) -> bool:
    """Whether a form in -s is that of a verb that is no noun: "expects"."""
    bases = _bases(word)
    return word in ("says", "tells") or (bool(bases) and not any(each in verbs.ALSO_NOUNS for each in bases))


def _third(word: str) -> bool:
    """Whether a form in -s may be that of a verb."""
    return bool(_bases(word))


def _bases(word: str) -> list[str]:
    """The verbs that a form in -s may be of."""
    forms = [word[:-1]]
    if word.endswith("es"):
        forms.append(word[:-2])
    if word.endswith("ies"):
        forms.append(f"{word[:-3]}y")
    return [each for each in forms if each in verbs.VERBS or each in _BASES]


def _is_third(tokens: Sequence[Token], n: int, last: Tag | None, before: str, following: str) -> bool:
    """Whether a form in -s is a verb: behind a name or a pronoun, else by what follows it."""
    if last in ("pron", "rel") or (_is_pure(tokens[n].lower) and last not in ("det", "prep", "poss")):
        return True
    if last == "adv" and before not in ("most", "more"):
        return True
    opens = following in lexicon.DETERMINERS | lexicon.PRONOUNS | {"that", "to"} or _is_name(tokens, n + 1)
    if last == "conj":
        return opens or (_is_nominal(tokens, n + 1) and not before.endswith("s"))
    if last == "name":
        return opens or following in lexicon.PREPOSITIONS or _is_nominal(tokens, n + 1)
    if before == ",":
        return opens and any(each.text == "," for each in tokens[: n - 1])
    return (
        last == "noun"
        and not before.endswith("s")
        and (opens or (_is_nominal(tokens, n + 1) and tokens[n + 1].lower.endswith("s")))
    )
