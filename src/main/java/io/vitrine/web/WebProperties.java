package io.vitrine.web;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What callers may send, and the key of those who may change things.
 *
 * @param adminKey the administrator's key; empty means the one in the file
 * @param adminKeyFile holds the key, and is written with a new one when missing
 * @param maxJsonSize how large a JSON body may be; uploads have limits of their own
 */
@ConfigurationProperties("vitrine.web")
record WebProperties(
        @DefaultValue("") String adminKey,
        @DefaultValue("var/admin.key") Path adminKeyFile,
        @DefaultValue("32MB") DataSize maxJsonSize) {}
