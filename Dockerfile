# The image of all of Stopcode's processes, from what `./mvnw package` has built. The first argument is the command:
#   docker build -t stopcode . && docker run --rm stopcode --help
ARG JRE_IMAGE=eclipse-temurin:25-jre

FROM ${JRE_IMAGE} AS files
COPY cli/target/stopcode-* /image/opt/stopcode/
RUN test "$(ls /image/opt/stopcode/lib/stopcode-cli-*.jar | wc -l)" = 1 || { echo "several versions are in cli/target: build with clean"; exit 1; }
# of the same files the same layer, whenever they were built and by whomever
RUN chmod -R u=rwX,go=rX /image && install -d -o 10001 -g 10001 /image/var/lib/stopcode \
 && find /image -exec touch -h -d 2026-01-01T00:00:00Z {} +

FROM ${JRE_IMAGE}
COPY --from=files /image /
ENV JAVA_OPTS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError" \
    STOPCODE_CABS_STORE=/var/lib/stopcode/cabs \
    STOPCODE_STREAMS_STATE_DIR=/tmp/streams \
    STOPCODE_MANAGEMENT_HOST=0.0.0.0 \
    STOPCODE_MANAGEMENT_PORT=8080
USER 10001:10001
WORKDIR /var/lib/stopcode
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["/opt/stopcode/bin/stopcode"]
