# One image for web, worker, beat and the one-shot preparation. Configuration by environment alone (docs/guide/operators.md).
FROM python:3.12-slim-bookworm

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 VAR_DIR=/var/been-there STATIC_MANIFEST=1 LOG_JSON=1

RUN useradd --system --create-home --home-dir /home/been-there been-there \
    && mkdir -p /app "$VAR_DIR" \
    && chown been-there "$VAR_DIR"
WORKDIR /app

COPY requirements/base.txt requirements/base.txt
RUN pip install --require-hashes -r requirements/base.txt

COPY . .
RUN python -m compileall -q ledger people cms journey courses supervision roster lms \
    && VAR_DIR=/tmp/build STATIC_MANIFEST=1 SECRET_KEY=only-while-building python manage.py collectstatic --noinput -v0 \
    && mkdir -p "$VAR_DIR/static" && cp -r /tmp/build/static/. "$VAR_DIR/static/" && rm -rf /tmp/build \
    && chown -R been-there "$VAR_DIR"

USER been-there
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", \
     "--log-level", "info", "--no-ws", "lms.wsgi:application"]
