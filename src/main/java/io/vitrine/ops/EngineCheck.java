package io.vitrine.ops;

import io.vitrine.encoders.EngineReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.stereotype.Component;

/** Says at the start, and whenever it is asked for information, what the engine found here and where it computes. */
@Component
class EngineCheck implements InfoContributor {

    private static final Logger LOG = LoggerFactory.getLogger(EngineCheck.class);

    private final EngineReport engine;

    EngineCheck(EngineReport engine) {
        this.engine = engine;
        LOG.info("{}", engine.sentence());
    }

    @Override
    public void contribute(Info.Builder information) {
        information.withDetail("engine", engine.details());
    }
}
