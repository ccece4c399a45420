package io.vitrine.evaluation;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What a candidate must be worth to go live.
 *
 * @param enabled whether candidates are held against the live model at all
 * @param measure the figure that decides
 * @param margin by how much the candidate's figure may be below the live model's
 * @param minimumQueries with fewer, the figures say nothing and decide nothing
 * @param mostProducts with more, the vectors of both models would take too much memory, and nothing is measured
 */
@Validated
@ConfigurationProperties("vitrine.evaluation.gate")
record GateProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("recall-at-10") GateMeasure measure,

        @DefaultValue("0.02") @DecimalMin("0") @DecimalMax("1")
        double margin,

        @DefaultValue("100") @Min(1) int minimumQueries,
        @DefaultValue("100000") @Min(1) int mostProducts) {}
