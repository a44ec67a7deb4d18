# syntax=docker/dockerfile:1
# The whole program is one file: it carries law, texts, templates and migrations. docker-compose.yml shows how it runs.
#
#   docker build --tag redress .
#
# The libpq in it speaks no TLS: PostgreSQL stands on the same private network.

# What it is made of: scripts/sbom, docs/running.md, "A release".
FROM rust:1.95-bookworm AS build
WORKDIR /build
COPY . .
# The caches belong to the builder and are in no layer. One command, so that the program is taken out of them at once.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/build/target \
    cargo build --release --locked --bin redress \
    && install -D --mode=0755 --strip target/release/redress /image/usr/local/bin/redress \
    && install -d --mode=0700 /image/data /image/data/keys /image/data/files

# glibc, libgcc and root certificates; no shell, no package manager. 65532 is its account without rights.
FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build /image/usr /usr
# A fresh volume takes over owner and mode of the folder it is mounted on.
COPY --from=build --chown=65532:65532 /image/data /data
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
USER 65532:65532
WORKDIR /
ENV REDRESS_DATA=/data \
    REDRESS_LISTEN=0.0.0.0:8080 \
    REDRESS_LOG_FORMAT=json
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
# The longest that `redress health` waits is 8 s.
HEALTHCHECK --interval=10s --timeout=10s --start-period=30s --retries=3 CMD ["/usr/local/bin/redress", "health"]
ENTRYPOINT ["/usr/local/bin/redress"]
# An address that others can reach is refused without TLS or the name of the proxy in front: set one of the two.
CMD ["serve"]
