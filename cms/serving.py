"""A stored file as an HTTP answer: in parts where asked (Range), never guessed at, never sniffed."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from django.core.files.base import File
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import parse_etags, quote_etag

CHUNK = 256 * 1024
ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)$")


def serve(
    request: HttpRequest,
    stored: FieldFile,
    *,
    content_type: str,
    mark: str,
    download_as: str = "",
    cache: str = "private, no-cache",
    here: bool = False,
) -> HttpResponseBase:
    """The file itself, or the way to it where an object store keeps it. `mark` names this very content (ETag).

    `here`: handed through by us also where a store keeps it, for what a script of our page reads.
    """
    elsewhere = "" if here else _signed_address(stored, content_type, download_as)
    if elsewhere:
        response: HttpResponseBase = HttpResponse(status=302, headers={"Location": elsewhere})
        response["Cache-Control"] = "private, no-store"
        return response
    etag = quote_etag(mark)
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponse(status=304)
    else:
        response = _whole_or_part(request, stored, content_type, etag)
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = cache
    return _sealed(response, download_as)


def _signed_address(stored: FieldFile, content_type: str, download_as: str) -> str:
    """A short-lived address in the object store, with our own content type; empty where files are kept here."""
    try:
        stored.path  # noqa: B018 (asks whether there is one)
    except NotImplementedError:
        said = {"ResponseContentType": content_type, "ResponseCacheControl": "private, no-cache"}
        if download_as:
            said["ResponseContentDisposition"] = _attachment(download_as)
        return str(stored.storage.url(stored.name, parameters=said))  # type: ignore[call-arg]
    return ""


def _sealed(response: HttpResponseBase, download_as: str) -> HttpResponseBase:
    """Whatever is in the file, it is no page of ours."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    if download_as:
        response["Content-Disposition"] = _attachment(download_as)
    response._csp_replace = {"default-src": ["'none'"], "sandbox": [True]}  # type: ignore[attr-defined]
    return response


def _attachment(name: str) -> str:
    return f"attachment; filename*=UTF-8''{quote(name)}"


def _whole_or_part(request: HttpRequest, stored: FieldFile, content_type: str, etag: str) -> HttpResponseBase:
    size = stored.size
    part = asked_part(request.headers.get("Range", ""), size)
    fresh = request.headers.get("If-Range", etag) == etag
    if part is None or not fresh:
        whole = FileResponse(stored.open("rb"), content_type=content_type)
        whole["Content-Length"] = str(size)
        del whole["Content-Disposition"]
        return whole
    first, last = part
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = StreamingHttpResponse(_part(stored, first, last), status=206, content_type=content_type)
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = str(last - first + 1)
    return response


def asked_part(header: str, size: int) -> tuple[int, int] | None:
    """(first, last) byte asked for; None for the whole; first > last for what cannot be had.

    Several ranges at once are answered with the whole, as the standard allows.
    """
    match = ONE_RANGE.match(header.strip())
    if match is None or match.group(0) == "bytes=-":
        return None
    first, last = match.groups()
    if not first:
        wanted = min(int(last), size)
        return (size - wanted, size - 1) if wanted else (1, 0)
    if int(first) >= size:
        return (1, 0)
    if last and int(last) < int(first):
        return None
    return (int(first), min(int(last), size - 1) if last else size - 1)


def _part(stored: FieldFile, first: int, last: int) -> Iterator[bytes]:
    """These bytes only: a store is asked for them alone, it would be fetched whole otherwise."""
    bucket = getattr(stored.storage, "bucket", None)
    if bucket is None:
        return _read(stored.open("rb"), first, last - first + 1)
    name = stored.storage._normalize_name(stored.name)  # type: ignore[attr-defined]
    return iter(bucket.Object(name).get(Range=f"bytes={first}-{last}")["Body"].iter_chunks(CHUNK))


def _read(file: File, start: int, length: int) -> Iterator[bytes]:
    with file:
        file.seek(start)
        while length > 0 and (chunk := file.read(min(CHUNK, length))):
            length -= len(chunk)
            yield chunk
