/** Files that several data sets come in. */
@NullMarked
package io.aiops4j.evaluation.files;

import org.jspecify.annotations.NullMarked;
