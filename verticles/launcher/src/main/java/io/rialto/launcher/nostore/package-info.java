/** The storage of a node that keeps nothing. */
package io.rialto.launcher.nostore;
