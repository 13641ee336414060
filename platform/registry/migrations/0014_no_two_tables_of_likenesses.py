from django.db import migrations


class Migration(migrations.Migration):
    """What both held stands in the one (0013)."""

    dependencies = [("registry", "0013_likenesses_brought_over")]

    operations = [migrations.DeleteModel("NotSame"), migrations.DeleteModel("SettledElsewhere")]
