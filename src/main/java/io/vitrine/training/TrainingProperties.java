package io.vitrine.training;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this service trains.
 *
 * @param hubDirectory published checkpoints as {@code <owner>/<name>}, for trainings that start from them
 */
@ConfigurationProperties("vitrine.training")
record TrainingProperties(@DefaultValue("var/hub") Path hubDirectory) {}
