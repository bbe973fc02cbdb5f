# The image of every process: `serve` unless told otherwise. It runs as an ordinary user and
# writes to /data alone.

FROM python:3.11-slim AS packages
WORKDIR /app
RUN python -m venv /venv
COPY constraints.txt ./
RUN /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r constraints.txt
COPY . .
# Editable, because the migrations and the page of the sandbox are read from where they lie.
RUN /venv/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation --editable .

FROM python:3.11-slim
# A user with a name, because the embedded PostgreSQL asks for it.
RUN useradd --system --uid 10001 --create-home --shell /usr/sbin/nologin cargo \
 && install -d -o cargo -g cargo -m 0700 /data
COPY --from=packages /venv /venv
COPY --from=packages /app /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 LISTEN_HOST=0.0.0.0 PORT=8000 CARGO_DATA_DIR=/data
USER cargo
WORKDIR /data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=4s --start-period=60s --retries=4 \
  CMD ["python", "-c", "import os, urllib.request as web; web.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=3)"]
CMD ["peercargo", "serve"]
