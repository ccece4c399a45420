package io.vitrine.training;

import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How this service trains.
 *
 * @param hubDirectory published checkpoints as {@code <owner>/<name>}, for trainings that start from them
 * @param device {@code auto}, {@code cpu} or {@code gpu:N}
 */
@Validated
@ConfigurationProperties("vitrine.training")
record TrainingProperties(
        @DefaultValue("var/hub") Path hubDirectory,
        @DefaultValue("auto") @NotBlank String device) {}
