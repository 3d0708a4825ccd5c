"""What is quoted, and who says it. All articles are our own."""

from __future__ import annotations

import itertools
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.marks import people, quotes

NEWS = Path(__file__).parents[3] / "shared/data/news"

SAID = [
    # The verb before and behind, with titles, roles and appositions.
    ("“We shall rebuild it soon,” said Mayor Ada Quill on Monday.", ["Ada Quill"]),
    ("“We shall rebuild it soon,” said Ada Quill, who chairs the harbour board.", ["Ada Quill"]),
    ("“We shall rebuild it soon,” Ada Quill, the town's mayor, told reporters.", ["Ada Quill"]),
    ("“We shall rebuild it soon,” the harbour board's chairwoman, Ada Quill, said.", ["Ada Quill"]),
    ("“We shall rebuild it soon,” Ada Quill, 47, who chairs the board, said.", ["Ada Quill"]),
    ("“We shall rebuild it soon,” said Secretary of State Ada Quill.", ["Ada Quill"]),
    ("“We shall rebuild it soon,” Ada Quill of the harbour board told the paper.", ["Ada Quill"]),
    ("Ada Quill, 47, a nurse, told the Herald that the ward was “never safe at all”.", ["Ada Quill"]),
    ("According to Ada Quill, “the dam was never safe at all”.", ["Ada Quill"]),
    ("“The dam was never safe at all”, according to Ada Quill.", ["Ada Quill"]),
    ("Ada Quill said that the dam was “never safe at all”.", ["Ada Quill"]),
    ("The dam was “never safe at all” before the flood, Ada Quill said.", ["Ada Quill"]),
    ("Mayor Ada Quill resigned on Monday, saying she was “tired of the whole board”.", ["Ada Quill"]),
    ("Ada Quill, speaking after the vote, said: “We shall rebuild it soon.”", ["Ada Quill"]),
    ("Ada Quill: “We shall rebuild it soon.”", ["Ada Quill"]),
    ("Mayor Ada Quill put it simply:\n\n“We shall rebuild it soon.”", ["Ada Quill"]),
    ("Asked about it, the mayor, Ada Quill, shook her head. “Ask the board about that.”", ["Ada Quill"]),
    ("Ada Quill said the dam was old.\n\n“We shall rebuild it soon.”", ["Ada Quill"]),
    # Surnames, pronouns and roles mean somebody named before.
    ("Ada Quill came. “We shall rebuild it soon,” Quill said.", ["Ada Quill"]),
    ("Staffan de Reed came. “We shall rebuild it soon,” Mr. de Reed said.", ["Staffan de Reed"]),
    ("Geologist Ada Quill of Harrow University spoke. “It may slide again,” she said.", ["Ada Quill"]),
    ("Mayor Ada Quill said no. “We shall rebuild it,” she said. “It is ours to mend.”", ["Ada Quill", "Ada Quill"]),
    ("Mayor Ada Quill met Tom Reed. “We shall rebuild it soon,” the mayor said.", ["Ada Quill"]),
    ("Judge Ada Quill jailed Tom Reed.\n\n“No office is a till,” the judge told him.", ["Ada Quill"]),
    (
        "Ada Quill, who worked as a surgeon for nine years, spoke. “A promise is no date,” the former surgeon said.",
        ["Ada Quill"],
    ),
    # Two of one surname, a double surname, a new name, a son.
    ("Ada Quill-Brandt spoke. Jonas Brandt, a nurse, did too. “Pay hires our nurses,” Brandt said.", ["Jonas Brandt"]),
    ("Jonas Brandt left. Ada Brandt stayed. “We are here to stay,” Ada Brandt said.", ["Ada Brandt"]),
    ("Jonas Brandt left. Ada Brandt stayed. “We are here to stay,” Brandt said.", [None]),
    (
        "Mr. Jonas Brandt left. Ms. Ada Brandt stayed. “We shall stay,” Ms. Brandt said. “I go,” Mr. Brandt said.",
        ["Ada Brandt", "Jonas Brandt"],
    ),
    ("Baker Jonas Brandt left. Ada Brandt, a nurse, said no. “We shall stay,” nurse Brandt said.", ["Ada Brandt"]),
    (
        "The actress Leila Moor was here. Leila Moor-Brandt, as she is now, left. “I like it here,” Moor-Brandt said.",
        ["Leila Moor"],
    ),
    ("Tom Reed Jr. called Tom Reed, a baker. “We are here to stay,” Reed said.", ["Tom Reed"]),
    # One quotation in two halves, and two speakers in turn.
    ("“We shall rebuild it,” Ada Quill said, “and we shall pay for it.”", ["Ada Quill", "Ada Quill"]),
    ("“We shall rebuild it,” Ada Quill said.\n\n“You will never pay,” Tom Reed replied.", ["Ada Quill", "Tom Reed"]),
    ("Ada Quill said, “We shall rebuild it,” and Tom Reed replied, “You never pay.”", ["Ada Quill", "Tom Reed"]),
    (
        "Mayor Ada Quill spoke. “We shall not,” she said. “It is old.” “It is new,” said Tom Reed.",
        ["Ada Quill", "Ada Quill", "Tom Reed"],
    ),
    # Other marks.
    ('"We shall rebuild it soon," Ada Quill said.', ["Ada Quill"]),
    ("‘We shall rebuild it soon,’ Ada Quill said.", ["Ada Quill"]),
    ("'The workers' pay is what it's about,' Ada Quill said.", ["Ada Quill"]),
    ("“He called it ‘a very old dam’ and left it,” Ada Quill said.", ["Ada Quill"]),
    ("‘He called it “a very old dam” and left it,’ Ada Quill said.", ["Ada Quill"]),
    # Nobody is named, or somebody else is.
    ("“We shall rebuild it soon,” a resident said.", [None]),
    ("“We shall rebuild it soon,” said a spokesman for Mayor Ada Quill.", [None]),
    ("“We shall rebuild it soon,” a lawyer for singer Ada Quill said.", [None]),
    ("“We shall rebuild it soon,” Ada Quill's office said.", [None]),
    ("“We shall rebuild it soon,” wrote the group, which included Mayor Ada Quill.", [None]),
    ("“We shall rebuild it soon,” Ada Quill and Tom Reed said.", [None]),
    ("Ada Quill was told that it was “a very old dam”.", [None]),
    ("Founded by Tom Reed, the club means, it says, to “mend every single dam”.", [None]),
    ("Senior Harrow Guild members met the Guild. “We shall not pay,” the Guild said.", [None]),
    ("“We held on to it for too long,” Harrow Steel Corp. said.", [None]),
    ("Mayor Ada Quill came. “We shall rebuild it soon,” the Interior Ministry said.", [None]),
    ("Ada Quill left.\n\n“It is an old dam,” the board said. “It must go.”", [None, None]),
    ("Ada Quill met Tom Reed. “It is an old dam,” he said.", [None]),  # a name has no gender here
    ("Mayor Ada Quill came. The old man of the hill wept. “It is an old dam,” he said.", [None]),
    ("Finance Minister Ada Quill met the board. “It is an old dam,” the health minister said.", [None]),
    # Titles, slogans, nicknames and words held at arm's length.
    ("The sign read “no entry for any ship”.", [None]),
    ("Ada Quill said she liked the film “The Long Road Back Home” a lot.", [None]),
    ("Ada Quill wrote the novel “A Winter on the Quay”, Tom Reed said.", [None]),
    ("“We shall rebuild it soon,” said Tom “the Bear” Reed.", ["Tom “the Bear” Reed", None]),
    # Words that are told on are the teller's; a first name may be a word that else opens a sentence.
    (
        "Clerk Nils Quist came. Bea Holm told the town that Quist had written in March: “It will not stand.”",
        ["Nils Quist"],
    ),
    ("Engineer Bea Holm told the town that the mayor, Ada Quill, had told her: “It will not stand.”", ["Ada Quill"]),
    ("Eva Stein came. The mayor, Per Norr, told Stein: “Then sleep below it.”", ["Per Norr"]),
    ("The judge, May Holt, asked Stein: “Who sleeps below it?”", ["May Holt"]),
    ("The letter, written by Nils Quist, said: “It will not stand.”", [None]),
    # Two of one surname: nobody is meant, unless a role says who.
    ("Chief Rolf Dahl and farmer Ana Dahl met. “We waited for an hour,” Dahl said.", [None]),
    ("Chief Rolf Dahl and farmer Ana Dahl met. “We waited for an hour,” the farmer said.", ["Ana Dahl"]),
    # What a colon leads in is not said by who opens the next sentence.
    ("The trainer, Ole Brun, asked: “When do we go?” The coach, Siw Aas, warned the players.", ["Ole Brun"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers"), SAID)
def test_each_quotation_has_its_speaker(text: str, speakers: list[str | None]) -> None:
    """By the full name that the article first gives; nobody where there is doubt."""
    assert [each.speaker for each in quotes.read(text)] == speakers


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("“He called it ‘a very old dam’,” Ada Quill said.", ["“He called it ‘a very old dam’,”"]),
        (
            "“It is old,” Ada Quill said. “It is ours.\n\n“And it must go.”",
            ["“It is old,”", "“It is ours.\n\n“And it must go.”"],
        ),
        ("“It is ours.\n\nAnd it must go.", ["“It is ours."]),
        ("A 14\" pipe, 6'2\" deep, and the workers' pay.", []),
        ("It's the '90s, the dogs' bowl and 'em.", []),
        ("He said ‘no’ and ‘never again’.", ["‘no’", "‘never again’"]),
        ('"It is ours,\'\' she said. "And old."', ["\"It is ours,''", '"And old."']),
    ],
)
def test_a_quotation_has_its_marks(text: str, spans: list[str]) -> None:
    """One that runs over paragraphs is one, and one within another is none; apostrophes and inches are no marks."""
    assert [text[each.start : each.end] for each in quotes.read(text)] == spans


def test_over_paragraphs_one_speaker_is_told_once() -> None:
    """What is opened again goes on, and what follows it is told of the same one."""
    text = "“It is old,” Ada Quill said. “It is ours.\n\n“And it must go,” she said.\n\n“Soon it will be gone.”"

    assert [each.speaker for each in quotes.read(text)] == ["Ada Quill"] * 3


def test_places_and_feasts_do_not_speak() -> None:
    """Neither the village nor the feast is who "she" means."""
    text = "KASTEL BRENN, May 5 — The hill hit Kastel Brenn. Ada Quill fled. “I saw it all since New Year,” she said."

    assert [each.speaker for each in quotes.read(text)] == ["Ada Quill"]


TOLD = (
    "Mayor Ada Quill-Moor met Jonas Brandt, a nurse. Ms. Quill-Moor, who was once a baker, said she was late."
    " The mayor left. Brandt stayed."
)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ms. Quill-Moor", "Ada Quill-Moor"),
        ("The mayor", "Ada Quill-Moor"),
        ("the former baker", "Ada Quill-Moor"),
        ("the nurse", "Jonas Brandt"),
        ("Brandt stayed", "Jonas Brandt"),
        ("she", "Ada Quill-Moor"),
        ("the judge", None),
        ("late", None),
    ],
)
def test_a_short_mention_means_somebody(words: str, name: str | None) -> None:
    """A surname, a role or a pronoun, where only one can be meant."""
    text = TOLD if words in TOLD else f"{TOLD} {words}"
    found = people.read(text).whom(words, text.rindex(words))

    assert (found.name if found else None) == name


def test_a_person_has_all_their_names() -> None:
    """In the order in which they stand, an earlier name too."""
    known = people.read("Leila Moor-Brandt, a surgeon, came to parliament as Leila Moor. Moor-Brandt left.").known

    assert [each.aliases for each in known] == [("Leila Moor-Brandt", "Leila Moor", "Moor-Brandt")]


@pytest.mark.parametrize("text", [text for text, _ in SAID])
def test_the_kind_of_mark_changes_nothing(text: str) -> None:
    """Curly quotation marks made straight leave every speaker and every span as they are."""
    plain = text.translate(str.maketrans("“”‘’", "\"\"''"))

    assert [(each.start, each.end) for each in quotes.read(plain)] == [
        (each.start, each.end) for each in quotes.read(text)
    ]
    assert [each.speaker is None for each in quotes.read(plain)] == [each.speaker is None for each in quotes.read(text)]


@pytest.mark.parametrize(("text", "speakers"), SAID)
def test_a_paragraph_more_changes_nothing(text: str, speakers: list[str | None]) -> None:
    """What follows without quotations and names is of no weight."""
    longer = f"{text}\n\nThe water rose again on the next day, and it fell in the night."

    assert quotes.read(longer) == quotes.read(text)
    assert len(speakers) == len(quotes.read(text))


@given(st.text(alphabet="aA “”\"‘’'.,:\n", max_size=80) | st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    """Nothing fails, no span leaves the text or overlaps the next, and curly marks count as straight ones."""
    read = quotes.read(text)

    assert all(0 <= each.start < each.end <= len(text) for each in read)
    assert all(one.end <= other.start for one, other in itertools.pairwise(read))
    assert [each.start for each in quotes.read(text.translate(str.maketrans("“”‘’", "\"\"''")))] == [
        each.start for each in read
    ]


@given(
    st.lists(
        st.sampled_from(
            ["Ada Quill", "Quill", "said", "“We go”", ",", ".", "Mayor", "she", "the mayor", "\n\n", "and"]
        ),
        max_size=25,
    )
)
def test_only_the_named_speak(words: list[str]) -> None:
    """A speaker is somebody whom the text names in full."""
    text = " ".join(words)

    assert all(each.speaker is None or each.speaker in text for each in quotes.read(text))


@pytest.mark.parametrize(
    "text",
    [
        '"' * 200_000,
        '" ' * 100_000,
        "'a " * 66_000,
        "“We go,” he said, " * 11_000,
        "Ada Quill, " * 18_000 + "“we go on”",
        " ".join(f"Ada{'abcdefghij'[n % 10]} Q{'x' * (n % 40)}l said “we go on”." for n in range(4_000)),
    ],
    ids=["marks", "blanks", "apostrophes", "pronouns", "one name", "many names"],
)
def test_time_grows_with_the_length(text: str) -> None:
    """200 kB of the same are no trap."""
    quotes.read("“We go on,” Ada Quill said.")  # loads the word list
    begin = time.process_time()
    quotes.read(text)

    assert time.process_time() - begin < 2


@pytest.mark.skipif(not NEWS.is_dir(), reason=f"development data is absent: {NEWS.name}")
def test_speakers_in_wire_copy_are_right() -> None:
    """All of the labelled quotations, by span and by full name."""
    texts = {row["id"]: row["text"] for row in map(json.loads, (NEWS / "articles.jsonl").read_text().splitlines())}
    for due in map(json.loads, (NEWS / "quotes_cases.jsonl").read_text().splitlines()):
        held = [
            each for each in quotes.read(texts[due["article"]]) if each.start < due["end"] and due["start"] < each.end
        ]

        assert [each.speaker for each in held] == [due["speaker"]], due["text"]
