"""The tables of the truth as SQLite has them, and the number of their format.

Rows of a revision are narrow, so that a scan of what is visible touches few pages; its record lies
apart. Ids are never used twice: an index that is late may still propose those of purged rows.
"""

from __future__ import annotations

FORMAT = 2  # raised with every change of what follows; tests/store/golden keeps an archive of each

# What is derived from a revision when it comes in: marks, the days that it tells of, its signature, and its links,
# which stand both ways. `recompute` makes them anew.
_DERIVED = (
    """
    CREATE TABLE mark (
        revision INTEGER PRIMARY KEY REFERENCES revision (id),
        rules INTEGER NOT NULL,
        packed BLOB NOT NULL,
        sha256 BLOB NOT NULL
    )""",
    """
    CREATE TABLE event (
        first INTEGER NOT NULL,
        last INTEGER NOT NULL,
        revision INTEGER NOT NULL REFERENCES revision (id),
        PRIMARY KEY (first, last, revision)
    ) WITHOUT ROWID""",
    "CREATE INDEX event_by_revision ON event (revision)",
    """
    CREATE TABLE band (
        value INTEGER NOT NULL,
        revision INTEGER NOT NULL REFERENCES revision (id),
        PRIMARY KEY (value, revision)
    ) WITHOUT ROWID""",
    "CREATE INDEX band_by_revision ON band (revision)",
    """
    CREATE TABLE link (
        one INTEGER NOT NULL REFERENCES revision (id),
        other INTEGER NOT NULL REFERENCES revision (id),
        jaccard INTEGER NOT NULL,
        containment INTEGER NOT NULL,
        PRIMARY KEY (one, other)
    ) WITHOUT ROWID""",
)
UPGRADES = {1: _DERIVED}  # what an archive of an older format lacks, done by the first write

CREATE = (
    """
    CREATE TABLE meta (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        format INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        purges INTEGER NOT NULL,
        fingerprint TEXT NOT NULL,
        dim INTEGER NOT NULL,
        seal BLOB NOT NULL
    )""",
    """
    CREATE TABLE article (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL UNIQUE,
        collection TEXT NOT NULL,
        article_id TEXT NOT NULL,
        current INTEGER,
        embargo INTEGER,
        withheld INTEGER NOT NULL,
        killed INTEGER NOT NULL,
        erased INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        seal BLOB NOT NULL
    )""",
    "CREATE INDEX article_by_seq ON article (seq)",
    "CREATE INDEX article_by_collection ON article (collection, key)",
    """
    CREATE TABLE revision (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        article INTEGER NOT NULL REFERENCES article (id),
        number INTEGER NOT NULL,
        status TEXT NOT NULL,
        valid_from INTEGER NOT NULL,
        ordered INTEGER NOT NULL,
        first_seen INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        published_first INTEGER,
        published_last INTEGER,
        published_text TEXT,
        published_precision TEXT,
        embargo INTEGER,
        expires INTEGER,
        source TEXT,
        kind TEXT NOT NULL,
        language TEXT,
        passages INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        seal BLOB NOT NULL,
        UNIQUE (article, number)
    )""",
    "CREATE INDEX revision_by_time ON revision (article, ordered, number)",
    "CREATE INDEX revision_by_embargo ON revision (embargo) WHERE embargo IS NOT NULL",
    "CREATE INDEX revision_by_expires ON revision (expires) WHERE expires IS NOT NULL",
    """
    CREATE TABLE record (
        revision INTEGER PRIMARY KEY REFERENCES revision (id),
        packed BLOB NOT NULL
    )""",
    """
    CREATE TABLE revision_author (
        revision INTEGER NOT NULL REFERENCES revision (id),
        author TEXT NOT NULL,
        PRIMARY KEY (revision, author)
    ) WITHOUT ROWID""",
    """
    CREATE TABLE passage (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        revision INTEGER NOT NULL REFERENCES revision (id),
        ordinal INTEGER NOT NULL,
        span_start INTEGER NOT NULL,
        span_end INTEGER NOT NULL,
        sha256 BLOB NOT NULL,
        seq INTEGER NOT NULL,
        words TEXT NOT NULL,
        vector BLOB NOT NULL,
        vector_sha256 BLOB NOT NULL,
        seal BLOB NOT NULL
    )""",
    "CREATE INDEX passage_by_revision ON passage (revision)",
    "CREATE INDEX passage_by_seq ON passage (seq, revision)",
    "CREATE TABLE purged (key TEXT PRIMARY KEY, at INTEGER NOT NULL)",
    # The words are kept once, in passage. `ascii` takes every character beyond ASCII for part of a
    # word, so that a stem of letters and digits is one token in any script.
    """
    CREATE VIRTUAL TABLE passage_fts USING fts5 (
        words, content = 'passage', content_rowid = 'id', tokenize = 'ascii', detail = 'none', columnsize = 0
    )""",
    """
    CREATE TRIGGER passage_added AFTER INSERT ON passage BEGIN
        INSERT INTO passage_fts (rowid, words) VALUES (new.id, new.words);
    END""",
    """
    CREATE TRIGGER passage_removed AFTER DELETE ON passage BEGIN
        INSERT INTO passage_fts (passage_fts, rowid, words) VALUES ('delete', old.id, old.words);
    END""",
    *_DERIVED,
)


def tables(format: int) -> list[str]:
    """The declarations of an archive of `format` as SQLite keeps them, to the letter, sorted."""
    later = {statement for older in range(format, FORMAT) for statement in UPGRADES[older]}
    return sorted(statement.strip() for statement in CREATE if statement not in later)
