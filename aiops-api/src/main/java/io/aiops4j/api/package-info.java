/** The words and the sockets of the incident loop, one package a concept. */
@NullMarked
package io.aiops4j.api;

import org.jspecify.annotations.NullMarked;
