package io.vitrine.models;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A registered version.
 *
 * @param encoder name of its architecture
 * @param card what it was trained on, how, and under which licences
 * @param active whether it answers searches
 */
public record ModelView(
        String name, String encoder, boolean active, JsonNode card, JsonNode metrics, Instant createdAt) {}
