from django.apps import AppConfig


class ReadsConfig(AppConfig):
    name = "portal.reads"
    label = "reads"
    verbose_name = "Aufrufe"

    def ready(self) -> None:
        from datetime import timedelta

        from core.periodic import register_periodic
        from portal.reads import noting
        from portal.reads.sums import erase_old
        from search.tuning.log import write_too

        write_too(noting.write_noted)
        register_periodic("aufrufe-loeschen", timedelta(days=1), erase_old)
