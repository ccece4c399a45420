/** The pages in a real browser: what somebody who uses them does and sees. */
@NullMarked
package io.vitrine.web.page;

import org.jspecify.annotations.NullMarked;
