/** The sample catalogue: products whose pictures are drawn, for trying the service without any data. */
@NamedInterface("sample")
@NullMarked
package io.vitrine.catalogue.sample;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
