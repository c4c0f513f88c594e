"""What a machine asks of us: are you alive, may people come, and here is what the browser refused to run."""

import json

import structlog
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from ledger.guards import missing

log = structlog.get_logger(__name__)
REPORT_LIMIT = 8192  # bytes


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process lives. Touches nothing."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """People may come: the database answers, is migrated and guarded, and the cache answers. Names what is not, no more."""
    wanting = [name for name, stands in CHECKS.items() if not _stands(stands)]
    return JsonResponse({"ready": not wanting, "waiting_for": wanting}, status=503 if wanting else 200)


def _database() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _guards() -> bool:
    return not missing(connection)


def _cache() -> bool:
    cache.set("readyz", "here", 30)
    return bool(cache.get("readyz") == "here")


CHECKS = {"database": _database, "guards": _guards, "cache": _cache}


def _stands(check: object) -> bool:
    try:
        return bool(check())  # type: ignore[operator]
    except Exception as fault:  # whatever a client raises, the answer is "not yet"
        log.warning("not ready", check=getattr(check, "__name__", ""), fault=type(fault).__name__)
        return False


@csrf_exempt
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """A browser tells what our policy stopped. Logged as directive and path only: an address may hold a person's search."""
    try:
        said = json.loads(request.read(REPORT_LIMIT)).get("csp-report", {})
        directive = str(said.get("effective-directive") or said.get("violated-directive", ""))[:60]
        path = str(said.get("document-uri", "")).split("?")[0][:200]
    except (ValueError, AttributeError):
        return HttpResponse(status=400)
    log.warning("the policy stopped something", directive=directive, path=path)
    return HttpResponse(status=204)
