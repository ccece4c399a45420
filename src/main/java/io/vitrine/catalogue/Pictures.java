package io.vitrine.catalogue;

import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.catalogue.sources.PictureCheck;
import io.vitrine.catalogue.sources.PictureType;
import io.vitrine.catalogue.sources.RowRefused;
import org.springframework.stereotype.Component;

/** The products' pictures in the artefact store. */
@Component
class Pictures {

    private final ArtefactStore artefacts;

    Pictures(ArtefactStore artefacts) {
        this.artefacts = artefacts;
    }

    /**
     * Stores an encoded picture and returns its hash. One that is stored already is not decoded again: only pictures that
     * passed the check get there under a picture's first bytes.
     *
     * @throws RowRefused when it is not a whole picture that can be decoded
     */
    String keep(byte[] encoded) throws RowRefused {
        String hash = ContentHash.of(encoded);
        if (PictureType.of(encoded) != null && artefacts.contains(hash)) {
            return hash;
        }
        PictureCheck.check(encoded);
        return artefacts.put(encoded);
    }

    /** Stores a picture that was just encoded here, and so needs no check. */
    String keepOwn(byte[] encoded) {
        return artefacts.put(encoded);
    }

    byte[] bytes(String hash) {
        return artefacts.get(hash);
    }
}
