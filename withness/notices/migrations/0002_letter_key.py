from django.db import migrations, models

import withness.foundation.ids


def a_key_each(apps, schema_editor):
    Wishes = apps.get_model("notices", "Wishes")
    for wishes in Wishes.objects.all():
        wishes.letter_key = withness.foundation.ids.new_id()
        wishes.save(update_fields=["letter_key"])


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]
    operations = [
        migrations.AddField("wishes", "letter_key", models.CharField(default="", max_length=20)),
        migrations.RunPython(a_key_each, migrations.RunPython.noop),
        migrations.AlterField(
            "wishes",
            "letter_key",
            models.CharField(default=withness.foundation.ids.new_id, max_length=20, unique=True),
        ),
    ]
