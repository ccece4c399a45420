package io.vitrine.catalogue;

import jakarta.validation.Valid;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What the catalogue may read and take.
 *
 * @param allowedLocations directories that imports may read, with all that lies below them; none unless named
 * @param largestPicture a larger picture is skipped
 * @param largestUpload a larger archive or NDJSON body is refused, and so is an archive that unpacks to more
 * @param thumbnailMemory how much memory the smaller pictures may take that were made on demand
 */
@Validated
@ConfigurationProperties("vitrine.catalogue")
record CatalogueProperties(
        @DefaultValue List<String> allowedLocations,
        @DefaultValue("20MB") DataSize largestPicture,
        @DefaultValue("8GB") DataSize largestUpload,
        @DefaultValue("64MB") DataSize thumbnailMemory,
        @Valid @DefaultValue Sample sample) {

    int largestPictureBytes() {
        return Math.toIntExact(Math.min(largestPicture.toBytes(), Integer.MAX_VALUE - 1024));
    }

    /** @param enabled whether the drawn catalogue is put in at start-up when it is missing or of an older drawing */
    record Sample(@DefaultValue("true") boolean enabled) {}
}
