# syntax=docker/dockerfile:1
# The service in an image: `docker build -t vitrine .`, or with its database: `docker compose up --build`.

FROM eclipse-temurin:25-jdk-noble AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src/main src/main
RUN --mount=type=cache,target=/maven \
    ./mvnw -q -B -ntp -Dmaven.repo.local=/maven/repository package -Dmaven.test.skip=true -Dspotless.check.skip=true
# One layer per pace of change, so that a new version of Vitrine alone ships a small layer.
RUN java -Djarmode=tools -jar target/vitrine-*.jar extract --layers --application-filename vitrine.jar --destination layers

# The engine's native libraries need glibc.
FROM eclipse-temurin:25-jre-noble
RUN groupadd --gid 10001 vitrine \
    && useradd --uid 10001 --gid vitrine --home-dir /var/lib/vitrine --create-home --shell /usr/sbin/nologin vitrine
WORKDIR /opt/vitrine
COPY LICENSE NOTICE ./
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
USER 10001:10001
ENV VITRINE_DATA_DIRECTORY=/var/lib/vitrine/data \
    VITRINE_WEB_ADMIN_KEY_FILE=/var/lib/vitrine/admin.key \
    DJL_CACHE_DIR=/var/lib/vitrine/engine \
    DJL_OFFLINE=true \
    OPT_OUT_TRACKING=true
VOLUME /var/lib/vitrine
EXPOSE 8080
# The image has no curl; bash alone can ask.
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", \
    "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError", "-jar", "vitrine.jar"]
