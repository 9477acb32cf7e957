/** What tests of several nodes stand on: await, nodes by hand, a wire that can be cut or frozen. */
package io.rialto.cluster.testing;
