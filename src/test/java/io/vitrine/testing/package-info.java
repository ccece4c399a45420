/** What tests that need PostgreSQL share. */
@NullMarked
package io.vitrine.testing;

import org.jspecify.annotations.NullMarked;
