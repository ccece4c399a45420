{{/*
The pods of one part of the release: `chart` is the whole chart's scope, `part` the values of the part, `roles` what its processes
play, `device` where they compute, `selector` and `labels` what they are found by.
*/}}
{{- define "vitrine.pod" -}}
{{- $part := .part -}}
metadata:
  labels:
    {{- with .chart.Values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- .labels | nindent 4 }}
  {{- with .chart.Values.podAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  serviceAccountName: {{ include "vitrine.serviceAccount" .chart }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ $part.terminationGracePeriodSeconds }}
  {{- with .chart.Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .chart.Values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
    fsGroup: 10001
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile:
      type: RuntimeDefault
  {{- with .chart.Values.topologySpreadKeys }}
  topologySpreadConstraints:
    {{- range . }}
    - maxSkew: 1
      topologyKey: {{ . }}
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- $.selector | nindent 10 }}
    {{- end }}
  {{- end }}
  {{- with $part.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $part.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $part.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: vitrine
      image: "{{ default .chart.Values.image.repository $part.image.repository }}:{{ coalesce $part.image.tag .chart.Values.image.tag .chart.Chart.AppVersion }}"
      imagePullPolicy: {{ .chart.Values.image.pullPolicy }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: [ALL]
      ports:
        - name: http
          containerPort: 8080
      env:
        - name: JAVA_TOOL_OPTIONS
          value: {{ $part.javaOptions | quote }}
        - name: SERVER_PORT
          value: "8080"
        {{- range $name, $key := dict "SPRING_DATASOURCE_URL" .chart.Values.database.urlKey "SPRING_DATASOURCE_USERNAME" .chart.Values.database.usernameKey "SPRING_DATASOURCE_PASSWORD" .chart.Values.database.passwordKey }}
        {{- include "vitrine.secretEnv" (dict "name" $name "secret" $.chart.Values.database.existingSecret "key" $key) | nindent 8 }}
        {{- end }}
        {{- with .chart.Values.database.readReplica }}
        {{- if and .existingSecret (contains "web" $.roles) }}
        {{- range $name, $key := dict "VITRINE_DATABASE_READ_REPLICA_URL" .urlKey "VITRINE_DATABASE_READ_REPLICA_USERNAME" .usernameKey "VITRINE_DATABASE_READ_REPLICA_PASSWORD" .passwordKey }}
        {{- if $key }}
        {{- include "vitrine.secretEnv" (dict "name" $name "secret" $.chart.Values.database.readReplica.existingSecret "key" $key) | nindent 8 }}
        {{- end }}
        {{- end }}
        - name: VITRINE_DATABASE_READ_REPLICA_MAXIMUM_POOL_SIZE
          value: {{ .poolSize | quote }}
        {{- end }}
        {{- end }}
        {{- if contains "web" .roles }}
        {{- include "vitrine.secretEnv" (dict "name" "VITRINE_ADMIN_KEY" "secret" .chart.Values.admin.existingSecret "key" .chart.Values.admin.key) | nindent 8 }}
        {{- end }}
        - name: SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE
          value: {{ .chart.Values.database.poolSize | quote }}
        {{- with .chart.Values.database.vectorServers }}
        - name: VITRINE_SEARCH_VECTOR_SERVERS
          value: {{ join "," . | quote }}
        {{- end }}
        - name: VITRINE_ROLES
          value: {{ .roles | quote }}
        - name: VITRINE_DATA_DIRECTORY
          value: /var/lib/vitrine/data
        - name: VITRINE_ARTEFACTS_STORE
          value: {{ .chart.Values.persistence.store | quote }}
        - name: DJL_CACHE_DIR
          value: /var/lib/vitrine/engine
        - name: VITRINE_CATALOGUE_ALLOWED_LOCATIONS
          value: {{ join "," .chart.Values.settings.allowedLocations | quote }}
        - name: VITRINE_CATALOGUE_SAMPLE_ENABLED
          value: {{ .chart.Values.settings.sampleCatalogue | quote }}
        - name: VITRINE_JOBS_CONCURRENCY
          value: {{ .chart.Values.settings.jobConcurrency | quote }}
        - name: VITRINE_MODELS_ENGINE_THREADS
          value: {{ .chart.Values.settings.engineThreads | quote }}
        - name: VITRINE_DEVICE
          value: {{ .device | quote }}
        {{- with .chart.Values.settings.hubDirectory }}
        - name: VITRINE_TRAINING_HUB_DIRECTORY
          value: {{ . | quote }}
        {{- end }}
        {{- with .chart.Values.logging.format }}
        - name: LOGGING_STRUCTURED_FORMAT_CONSOLE
          value: {{ . | quote }}
        {{- end }}
        - name: VITRINE_LOGGING_QUERY_TEXT
          value: {{ .chart.Values.logging.queryText | quote }}
        {{- with .chart.Values.tracing.endpoint }}
        - name: MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT
          value: {{ . | quote }}
        - name: MANAGEMENT_TRACING_SAMPLING_PROBABILITY
          value: {{ $.chart.Values.tracing.sampling | quote }}
        {{- end }}
        {{- with .chart.Values.extraEnv }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      startupProbe:
        httpGet:
          path: /actuator/health/liveness
          port: http
        periodSeconds: {{ $part.probes.startup.periodSeconds }}
        timeoutSeconds: 5
        failureThreshold: {{ $part.probes.startup.failureThreshold }}
      readinessProbe:
        httpGet:
          path: /actuator/health/readiness
          port: http
        periodSeconds: {{ $part.probes.readiness.periodSeconds }}
        timeoutSeconds: 5
        failureThreshold: {{ $part.probes.readiness.failureThreshold }}
      livenessProbe:
        httpGet:
          path: /actuator/health/liveness
          port: http
        periodSeconds: {{ $part.probes.liveness.periodSeconds }}
        timeoutSeconds: 5
        failureThreshold: {{ $part.probes.liveness.failureThreshold }}
      {{- if contains "web" .roles }}
      lifecycle:
        preStop:
          # Requests still come until every load balancer knows.
          sleep:
            seconds: 5
      {{- end }}
      resources:
        {{- $limits := default dict $part.resources.limits }}
        {{- if gt (int $part.gpu.count) 0 }}
        {{- $limits = merge (dict $part.gpu.resource (toString $part.gpu.count)) $limits }}
        {{- end }}
        {{- toYaml (merge (dict "limits" $limits) $part.resources) | nindent 8 }}
      volumeMounts:
        - name: data
          mountPath: /var/lib/vitrine/data
        - name: engine
          mountPath: /var/lib/vitrine/engine
        - name: tmp
          mountPath: /tmp
        {{- with .chart.Values.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  volumes:
    - name: data
      {{- if eq .chart.Values.persistence.store "database" }}
      emptyDir:
        sizeLimit: {{ .chart.Values.persistence.size }}
      {{- else }}
      persistentVolumeClaim:
        claimName: {{ include "vitrine.claim" .chart }}
      {{- end }}
    - name: engine
      emptyDir:
        sizeLimit: {{ .chart.Values.scratch.engineSize }}
    - name: tmp
      emptyDir:
        sizeLimit: {{ .chart.Values.scratch.tmpSize }}
    {{- with .chart.Values.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}
