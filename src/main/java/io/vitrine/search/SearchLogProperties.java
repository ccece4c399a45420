package io.vitrine.search;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is told of a search in logs and traces.
 *
 * @param queryText whether the words that were searched for are; people type what is nobody's business
 */
@ConfigurationProperties("vitrine.logging")
record SearchLogProperties(@DefaultValue("false") boolean queryText) {}
