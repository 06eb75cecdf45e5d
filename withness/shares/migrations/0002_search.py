"""The index of words: FTS5 on SQLite, a generated tsvector on PostgreSQL. Kept in step by the database itself."""

from django.db import migrations

SQLITE = [
    "CREATE VIRTUAL TABLE shares_findable_fts USING fts5(words, place, content='shares_findable', content_rowid='id', "
    "tokenize='unicode61')",
    "CREATE TRIGGER shares_findable_in AFTER INSERT ON shares_findable BEGIN "
    "INSERT INTO shares_findable_fts(rowid, words, place) VALUES (new.id, new.words, new.place); END",
    "CREATE TRIGGER shares_findable_out AFTER DELETE ON shares_findable BEGIN "
    "INSERT INTO shares_findable_fts(shares_findable_fts, rowid, words, place) "
    "VALUES ('delete', old.id, old.words, old.place); END",
    "CREATE TRIGGER shares_findable_anew AFTER UPDATE ON shares_findable BEGIN "
    "INSERT INTO shares_findable_fts(shares_findable_fts, rowid, words, place) "
    "VALUES ('delete', old.id, old.words, old.place); "
    "INSERT INTO shares_findable_fts(rowid, words, place) VALUES (new.id, new.words, new.place); END",
]
POSTGRES = [
    "ALTER TABLE shares_findable ADD COLUMN letters tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED",
    "CREATE INDEX shares_findable_letters ON shares_findable USING gin (letters)",
]
UNDO_SQLITE = [
    "DROP TRIGGER shares_findable_in", "DROP TRIGGER shares_findable_out", "DROP TRIGGER shares_findable_anew",
    "DROP TABLE shares_findable_fts",
]
UNDO_POSTGRES = ["ALTER TABLE shares_findable DROP COLUMN letters"]


def _run(schema_editor, sqlite, postgres):
    for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgres:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("shares", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: _run(editor, SQLITE, POSTGRES),
            lambda apps, editor: _run(editor, UNDO_SQLITE, UNDO_POSTGRES),
        )
    ]
