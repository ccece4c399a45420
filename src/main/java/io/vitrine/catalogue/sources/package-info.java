/** Where imported products come from: readers that hand over row by row and say what is wrong with a row; no Spring. */
@NamedInterface("sources")
@NullMarked
package io.vitrine.catalogue.sources;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
