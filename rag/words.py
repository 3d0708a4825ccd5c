"""Text to stems, and how rare a stem is in English at large. One tokenizer for every lexical part.

Rarity comes from a static file (general English, see NOTICE), never from an archive: what was
published later must not decide an order (DESIGN.md 3).
"""

from __future__ import annotations

import gzip
import math
import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files

import Stemmer

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "＇": "'"})
_MEAN_LENGTH = 130  # stems of a passage with its headline: a constant, so that later articles can't move a score
_K1, _B = 1.2, 0.75
_UNSEEN = 1e-7  # probability of a word that the file does not have: its cut-off
_local = threading.local()

STOPWORDS = frozenset(
    "a about after all also am an and any are as at be because been before being between both but by can could did do "
    "does doing down during each few for from further had has have having he her here hers him his how i if in into is "
    "it its itself just me more most my no nor not of off on once only or other our out over own s same she should so "
    "some such t than that the their them then there these they this those through to too under until up very was we "
    "were what when where which while who whom whose why will with would you your".split()
)


def tokens(text: str) -> list[str]:
    """Words of `text` in order, lower-cased, accents folded, possessives cut; letters and digits only."""
    text = folded(text)
    found = _WORD.findall(text)
    return [_plain(word) if "'" in word else word for word in found] if "'" in text else found


def spaced(text: str) -> str:
    """The tokens of `text`, each between blanks, so that whole tokens and phrases can be looked for."""
    return f" {' '.join(tokens(text))} "


def folded(text: str) -> str:
    """`text` for comparing, never for offsets: lower-cased, accents folded, straight apostrophes."""
    text = text.casefold()
    return text if text.isascii() else _BEYOND_ASCII.sub(_to_plain, text)


def stems(text: str) -> list[str]:
    """Stems of `text` in order, stop words included."""
    return list(map(stem, tokens(text)))


def content_stems(text: str) -> list[str]:
    """Stems of the words that are no stop words; of all words when there are no others."""
    found = tokens(text)
    kept = [token for token in found if token not in STOPWORDS]
    return [stem(token) for token in kept or found]


@lru_cache(maxsize=200_000)
def stem(token: str) -> str:
    """The Snowball (Porter 2) stem of a lower-case word."""
    return str(_stemmer().stemWord(token))


@lru_cache(maxsize=100_000)
def rarity(stemmed: str) -> float:
    """Inverse document frequency of a stem, from its chance to stand in a passage of mean length; > 0."""
    probability = _frequencies().get(stemmed, _UNSEEN)
    in_passage = 1.0 - math.exp(-probability * _MEAN_LENGTH)
    return math.log(1.0 + (1.0 - in_passage) / max(in_passage, 1e-12))


def is_known(stemmed: str) -> bool:
    """Whether English at large has a stem, by the static file."""
    return stemmed in _frequencies()


def bm25(query: Iterable[str], passage: Sequence[str]) -> float:
    """Okapi BM25 (Robertson & Zaragoza 2009) of one passage, with static frequencies and mean length; >= 0."""
    counts = Counter(passage)
    damping = _K1 * (1.0 - _B + _B * len(passage) / _MEAN_LENGTH)
    return sum(
        rarity(term) * counts[term] * (_K1 + 1.0) / (counts[term] + damping) for term in set(query) if counts[term]
    )


def _to_plain(run: re.Match[str]) -> str:
    return _decomposed(run.group())


@lru_cache(maxsize=10_000)
def _decomposed(run: str) -> str:
    """A run of characters beyond ASCII, each run by itself: news has the same few, marks of quotation and accents."""
    text = unicodedata.normalize("NFKD", run.translate(_APOSTROPHES))
    return "".join(char for char in text if not unicodedata.combining(char))


def _plain(word: str) -> str:
    head, _, tail = word.partition("'")
    return head if tail == "s" else head + tail


def _stemmer() -> Stemmer.Stemmer:
    if not hasattr(_local, "stemmer"):
        _local.stemmer = Stemmer.Stemmer("english")  # its objects are not for use by several threads
    return _local.stemmer


@lru_cache(maxsize=1)
def _frequencies() -> dict[str, float]:
    packed = files("rag").joinpath("data/word_frequency.tsv.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(packed).decode().splitlines())
    return {stemmed: 10.0 ** (-int(centibels) / 100) for stemmed, centibels in rows}
