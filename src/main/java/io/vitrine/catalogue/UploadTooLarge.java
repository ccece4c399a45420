package io.vitrine.catalogue;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.VitrineException;
import org.springframework.util.unit.DataSize;

/** An upload has more bytes than the service takes. */
public final class UploadTooLarge extends VitrineException {

    UploadTooLarge(DataSize most) {
        super(
                ErrorKind.TOO_LARGE,
                "upload-too-large",
                "The upload has more than %d bytes (vitrine.catalogue.largest-upload).".formatted(most.toBytes()));
    }
}
