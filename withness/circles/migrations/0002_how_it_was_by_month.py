"""How circles were, by month: what was added up before cannot be told apart by month, and goes."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("circles", "0001_initial")]

    operations = [
        migrations.DeleteModel(name="HowItWas"),
        migrations.CreateModel(
            name="HowItWas",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("answers", models.PositiveIntegerField(default=0)),
                ("heard", models.PositiveIntegerField(default=0)),
                ("safe", models.PositiveIntegerField(default=0)),
                ("hopeful", models.PositiveIntegerField(default=0)),
                (
                    "group",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="groups.group"),
                ),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("group", "month"), name="one_sum_a_month")]},
        ),
    ]
