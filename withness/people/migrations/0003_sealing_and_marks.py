"""Marks beside the entries of the audit, so that one can be emptied and the chain still closes; and keys of one's own."""

import hashlib
from datetime import UTC

import django.db.models.deletion
from django.db import migrations, models

import withness.foundation.ids


def _digest(*parts):
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def seal_again(apps, schema_editor):
    """Entries written before had a seal over other digests; each gets its marks and the seal over them."""
    before = ""
    for entry in apps.get_model("people", "AuditEntry").objects.order_by("seq"):
        entry.salt = entry.salt or _digest("emptied", str(entry.seq))[:32]
        entry.by_mark = _digest(entry.salt, "by", entry.by_id or "")
        entry.about_mark = _digest(entry.salt, "about", entry.about_id or "")
        entry.why_mark = _digest(entry.salt, "why", "", entry.why)
        at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
        body = _digest(at, entry.role, entry.what, entry.by_mark, entry.about_mark, entry.why_mark)
        before = entry.seal = _digest(before, str(entry.seq), body)
        entry.save()


class Migration(migrations.Migration):
    dependencies = [("people", "0002_accounts")]

    operations = [
        migrations.AddField("auditentry", "thing", models.CharField(blank=True, max_length=60, default=""), preserve_default=False),
        migrations.AddField("auditentry", "by_mark", models.CharField(max_length=64, default=""), preserve_default=False),
        migrations.AddField("auditentry", "about_mark", models.CharField(max_length=64, default=""), preserve_default=False),
        migrations.AddField("auditentry", "why_mark", models.CharField(max_length=64, default=""), preserve_default=False),
        migrations.RunPython(seal_again, migrations.RunPython.noop),
        migrations.RemoveField("auditentry", "words_digest"),
        migrations.AlterField("auditentry", "salt", models.CharField(max_length=32)),
        migrations.CreateModel(
            name="Keyring",
            fields=[
                ("person", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="keyring", serialize=False, to="people.person")),
                ("key_id", models.CharField(default=withness.foundation.ids.new_id, max_length=20)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Wrap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("way", models.CharField(choices=[("passphrase", "A passphrase"), ("words", "Words on paper")], max_length=12)),
                ("salt", models.CharField(max_length=32)),
                ("wrapped", models.CharField(max_length=120)),
                ("made_at", models.DateTimeField()),
                ("keyring", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="wraps", to="people.keyring")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("keyring", "way"), name="one_wrap_a_way")]},
        ),
    ]
