/** The code that the pages in {@code docs} show, compiled and run. */
package io.aiops4j.documentation;
