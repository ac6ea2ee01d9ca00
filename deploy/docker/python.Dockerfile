# One image for every Python service of the fleet.
#
#   docker build -f deploy/docker/python.Dockerfile --build-arg SERVICE=stt --build-arg MEMBER=stt-service \
#       --build-arg MODULE=prism_stt.app -t prism/stt .
#
# Bases come by ARG, so that a mirror or a digest can be named from outside.
ARG PYTHON_IMAGE=python:3.11-slim-bookworm
ARG FRONTEND_IMAGE=prism/frontend:latest

FROM ${PYTHON_IMAGE} AS build
ARG MEMBER
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_NO_CACHE=1
WORKDIR /src
RUN python -m venv /opt/prism && python -m venv /opt/uv && /opt/uv/bin/pip install --quiet uv==0.13.9
COPY requirements.lock deploy/docker/direct_requirements.py ./
COPY prism-core/pyproject.toml prism-core/pyproject.toml
COPY ${MEMBER}/pyproject.toml ${MEMBER}/pyproject.toml
# What the service needs and nothing else: its direct dependencies, everything below them held to the lock's hashes.
RUN python direct_requirements.py prism-core "${MEMBER}" > direct.txt \
    && /opt/uv/bin/uv pip install --python /opt/prism/bin/python --require-hashes \
        --requirement direct.txt --constraint requirements.lock
COPY prism-core prism-core
COPY ${MEMBER} ${MEMBER}
RUN /opt/uv/bin/uv pip install --python /opt/prism/bin/python --no-deps "./prism-core" "./${MEMBER}"
# Large engines (`xtts` of tts-service, `cuda` of stt-service). Their packages are pinned by the member and not by the
# lock, whose huggingface-hub is newer than transformers takes.
ARG EXTRAS=""
RUN if [ -n "${EXTRAS}" ]; then /opt/uv/bin/uv pip install --python /opt/prism/bin/python \
        "./prism-core" "./${MEMBER}[${EXTRAS}]"; fi

FROM ${PYTHON_IMAGE} AS service
ARG SERVICE
ARG MODULE
# Libraries of Debian that the service finds when it starts, such as the voices of libflite1.
ARG SYSTEM_PACKAGES=""
# hadolint ignore=DL3008
RUN if [ -n "${SYSTEM_PACKAGES}" ]; then apt-get update \
        && apt-get install --yes --no-install-recommends ${SYSTEM_PACKAGES} && rm -rf /var/lib/apt/lists/*; fi
RUN groupadd --gid 10001 prism && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin prism \
    && mkdir -p /data /app && chown prism:prism /data
COPY --from=build /opt/prism /opt/prism
COPY deploy/docker/healthcheck.py deploy/docker/start.py /app/
ENV PATH=/opt/prism/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOME=/tmp \
    PRISM_SERVICE=${SERVICE} PRISM_MODULE=${MODULE} \
    PRISM_BIND_HOST=0.0.0.0 PRISM_BIND_PORT=8000 PRISM_DATA_DIR=/data
WORKDIR /app
USER 10001:10001
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["python", "/app/healthcheck.py"]
CMD ["python", "/app/start.py"]

# The gateway also serves the frontend.
FROM ${FRONTEND_IMAGE} AS frontend

FROM service AS gateway
COPY --from=frontend /frontend /app/frontend
ENV PRISM_FRONTEND_DIR=/app/frontend

# Without --target, a service without the frontend.
FROM service
