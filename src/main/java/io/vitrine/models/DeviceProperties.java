package io.vitrine.models;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * On what everything is computed.
 *
 * @param device {@code auto}, {@code cpu} or {@code gpu:N}
 */
@Validated
@ConfigurationProperties("vitrine")
record DeviceProperties(@DefaultValue("auto") @NotBlank String device) {}
