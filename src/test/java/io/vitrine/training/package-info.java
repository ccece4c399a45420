@NullMarked
package io.vitrine.training;

import org.jspecify.annotations.NullMarked;
