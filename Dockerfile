# syntax=docker/dockerfile:1
# check=skip=SecretsUsedInArgOrEnv
# The rule that is left out takes VITRINE_WEB_ADMIN_KEY_FILE for a secret; it is a path.
#
# The service in an image: `docker build -t vitrine .`, or with its database: `docker compose up --build`.
# For GPUs: `docker build -t vitrine:cuda --build-arg FLAVOUR=cuda .`, see src/docs/gpu.md.
ARG FLAVOUR=cpu

FROM eclipse-temurin:25-jdk-noble AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src/main src/main
RUN --mount=type=cache,target=/maven \
    MAVEN_USER_HOME=/maven ./mvnw -q -B -ntp -Dmaven.repo.local=/maven/repository package -Dmaven.test.skip=true -Dspotless.check.skip=true
# One layer per pace of change, so that a new version of Vitrine alone ships its own jar and start.aot, and not the dependencies.
RUN java -Djarmode=tools -jar target/vitrine-*.jar extract --layers --application-filename vitrine.jar --destination layers

# The engine's native libraries need glibc.
FROM eclipse-temurin:25-jre-noble AS cpu
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
    VITRINE_TRAINING_HUB_DIRECTORY=/var/lib/vitrine/data/hub \
    DJL_CACHE_DIR=/var/lib/vitrine/engine \
    DJL_OFFLINE=true \
    OPT_OUT_TRACKING=true
# As in src/scripts/engine.sh: a training takes and frees the same large blocks in each step, and takes a fifth less time where the heap keeps them.
ENV GOMP_SPINCOUNT=2000 \
    MALLOC_ARENA_MAX=1 \
    MALLOC_MMAP_THRESHOLD_=4294967296 \
    MALLOC_TRIM_THRESHOLD_=4294967296 \
    MALLOC_TOP_PAD_=268435456
VOLUME /var/lib/vitrine
EXPOSE 8080
# The image has no curl; bash alone can ask. It starts no other process: one would outlive a check that is cut off, and then lie about
# as a zombie. The first start draws and indexes the sample, for which a busy machine takes minutes.
HEALTHCHECK --interval=10s --timeout=5s --start-period=600s --retries=3 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == *' 200 '* ]]"]
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", \
    "-XX:+UseCompactObjectHeaders", "-XX:AOTCache=start.aot", "-XX:+ExitOnOutOfMemoryError", "-jar", "vitrine.jar"]

# A start up to where it would open its port, of which the JVM keeps what it loaded and linked for all others, as in src/scripts/app.sh. That
# needs the same JDK, options and paths as the entry point has, and an empty database.
FROM pgvector/pgvector:0.8.2-pg17 AS learned
COPY --from=cpu /opt/java/openjdk /opt/java/openjdk
COPY --from=cpu /opt/vitrine /opt/vitrine
WORKDIR /opt/vitrine
USER postgres
ENV DJL_CACHE_DIR=/tmp/engine \
    DJL_OFFLINE=true \
    OPT_OUT_TRACKING=true \
    VITRINE_DATA_DIRECTORY=/tmp/data \
    VITRINE_WEB_ADMIN_KEY_FILE=/tmp/admin.key \
    SPRING_DATASOURCE_URL=jdbc:postgresql://127.0.0.1:5432/postgres \
    SPRING_DATASOURCE_USERNAME=postgres
RUN initdb --auth=trust --no-sync /tmp/database >/dev/null \
    && pg_ctl -D /tmp/database -l /tmp/database.log -w start \
    && /opt/java/openjdk/bin/java --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseCompactObjectHeaders \
        -XX:AOTCacheOutput=/tmp/start.aot -Dspring.context.exit=onRefresh -jar vitrine.jar \
    && pg_ctl -D /tmp/database -m immediate stop

# libtorch with CUDA, which is not on Maven Central, unpacked by the JDK's own tool. Its version must be the jar's, see the pom.
FROM eclipse-temurin:25-jdk-noble AS libtorch
ARG LIBTORCH_URL=https://download.pytorch.org/libtorch/cu128/libtorch-cxx11-abi-shared-with-deps-2.7.1%2Bcu128.zip
ARG LIBTORCH_SHA256=
WORKDIR /opt
ADD ${LIBTORCH_URL} /tmp/libtorch.zip
COPY pom.xml /tmp/
RUN if [ -n "$LIBTORCH_SHA256" ]; then echo "$LIBTORCH_SHA256  /tmp/libtorch.zip" | sha256sum --check; fi \
    && jar --extract --file /tmp/libtorch.zip \
    && rm -rf /tmp/libtorch.zip libtorch/include libtorch/share libtorch/bin libtorch/lib/*.a \
    && grep -q "<pytorch.version>$(sed 's/+.*//' libtorch/build-version)</pytorch.version>" /tmp/pom.xml \
    && mkdir cudart \
    && ln -s "$(ls /opt/libtorch/lib/libcudart*.so* | head -n 1)" cudart/libcudart.so

# The engine counts GPUs with libcudart.so, a name that libtorch's copy does not have.
FROM cpu AS cuda
COPY --from=libtorch /opt/libtorch /opt/libtorch
COPY --from=libtorch /opt/cudart /opt/cudart
ENV PYTORCH_LIBRARY_PATH=/opt/libtorch/lib \
    PYTORCH_FLAVOR=cu128 \
    LD_LIBRARY_PATH=/opt/cudart \
    NVIDIA_VISIBLE_DEVICES=all \
    NVIDIA_DRIVER_CAPABILITIES=compute,utility

FROM ${FLAVOUR}
COPY --from=learned /tmp/start.aot ./
