package io.vitrine.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SharedProductsTests {

    @Test
    void aThreadHasAsManyAsItSaysUntilItsWorkEnds() {
        int before = SharedProducts.threads();
        int other = before + 1;
        assertThat(SharedProducts.among(other, SharedProducts::threads)).isEqualTo(other);
        assertThat(SharedProducts.among(1, SharedProducts::threads)).isEqualTo(1);
        assertThat(SharedProducts.threads()).isEqualTo(before);
    }

    @Test
    void otherThreadsKeepTheirs() {
        int before = SharedProducts.threads();
        assertThat(SharedProducts.among(
                        before + 1,
                        () -> CompletableFuture.supplyAsync(SharedProducts::threads)
                                .join()))
                .isEqualTo(before);
    }

    @Test
    void workThatFailsLeavesNothingBehind() {
        int before = SharedProducts.threads();
        assertThatThrownBy(() -> SharedProducts.among(before + 1, () -> {
                    throw new IllegalStateException("failed");
                }))
                .hasMessage("failed");
        assertThat(SharedProducts.threads()).isEqualTo(before);
    }
}
