/** Published checkpoints fetched over HTTP: whole, checked, and gone on with where they broke off. Knows no tensor. */
@NullMarked
package io.vitrine.encoders.hub;

import org.jspecify.annotations.NullMarked;
