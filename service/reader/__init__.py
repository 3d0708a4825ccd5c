"""What a person reads an article by: its text cut at what is marked in it, and what changed between two revisions.

But: no rows and no markup; `rag` opens the article, and templates write it.
"""
