package io.vitrine.artefacts;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the service keeps files; replicas share this directory. */
@ConfigurationProperties("vitrine")
record ArtefactProperties(@DefaultValue("var/data") Path dataDirectory) {}
