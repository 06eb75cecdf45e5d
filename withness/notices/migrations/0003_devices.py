from django.db import migrations, models

import withness.foundation.ids


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_letter_key"), ("people", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Device",
            fields=[
                ("id", models.CharField(default=withness.foundation.ids.new_id, max_length=20, primary_key=True, serialize=False)),
                ("endpoint", models.CharField(max_length=600)),
                ("endpoint_hash", models.CharField(max_length=64, unique=True)),
                ("p256dh", models.CharField(max_length=100)),
                ("auth", models.CharField(max_length=40)),
                ("name", models.CharField(blank=True, max_length=40)),
                ("since", models.DateTimeField()),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("person", models.ForeignKey(on_delete=models.CASCADE, related_name="devices", to="people.person")),
            ],
        ),
        migrations.AddField("notice", "pushed_at", models.DateTimeField(null=True)),
        migrations.AddField("wishes", "words_by_mail", models.BooleanField(default=False)),
    ]
