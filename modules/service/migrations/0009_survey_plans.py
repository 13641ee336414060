from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("service", "0008_brought_by_an_rt"),
    ]

    operations = [
        migrations.AddField(
            model_name="servicesettings",
            name="survey_plans",
            field=models.JSONField(db_default={}, default=dict, editable=False),
        ),
    ]
