/** How things reach the sessions of accounts, on whichever node those are. */
package io.rialto.post;
