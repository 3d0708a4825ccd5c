"""Whether a word is a verb where it stands: by lists, by its ending, and by its neighbours.

But: no meanings; "plans" behind a name is a verb before "to", and a noun before "for".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rag.compose.gate.grammar import lexicon, verbs
from rag.compose.gate.grammar.lemmas import irregular
from rag.compose.gate.grammar.tokens import Token
from rag.words import is_known as is_english
from rag.words import stem

Tag = Literal[
    "verb", "aux", "noun", "name", "det", "prep", "to", "conj", "sub", "rel", "pron", "adv", "neg", "poss", "num",
    "time", "mark",
]  # fmt: skip
HELPING = frozenset("help helps helped helping let lets make makes made".split())  # before a bare infinitive
_INTENDING = frozenset(  # words that an infinitive follows
    "able unable likely unlikely due set ready promise promises pledge plan plans planned vow bid decision attempt "
    "refusal order ordered right wants want wanted refused failed agreed hopes aims vowed pledged promised "
    "expected".split()
)
_PLURALS = frozenset("they we you i who that people police which men women children and".split())
_CLOSING = frozenset("say allege claim believe argue insist warn".split())  # what they tell stands before them
AUXILIARIES = lexicon.BE | lexicon.HAVE | lexicon.DO | frozenset(lexicon.MODALS) | frozenset(lexicon.SHORT)
_BASES = frozenset(line.split()[0] for line in verbs.IRREGULAR.strip().splitlines())


def is_known(word: str) -> bool:
    """Whether a word with a capital may be a verb all the same: "Based in", not "Reed"."""
    if word in irregular():
        return True
    if word.endswith("ing"):
        return is_english(stem(word))  # "Using", not "Norwing"
    return any(base in verbs.VERBS for base in (word, word[:-1], word[:-2], word[:-3], f"{word[:-3]}y"))


def untold(word: str) -> Tag:
    """The tag of a word that no list and no neighbour tells: an adverb by its ending, else a noun."""
    if word in lexicon.ADVERBS or (word.endswith("ly") and word not in lexicon.NOT_ADVERBS):
        return "adv"
    return "noun"


def is_infinitive(tokens: Sequence[Token], n: int) -> bool:
    """Whether "to" opens an infinitive: "to sign", not "to court"."""
    at = n + 1
    while untold(word_at(tokens, at)) == "adv" and at < len(tokens):
        at += 1
    word = word_at(tokens, at)
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
    if word.endswith("ing"):
        return False
    before = word_at(tokens, n - 2)
    if before in lexicon.NEGATORS | _INTENDING or word.endswith(("ise", "ize", "ify")):
        return True
    following = word_at(tokens, n + 1)
    counted = following.endswith("s") and not following.endswith("ss") and _is_nominal(tokens, n + 1)
    return counted or following in lexicon.DETERMINERS | lexicon.PRONOUNS or _is_name(tokens, n + 1)


def word_at(tokens: Sequence[Token], n: int) -> str:
    """The `n`th token in lower case; empty where there is none."""
    return tokens[n].lower if 0 <= n < len(tokens) else ""


def is_past(word: str) -> bool:
    """Whether a word has the form of a past or a participle."""
    if word in lexicon.ED_NOUNS:
        return False
    return word in irregular() or (len(word) > 3 and word.endswith("ed"))


def is_verb(tokens: Sequence[Token], n: int, word: str, last: Tag | None) -> bool:
    """Whether the `n`th token is a verb; `last`: the tag of the one before it."""
    before, following = word_at(tokens, n - 1), word_at(tokens, n + 1)
    helper = _helper(tokens, n)
    if helper:
        return _may_follow_aux(word, helper)
    if word in verbs.VERBS or word in _BASES:
        if last == "verb" and before in HELPING:
            return True
        if _is_base(tokens, n, before, last, following):
            return True
    if is_past(word):
        return _acted(tokens, n, last, following)
    if word.endswith("ing") and len(word) > 4:
        return _is_ing(word, last, following, tokens, n)
    return word.endswith("s") and is_third(word) and _acts(tokens, n, last, before, following)


def _helper(tokens: Sequence[Token], n: int) -> str:
    """The auxiliary, or "to", that a word stands behind, past adverbs and "not"; empty for none."""
    at = n - 1
    while at >= 0 and tokens[at].kind == "word" and (
        tokens[at].lower in lexicon.NEGATORS or untold(tokens[at].lower) == "adv"
    ):  # fmt: skip
        at -= 1
    word = word_at(tokens, at)
    if word == "to":
        return word if is_infinitive(tokens, at) else ""
    return word if word in AUXILIARIES or word.lstrip("'") in lexicon.SHORT or word == "'ll" else ""


def _may_follow_aux(word: str, helper: str) -> bool:
    if untold(word) == "adv" or word in lexicon.DETERMINERS | lexicon.PREPOSITIONS:
        return False
    if helper in lexicon.BE or helper == "'re":
        return (is_past(word) and word not in lexicon.ED_NOUNS) or (word.endswith("ing") and len(word) > 4)
    if helper in lexicon.HAVE or helper == "'ve":
        return is_past(word) and word not in lexicon.ED_NOUNS
    return helper not in lexicon.DO or not word.endswith("ed") or word in verbs.VERBS


def _is_base(tokens: Sequence[Token], n: int, before: str, last: Tag | None, following: str) -> bool:
    """Whether a base form stands as a verb of a plural: "officials say"."""
    if is_past(word_at(tokens, n)):
        return False
    plural = before in _PLURALS
    plural = plural or (last in ("noun", "name") and before.endswith("s") and not before.endswith("ss"))
    plural = plural or (last == "name" and _are_joined(tokens, n - 1))
    if _adverbial(before) and n > 1:
        before = word_at(tokens, n - 2)
        plural = before in _PLURALS or (before.endswith("s") and not before.endswith("ss"))
    opens = following in lexicon.DETERMINERS | lexicon.PRONOUNS | {"that", "to"} or _is_name(tokens, n + 1)
    closes = word_at(tokens, n) in _CLOSING and following in ",."
    return (
        plural
        and last != "mark"
        and (
            opens or closes or _is_pure(f"{word_at(tokens, n)}s") or before in ("they", "we", "who", "police", "people")
        )
    )


def _are_joined(tokens: Sequence[Token], n: int) -> bool:
    """Whether the name that ends at a token is joined to one before it, and no article makes both one thing's name."""
    while n > 0 and tokens[n].is_name:
        n -= 1
    if tokens[n].lower != "and" or not n or not tokens[n - 1].is_name:
        return False
    while n > 0 and (tokens[n - 1].is_name or tokens[n - 1].text == ","):
        n -= 1
    return word_at(tokens, n - 1) not in lexicon.DETERMINERS  # "the Marks and Spencer plan to close shops"


def _adverbial(word: str) -> bool:
    return word in ("also", "still", "often", "now")


def _is_name(tokens: Sequence[Token], n: int) -> bool:
    return n < len(tokens) and (tokens[n].is_name or tokens[n].kind == "number")


def _acted(tokens: Sequence[Token], n: int, last: Tag | None, following: str) -> bool:
    """Whether a past or a participle is a verb, and not in a noun's phrase: "the stolen car"."""
    if last == "det" and tokens[n].lower in HELPING and word_at(tokens, n - 1) in ("this", "that"):
        return True  # "This helped"
    form = irregular().get(tokens[n].lower)
    if form and form[1] and not form[2] and last == "verb":
        return True  # "the firm that Reed founded went"
    used = last == "num" and _is_name(tokens, n + 1)  # "The K4 used Orlo's engine"
    if last in ("det", "poss") or (last in ("prep", "num") and _is_nominal(tokens, n + 1) and not used):
        return False
    if last == "verb" and (_is_nominal(tokens, n + 1) or _is_name(tokens, n + 1)):
        return False  # "replaced injured captain Beck"
    if last == "noun" and following == "of" and tokens[n].lower in ("cost", "cut", "set", "hit", "thought"):
        return False  # "the potential cost of"
    if last == "noun" and _is_nominal(tokens, n + 1) and tokens[n].lower in ("set", "cost", "cut", "shot", "left"):
        return not tokens[n + 1].lower.endswith("s") or _closes_clause(tokens, n + 2)
    return True


def _closes_clause(tokens: Sequence[Token], n: int) -> bool:
    """Whether no verb comes behind what would be an object: "cut rates to 2 percent", not "tax cut plans were"."""
    if n >= len(tokens) or tokens[n].kind in ("mark", "time"):
        return True
    if tokens[n].lower == "and":
        n += 1
        return word_at(tokens, n) in AUXILIARIES or is_past(word_at(tokens, n))
    return tokens[n].lower in lexicon.PREPOSITIONS - {"of", "for"} | {"to"}


def _is_nominal(tokens: Sequence[Token], n: int) -> bool:
    if n >= len(tokens) or tokens[n].kind != "word":
        return False
    word = tokens[n].lower
    closed = lexicon.DETERMINERS | lexicon.PREPOSITIONS | lexicon.SUBORDINATORS | lexicon.COORDINATORS | AUXILIARIES
    return word not in closed | lexicon.PRONOUNS | lexicon.RELATIVES | {"to"} and untold(word) == "noun"


def _is_ing(word: str, last: Tag | None, following: str, tokens: Sequence[Token], n: int) -> bool:
    if last in ("det", "poss", "num") or word in ("during", "including", "following", "according", "regarding"):
        return False
    if word in lexicon.ACTIVITIES and last != "aux" and _is_nominal(tokens, n + 1):
        return False  # it has no object, so that what stands behind makes one thing with it: "swimming pool"
    if word not in lexicon.ING_NOUNS:
        return True
    opens = following in lexicon.DETERMINERS or _is_name(tokens, n + 1)
    if last == "mark" and (opens or following == "that"):
        return True
    return last in ("prep", "sub", "verb") and opens


def _is_pure(word: str) -> bool:
    """Whether a form in -s is that of a verb that is no noun: "expects"."""
    bases = _bases(word)
    return word in ("says", "tells") or (bool(bases) and not any(each in verbs.ALSO_NOUNS for each in bases))


def is_third(word: str) -> bool:
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


def _acts(tokens: Sequence[Token], n: int, last: Tag | None, before: str, following: str) -> bool:
    """Whether a form in -s is a verb: behind a name or a pronoun, else by what follows it."""
    if last in ("pron", "rel") or (_is_pure(tokens[n].lower) and last not in ("det", "prep", "poss")):
        return True
    if last == "adv" and before not in ("most", "more"):
        return True
    opens = following in lexicon.DETERMINERS | lexicon.PRONOUNS | {"that", "to"} or _is_name(tokens, n + 1)
    if last == "conj" and following in lexicon.PREPOSITIONS and _is_name(tokens, n - 2):
        return True  # "was born in Oskel and lives in Wick"
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
