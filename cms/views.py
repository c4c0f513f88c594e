"""How files are met. Each asks who may see it; a stranger is told there is nothing."""

from pathlib import PurePath
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from cms.access import File, may_everyone_see, may_see
from cms.models import Document, Media, Rendition, Sound, Stream
from cms.serving import serve
from cms.words import PICTURE_TYPES, MediaState

# A public page's pictures may be kept for a few minutes; a consent taken back counts within them.
PUBLIC = "public, max-age=300"


def _or_404(request: HttpRequest, file: File) -> str:
    """How long the answer may be kept, if she may see the file. Asks who she is only where not everybody may."""
    if may_everyone_see(file):
        return PUBLIC
    if not may_see(file, request.user):  # type: ignore[arg-type]
        raise Http404
    return "private, no-cache"


@require_safe
def media(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """A video or audio, whole or in parts; nobody's before it is ready."""
    medium = _medium(uuid)
    _or_404(request, medium)
    mark = medium.sha256 or str(medium.uuid)
    return serve(request, medium.file, content_type=medium.content_type, mark=mark, here=_to_keep(request))


@require_safe
def sound(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """What is heard of a film. The film itself where there is nothing else: one without sound, or from before it was kept."""
    heard = Sound.objects.filter(media__uuid=uuid).first()
    if heard is None:
        return media(request, uuid)
    _or_404(request, _medium(uuid))
    return serve(request, heard.file, content_type="audio/mp4", mark=heard.sha256, here=_to_keep(request))


def _medium(uuid: UUID) -> Media:
    return get_object_or_404(Media.objects.select_related("collection"), uuid=uuid, status=MediaState.READY)


def _to_keep(request: HttpRequest) -> bool:
    """A script of ours wants the file itself (to keep it on a phone): it may read from us alone, not from a store."""
    return "here" in request.GET


@require_safe
def streams(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The sizes a longer film can be had in."""
    medium = _medium(uuid)
    _or_404(request, medium)
    sizes = list(medium.streams.all())
    if not sizes:
        raise Http404
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    for one in sizes:
        size = f"RESOLUTION={one.width}x{one.height}"
        lines += [
            f'#EXT-X-STREAM-INF:BANDWIDTH={one.bandwidth},{size},CODECS="{one.codecs}"',
            f"{one.lines}.m3u8",
        ]
    return _play_list("\n".join(lines) + "\n")


@require_safe
def stream_list(request: HttpRequest, uuid: UUID, lines: int) -> HttpResponse:
    """Where the parts of one size stand in its file."""
    return _play_list(_stream(request, uuid, lines).playlist)


@require_safe
def stream_parts(request: HttpRequest, uuid: UUID, lines: int) -> HttpResponseBase:
    """One size of a film, in parts. By our own hand also from a store: the page's script may read from us alone."""
    found = _stream(request, uuid, lines)
    return serve(request, found.file, content_type="video/mp4", mark=found.sha256, here=True)


def _stream(request: HttpRequest, uuid: UUID, lines: int) -> Stream:
    medium = _medium(uuid)
    _or_404(request, medium)
    return get_object_or_404(medium.streams, lines=lines)


def _play_list(text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="application/vnd.apple.mpegurl")
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def captions(request: HttpRequest, uuid: UUID, language: str) -> HttpResponse:
    """The captions of a medium in one language."""
    medium = get_object_or_404(Media.objects.select_related("collection"), uuid=uuid)
    cache = _or_404(request, medium)
    caption = get_object_or_404(medium.captions, language=language)
    response = HttpResponse(caption.vtt, content_type="text/vtt; charset=utf-8")
    response["Cache-Control"] = cache
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def poster(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The still picture of a video."""
    medium = get_object_or_404(Media.objects.select_related("collection").exclude(thumbnail=""), uuid=uuid)
    cache = _or_404(request, medium)
    name = medium.thumbnail.name
    return serve(request, medium.thumbnail, content_type=_picture_type(name), mark=PurePath(name).stem, cache=cache)


@require_safe
def picture(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """One size of a picture."""
    rendition = get_object_or_404(Rendition.objects.select_related("image__collection"), uuid=uuid)
    cache = _or_404(request, rendition.image)
    return serve(
        request,
        rendition.file,
        content_type=_picture_type(rendition.file.name),
        mark=str(rendition.uuid),
        cache=cache,
        here=_to_keep(request),
    )


@require_safe
def document(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """A document, always as a file to keep: nothing in it runs here."""
    found = get_object_or_404(Document.objects.select_related("collection"), uuid=uuid)
    cache = _or_404(request, found)
    return serve(
        request,
        found.file,
        content_type="application/pdf" if found.file_extension.lower() == "pdf" else "application/octet-stream",
        mark=found.get_file_hash() or str(found.uuid),
        download_as=found.filename,
        cache=cache,
    )


def _picture_type(name: str) -> str:
    return PICTURE_TYPES.get(PurePath(name).suffix.lstrip(".").lower(), "application/octet-stream")
