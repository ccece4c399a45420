package io.vitrine.search;

import io.vitrine.catalogue.Products;
import io.vitrine.roles.ConditionalOnRole;
import io.vitrine.roles.Role;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Counts the words of the default catalogue at the start, so that the first search need not wait for it. */
@Component
@ConditionalOnRole(Role.WEB)
class FirstVocabulary {

    private final Vocabularies vocabularies;
    private final Products products;

    FirstVocabulary(Vocabularies vocabularies, Products products) {
        this.vocabularies = vocabularies;
        this.products = products;
    }

    @EventListener(ApplicationReadyEvent.class)
    void count() {
        vocabularies.countInBackground(products.defaultCatalogue());
    }
}
