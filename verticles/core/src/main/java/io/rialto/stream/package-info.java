/** Stream rooms: relays order frames, edges bring them to the sessions of a node. */
package io.rialto.stream;
