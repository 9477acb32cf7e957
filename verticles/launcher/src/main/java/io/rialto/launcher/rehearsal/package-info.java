/** What a node is put through while {@code prepare} lets a JVM watch: clients of its doors, few and small, in its own process. */
package io.rialto.launcher.rehearsal;
