# The directory's processes. Postgres, OpenSearch and Redis come from images of their own (docker-compose.yml).

FROM python:3.13-slim AS packages
WORKDIR /srv/directory
RUN python -m venv /opt/venv
COPY requirements.lock ./
RUN /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock
COPY pyproject.toml README.md requirements.in ./
COPY directory directory
COPY indexer indexer
RUN /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin directory \
    && install --directory --owner directory --group directory /var/lib/directory
COPY --from=packages /opt/venv /opt/venv
COPY --from=packages /srv/directory /srv/directory
COPY templates /srv/directory/templates
COPY static /srv/directory/static
COPY locale /srv/directory/locale
WORKDIR /srv/directory
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DIRECTORY_ENV=production DIRECTORY_STATE=/var/lib/directory
USER directory
VOLUME /var/lib/directory
ENTRYPOINT ["python"]
CMD ["-m", "directory.cli", "--help"]
