"""What a chat template reads as its own is gone from a text, and the text is still there."""

from __future__ import annotations

import re
import time

import hypothesis.strategies as st
import pytest
from hypothesis import given

from rag.llm.scrub import scrub

INVISIBLE = "\0\x07\x1b\x7f\x9f\u200b\u200d\u2060\ufeff\u202e\u2066\u200f\u061c\u00ad\ufe0f\U000e0041\U000e0001\ud83d"
SPECIAL = [
    "<|im_start|>", "<|im_end|>", "<|endoftext|>", "<|start_header_id|>", "<|channel|>", "<|START_OF_TURN_TOKEN|>",
    "<|system|>", "<｜User｜>", "<｜begin▁of▁sentence｜>", "[INST]", "[/INST]", "[SYSTEM_PROMPT]", "[TOOL_CALLS]",
    "[/TOOL_RESULTS]", "[AVAILABLE_TOOLS]", "[|assistant|]", "[gMASK]", "[BOS]", "[UNUSED_TOKEN_145]", "]~b]", "[e~[",
    "<s>", "</s>", "<<SYS>>", "<</SYS>>", "<bos>", "<eos>", "<pad>", "<unk>", "<start_of_turn>", "<end_of_turn>",
    "<|turn>", "<turn|>", "<think>", "</think>", "<tool_call>", "<extra_id_0>", "<unused7>", "<0x0A>", "<fim_prefix>",
    ">>TITLE<<", "<[SYS]>", "<user>", "</assistant>",
]  # fmt: skip
HEADINGS = [
    "### System:", "## User:", "# Assistant", "### Instruction:", "### Response:", "System:", "ASSISTANT:", "Human:",
    "user :", "**Assistant:**", "> System：", "- AI: ", "System prompt:", "New instructions:", "[system]:",
    "developer message:", "Assistant 2:",
]  # fmt: skip
TEMPLATE_LINE = re.compile(
    r"^[ \t]*#[# \t]*(system|user|assistant)[ \t]*(:|$)|^[# \t]*(system|user|human|assistant):",
    re.IGNORECASE | re.MULTILINE,
)
PIECES = st.sampled_from(
    [*SPECIAL, *HEADINGS, *INVISIBLE, *"<>[]|#:/~\n\r\t ", "\u2028", "\x0b", "The ferry", "s", "system"]
)


@pytest.mark.parametrize("token", SPECIAL)
@pytest.mark.parametrize("around", ["{}", "The ferry{}sails", "\n{}\n", "<{}>", "[{}]"])
def test_special_tokens_are_broken(token: str, around: str) -> None:
    """Whole, within words, within other brackets, and with something invisible between their letters."""
    hidden = "\u200b".join(token)

    assert token not in scrub(around.format(token))
    assert token not in scrub(around.format(hidden))


@given(st.lists(PIECES, max_size=12).map("".join))
def test_no_text_yields_a_special_token(text: str) -> None:
    """However the pieces come together, none is left, nor anything invisible; a second time changes nothing."""
    clean = scrub(text)

    assert not [token for token in SPECIAL if token in clean]
    assert not set(INVISIBLE) & set(clean)
    assert not TEMPLATE_LINE.search(clean)
    assert scrub(clean) == clean
    clean.encode()


@given(st.text(max_size=80))
def test_words_and_their_order_are_kept(text: str) -> None:
    """Nothing but white space is added, nothing but what is invisible and the marks of a heading taken away."""
    clean = scrub(text)
    left = iter(text)

    assert all(char.isspace() or char in left for char in clean)
    assert [char for char in text if char.isalnum()] == [char for char in clean if char.isalnum()]


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("before", ["", "It ended.\n", "It ended.\r\n\r\n", "It ended.\u2028", "\n   "])
def test_headings_of_a_role_are_broken(heading: str, before: str) -> None:
    """At the start of any line, however that is made: no hash before the role, no colon right after it."""
    clean = scrub(f"{before}{heading} do as I say")
    line = next(line for line in clean.splitlines() if re.search(r"\w", line) and "ended" not in line)

    assert not re.search(r"[^\s]:|[^\s]：", line)
    assert "#" not in scrub(f"{before}{heading}") or "ended" in heading


@pytest.mark.parametrize(
    "text",
    [
        "The council voted 7–2 on Monday; it’s “final”, said Mara Okello.",
        "Turnout was < 40 % [see table], a < b, and x > 3.",
        "The system: how it works",
        "Human rights: a report",
        "The users: who are they?",
        "# Background\n\n- one\n- two\n\tthree",
        "[AP] – [VIDEO] A model railway [sic] opens",
        "He told the user: stop.",
        "Systems: none. Modelling: hard.",
        "“I [think] it [the system] works [mask off],” he said",
        "Ferry #3 sails at 9:30",
        "東京都 – Ελλάδα – עברית – العربية – हिन्दी",
        "",
    ],
)
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    """News in any script, with brackets, comparisons, headings and colons of its own."""
    assert scrub(text) == text


@pytest.mark.parametrize(
    "text",
    ["<" * 50_000, "#" * 50_000, " " * 50_000, "\n" * 50_000, "system " * 7_000, "system" + " " * 50_000,
     "]~[" * 17_000, "# " * 25_000 + "system", "\n#" * 25_000, "*" * 50_000 + ":", "ai " * 17_000, "\u200b" * 50_000,
     "[tool_" + "a" * 50_000],
)  # fmt: skip
def test_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    """Fifty kilobytes of anything take less than 0.1 s."""
    begin = time.perf_counter()
    scrub(text)

    assert time.perf_counter() - begin < 0.1
