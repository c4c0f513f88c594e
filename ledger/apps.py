from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


def _take_out(using: str, plan: list[object], **_: object) -> None:
    if plan:
        from ledger.guards import take_out

        take_out(connections[using])


def _install(using: str, **_: object) -> None:
    from ledger.guards import install

    install(connections[using])


class LedgerConfig(AppConfig):
    name = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ledger import checks  # noqa: F401 (registers)

        # Around migrations only; no business hangs on a signal (docs/house.md).
        pre_migrate.connect(_take_out, sender=self, dispatch_uid="ledger.guards.take_out")
        post_migrate.connect(_install, sender=self, dispatch_uid="ledger.guards.install")
