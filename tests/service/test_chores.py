"""Chores of chat windows: recognised as a class, answered without any search, and never mistaken for a question."""

from __future__ import annotations

import json
import time

import pytest

from service.chat.chores import reply_to
from service.chat.shapes import Message

ASKED = "Who opened the ferry at Lowmere?"
WRITTEN_OUT = f"\n### Chat History:\n<chat_history>\nUSER: {ASKED}\nASSISTANT: Ada Quist did. [1]\n</chat_history>"


def user(content: str) -> list[Message]:
    """A chat of one turn."""
    return [Message(role="user", content=content)]


@pytest.mark.parametrize(
    ("chore", "reply"),
    [
        (
            "### Task:\nGenerate a concise, 3-5 word title with an emoji summarizing the chat history.\n"
            '### Guidelines:\n- Prioritize accuracy.\n### Output:\nJSON format: { "title": "your title here" }\n',
            {"title": "Who opened the ferry"},
        ),
        (
            "### Task:\nGenerate 1-3 broad tags categorizing the main themes of the chat history, along with 1-3 more "
            'specific subtopic tags.\n### Output:\nJSON format: { "tags": ["tag1", "tag2", "tag3"] }\n',
            {"tags": ["News"]},
        ),
        (
            "### Task:\nSuggest 3-5 relevant follow-up questions or prompts that the user might naturally ask next "
            'in this conversation.\n### Output:\nJSON format: { "follow_ups": ["Question 1?", "Question 2?"] }\n',
            {"follow_ups": []},
        ),
        (
            "### Task:\nAnalyze the chat history to determine the necessity of generating search queries, in the given "
            'language.\n### Output:\nStrictly return in JSON format:\n{\n  "queries": ["query1", "query2"]\n}\n',
            {"queries": []},
        ),
        (
            "### Task:\nYou are an autocompletion system. Continue the text in `<text>` based on the **completion "
            'type** in `<type>`.\n### **Output Rules**:\n- Respond only in JSON: { "text": "<your_completion>" }.',
            {"text": ""},
        ),
        (
            'Write three short prompts the user could send next in this conversation. Format: {"suggestions": ["..."]}',
            {"suggestions": []},
        ),
    ],
    ids=["title", "tags", "follow-ups", "queries", "autocomplete", "suggestions"],
)
def test_a_chore_for_json_gets_json(chore: str, reply: object) -> None:
    """The object has the name that the prompt shows."""
    said = reply_to(user(chore + WRITTEN_OUT))

    assert said is not None
    assert json.loads(said) == reply


@pytest.mark.parametrize(
    ("chore", "reply"),
    [
        (
            "Please generate a concise, 5-word-or-less title for the conversation, using its same language, with no "
            f'punctuation.\n\n||>User:\n"{ASKED}"\n||>Response:\n"Ada Quist"\n||>Title:',
            "Who opened the ferry",
        ),
        (f'Summarize in a 10-word Title. Give the title only. "{ASKED}"', "Who opened the ferry at Lowmere"),
        (f"Name this conversation in 10 characters or less, nothing else.\n```\n{ASKED}\n```", ASKED.rstrip("?")),
        ("Come up with a very brief headline (max 6 words) for this chat. Output plain text only.", "News"),
        ("Assign up to three tags to this conversation, separated by commas, nothing else.", "News"),
        ("Based on our conversation, suggest three follow-up questions as a JSON array of strings.", "[]"),
        (
            f"I will give you a conversation. Title it in under six words: user: {ASKED}",
            "Who opened the ferry at Lowmere",
        ),
        ("Classify this conversation under up to three categories. Return a JSON array.", '["News"]'),
        ("Generate an emoji that fits this conversation. Only reply with the emoji.", ""),
        ("Propose 2 related questions for the user to ask next, given this chat. One per line, no preamble.", ""),
    ],
    ids=str,
)
def test_a_chore_for_words_gets_words(chore: str, reply: str) -> None:
    """A title is made of what the user asked first, as long as is asked for."""
    assert reply_to(user(chore)) == reply


def test_a_title_is_made_of_the_chat_before_it() -> None:
    """Where the chat comes as turns, the first user turn gives the words."""
    before = [Message(role="user", content=ASKED), Message(role="assistant", content="Ada Quist did. [1]")]
    chore = "Generate a concise 3-7 word title for this conversation, omitting punctuation."

    assert reply_to([*before, *user(chore)]) == "Who opened the ferry at Lowmere"


def test_a_chore_may_stand_in_the_system_turn() -> None:
    """Then the user turn is nothing but a chat that is written out."""
    system = Message(role="system", content="Generate a concise title that captures the conversation. Only the title.")

    assert reply_to([system, *user(f"user: {ASKED}\nassistant: Ada Quist did.")]) == "Who opened the ferry at Lowmere"
    assert reply_to([system, *user(ASKED)]) is None


@pytest.mark.parametrize(
    "question",
    [
        "What title did Ada Quist win?",
        "Give the title of the book that Ada Quist wrote about the conversation between the ministers.",
        "Suggest a headline for the harbour fire story.",
        "Which tags did customs officers put on the crates?",
        "Write a short headline on the discussion between Quist and Marl.",
        "What follow-up questions did the committee ask the minister?",
        "Give a short answer: who won the title?",
        "What emoji did the minister send in the chat?",
        "Please give a brief name of the conversation partner with whom the minister spoke.",
        "Give the titles of the following messages sent by the union, in JSON.",
        "Summarize in ten words the conversation about the title deed.",
        "Provide a list of categories in which Lowmere won prizes, only the first three words of each.",
        "What search queries did the ministry log? Give a short answer.",
        "Who sent the messages? Give a name only.",
        "Give me the name of the ferry in the above message from the coastguard.",
        "Suggest a good title for a film about this conversation.",
        "List the topics of this discussion between ministers, briefly.",
        "Please make a short list of follow-up reports on the transcript of the call.",
        "Who coined the three-word title 'Bread Not Guns'?",
        f"### Task:\nRespond to the user query using the provided context.\n<user_query>{ASKED}</user_query>",
    ],
)
def test_a_question_about_such_things_is_none(question: str) -> None:
    """Titles, tags and chats that the news tells of are for the archive."""
    assert reply_to(user(question)) is None


@pytest.mark.parametrize("hostile", ["generate a ", "title ", "user", "\n### ", '{ "', "write, ", "no "])
def test_long_input_is_looked_through_quickly(hostile: str) -> None:
    """What is repeated for 60 KB takes no time to speak of."""
    begin = time.monotonic()

    reply_to(user(hostile * (60_000 // len(hostile))))

    assert time.monotonic() - begin < 0.5
