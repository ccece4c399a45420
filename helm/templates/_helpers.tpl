{{- define "vitrine.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* The release's name, with the chart's unless it is in there already. */}}
{{- define "vitrine.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else if contains (include "vitrine.name" .) .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "vitrine.name" .) | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* What never changes in the life of a release, because a Deployment's selector may not. */}}
{{- define "vitrine.selector" -}}
app.kubernetes.io/name: {{ include "vitrine.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "vitrine.labels" -}}
{{ include "vitrine.selector" . }}
{{ include "vitrine.version" . }}
{{- end -}}

{{- define "vitrine.version" -}}
app.kubernetes.io/version: {{ default .Chart.AppVersion .Values.image.tag | trunc 63 | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 }}
{{- end -}}

{{- define "vitrine.metadata" -}}
name: {{ include "vitrine.fullname" . }}
namespace: {{ .Release.Namespace }}
labels:
  {{- include "vitrine.labels" . | nindent 2 }}
{{- end -}}

{{- define "vitrine.worker.fullname" -}}
{{- include "vitrine.fullname" . | trunc 56 | trimSuffix "-" }}-worker
{{- end -}}

{{/* Another name, so that nothing that selects the replicas selects the workers. */}}
{{- define "vitrine.worker.selector" -}}
app.kubernetes.io/name: {{ include "vitrine.name" . | trunc 56 | trimSuffix "-" }}-worker
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "vitrine.worker.labels" -}}
{{ include "vitrine.worker.selector" . }}
{{ include "vitrine.version" . }}
{{- end -}}

{{- define "vitrine.worker.metadata" -}}
name: {{ include "vitrine.worker.fullname" . }}
namespace: {{ .Release.Namespace }}
labels:
  {{- include "vitrine.worker.labels" . | nindent 2 }}
{{- end -}}

{{- define "vitrine.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "vitrine.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "vitrine.claim" -}}
{{- default (include "vitrine.fullname" .) .Values.persistence.existingClaim -}}
{{- end -}}

{{/* Whether pods may run at the same time; empty where they would wait for each other's volume. */}}
{{- define "vitrine.severalPods" -}}
{{- if or (eq .Values.persistence.store "database") (eq .Values.persistence.accessMode "ReadWriteMany") }}true{{ end -}}
{{- end -}}

{{/* One environment variable from a secret. */}}
{{- define "vitrine.secretEnv" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret }}
      key: {{ .key }}
{{- end -}}

{{/* Refuses what would start and then fail. */}}
{{- define "vitrine.check" -}}
{{- if not .Values.database.existingSecret -}}
{{- fail "database.existingSecret is required: the secret with the database's address, user and password" -}}
{{- end -}}
{{- if not .Values.admin.existingSecret -}}
{{- fail "admin.existingSecret is required: the secret with the administrator's key" -}}
{{- end -}}
{{- $most := .Values.autoscaling.enabled | ternary .Values.autoscaling.maxReplicas .Values.replicas | int -}}
{{- $workers := .Values.worker.enabled | ternary .Values.worker.replicas 0 | int -}}
{{- if and (gt (add $most $workers) 1) (not (include "vitrine.severalPods" .)) -}}
{{- fail (printf "replicas (%d) and workers (%d) share one volume, so persistence.accessMode must be ReadWriteMany and not %s, or persistence.store database" $most $workers .Values.persistence.accessMode) -}}
{{- end -}}
{{- if and .Values.autoscaling.enabled (gt (int .Values.autoscaling.minReplicas) (int .Values.autoscaling.maxReplicas)) -}}
{{- fail "autoscaling.minReplicas is larger than autoscaling.maxReplicas" -}}
{{- end -}}
{{- if and .Values.ingress.enabled (not .Values.ingress.hosts) -}}
{{- fail "ingress.hosts is required when ingress.enabled: the host names to answer for" -}}
{{- end -}}
{{- end -}}
