/** The commands beside running a node: configuration, accounts, a small client of the native protocol. */
package io.rialto.launcher.cli;
