/** What makes the parts of core one node among others. */
package io.rialto.node;
